import type { Durations } from './timings.ts'

/** Which shard, and of how many. */
export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
}

/** What of a run matters for its division. */
export interface Dividend {
  /** Its key in the durations. */
  readonly key: string
  readonly iterations: number
  /** Do its iterations know nothing of each other; if not they stay together. */
  readonly isDivisible: boolean
}

interface Piece {
  readonly run: number
  readonly iterations: readonly number[]
  /** Milliseconds. */
  readonly cost: number
}

/**
 * The iterations of each run that one shard has, ascending. The longest pieces are dealt first, each to the shard that has least to do (LPT); of equals
 * the first, so that every shard comes to the same result. What was never measured takes as long as the others of its run do on average.
 * Source: R. L. Graham, "Bounds on multiprocessing timing anomalies", 1969.
 */
export function divide(
  runs: readonly Dividend[],
  { index, count }: Shard,
  durations: Durations,
): readonly (readonly number[])[] {
  const pieces = runs.flatMap((run, i) => piecesOf(run, i, durations))
  const loads = Array.from({ length: count }, () => 0)
  const mine: Piece[] = []
  for (const piece of pieces.toSorted((a, b) => b.cost - a.cost)) {
    const shard = loads.indexOf(Math.min(...loads))
    loads[shard] = (loads[shard] ?? 0) + piece.cost
    if (shard === index - 1) mine.push(piece)
  }
  return runs.map((_, i) =>
    mine
      .filter(({ run }) => run === i)
      .flatMap(({ iterations }) => iterations)
      .toSorted((a, b) => a - b),
  )
}

function piecesOf({ key, iterations, isDivisible }: Dividend, run: number, durations: Durations): readonly Piece[] {
  const known = durations[key] ?? []
  const usual = mean(known) ?? mean(Object.values(durations).flat()) ?? 1
  const all = [...Array(iterations).keys()]
  const costOf = (iteration: number): number => known[iteration] ?? usual
  if (isDivisible) return all.map((iteration) => ({ run, iterations: [iteration], cost: costOf(iteration) }))
  return [{ run, iterations: all, cost: all.reduce((sum, iteration) => sum + costOf(iteration), 0) }]
}

function mean(values: readonly (number | null)[]): number | undefined {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length
}
