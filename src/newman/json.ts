import type { Cursor, EventOf, RunEvent } from '../model/event.ts'
import type { FinalScopes } from '../model/scope.ts'
import type { ItemEvents } from '../report/item-events.ts'
import type { CreateReporter } from '../report/reporter.ts'
import { emptySummary, type FailureRecord, type SummaryState, summarize, summaryOf } from '../report/summarize.ts'
import { type Execution, newmanCursor, newmanExecutions, newmanItem } from './execution.ts'
import {
  newmanCollection,
  newmanFailure,
  newmanRunError,
  newmanScope,
  newmanStats,
  newmanTimings,
  noPhaseTimes,
  type PhaseTimes,
  withPhaseTimes,
} from './summary.ts'

/**
 * Writes newman's report: `{collection, environment, globals, run}`, fields as in newman 6.2.2 `-r json`.
 * Each execution is written when its item ends, so the order of the keys is another: executions first, what needs the whole run last.
 * Events do not carry the source of scripts, saved examples or unresolved requests; those fields are left out.
 */
export const createJsonReporter: CreateReporter = () => writeJson

interface OpenRun {
  readonly start: EventOf<'run:start'>
  item: ItemEvents[number][]
  failures: { readonly record: FailureRecord; readonly at: number }[]
  scopes: FinalScopes
}

async function* writeJson(events: AsyncIterable<RunEvent>): AsyncGenerator<string, void> {
  const runs = new Map<string, OpenRun>()
  const failures: string[] = []
  let state = emptySummary
  let phases = noPhaseTimes
  let separator = '\n'

  yield '{"run":{"executions":['
  for await (const event of events) {
    const before = state
    state = summarize(state, event)
    phases = event.type === 'response' ? withPhaseTimes(phases, event.timings) : phases
    if (event.type === 'run:start') runs.set(event.run, { start: event, item: [], failures: [], scopes: NO_SCOPES })
    const run = runs.get(event.run)
    if (run === undefined) continue
    if (event.type === 'run:end') run.scopes = event.scopes
    if (!('cursor' in event)) continue

    run.item.push(event)
    if (state.recorded !== undefined && state.recorded !== before.recorded) {
      run.failures.push({ record: state.recorded.record, at: event.at })
    }
    if (event.type !== 'item:end') continue
    for (const execution of newmanExecutions(run.item, event, run.start)) {
      yield separator
      yield* writeExecution(execution)
      separator = ',\n'
    }
    failures.push(...failuresOf(run, event.cursor))
    run.item = []
    run.failures = []
  }
  yield `],\n${writeEnd({ state, phases, failures }, [...runs.values()])}`
}

const NO_SCOPES: FinalScopes = Object.freeze({
  environment: { values: [] },
  globals: { values: [] },
  collection: { values: [] },
})

function failuresOf({ start, item, failures }: OpenRun, cursor: Cursor): readonly string[] {
  if (failures.length === 0) return []
  const source = newmanItem(item, cursor, start)
  return failures.map(({ record, at }) =>
    JSON.stringify(newmanFailure(record, { start, at, source, cursor: newmanCursor(cursor, start) })),
  )
}

/** Bytes that are written in one piece. */
const SLICE = 16 * 1024

/** The body goes out in pieces: as JSON text it takes four times its size. */
function* writeExecution({ json, response }: Execution): Generator<string> {
  const text = JSON.stringify(json)
  if (response === undefined) {
    yield text
    return
  }
  yield `${text.slice(0, -1)},"response":${JSON.stringify(response.json).slice(0, -1)},"stream":{"type":"Buffer","data":[`
  for (let from = 0; from < response.body.length; from += SLICE) {
    yield `${from === 0 ? '' : ','}${response.body.subarray(from, from + SLICE).join(',')}`
  }
  yield ']}}}'
}

interface Totals {
  readonly state: SummaryState
  readonly phases: PhaseTimes
  readonly failures: readonly string[]
}

function writeEnd({ state, phases, failures }: Totals, runs: readonly OpenRun[]): string {
  const summary = summaryOf(state)
  const scopes = runs.at(-1)?.scopes ?? NO_SCOPES
  return `${[
    `"stats":${JSON.stringify(newmanStats(summary))}`,
    `"timings":${JSON.stringify(newmanTimings(summary, phases))}`,
    `"transfers":${JSON.stringify({ responseTotal: summary.receivedBytes })}`,
    `"failures":[${failures.map((failure) => `\n${failure}`).join(',')}]`,
    `"error":${JSON.stringify(newmanRunError(summary.reason))}}`,
    `"collection":${JSON.stringify(collectionOf(runs, summary.name))}`,
    `"environment":${JSON.stringify(newmanScope(scopes.environment))}`,
    `"globals":${JSON.stringify(newmanScope(scopes.globals))}}`,
  ].join(',\n')}\n`
}

/** Newman knows one collection a report; several become the folders of one. */
function collectionOf(runs: readonly OpenRun[], name: string): object {
  const collections = runs.map(({ start, scopes }) => newmanCollection(start, scopes.collection))
  return collections.length === 1 && collections[0] !== undefined
    ? collections[0]
    : { item: collections, info: { name } }
}
