import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { type Log, merge } from '../../src/units/merge.ts'
import { event } from '../support/events.ts'

/** What a shard ran: name of each collection, how many iterations it has, and those of this shard. */
type Shares = readonly (readonly [name: string, iterations: number, own: readonly number[]])[]

interface Kind {
  readonly shards?: number
  readonly reason?: 'completed' | 'aborted'
  readonly seed?: number
}

/** The log of a shard; `at` begins at 100 in each. */
function log(shard: number, shares: Shares, { shards = 2, reason = 'completed', seed = 1 }: Kind = {}): Log {
  const events = shares.flatMap(([name, iterations, own], collection): readonly RunEvent[] => {
    const run = `${name} ${shard}`
    const part = { shard, shards, collection, collections: shares.length, iterations: own }
    if (own.length === 0 && collection > 0) return []
    return [
      event.runStart({ run, name, iterations, part, seed, startedAt: `2026-11-23T17:40:1${shard}.000Z` }),
      ...own.flatMap((iteration) => [
        event.iterationStart({ run, iteration, at: 100 + iteration }),
        event.iterationEnd({ run, iteration, at: 110 + 2 * iteration }),
      ]),
      event.finding({ run, failure: { code: 'SHARD_PARTIAL', message: 'a part' }, severity: 'warning' }),
      event.runEnd({ run, reason, at: 200 }),
    ]
  })
  return { name: `${shard}.ndjson`, events: stream(events) }
}

async function* stream(events: readonly RunEvent[]): AsyncGenerator<RunEvent> {
  yield* events
}

/** A short form of what is told. */
async function told(...logs: readonly Log[]): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const each of merge(logs)) {
    if (each.type === 'run:start') lines.push(`${each.name} of ${each.iterations} at ${each.startedAt.slice(17, 19)}`)
    if (each.type === 'iteration:start') lines.push(`${each.run}: ${each.iteration}`)
    if (each.type === 'finding') lines.push(`${each.severity}: ${each.failure.message}`)
    if (each.type === 'run:end') lines.push(`${each.run} ${each.reason} at ${each.at}`)
  }
  return lines
}

describe('merge()', () => {
  it('tells collections and iterations in the order of the unsharded run', async () => {
    const one = log(1, [
      ['A', 4, [1, 2]],
      ['B', 2, []],
      ['C', 1, [0]],
    ])
    const two = log(2, [
      ['A', 4, [0, 3]],
      ['B', 2, [0, 1]],
      ['C', 1, []],
    ])

    expect(await told(two, one)).toEqual([
      'A of 4 at 11',
      'A 2: 0',
      'A 2: 1',
      'A 2: 2',
      'A 2: 3',
      'A 2 completed at 146',
      'B of 2 at 12',
      'B 2: 0',
      'B 2: 1',
      'B 2 completed at 121',
      'C of 1 at 11',
      'C 1: 0',
      'C 1 completed at 110',
    ])
  })

  it('takes a shard that had nothing to do', async () => {
    expect(await told(log(1, [['A', 1, [0]]]), log(2, [['A', 1, []]]))).toEqual([
      'A of 1 at 11',
      'A 1: 0',
      'A 1 completed at 110',
    ])
  })

  it('names the shards whose logs are not there', async () => {
    const lines = await told(log(2, [['A', 4, [1]]], { shards: 4 }), log(4, [['A', 4, [3]]], { shards: 4 }))

    expect(lines.slice(-2)).toEqual([
      'error: No log of shard 1, 3 of 4 is there: what it ran is not in this report',
      'A 2 completed at 24',
    ])
  })

  it('names what no shard had', async () => {
    const one = log(1, [
      ['A', 4, [0]],
      ['B', 1, []],
    ])
    const two = log(2, [
      ['A', 4, [2]],
      ['B', 1, []],
    ])

    expect((await told(one, two)).slice(-3)).toEqual([
      'error: Iteration 2, 4 of "A" is in none of the logs',
      'error: Collection 2 is in none of the logs',
      'A 1 completed at 122',
    ])
  })

  it('tells of a shard that was stopped that the run was stopped', async () => {
    const lines = await told(log(1, [['A', 2, [0]]]), log(2, [['A', 2, [1]]], { reason: 'aborted' }))

    expect(lines.at(-1)).toBe('A 1 aborted at 121')
  })

  it('lets logs that are no shards follow each other', async () => {
    const whole = (name: string): Log => ({
      name,
      events: stream([event.runStart({ run: name, name }), event.runEnd({ run: name, at: 5 })]),
    })

    expect(await told(whole('B'), whole('A'))).toEqual([
      'B of 1 at 11',
      'B completed at 5',
      'A of 1 at 11',
      'A completed at 5',
    ])
  })

  it.each([
    [
      'a shard that is there twice',
      [log(1, [['A', 2, [0]]]), log(1, [['A', 2, [1]]])],
      '"1.ndjson" and "1.ndjson" are both of shard 1',
    ],
    [
      'shards of different numbers',
      [log(1, [['A', 2, [0]]]), log(2, [['A', 2, [1]]], { shards: 3 })],
      '"1.ndjson" and "2.ndjson" are of different commands',
    ],
    [
      'shards of different collections',
      [log(1, [['A', 2, [0]]]), log(2, [['B', 2, [1]]])],
      '"1.ndjson" and "2.ndjson" are of different commands',
    ],
    [
      'shards of different orders',
      [log(1, [['A', 2, [0]]]), log(2, [['A', 2, [1]]], { seed: 2 })],
      '"1.ndjson" and "2.ndjson" are of different commands',
    ],
    [
      'shards that were split by different timings',
      [log(1, [['A', 2, [0, 1]]]), log(2, [['A', 2, [1]]])],
      '"1.ndjson" and "2.ndjson" both have iteration 2 of "A"',
    ],
    [
      'a shard beside what is none',
      [log(1, [['A', 2, [0]]]), { name: 'whole.ndjson', events: stream([event.runStart(), event.runEnd()]) }],
      '"1.ndjson" is of a shard and "whole.ndjson" is not',
    ],
  ])('refuses %s', async (_what, logs, reason) => {
    await expect(told(...logs)).rejects.toMatchObject({
      code: 'EVENT_LOG_INVALID',
      message: `Cannot merge event logs: ${reason}`,
    })
  })
})
