import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { type Pulse, pulsed } from '../../src/report/pulse.ts'
import { allOf, event, runOf, streamOf } from '../support/events.ts'
import { steppedPulse } from '../support/pulse.ts'

const RUN = runOf()
const types = (all: readonly { readonly type: string }[]): readonly string[] => all.map(({ type }) => type)

test('pulsed() gives the events alone without a pulse', async () => {
  expect(await allOf(pulsed(streamOf(RUN), undefined, 1000))).toEqual(RUN)
})

test('pulsed() tells how long the run has been going on while no event comes', async () => {
  const pulse = steppedPulse(500)
  async function* events(): AsyncGenerator<RunEvent> {
    yield event.runStart({ at: 20 })
    pulse.step(1000)
    await pulse.heard()
    pulse.step(1000)
    await pulse.heard()
    yield event.runEnd({ at: 2020 })
  }

  expect(await allOf(pulse.listen(pulsed(events(), pulse, 1000)))).toEqual([
    event.runStart({ at: 20 }),
    { type: 'beat', at: 1020 },
    { type: 'beat', at: 2020 },
    event.runEnd({ at: 2020 }),
  ])
})

test('pulsed() beats between events that follow each other closely', async () => {
  const pulse = steppedPulse(0)
  async function* events(): AsyncGenerator<RunEvent> {
    for (const each of RUN) {
      pulse.step(400)
      yield each
    }
  }

  expect(types(await allOf(pulsed(events(), pulse, 1000)))).toEqual([
    'run:start',
    'iteration:start',
    'beat',
    'iteration:end',
    'run:end',
  ])
})

test('pulsed() ends its pulse and its source when nobody reads on', async () => {
  const ended: string[] = []
  const pulse: Pulse = { now: () => 0, every: () => () => void ended.push('pulse') }
  async function* events(): AsyncGenerator<RunEvent> {
    try {
      yield* RUN
    } finally {
      ended.push('source')
    }
  }

  for await (const _ of pulsed(events(), pulse, 1000)) break

  expect(ended).toEqual(['pulse', 'source'])
})

test('pulsed() fails when its source does, and ends its pulse', async () => {
  const ended: string[] = []
  const pulse: Pulse = { now: () => 0, every: () => () => void ended.push('pulse') }
  async function* events(): AsyncGenerator<RunEvent> {
    yield event.runStart()
    throw new Error('gone')
  }

  await expect(allOf(pulsed(events(), pulse, 1000))).rejects.toThrow('gone')
  expect(ended).toEqual(['pulse'])
})
