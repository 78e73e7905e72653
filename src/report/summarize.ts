import { unreachable } from '../errors.ts'
import type { Cursor, EndReason, EventOf, Failure, Phase, RunEvent, ScriptRef } from '../model/event.ts'
import { type Count, noCount, withFailed, withOne } from './count.ts'
import { noResponseTimes, type ResponseTimes, withResponseTime } from './response-times.ts'

/** Every count that any report shows. */
export interface Summary {
  /** Name of the collection; of several, joined by " + ". */
  readonly name: string
  /** ISO 8601 UTC. */
  readonly startedAt: string
  /** Until the end of the last item; of several runs the sum. */
  readonly durationMs: number
  /** Absent until the end; of several runs the worst. */
  readonly reason?: EndReason
  /** Failed: something in it failed. */
  readonly iterations: Count
  /** Failed: not completed, or with a failed assertion. */
  readonly items: Count & { readonly skipped: number }
  /** Exchanges, those of scripts and auth included. */
  readonly requests: Count
  readonly prerequestScripts: Count
  readonly testScripts: Count
  /** The total includes the skipped. */
  readonly assertions: Count & { readonly skipped: number }
  /** All 0 when there was no response. */
  readonly responseTimes: ResponseTimes
  /** Decoded bodies. */
  readonly receivedBytes: number
  /** In the order they happened. */
  readonly failures: readonly FailureRecord[]
}

/** One thing that went wrong, and where. */
export interface FailureRecord {
  readonly run: string
  readonly cursor: Cursor
  readonly kind: 'assertion' | 'script' | 'request' | 'item'
  readonly failure: Failure
  /** Name and index of a failed assertion. */
  readonly assertion?: { readonly name: string; readonly index: number }
  /** The script that failed or holds the assertion. */
  readonly script?: ScriptRef
  readonly phase?: Phase
}

/** A summary in the making: the counts so far, and what is still open. `summaryOf` makes a Summary of it. */
export interface SummaryState extends Omit<Summary, 'failures'> {
  /** Newest first: a list that grows without being copied. */
  readonly recorded: Recorded | undefined
  readonly open: Open
}

interface Recorded {
  readonly record: FailureRecord
  readonly before: Recorded | undefined
}

/** What later events refer to. */
interface Open {
  /** Duration of the runs that have ended. */
  readonly endedMs: number
  readonly iterationFailed: boolean
  readonly itemFailed: boolean
  /** Failures of the current item other than assertions: `item:end` repeats one of them. */
  readonly itemFailures: readonly Failure[]
  /** Phase of the current script. */
  readonly phase: Phase | undefined
}

/** Before the first event. */
export const emptySummary: SummaryState = Object.freeze({
  name: '',
  startedAt: '',
  durationMs: 0,
  iterations: noCount,
  items: { ...noCount, skipped: 0 },
  requests: noCount,
  prerequestScripts: noCount,
  testScripts: noCount,
  assertions: { ...noCount, skipped: 0 },
  responseTimes: noResponseTimes,
  receivedBytes: 0,
  recorded: undefined,
  open: {
    endedMs: 0,
    iterationFailed: false,
    itemFailed: false,
    itemFailures: [],
    phase: undefined,
  },
})

/**
 * Folds one event into the counts.
 * A failure is recorded once: where an assertion, a script or the item's own exchange fails, or else at the end of the item.
 * A failed exchange of a script (`pm.sendRequest`) is a failure of the run, too, as in newman.
 */
export function summarize(state: SummaryState, event: RunEvent): SummaryState {
  switch (event.type) {
    case 'run:start':
      return {
        ...state,
        name: state.name === '' ? event.name : `${state.name} + ${event.name}`,
        startedAt: state.startedAt === '' ? event.startedAt : state.startedAt,
      }
    case 'iteration:start':
      return { ...state, iterations: withOne(state.iterations), open: { ...state.open, iterationFailed: false } }
    case 'item:start':
      return {
        ...state,
        items: { ...state.items, ...withOne(state.items) },
        open: { ...state.open, itemFailed: false, itemFailures: [], phase: undefined },
      }
    case 'script:start':
      return { ...withScripts(state, event.phase, withOne), open: { ...state.open, phase: event.phase } }
    case 'script:end':
      return scriptEnded(state, event)
    case 'request':
      return { ...state, requests: withOne(state.requests) }
    case 'response':
      return responded(state, event)
    case 'request:failed':
      return requestFailed(state, event)
    case 'assertion':
      return asserted(state, event)
    case 'item:end':
      return itemEnded(state, event)
    case 'iteration:end':
      return state.open.iterationFailed ? { ...state, iterations: withFailed(state.iterations) } : state
    case 'run:end':
      return {
        ...state,
        reason: worse(state.reason, event.reason),
        durationMs: state.open.endedMs + event.at,
        open: { ...state.open, endedMs: state.open.endedMs + event.at },
      }
    case 'produced':
    case 'console':
    case 'mutation':
    case 'wait':
      return state
    default:
      return unreachable(event)
  }
}

