import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Dividend, divide } from '../../src/units/shard.ts'
import type { Durations } from '../../src/units/timings.ts'

const SHOP: Dividend = { key: 'Shop', iterations: 5, isDivisible: true }
const FLOW: Dividend = { key: 'Flow', iterations: 3, isDivisible: false }

function shards(
  runs: readonly Dividend[],
  count: number,
  durations: Durations = {},
): readonly (readonly (readonly number[])[])[] {
  return Array.from({ length: count }, (_, i) => divide(runs, { index: i + 1, count }, durations))
}

it('divide() deals iterations in turn when nobody has measured them', () => {
  expect(shards([SHOP], 2)).toEqual([[[0, 2, 4]], [[1, 3]]])
})

it('divide() gives the longest to whoever has least to do', () => {
  expect(shards([SHOP], 2, { Shop: [10, 10, 40, 10, 10] })).toEqual([[[2]], [[0, 1, 3, 4]]])
})

it('divide() keeps iterations together that hand something on', () => {
  expect(shards([SHOP, FLOW], 2)).toEqual([
    [[3], [0, 1, 2]],
    [[0, 1, 2, 4], []],
  ])
})

it('divide() takes what was never measured for as long as the rest of its run', () => {
  expect(shards([SHOP], 2, { Shop: [null, 100, 100] })).toEqual([[[0, 2, 4]], [[1, 3]]])
})

it('divide() leaves shards empty when there are more of them than pieces', () => {
  expect(shards([FLOW], 3)).toEqual([[[0, 1, 2]], [[]], [[]]])
})

it('divide() puts every iteration into exactly one shard', () => {
  const run = fc.record({
    key: fc.constantFrom('A', 'B', 'C'),
    iterations: fc.integer({ min: 1, max: 20 }),
    isDivisible: fc.boolean(),
  })
  const durations = fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.array(fc.option(fc.nat(1000))))

  fc.assert(
    fc.property(fc.array(run, { maxLength: 5 }), fc.integer({ min: 1, max: 8 }), durations, (runs, count, known) => {
      const all = shards(runs, count, known)

      expect(runs.map((_, i) => all.flatMap((shard) => shard[i] ?? []).toSorted((a, b) => a - b))).toEqual(
        runs.map(({ iterations }) => [...Array(iterations).keys()]),
      )
    }),
  )
})
