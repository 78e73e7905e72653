import { expect, test } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import { maskedLate } from '../../../src/report/redact/late.ts'
import { createRedactor } from '../../../src/report/redact.ts'
import { allOf, event, runOf, streamOf } from '../../support/events.ts'

test('maskedLate() masks what a script prints before it is known, by its source, to be a secret', async () => {
  const gate = createRedactor({ values: [], names: [], show: false })
  const said = (text: string) => [
    event.itemStart(),
    event.console({ values: [`made ${text}`] }),
    event.mutation({ name: 'lateToken', value: text }),
    event.itemEnd(),
  ]

  const events = await allOf(maskedLate(streamOf(runOf(...said('Zq3-late')).map(gate.event)), gate.again))

  expect(events).toEqual(runOf(...said('[lateToken#1]')))
})

test('maskedLate() hands on what a log without an end has', async () => {
  const events = [event.itemStart(), event.console({ values: ['x'] })]

  expect(await allOf(maskedLate(streamOf(events), (each) => each))).toEqual(events)
})

/** An item that prints a text. */
function saying(text: string): readonly RunEvent[] {
  return [event.itemStart(), event.console({ values: [text] }), event.itemEnd()]
}

test('maskedLate() masks in the whole run what is known to be a secret at its end', async () => {
  const { event: mask, again } = createRedactor({ values: [], names: [], show: false })
  const run = (text: string) =>
    runOf(...saying(text), ...saying('x'), event.mutation({ name: 'lateToken', value: text }))

  const events = await allOf(maskedLate(streamOf(run('Zq3-late').map(mask)), again))

  expect(events).toEqual(run('[lateToken#1]'))
})

test('maskedLate() hands on the older half when it holds too much, and all events in their order', async () => {
  const run = [...saying('1'), ...saying('2'), ...saying('3'), ...saying('4')]
  const taken: number[] = []
  const givenAfter: number[] = []
  async function* counted(): AsyncGenerator<RunEvent> {
    for (const each of run) {
      taken.push(taken.length)
      yield each
    }
  }

  const given: RunEvent[] = []
  for await (const each of maskedLate(counted(), (one) => one, 15_000)) {
    given.push(each)
    givenAfter.push(taken.length)
  }

  expect({ given, givenAfter }).toEqual({ given: run, givenAfter: [9, 9, 9, 9, 9, 9, 12, 12, 12, 12, 12, 12] })
})
