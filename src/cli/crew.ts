import { availableParallelism } from 'node:os'
import type { EventOf, RunEvent } from '../model/event.ts'
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

/** As the user asked for: in sequence, or by workers; all of it, or the part of a shard. A shard with nothing to do has a run without iterations. */
export async function spread(
  prepared: readonly PreparedRun[],
  { workers, shard, timings }: ScaleOptions,
  io: CommandIo,
): Promise<Spread> {
  if (workers === undefined && shard === undefined) {
    return { runs: prepared.map((each) => ({ prepared: each, events: each.events })), close: async () => {} }
  }
  const crew = new Crew({ workers: workers === 'auto' ? availableParallelism() : (workers ?? 1) })
  const close = (): Promise<void> => crew.close()
  if (shard === undefined)
    return { runs: prepared.map((each) => ({ prepared: each, events: each.byCrew(crew) })), close }
  const keys = runKeys(prepared.map(({ name }) => name))
  const dividends = prepared.map((each, i) => ({ ...each, key: keys[i] ?? '' }))
  const shares = divide(dividends, shard, await readDurations(timings, io))
  const chosen = prepared.flatMap((each, collection) => {
    const iterations = shares[collection] ?? []
    return iterations.length === 0 ? [] : [{ prepared: each, collection, iterations }]
  })
  const [first] = prepared
  const running =
    chosen.length > 0 || first === undefined ? chosen : [{ prepared: first, collection: 0, iterations: [] }]
  const left = leftOut(prepared, shares, shard)
  const runs = running.map(({ prepared: each, collection, iterations }, i) => ({
    prepared: each,
    events: each.byCrew(crew, {
      part: { shard: shard.index, shards: shard.count, collection, collections: prepared.length, iterations },
      findings: i === running.length - 1 ? left : [],
    }),
  }))
  return { runs, close }
}

/** Who reads the report of a shard must not take it for the whole. */
function leftOut(
  prepared: readonly PreparedRun[],
  shares: readonly (readonly number[])[],
  { index, count }: Shard,
): readonly Pick<EventOf<'finding'>, 'failure' | 'severity'>[] {
  const all = prepared.reduce((sum, { iterations }) => sum + iterations, 0)
  const own = shares.flat().length
  if (own === all) return []
  const message = `Shard ${index} of ${count} ran ${own} of ${all} iterations: the others are left to the other shards`
  const hint = 'Write a log in each shard (-r ndjson) and put them together with flowgate merge'
  return [{ failure: { code: 'SHARD_PARTIAL', message, hint }, severity: 'warning' }]
}
