import type { EndReason, EventOf, OutlineEntry } from '../model/event.ts'
import type { Timings } from '../model/exchange.ts'
import type { VariableScope } from '../model/scope.ts'
import { noResponseTimes, type ResponseTimes, withResponseTime } from '../report/response-times.ts'
import type { FailureRecord, Summary } from '../report/summarize.ts'
import { type NewmanCursor, type NewmanItem, newmanDescription, newmanError } from './execution.ts'

/** A count in `run.stats`. Nothing is pending when a report is written. */
export interface Stat {
  readonly total: number
  readonly pending: 0
  readonly failed: number
}

/** How long the phases took that newman averages and a Summary does not. */
export interface PhaseTimes {
  readonly dns: ResponseTimes
  readonly firstByte: ResponseTimes
}

/** Before the first response. */
export const noPhaseTimes: PhaseTimes = Object.freeze({ dns: noResponseTimes, firstByte: noResponseTimes })

/** Adds the phases of one exchange. A phase that did not happen or took no time does not count, as in newman. */
export function withPhaseTimes({ dns, firstByte }: PhaseTimes, timings: Timings): PhaseTimes {
  const connected = timings.tls ?? timings.tcp ?? timings.dns ?? 0
  const waited = timings.firstByte === undefined ? 0 : timings.firstByte - connected
  return {
    dns: timings.dns === undefined || timings.dns === 0 ? dns : withResponseTime(dns, timings.dns),
    firstByte: waited > 0 ? withResponseTime(firstByte, waited) : firstByte,
  }
}

/**
 * Writes `run.stats`. `prerequests` and `tests` count the items that had that phase, `…Scripts` the scripts.
 * A skipped item has no tests. Source: newman 6.2.2, observed.
 */
export function newmanStats(summary: Summary): Readonly<Record<string, Stat>> {
  const { iterations, items, requests, assertions, prerequestScripts, testScripts } = summary
  return {
    iterations: stat(iterations.total, iterations.failed),
    items: stat(items.total, items.failed),
    scripts: stat(prerequestScripts.total + testScripts.total, prerequestScripts.failed + testScripts.failed),
    prerequests: stat(items.total, 0),
    requests: stat(requests.total, requests.failed),
    tests: stat(items.total - items.skipped, 0),
    assertions: stat(assertions.total, assertions.failed),
    testScripts: stat(testScripts.total, testScripts.failed),
    prerequestScripts: stat(prerequestScripts.total, prerequestScripts.failed),
  }
}

/** Writes `run.timings`; `started` and `completed` are milliseconds since 1970. */
export function newmanTimings(summary: Summary, phases: PhaseTimes): Readonly<Record<string, number>> {
  const started = Date.parse(summary.startedAt)
  return {
    ...timesOf('response', summary.responseTimes),
    ...timesOf('dns', phases.dns),
    ...timesOf('firstByte', phases.firstByte),
    started,
    completed: started + Math.round(summary.durationMs),
  }
}

/** What a failure in `run.failures` needs beside its record. */
export interface FailureFrame {
  readonly start: EventOf<'run:start'>
  readonly at: number
  readonly source: NewmanItem
  readonly cursor: NewmanCursor
}

/** Writes one of `run.failures`. Newman's `checksum` is missing; its random `id` is the place of the failure here. */
export function newmanFailure(record: FailureRecord, { start, at, source, cursor }: FailureFrame): object {
  const { failure, assertion, kind } = record
  const { code, ...error } = newmanError(failure)
  const test = assertion === undefined ? { code } : { index: assertion.index, test: assertion.name }
  return {
    error: {
      ...error,
      ...(kind === 'assertion' && { name: failure.error?.name ?? 'AssertionError' }),
      ...test,
      id: `${cursor.ref}-${placeOf(record)}`,
      timestamp: Date.parse(start.startedAt) + Math.round(at),
      stacktrace: stacktrace(record),
    },
    at: placeOf(record),
    source,
    parent: parentOf(start, record.cursor.itemId),
    cursor,
  }
}

/** Writes the collection as far as events know it: the tree of names and descriptions, and its variables. */
export function newmanCollection(start: EventOf<'run:start'>, variables: VariableScope): object {
  return {
    item: itemsOf(start.outline, undefined),
    variable: newmanScope(variables).values,
    info: { name: start.name, schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  }
}

/** Writes a variable scope as postman-collection does: types it does not know, such as `secret`, become `any`. */
export function newmanScope({ id, name, values }: VariableScope): { readonly values: readonly object[] } {
  return {
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    values: values.map(({ key, value, type, disabled }) => ({
      ...(disabled === true && { disabled }),
      type: type !== undefined && TYPES.includes(type) ? type : 'any',
      value,
      key,
    })),
  }
}

/** Writes `run.error`: what stopped the run, if anything did. Newman writes no report at all then. */
export function newmanRunError(
  reason: EndReason | undefined,
): { readonly name: string; readonly message: string } | null {
  switch (reason) {
    case 'completed':
    case 'bailed':
      return null
    case 'timed-out':
      return { name: 'Error', message: 'callback timed out' }
    case 'aborted':
      return { name: 'Error', message: 'the run was aborted' }
    case undefined:
      return { name: 'Error', message: 'the run did not end' }
  }
}

const TYPES: readonly string[] = ['string', 'boolean', 'number', 'array', 'object', 'any']

function stat(total: number, failed: number): Stat {
  return { total, pending: 0, failed }
}

function timesOf(name: string, { mean, min, max, sd }: ResponseTimes): Readonly<Record<string, number>> {
  return { [`${name}Average`]: mean, [`${name}Min`]: min, [`${name}Max`]: max, [`${name}Sd`]: sd }
}

function placeOf({ kind, assertion, phase, failure }: FailureRecord): string {
  if (assertion !== undefined) return `assertion:${assertion.index} in ${phase ?? 'test'}-script`
  if (kind !== 'script') return kind
  const line = failure.where === undefined ? '' : `:${failure.where.line}:${failure.where.column}`
  return `${phase ?? 'test'}-script${line}`
}

function stacktrace({ failure: { where } }: FailureRecord): readonly object[] {
  if (where === undefined) return []
  return [{ fileName: where.script, lineNumber: where.line, columnNumber: where.column }]
}

function parentOf(start: EventOf<'run:start'>, itemId: string): object {
  const parent = start.outline.find(({ id }) => id === itemId)?.parent
  const folder = start.outline.find(({ id }) => id === parent)
  if (folder === undefined) return { info: { name: start.name } }
  return { id: folder.id, name: folder.name, ...newmanDescription(folder.description) }
}

function itemsOf(outline: readonly OutlineEntry[], parent: string | undefined): readonly object[] {
  return outline
    .filter((entry) => entry.parent === parent)
    .map(({ id, name, kind, description }) => ({
      id,
      name,
      ...newmanDescription(description),
      ...(kind === 'folder' && { item: itemsOf(outline, id) }),
    }))
}
