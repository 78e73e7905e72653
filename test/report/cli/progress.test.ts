import { expect, test } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import { advance, noProgress, progressText } from '../../../src/report/cli/progress.ts'
import { styleFor } from '../../../src/report/cli/style.ts'
import type { Beat } from '../../../src/report/pulse.ts'
import { event, outlineItem } from '../../support/events.ts'

const STYLE = styleFor({ isTerminal: true, width: 80, color: false, unicode: true })

function text(events: readonly (RunEvent | Beat)[], failures = 0): string {
  return progressText(events.reduce(advance, noProgress), { path: 'List users', failures }, STYLE)
}

const start = event.runStart({
  iterations: 5,
  outline: [outlineItem({ times: 2 }), outlineItem({ id: 'item-2', isLeftOut: true })],
})

function items(count: number, ms: number): readonly RunEvent[] {
  return Array.from({ length: count }, (_, index) => [
    event.itemStart({ at: index * ms }),
    event.itemEnd({ at: (index + 1) * ms }),
  ]).flat()
}

test('progressText() counts the items that are selected, in all iterations', () => {
  expect(text([start, event.itemStart()])).toBe('1/10 · List users')
})

test('progressText() tells the failures so far', () => {
  expect(text([start, event.itemStart()], 2)).toBe('1/10 · 2 failures · List users')
})

test('progressText() estimates the time left by the mean of three items', () => {
  expect([text([start, ...items(2, 4000)]), text([start, ...items(3, 4000)])]).toEqual([
    '2/10 · List users',
    '3/10 · about 28 s left · List users',
  ])
})

test('progressText() does not speak of a few seconds', () => {
  expect(text([start, ...items(9, 4000)])).toBe('9/10 · List users')
})

test('progressText() speaks in minutes of long runs', () => {
  expect(text([start, ...items(3, 60_000)])).toBe('3/10 · about 7 min left · List users')
})

test('progressText() tells how long an item takes that takes long', () => {
  const slow = event.itemStart({ at: 12_000 })

  expect([13_000, 15_000].map((at) => text([start, ...items(3, 4000), slow, { type: 'beat', at }]))).toEqual([
    '4/10 · about 27 s left · List users',
    '4/10 · about 25 s left · List users · 3 s',
  ])
})

test('progressText() does not know how far it is when items run more often than planned', () => {
  expect(text([start, ...items(10, 1), event.itemStart({ at: 10 })])).toBe('11 · List users')
})
