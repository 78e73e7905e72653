import type { Cursor, EndReason, EventOf, Phase, ScriptRef } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'
import type { Count } from './count.ts'
import type { ResponseTimes } from './response-times.ts'

/** Every count that any report shows. */
export interface Summary {
  /** Name of the collection; of several, joined by " + ". */
  readonly name: string
  /** ISO 8601 UTC. */
  readonly startedAt: string
  /** How often collections were run. Absent: once. */
  readonly repetitions?: number
  /** Of the order of the first repetition, from which those of the others follow. Absent: nothing was shuffled. */
  readonly seed?: number
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
  /** In the order they happened; without those that were tried again, and without the known. */
  readonly failures: readonly FailureRecord[]
  /** Failures that the baseline knows; they are counted as failed nowhere. */
  readonly known: readonly FailureRecord[]
  /** Items that passed after they had failed. */
  readonly flaky: readonly FlakyItem[]
  /** What only the whole run shows. */
  readonly findings: readonly Finding[]
  /** Responses that were to be held against a saved example and had none. */
  readonly uncontracted: number
  /** Milliseconds spent waiting: for delays that were asked for, before retries, and because servers asked for it. */
  readonly waitedMs: Readonly<Record<EventOf<'wait'>['reason'], number>>
}

/** An item that passed in its last attempt, which was not its first. */
export interface FlakyItem {
  readonly run: string
  /** Of the attempt that passed: `attempt` is the number of those that failed. */
  readonly cursor: Cursor
}

/** What only the whole run shows, and whether it turns the run red. */
export type Finding = Pick<EventOf<'finding'>, 'run' | 'failure' | 'severity'>

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
