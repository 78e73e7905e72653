import { availableParallelism } from 'node:os'
import type { EventOf, RunEvent } from '../model/event.ts'
import type { Repetition } from '../repetitions.ts'
import type { PreparedRun } from '../run.ts'
import { Crew } from '../units/crew.ts'
import { divide, type Shard } from '../units/shard.ts'
import { runKeys } from '../units/timings.ts'
import { readDurations } from './durations.ts'
import type { CommandIo } from './io.ts'
import type { ScaleOptions } from './scale-options.ts'

/** The runs of a command as they are to be read: one after the other. */
export interface Spread {
  readonly runs: readonly SpreadRun[]
  readonly close: () => Promise<void>
}

/** One of them, and its events. Unmasked. */
export interface SpreadRun {
  readonly prepared: PreparedRun
  readonly events: AsyncIterable<RunEvent>
}

/** One repetition of a collection. */
interface Turn {
  readonly prepared: PreparedRun
  readonly repetition: Repetition
}

/** As the user asked for: in sequence, or by workers; all of it, or the part of a shard. A shard with nothing to do has a run without iterations. */
export async function spread(
  prepared: readonly PreparedRun[],
  { workers, shard, timings }: ScaleOptions,
  io: CommandIo,
): Promise<Spread> {
  const turns = prepared.flatMap((each) => each.repetitions.map((repetition): Turn => ({ prepared: each, repetition })))
  if (workers === undefined && shard === undefined) {
    const runs = turns.map(({ prepared: each, repetition }) => ({ prepared: each, events: repetition.events }))
    return { runs, close: async () => {} }
  }
  const crew = new Crew({ workers: workers === 'auto' ? availableParallelism() : (workers ?? 1) })
  const close = (): Promise<void> => crew.close()
  if (shard === undefined) {
    const runs = turns.map(({ prepared: each, repetition }) => ({ prepared: each, events: repetition.byCrew(crew) }))
    return { runs, close }
  }
  const keys = runKeys(turns.map((turn) => turn.prepared.name))
  const dividends = turns.map((turn, i) => ({ ...turn.prepared, key: keys[i] ?? '' }))
  const shares = divide(dividends, shard, await readDurations(timings, io))
  const chosen = turns.flatMap((turn, collection) => {
    const iterations = shares[collection] ?? []
    return iterations.length === 0 ? [] : [{ ...turn, collection, iterations }]
  })
  const [first] = turns
  const running = chosen.length > 0 || first === undefined ? chosen : [{ ...first, collection: 0, iterations: [] }]
  const left = leftOut(dividends, shares, shard)
  const runs = running.map(({ prepared: each, repetition, collection, iterations }, i) => ({
    prepared: each,
    events: repetition.byCrew(crew, {
      part: { shard: shard.index, shards: shard.count, collection, collections: turns.length, iterations },
      findings: i === running.length - 1 ? left : [],
    }),
  }))
  return { runs, close }
}

/** Who reads the report of a shard must not take it for the whole. */
function leftOut(
  runs: readonly Pick<PreparedRun, 'iterations'>[],
  shares: readonly (readonly number[])[],
  { index, count }: Shard,
): readonly Pick<EventOf<'finding'>, 'failure' | 'severity'>[] {
  const all = runs.reduce((sum, { iterations }) => sum + iterations, 0)
  const own = shares.flat().length
  if (own === all) return []
  const message = `Shard ${index} of ${count} ran ${own} of ${all} iterations: the others are left to the other shards`
  const hint = 'Write a log in each shard (-r ndjson) and put them together with flowgate merge'
  return [{ failure: { code: 'SHARD_PARTIAL', message, hint }, severity: 'warning' }]
}
