/** What one shard runs of a collection; `iterations` of `run:start` counts those of all shards. */
export interface RunPart {
  /** From 1. */
  readonly shard: number
  readonly shards: number
  /** Which collection of the command, from 0, and how many there are. */
  readonly collection: number
  readonly collections: number
  /** Those that run here, from 0, ascending. */
  readonly iterations: readonly number[]
}
