/** Which of the runs that `--repeat` makes of a collection. */
export interface Repetition {
  /** From 1. */
  readonly number: number
  /** How many there are. */
  readonly count: number
}
