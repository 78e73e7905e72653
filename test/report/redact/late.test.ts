import { expect, test } from 'vitest'
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
