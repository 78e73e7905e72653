import { type Arguments, usage } from './values.ts'

/** How often collections run, and in which order. */
export interface RepeatOptions {
  readonly repeat?: number
  /** In another order each time. Without a seed one is drawn. */
  readonly shuffle?: { readonly seed?: number }
}

/** Reads `--repeat`, `--shuffle` and `--seed`. Throws USAGE. */
export function repeatOptions(given: Arguments, isSharded: boolean): RepeatOptions {
  const repeat = given.count('repeat', 1)
  if (repeat !== undefined && repeat > MOST)
    throw given.refusal('repeat', `cannot be "${repeat}"`, `Give ${MOST} at most`)
  const seed = seedOf(given)
  const isShuffled = given.isOn('shuffle', false)
  if (seed !== undefined && !isShuffled) throw given.refusal('seed', 'needs --shuffle', 'Add --shuffle')
  if (isShuffled && given.text('engine') === 'newman')
    throw given.refusal('shuffle', 'is not known to newman', 'Leave --engine newman out, or --shuffle')
  if (isShuffled && isSharded && seed === undefined)
    throw usage('shuffle', 'needs --seed beside --shard', 'All shards must draw the same orders: add --seed 1')
  return {
    ...(repeat !== undefined && { repeat }),
    ...(isShuffled && { shuffle: seed === undefined ? {} : { seed } }),
  }
}

const MOST = 10_000

/** Further repetitions count up from it. */
function seedOf(given: Arguments): number | undefined {
  const seed = given.count('seed', 0)
  if (seed === undefined || Number.isSafeInteger(seed + MOST)) return seed
  throw given.refusal('seed', `cannot be "${seed}"`, 'Give a smaller number')
}
