import type { RunEvent } from '../../model/event.ts'
import { plannedCount } from '../outline.ts'
import { emptySummary, summarize } from '../summarize.ts'

/** How far a run has come. */
export interface Tally {
  /** Items that have ended. */
  readonly ended: number
  /** Items to run, as far as is known: jumps make it another number. Never less than `ended`. */
  readonly planned: number
  /** Did anything in the item that ended last fail. */
  readonly isFailed: boolean
  /** Did anything fail so far, or was a run stopped from outside. */
  readonly isRunFailed: boolean
}

/** Tells after each item, and when a run starts and ends, how far it has come. */
export async function* tally(events: AsyncIterable<RunEvent>): AsyncGenerator<Tally, void> {
  let counts = emptySummary
  let planned = 0
  let ended = 0
  let before = counts.recorded
  let isStopped = false
  const state = (isFailed: boolean): Tally => ({
    ended,
    planned,
    isFailed,
    isRunFailed: isStopped || counts.recorded !== undefined,
  })
  for await (const event of events) {
    counts = summarize(counts, event)
    if (event.type === 'run:start') {
      planned += event.iterations * plannedCount(event.outline)
      yield state(false)
    }
    if (event.type === 'run:end') {
      isStopped ||= event.reason === 'aborted' || event.reason === 'timed-out'
      yield state(false)
    }
    if (event.type === 'item:start') before = counts.recorded
    if (event.type !== 'item:end' || event.outcome === 'retried') continue
    ended += 1
    planned = Math.max(planned, ended)
    yield state(counts.recorded !== before)
  }
}
