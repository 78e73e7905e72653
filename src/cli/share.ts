import type { RunPart } from '../model/part.ts'
import type { PlannedRepetition, PreparedRun } from '../run.ts'
import { divide } from '../units/shard.ts'
import { runKeys } from '../units/timings.ts'
import { readDurations } from './durations.ts'
import type { CommandIo } from './io.ts'
import type { ScaleOptions } from './scale-options.ts'

/** What of a run is run here. */
export interface Share {
  readonly prepared: PreparedRun
  /** Which of its repetitions. */
  readonly repetition: PlannedRepetition
  /** Absent: all of it. */
  readonly part?: RunPart
}

/** What of a command is run here: all of it, or the part of a shard. A shard with nothing to do has a run without iterations. */
export async function sharesOf(
  prepared: readonly PreparedRun[],
  { shard, timings }: Pick<ScaleOptions, 'shard' | 'timings'>,
  io: CommandIo,
): Promise<readonly Share[]> {
  const runs = prepared.flatMap((each) => each.repetitions.map((repetition) => ({ prepared: each, repetition })))
  if (shard === undefined) return runs
  const keys = runKeys(runs.map((run) => run.prepared.name))
  const dividends = runs.map((run, i) => ({ ...run.prepared, key: keys[i] ?? '' }))
  const own = divide(dividends, shard, await readDurations(timings, io))
  const all = runs.map((run, collection) => {
    const part = { collection, collections: runs.length, iterations: own[collection] ?? [] }
    return { ...run, part: { shard: shard.index, shards: shard.count, ...part } }
  })
  const running = all.filter(({ part }) => part.iterations.length > 0)
  return running.length > 0 ? running : all.slice(0, 1)
}
