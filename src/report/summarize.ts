import { unreachable } from '../errors.ts'
import type { Cursor, EndReason, EventOf, Phase, RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import { type Count, noCount, withFailed, withOne } from './count.ts'
import { isFurther, orderOf, type RunMarks } from './repetitions/repetition.ts'
import { noResponseTimes, withResponseTime } from './response-times.ts'
import type { FailureRecord, Summary } from './summary.ts'

/** A summary in the making: the counts so far, and what is still open. `summaryOf` makes a Summary of it. */
export interface SummaryState extends Omit<Summary, 'failures' | 'known'> {
  /** Newest first: a list that grows without being copied. */
  readonly recorded: Recorded | undefined
  /** Those that the baseline knows, newest first. */
  readonly recordedKnown: Recorded | undefined
  readonly open: Open
}

interface Recorded {
  readonly record: FailureRecord
  readonly before: Recorded | undefined
}

/** What later events refer to. */
interface Open {
  /** The run that was told last. */
  readonly run: RunMarks | undefined
  /** Duration of the runs that have ended. */
  readonly endedMs: number
  readonly iterationFailed: boolean
  readonly itemFailed: boolean
  /** Failures of the current item other than assertions: `item:end` repeats one of them. */
  readonly itemFailures: readonly Failure[]
  /** Phase of the current script. */
  readonly phase: Phase | undefined
  /** Before the current item: what its attempt adds does not count when it is tried again. */
  readonly before: SummaryState | undefined
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
  flaky: [],
  findings: [],
  uncontracted: 0,
  waitedMs: { delay: 0, retry: 0, 'rate-limit': 0 },
  recorded: undefined,
  recordedKnown: undefined,
  open: {
    run: undefined,
    endedMs: 0,
    iterationFailed: false,
    itemFailed: false,
    itemFailures: [],
    phase: undefined,
    before: undefined,
  },
})

/**
 * Folds one event into the counts.
 * A failure is recorded once: where an assertion, a script or the item's own exchange fails, or else at the end of the item.
 * A failed exchange of a script (`pm.sendRequest`) is a failure of the run, too, as in newman. What producers send is counted among the requests, as
 * what scripts send is.
 */
export function summarize(state: SummaryState, event: RunEvent): SummaryState {
  switch (event.type) {
    case 'run:start':
      return runStarted(state, event)
    case 'iteration:start':
      return { ...state, iterations: withOne(state.iterations), open: { ...state.open, iterationFailed: false } }
    case 'item:start':
      return {
        ...state,
        items: { ...state.items, ...withOne(state.items) },
        open: { ...state.open, itemFailed: false, itemFailures: [], phase: undefined, before: state },
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
    case 'contract':
      return event.example === undefined ? { ...state, uncontracted: state.uncontracted + 1 } : state
    case 'wait':
      return { ...state, waitedMs: { ...state.waitedMs, [event.reason]: state.waitedMs[event.reason] + event.ms } }
    case 'item:end':
      return event.outcome === 'retried' ? retried(state) : itemEnded(state, event)
    case 'finding':
      return found(state, event)
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
      return state
    default:
      return unreachable(event)
  }
}

/** The counts so far. */
export function summaryOf(state: SummaryState): Summary {
  const { recorded, recordedKnown, open: _, ...counts } = state
  return { ...counts, failures: inOrder(recorded), known: inOrder(recordedKnown) }
}

function inOrder(newest: Recorded | undefined): readonly FailureRecord[] {
  const records: FailureRecord[] = []
  for (let link = newest; link !== undefined; link = link.before) records.push(link.record)
  return records.reverse()
}

/** What is repeated is named once. */
function runStarted(state: SummaryState, event: EventOf<'run:start'>): SummaryState {
  const names = state.name === '' ? event.name : `${state.name} + ${event.name}`
  const name = isFurther(state.open.run, event) ? state.name : names
  const startedAt = state.startedAt || event.startedAt
  return { ...state, ...orderOf(event), name, startedAt, open: { ...state.open, run: event } }
}

function scriptEnded(state: SummaryState, event: EventOf<'script:end'>): SummaryState {
  if (event.failure === undefined) return state
  const { script, phase, failure } = event
  const next = failure.known === undefined ? withScripts(state, phase, withFailed) : state
  return record(next, { ...place(event), kind: 'script', failure, script, phase })
}

function responded(state: SummaryState, event: EventOf<'response'>): SummaryState {
  return {
    ...state,
    responseTimes: withResponseTime(state.responseTimes, event.timings.total),
    receivedBytes: state.receivedBytes + event.response.sizeBytes,
  }
}

function requestFailed(state: SummaryState, event: EventOf<'request:failed'>): SummaryState {
  const next = event.failure.known === undefined ? { ...state, requests: withFailed(state.requests) } : state
  // The item tells what has become of its producer.
  if (event.producer !== undefined) return next
  return record(next, { ...place(event), kind: 'request', failure: event.failure })
}

function asserted(state: SummaryState, event: EventOf<'assertion'>): SummaryState {
  const assertions = withOne(state.assertions)
  const skipped = state.assertions.skipped + (event.outcome === 'skipped' ? 1 : 0)
  if (event.outcome !== 'failed') return { ...state, assertions: { ...assertions, skipped } }
  return record(
    { ...state, assertions: { ...(event.failure.known ? assertions : withFailed(assertions)), skipped } },
    {
      ...place(event),
      kind: 'assertion',
      failure: event.failure,
      assertion: { name: event.name, index: event.index },
      ...(event.script !== undefined && {
        script: event.script,
        ...(state.open.phase !== undefined && { phase: state.open.phase }),
      }),
    },
  )
}

function itemEnded(state: SummaryState, event: EventOf<'item:end'>): SummaryState {
  const { outcome, failure } = event
  const isNew = failure !== undefined && !state.open.itemFailures.some((known) => isSame(known, failure))
  const next = isNew ? record(state, { ...place(event), kind: 'item', failure }) : state
  const itemFailed = next.open.itemFailed || (outcome === 'failed' && failure?.known === undefined)
  const isFlaky = event.cursor.attempt > 0 && outcome === 'ran' && !itemFailed && event.cause === undefined
  return {
    ...next,
    ...(isFlaky && { flaky: [...next.flaky, place(event)] }),
    durationMs: next.open.endedMs + event.at,
    items: {
      total: next.items.total,
      failed: next.items.failed + (itemFailed ? 1 : 0),
      skipped: next.items.skipped + (outcome === 'skipped' ? 1 : 0),
    },
    open: { ...next.open, iterationFailed: next.open.iterationFailed || itemFailed, before: undefined },
  }
}

/** As if the attempt had not been, but for what went over the wire and the time it took. */
function retried(state: SummaryState): SummaryState {
  const { before } = state.open
  if (before === undefined) return state
  const { requests, responseTimes, receivedBytes, waitedMs } = state
  return { ...before, requests: { ...before.requests, total: requests.total }, responseTimes, receivedBytes, waitedMs }
}

function found(state: SummaryState, { run, failure, severity }: EventOf<'finding'>): SummaryState {
  return { ...state, findings: [...state.findings, { run, failure, severity }] }
}

function record(state: SummaryState, failure: FailureRecord): SummaryState {
  const { open } = state
  const itemFailures = failure.kind === 'assertion' ? open.itemFailures : [...open.itemFailures, failure.failure]
  if (failure.failure.known !== undefined) {
    const recordedKnown = { record: failure, before: state.recordedKnown }
    return { ...state, recordedKnown, open: { ...open, itemFailures } }
  }
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
