import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createNdjsonReporter } from '../../src/report/ndjson.ts'
import { event, eventsIn, itemOf, runOf, streamOf, textOf, wireRequest, wireResponse } from '../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }

function written(events: readonly RunEvent[], documents?: { readonly collection: Record<string, unknown> }) {
  const context = { screen: SCREEN, options: {}, ...(documents && { documents }) }
  return textOf(createNdjsonReporter(context)(streamOf(events)))
}

test('createNdjsonReporter() writes one event a line', async () => {
  const text = await written([event.iterationStart(), event.iterationEnd({ at: 2 })])

  expect(text).toBe(
    '{"run":"run-1","at":0,"type":"iteration:start","iteration":0}\n' +
      '{"run":"run-1","at":2,"type":"iteration:end","iteration":0}\n',
  )
})

test('createNdjsonReporter() writes the documents of the run into the first line', async () => {
  const text = await written([event.iterationStart(), event.iterationEnd()], { collection: { info: { name: 'A' } } })

  expect(text).toBe(
    '{"run":"run-1","at":0,"type":"iteration:start","iteration":0,"documents":{"collection":{"info":{"name":"A"}}}}\n' +
      '{"run":"run-1","at":0,"type":"iteration:end","iteration":0}\n',
  )
})

test('createNdjsonReporter() leaves out the rich values of the console', async () => {
  const text = await written([event.console({ values: ['/a/'], rich: [/a/] })])

  expect(text).toBe(await written([event.console({ values: ['/a/'] })]))
})

test('createNdjsonReporter() writes what JSON cannot hold as text', async () => {
  const cycle: Record<string, unknown> = { n: 12n }
  cycle['self'] = cycle
  const shared = { a: 1 }

  const events = await eventsIn(await written(runOf(event.console({ values: [cycle, [shared, shared], new Date(0)] }))))

  expect(events).toEqual(
    runOf(
      event.console({
        values: [{ n: '12n', self: '[circular]' }, [{ a: 1 }, { a: 1 }], '1970-01-01T00:00:00.000Z'],
      }),
    ),
  )
})

test('createNdjsonReporter() writes what can be read back: bytes, undefined, numbers that JSON does not have', async () => {
  const body = {
    kind: 'parts',
    parts: [{ bytes: new Uint8Array([0, 1, 255]) }, { path: 'a.bin', sizeBytes: 9 }],
    sizeBytes: 12,
  } as const
  const events = runOf(
    ...itemOf(
      event.request({ wire: wireRequest({ body }) }),
      event.response({ response: wireResponse({ body: new Uint8Array([0xff, 0, 10]) }) }),
      event.console({
        values: [undefined, Number.NaN, Number.NEGATIVE_INFINITY, { in: [Number.NaN] }, 'ä', '€'.repeat(999)],
      }),
      event.failed(),
    ),
  )

  const read = await eventsIn(await written(events))

  expect(read).toStrictEqual(events)
})
