import type { RunEvent } from '../../model/event.ts'
import { emptySummary, summarize } from '../summarize.ts'

/** How far a run has come. */
export interface Tally {
  /** Items that have ended. */
  readonly ended: number
  /** Items to run, as far as is known: jumps and `--folder` make it another number. Never less than `ended`. */
  readonly planned: number
  /** Did anything in the item that ended last fail. */
  readonly isFailed: boolean
}

/** Tells after each item, and when a run starts, how far it has come. */
export async function* tally(events: AsyncIterable<RunEvent>): AsyncGenerator<Tally, void> {
  let counts = emptySummary
  let planned = 0
  let ended = 0
  let before = counts.recorded
  for await (const event of events) {
    counts = summarize(counts, event)
    if (event.type === 'run:start') {
      planned += event.iterations * event.outline.filter(({ kind }) => kind === 'item').length
      yield { ended, planned, isFailed: false }
    }
    if (event.type === 'item:start') before = counts.recorded
    if (event.type !== 'item:end') continue
    ended += 1
    planned = Math.max(planned, ended)
    yield { ended, planned, isFailed: counts.recorded !== before }
  }
}
