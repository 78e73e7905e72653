import { expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { type JoinOptions, join } from '../../src/units/join.ts'
import { cursor, event } from '../support/events.ts'

async function* stream(events: readonly RunEvent[]): AsyncGenerator<RunEvent> {
  yield* events
}

async function joined(events: readonly RunEvent[], options: JoinOptions = {}): Promise<readonly RunEvent[]> {
  const told: RunEvent[] = []
  for await (const each of join(stream(events), options)) told.push(each)
  return told
}

const SCOPES = { environment: { values: [] }, globals: { values: [] }, collection: { values: [] } }
const CHANGED = { ...SCOPES, globals: { values: [{ key: 'a', value: 'last' }] } }

/** One iteration as a run of its own, from `at` on. */
function part(iteration: number, at: number, rest: { readonly run?: string } = {}): readonly RunEvent[] {
  const place = { cursor: cursor({ iteration }) }
  return [
    event.runStart({ at, iterations: 2, ...rest }),
    event.iterationStart({ at: at + 1, iteration, ...rest }),
    event.request({ at: at + 2, exchange: 0, ...place, ...rest }),
    event.request({ at: at + 3, exchange: 1, ...place, ...rest }),
    event.response({ at: at + 4, exchange: 1, ...place, ...rest }),
    event.response({ at: at + 5, exchange: 0, ...place, ...rest }),
    event.iterationEnd({ at: at + 6, iteration, ...rest }),
  ]
}

it('join() makes one run: times go on, exchanges are numbered through, the last scopes stay', async () => {
  const [start, ...first] = part(0, 0)

  expect(
    await joined([
      ...part(0, 0),
      event.runEnd({ at: 7, scopes: SCOPES }),
      ...part(1, 100, { run: 'other' }),
      event.runEnd({ run: 'other', at: 107, scopes: CHANGED }),
    ]),
  ).toEqual([
    start,
    ...first,
    event.iterationStart({ at: 6, iteration: 1 }),
    event.request({ at: 7, exchange: 2, cursor: cursor({ iteration: 1 }) }),
    event.request({ at: 8, exchange: 3, cursor: cursor({ iteration: 1 }) }),
    event.response({ at: 9, exchange: 3, cursor: cursor({ iteration: 1 }) }),
    event.response({ at: 10, exchange: 2, cursor: cursor({ iteration: 1 }) }),
    event.iterationEnd({ at: 11, iteration: 1 }),
    event.runEnd({ at: 11, scopes: CHANGED }),
  ])
})

it('join() ends with the part that bailed out', async () => {
  const told = await joined([
    ...part(0, 0),
    event.runEnd({ at: 7, reason: 'bailed' }),
    ...part(1, 0),
    event.runEnd({ at: 7 }),
  ])

  expect(told).toEqual([...part(0, 0), event.runEnd({ at: 6, reason: 'bailed' })])
})

it('join() ends as the worst of its parts did, and tells all of them', async () => {
  const told = await joined([
    ...part(0, 0),
    event.runEnd({ at: 7, reason: 'timed-out' }),
    ...part(1, 0),
    event.runEnd({ at: 7 }),
  ])

  expect(told.filter(({ type }) => type === 'iteration:end')).toHaveLength(2)
  expect(told.at(-1)).toMatchObject({ type: 'run:end', reason: 'timed-out' })
})

it('join() tells findings at the end, and what part it is at the start', async () => {
  const runPart = { shard: 1, shards: 2, collection: 0, collections: 1, iterations: [0] }
  const own = { failure: { code: 'SHARD_PARTIAL', message: 'own' }, severity: 'warning' } as const
  const of = (message: string): RunEvent =>
    event.finding({ at: 6, failure: { code: 'INTERNAL', message }, severity: 'error' })

  expect(
    await joined([...part(0, 0), of('found'), event.runEnd({ at: 7 })], { part: runPart, findings: [own] }),
  ).toEqual([
    event.runStart({ iterations: 2, part: runPart }),
    ...part(0, 0).slice(1),
    of('found'),
    event.finding({ at: 6, ...own }),
    event.runEnd({ at: 6 }),
  ])
})

it('join() tells a finding once that several shards have', async () => {
  const finding = event.finding({ at: 6, failure: { code: 'BASELINE_EXPIRED', message: 'expired' }, severity: 'error' })

  const told = await joined([...part(0, 0), finding, event.runEnd({ at: 7 }), ...part(1, 0), finding, event.runEnd()])

  expect(told.filter(({ type }) => type === 'finding')).toHaveLength(1)
})

it('join() tells nothing of nothing', async () => {
  expect(await joined([])).toEqual([])
})
