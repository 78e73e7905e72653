import type { Cursor, EndReason, Failure, Phase, ScriptRef } from '../model/event.ts'

/** How many there were, and how many of them failed. */
export interface Count {
  readonly total: number
  readonly failed: number
}

/** Every count that any report shows. */
export interface Summary {
  /** Name of the collection; of several, joined by " + ". */
  readonly name: string
  /** ISO 8601 UTC. */
  readonly startedAt: string
  readonly durationMs: number
  /** Absent until the end; of several runs the worst. */
  readonly reason?: EndReason
  readonly iterations: Count
  readonly items: Count & { readonly skipped: number }
  /** Exchanges, those of scripts and auth included. */
  readonly requests: Count
  readonly prerequestScripts: Count
  readonly testScripts: Count
  readonly assertions: Count & { readonly skipped: number }
  /** Milliseconds; population standard deviation. All 0 when there was no response. */
  readonly responseTimes: { readonly count: number; readonly mean: number; readonly min: number; readonly max: number; readonly sd: number }
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
