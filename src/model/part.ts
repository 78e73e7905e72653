/** What one shard runs of a collection; `iterations` of `run:start` counts those of all shards. */
export interface RunPart {
  /** From 1. */
  readonly shard: number
  readonly shards: number
  /** Which run of the command, from 0, and how many there are: a collection, or a repetition of one. */
  readonly collection: number
  readonly collections: number
  /** Those that run here, from 0, ascending. */
  readonly iterations: readonly number[]
}