/** The counts so far. */
export function summaryOf(state: SummaryState): Summary {
  const { recorded, open: _, ...counts } = state
  const failures: FailureRecord[] = []
  for (let link = recorded; link !== undefined; link = link.before) failures.push(link.record)
  return { ...counts, failures: failures.reverse() }
}

function scriptEnded(state: SummaryState, event: EventOf<'script:end'>): SummaryState {
  if (event.failure === undefined) return state
  const { script, phase, failure } = event
  return record(withScripts(state, phase, withFailed), { ...place(event), kind: 'script', failure, script, phase })
}

function responded(state: SummaryState, event: EventOf<'response'>): SummaryState {
  return {
    ...state,
    responseTimes: withResponseTime(state.responseTimes, event.timings.total),
    receivedBytes: state.receivedBytes + event.response.sizeBytes,
  }
}

function requestFailed(state: SummaryState, event: EventOf<'request:failed'>): SummaryState {
  const next = { ...state, requests: withFailed(state.requests) }
  return record(next, { ...place(event), kind: 'request', failure: event.failure })
}

function asserted(state: SummaryState, event: EventOf<'assertion'>): SummaryState {
  const assertions = withOne(state.assertions)
  const skipped = state.assertions.skipped + (event.outcome === 'skipped' ? 1 : 0)
  if (event.outcome !== 'failed') return { ...state, assertions: { ...assertions, skipped } }
  return record(
    { ...state, assertions: { ...withFailed(assertions), skipped } },
    {
      ...place(event),
      kind: 'assertion',
      failure: event.failure,
      assertion: { name: event.name, index: event.index },
      ...(event.script !== undefined && { script: event.script }),
      ...(state.open.phase !== undefined && { phase: state.open.phase }),
    },
  )
}

function itemEnded(state: SummaryState, event: EventOf<'item:end'>): SummaryState {
  const { outcome, failure } = event
  const isNew = failure !== undefined && !state.open.itemFailures.some((known) => isSame(known, failure))
  const next = isNew ? record(state, { ...place(event), kind: 'item', failure }) : state
  const itemFailed = next.open.itemFailed || outcome === 'failed'
  return {
    ...next,
    durationMs: next.open.endedMs + event.at,
    items: {
      total: next.items.total,
      failed: next.items.failed + (itemFailed ? 1 : 0),
      skipped: next.items.skipped + (outcome === 'skipped' ? 1 : 0),
    },
    open: { ...next.open, iterationFailed: next.open.iterationFailed || itemFailed },
  }
}

function record(state: SummaryState, failure: FailureRecord): SummaryState {
  const { open } = state
  const itemFailures = failure.kind === 'assertion' ? open.itemFailures : [...open.itemFailures, failure.failure]
  return {
    ...state,
    recorded: { record: failure, before: state.recorded },
    open: { ...open, iterationFailed: true, itemFailed: true, itemFailures },
  }
}

function isSame(a: Failure, b: Failure): boolean {
  return a.code === b.code && a.message === b.message
}

function place(event: { readonly run: string; readonly cursor: Cursor }): Pick<FailureRecord, 'run' | 'cursor'> {
  return { run: event.run, cursor: event.cursor }
}

function withScripts(state: SummaryState, phase: Phase, change: (counted: Count) => Count): SummaryState {
  return phase === 'prerequest'
    ? { ...state, prerequestScripts: change(state.prerequestScripts) }
    : { ...state, testScripts: change(state.testScripts) }
}

const WORSE: readonly EndReason[] = ['completed', 'bailed', 'timed-out', 'aborted']

function worse(a: EndReason | undefined, b: EndReason): EndReason {
  return a !== undefined && WORSE.indexOf(a) > WORSE.indexOf(b) ? a : b
}
