import type { Cursor, EventOf, RunEvent } from '../../model/event.ts'
import { formatValue } from '../format.ts'
import { type RunMarks, runName } from '../repetitions/repetition.ts'
import type { FailureRecord } from '../summary.ts'
import type { Case, Suite } from './suite.ts'

/** What all suites of a run need to know of it. */
export interface RunFacts extends RunMarks {
  readonly startedAt: string
  readonly iterations: number
  readonly foldersOf: (itemId: string) => readonly string[]
}

/** One event of an item, and the failure that was recorded with it. */
export interface ItemStep {
  readonly event: Extract<RunEvent, { readonly cursor: Cursor }>
  readonly failed?: FailureRecord
}

/**
 * Makes the suite of an item from its events.
 * The time of a case is what passed since the one before it, pauses left out, so that the cases add up to their suite.
 */
export function itemSuite(steps: readonly ItemStep[], cursor: Cursor, run: RunFacts): Suite {
  const startedAt = steps[0]?.event.at ?? 0
  const cases: Case[] = []
  let mark = startedAt
  let worked = 0
  for (const { event, failed } of steps) {
    if (event.type === 'wait') mark += event.ms
    const result = resultOf(event, failed)
    if (result === undefined && event.type !== 'item:end') continue
    const seconds = Math.max(0, event.at - mark) / 1000
    mark = Math.max(mark, event.at)
    worked += seconds
    if (result !== undefined) cases.push({ ...result, seconds })
  }
  const name = nameOf(cursor, run)
  return {
    name,
    className: `${withoutDots(run.name)}.${withoutDots(name)}`,
    timestamp: timestampOf(run, startedAt),
    seconds: worked,
    properties: [...runProperties(run), ['iteration', String(cursor.iteration + 1)], ...exchangeProperties(steps)],
    cases,
    printed: steps.flatMap(({ event }) => (event.type === 'console' ? [printed(event)] : [])).join('\n'),
  }
}

/** What only the whole run shows is an error of its own; a warning is a case that was skipped, since it neither fails nor shows that something is right. */
export function findingSuite({ failure, severity, at }: EventOf<'finding'>, run: RunFacts): Suite {
  const { code: type, message, hint } = failure
  if (severity === 'warning') {
    const outcome = { kind: 'skipped', warning: `${type}: ${message}` } as const
    return runSuite({ name: 'finding', seconds: 0, outcome }, at, run)
  }
  const details = [message, ...(hint === undefined ? [] : [hint])].join('\n')
  return runSuite({ name: 'finding', seconds: 0, outcome: { kind: 'error', type, message, details } }, at, run)
}

/** A run that was stopped may be green so far, but has not shown what it was to show: that is an error of its own. */
export function unfinishedSuite({ reason, at }: EventOf<'run:end'>, run: RunFacts): Suite {
  const message = `Cannot complete the run: ${reason === 'timed-out' ? 'out of time' : 'interrupted'}`
  return runSuite(
    { name: 'run', seconds: 0, outcome: { kind: 'error', type: reason, message, details: message } },
    at,
    run,
  )
}

/** One case that is about the run, not about an item. */
function runSuite(only: Case, at: number, run: RunFacts): Suite {
  return {
    name: runName(run),
    className: withoutDots(run.name),
    timestamp: timestampOf(run, at),
    seconds: 0,
    properties: runProperties(run),
    cases: [only],
    printed: '',
  }
}

function resultOf(event: ItemStep['event'], failed: FailureRecord | undefined): Omit<Case, 'seconds'> | undefined {
  if (failed !== undefined) return failureOf(failed)
  if (event.type === 'assertion' && event.outcome !== 'failed') {
    return { name: event.name, outcome: { kind: event.outcome } }
  }
  if (event.type === 'item:end' && event.outcome === 'skipped') {
    return { name: event.cursor.itemName, outcome: { kind: 'skipped' } }
  }
  return undefined
}

function failureOf({ kind, assertion, failure, phase }: FailureRecord): Omit<Case, 'seconds'> {
  const { message, code, error, hint, where, known } = failure
  const isCompared = error !== undefined && 'expected' in error && 'actual' in error
  const details = [
    message,
    ...(hint === undefined ? [] : [hint]),
    ...(isCompared ? [`expected: ${formatValue(error.expected)}`, `actual: ${formatValue(error.actual)}`] : []),
    ...(where === undefined ? [] : [`at ${where.script}:${where.line}:${where.column}`]),
    ...(error?.stack === undefined ? [] : [error.stack]),
  ].join('\n')
  const script = phase === 'prerequest' ? 'pre-request script' : 'test script'
  const name = assertion?.name ?? (kind === 'script' ? script : kind)
  if (known !== undefined)
    return { name, outcome: { kind: 'skipped', known: `${known.id}: ${known.reason}: ${message}` } }
  return {
    name,
    outcome: { kind: assertion === undefined ? 'error' : 'failure', type: error?.name ?? code, message, details },
  }
}

function nameOf(cursor: Cursor, run: RunFacts): string {
  const path = [...run.foldersOf(cursor.itemId), cursor.itemName].join(' / ')
  const turns = [
    ...(run.repetition === undefined ? [] : [`repetition ${run.repetition.number}`]),
    ...(run.iterations > 1 ? [`iteration ${cursor.iteration + 1}`] : []),
    ...(cursor.visit > 0 ? [`visit ${cursor.visit + 1}`] : []),
  ]
  return turns.length === 0 ? path : `${path} (${turns.join(', ')})`
}

/** Jenkins takes what stands before the last dot for a package. */
function withoutDots(name: string): string {
  return name.replaceAll('.', '_')
}

function timestampOf({ startedAt }: RunFacts, at: number): string {
  const started = Date.parse(startedAt)
  return Number.isNaN(started) ? startedAt : new Date(started + at).toISOString().slice(0, 19)
}

function runProperties({ repetition, seed }: RunFacts): Suite['properties'] {
  return [
    ...(repetition === undefined ? [] : ([['repetition', String(repetition.number)]] as const)),
    ...(seed === undefined ? [] : ([['seed', String(seed)]] as const)),
  ]
}

/** The last exchange of the item itself: the others are in the other reports. */
function exchangeProperties(steps: readonly ItemStep[]): Suite['properties'] {
  const isOwn = ({ source }: EventOf<'request'>): boolean => source === 'item' || source === 'auth'
  const request = steps.findLast(({ event }) => event.type === 'request' && isOwn(event))?.event
  if (request?.type !== 'request') return []
  const { wire, exchange } = request
  const answers = steps.flatMap(({ event }) =>
    event.type === 'response' && event.exchange === exchange ? answerProperties(event) : [],
  )
  return [['request', `${wire.method} ${wire.url}`], ...answers]
}

function answerProperties({ response, timings }: EventOf<'response'>): Suite['properties'] {
  return [
    ['status', `${response.status} ${response.statusText}`.trimEnd()],
    ['responseTimeMs', timings.total.toFixed(1)],
  ]
}

function printed({ level, values }: EventOf<'console'>): string {
  return `${level}: ${values.map((value) => (typeof value === 'string' ? value : formatValue(value))).join(' ')}`
}
