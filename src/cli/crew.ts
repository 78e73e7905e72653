import { availableParallelism } from 'node:os'
import type { EventOf, RunEvent } from '../model/event.ts'
import type { PreparedRun } from '../run.ts'
import { Crew } from '../units/crew.ts'
import type { Shard } from '../units/shard.ts'
import type { CommandIo } from './io.ts'
import type { ScaleOptions } from './scale-options.ts'
import { type Share, sharesOf } from './share.ts'

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
  const shares = await sharesOf(prepared, { timings, ...(shard && { shard }) }, io)
  if (workers === undefined && shard === undefined) {
    const runs = shares.map(({ prepared: each, repetition }) => ({ prepared: each, events: repetition.events }))
    return { runs, close: async () => {} }
  }
  const crew = new Crew({ workers: workers === 'auto' ? availableParallelism() : (workers ?? 1) })
  const close = (): Promise<void> => crew.close()
  const left = shard === undefined ? [] : leftOut(prepared, shares, shard)
  const runs = shares.map(({ prepared: each, repetition, part }, i) => ({
    prepared: each,
    events: repetition.byCrew(crew, { ...(part && { part }), findings: i === shares.length - 1 ? left : [] }),
  }))
  return { runs, close }
}

/** Who reads the report of a shard must not take it for the whole. */
function leftOut(
  prepared: readonly PreparedRun[],
  shares: readonly Share[],
  { index, count }: Shard,
): readonly Pick<EventOf<'finding'>, 'failure' | 'severity'>[] {
  const all = prepared.reduce((sum, { iterations, repetitions }) => sum + iterations * repetitions.length, 0)
  const own = shares.reduce((sum, { part }) => sum + (part?.iterations.length ?? 0), 0)
  if (own === all) return []
  const message = `Shard ${index} of ${count} ran ${own} of ${all} iterations: the others are left to the other shards`
  const hint = 'Write a log in each shard (-r ndjson) and put them together with flowgate merge'
  return [{ failure: { code: 'SHARD_PARTIAL', message, hint }, severity: 'warning' }]
}
