import { expect, test } from 'vitest'
import { Timers } from '../../../src/script/realm/timers.ts'

test('setInterval() keeps to its times however late each of them is told', () => {
  let time = 1000
  const waits: number[] = []
  const timers = new Timers({
    now: () => time,
    wait: (_id, ms) => void waits.push(ms),
    onError: () => {},
    onWork: () => {},
  })
  const id = timers.functions['setInterval']?.(() => {}, 25) ?? 0

  for (const late of [1, 3, 0, 40]) {
    time += (waits.at(-1) ?? 0) + late
    timers.fire(id)
  }

  // 26 → due at 50; 53 → at 75; 75 → at 100; at 140 the time for 125 has gone by.
  expect(waits).toEqual([25, 24, 22, 25, 0])
})
