import type { RunPart } from '../model/part.ts'
import type { PreparedRun } from '../run.ts'
import { divide } from '../units/shard.ts'
import { runKeys } from '../units/timings.ts'
import { readDurations } from './durations.ts'
import type { CommandIo } from './io.ts'
import type { ScaleOptions } from './scale-options.ts'

/** What of a run is run here. */
export interface Share {
  readonly prepared: PreparedRun
  /** Absent: all of it. */
  readonly part?: RunPart
}

/** What of a command is run here: all of it, or the part of a shard. A shard with nothing to do has a run without iterations. */
export async function sharesOf(
  prepared: readonly PreparedRun[],
  { shard, timings }: Pick<ScaleOptions, 'shard' | 'timings'>,
  io: CommandIo,
): Promise<readonly Share[]> {
  if (shard === undefined) return prepared.map((each) => ({ prepared: each }))
  const keys = runKeys(prepared.map(({ name }) => name))
  const dividends = prepared.map((each, i) => ({ ...each, key: keys[i] ?? '' }))
  const own = divide(dividends, shard, await readDurations(timings, io))
  const all = prepared.map((each, collection) => {
    const part = { collection, collections: prepared.length, iterations: own[collection] ?? [] }
    return { prepared: each, part: { shard: shard.index, shards: shard.count, ...part } }
  })
  const running = all.filter(({ part }) => part.iterations.length > 0)
  return running.length > 0 ? running : all.slice(0, 1)
}
