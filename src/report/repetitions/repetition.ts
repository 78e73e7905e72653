import type { EventOf } from '../../model/event.ts'
import type { Summary } from '../summary.ts'

/** What tells the runs of a stream apart. */
export type RunMarks = Pick<EventOf<'run:start'>, 'name' | 'source' | 'repetition' | 'seed'>

/** Is a run a further repetition of what the run before it was one of. */
export function isFurther(before: RunMarks | undefined, { name, source, repetition }: RunMarks): boolean {
  if (before?.repetition === undefined || repetition === undefined) return false
  const { number, count } = before.repetition
  return before.name === name && before.source === source && count === repetition.count && number < repetition.number
}

/** How many repetitions a run is one of, and the seed of the first, which gives them all. */
export function orderOf({ seed, repetition }: RunMarks): Pick<Summary, 'repetitions' | 'seed'> {
  return {
    ...(repetition !== undefined && { repetitions: repetition.count }),
    ...(seed !== undefined && { seed: seed - (repetition?.number ?? 1) + 1 }),
  }
}

/** Which repetition it is and how it was shuffled: `repetition 2, seed 8`; empty for a run that is alone. */
export function marksOf({ repetition, seed }: Pick<RunMarks, 'repetition' | 'seed'>): readonly string[] {
  return [
    ...(repetition === undefined ? [] : [`repetition ${repetition.number}`]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
  ]
}

/** The name of a run among others: `Shop (repetition 2, seed 8)`. */
export function runName(run: RunMarks): string {
  const marks = marksOf(run)
  return marks.length === 0 ? run.name : `${run.name} (${marks.join(', ')})`
}
