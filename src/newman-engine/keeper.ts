import type { Cursor, RunEvent } from '../model/event.ts'
import type { Failure } from '../model/failure.ts'

/** Follows the events of a run, so that it can be brought to an end at any point. */
export interface Keeper {
  readonly follow: (event: RunEvent) => void
  /** A request that newman sends: it is in the events only once there is an answer. */
  readonly send: (event: RunEvent) => void
  /** What is missing before `run:end`, when newman ends in the middle. `failure`: why, for what is open. */
  readonly close: (at: number, failure: Failure) => readonly RunEvent[]
  /** Did anything fail so far. */
  readonly hasFailed: () => boolean
}

/** Keeps the grammar of a run: whatever newman does, each start gets its end. */
export function createKeeper(run: string): Keeper {
  let iteration: number | undefined
  let cursor: Cursor | undefined
  let script: Extract<RunEvent, { readonly type: 'script:start' }> | undefined
  let sent: RunEvent | undefined
  let itemFailure: Failure | undefined
  let hasFailed = false

  return {
    follow(event) {
      hasFailed ||= 'failure' in event && event.failure !== undefined
      if (event.type === 'iteration:start') iteration = event.iteration
      if (event.type === 'iteration:end') iteration = undefined
      if (event.type === 'item:start') {
        cursor = event.cursor
        itemFailure = undefined
      }
      if (event.type === 'script:end' || event.type === 'request:failed') itemFailure ??= event.failure
      if (event.type === 'request') sent = undefined
      if (event.type === 'item:end') cursor = undefined
      if (event.type === 'script:start') script = event
      if (event.type === 'script:end') script = undefined
    },
    send: (event) => {
      sent = event
    },
    close(at, failure) {
      const base = { run, at }
      const events: RunEvent[] = []
      if (sent?.type === 'request' && cursor !== undefined)
        events.push(sent, { type: 'request:failed', ...base, cursor, exchange: sent.exchange, failure })
      if (script !== undefined) {
        const { script: ref, phase, cursor: place } = script
        events.push({
          type: 'script:end',
          ...base,
          cursor: place,
          script: ref,
          phase,
          durationMs: at - script.at,
          failure,
        })
      }
      if (cursor !== undefined)
        events.push({ type: 'item:end', ...base, cursor, outcome: 'failed', failure: itemFailure ?? failure })
      if (iteration !== undefined) events.push({ type: 'iteration:end', ...base, iteration })
      return events
    },
    hasFailed: () => hasFailed,
  }
}
