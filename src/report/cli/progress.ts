import type { At, RunEvent } from '../../model/event.ts'
import { formatCount } from '../format.ts'
import { plannedCount } from '../outline.ts'
import type { Beat } from '../pulse.ts'
import type { Style } from './style.ts'

/** How far a run has come. */
export interface Progress {
  /** Items to run, as far as is known: jumps make it another number. */
  readonly planned: number
  readonly ended: number
  /** When the last item ended. */
  readonly endedAt: At
  /** When the item that runs has started; absent between two. */
  readonly startedAt?: At
  /** When the last event or beat came. */
  readonly at: At
}

/** Before the first event. */
export const noProgress: Progress = Object.freeze({ planned: 0, ended: 0, endedAt: 0, at: 0 })

/** Folds one event or beat into the progress. */
export function advance(progress: Progress, event: RunEvent | Beat): Progress {
  const { at } = event
  if (event.type === 'run:start') return { ...noProgress, planned: event.iterations * plannedCount(event.outline), at }
  if (event.type === 'item:start') return { ...progress, at, startedAt: at }
  // What is tried again has not ended.
  if (event.type !== 'item:end' || event.outcome === 'retried') return { ...progress, at }
  return { planned: progress.planned, ended: progress.ended + 1, endedAt: at, at }
}

/** What is said about the item that runs. */
interface Running {
  /** Safe to print. */
  readonly path: string
  /** So far. */
  readonly failures: number
}

/** `12/100 · 2 failures · about 40 s left · Users / List users · 3 s`. */
export function progressText(progress: Progress, { path, failures }: Running, { signs }: Style): string {
  const { planned, ended, startedAt, at } = progress
  const number = startedAt === undefined ? ended : ended + 1
  const left = timeLeft(progress)
  const runsFor = startedAt === undefined ? 0 : at - startedAt
  const parts = [
    number > planned ? String(number) : `${number}/${planned}`,
    ...(failures > 0 ? [formatCount(failures, 'failure')] : []),
    ...(left >= WORTH_SAYING ? [`about ${roughly(left)} left`] : []),
    ...(path === '' ? [] : [path]),
    ...(runsFor >= SLOW ? [roughly(runsFor)] : []),
  ]
  return parts.join(` ${signs.dot} `)
}

/** Less is over before it is read. Milliseconds. */
const WORTH_SAYING = 5000
/** The mean of fewer items says little. */
const ENOUGH = 3
/** Only an item that takes longer makes one wonder. Milliseconds. */
const SLOW = 2000

/** By the mean of the items so far. Milliseconds, 0 if nobody can tell. */
function timeLeft({ planned, ended, endedAt, at }: Progress): number {
  if (ended < ENOUGH) return 0
  return Math.max(0, ((planned - ended) * endedAt) / ended - (at - endedAt))
}

/** Milliseconds in whole seconds or minutes: what is estimated or still runs has no more to say. */
function roughly(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
