import { expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { combine, durationsIn, measure, runKeys } from '../../src/units/timings.ts'
import { event } from '../support/events.ts'

async function* stream(events: readonly RunEvent[]): AsyncGenerator<RunEvent> {
  yield* events
}

it('runKeys() numbers equal names', () => {
  expect(runKeys(['A', 'B', 'A'])).toEqual(['A', 'B', 'A (2)'])
})

it('measure() tells how long iterations took; those of other shards are not known', async () => {
  const events = [
    event.runStart({ name: 'A' }),
    event.iterationStart({ at: 5, iteration: 1 }),
    event.iterationEnd({ at: 17.4, iteration: 1 }),
    event.runEnd(),
    event.runStart({ name: 'A' }),
    event.iterationStart({ at: 0 }),
    event.iterationEnd({ at: 3 }),
    event.runEnd(),
  ]

  expect(await measure(stream(events))).toEqual({ A: [null, 12], 'A (2)': [3] })
})

it('combine() lets later records win where they know something', () => {
  expect(combine([{ A: [1, 2, 3] }, { A: [null, 20], B: [5] }])).toEqual({ A: [1, 20, 3], B: [5] })
})

it.each([
  [{ schema: 1, iterationsMs: { A: [1, null] } }, { A: [1, null] }],
  [{ schema: 2, iterationsMs: {} }, undefined],
  [{ schema: 1, iterationsMs: { A: ['1'] } }, undefined],
  [{ schema: 1, iterationsMs: { A: [-1] } }, undefined],
  [[], undefined],
])('durationsIn() reads what a timings report holds: %j', (json, durations) => {
  expect(durationsIn(json)).toEqual(durations)
})
