import { describe, expect, test } from 'vitest'
import { RunnerError } from '../../src/errors.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { createNdjsonReporter, parseNdjson } from '../../src/report/ndjson.ts'
import { event, itemOf, runOf, streamOf, textOf, wireRequest, wireResponse } from '../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }

function written(events: readonly RunEvent[]): Promise<string> {
  return textOf(createNdjsonReporter({ screen: SCREEN, options: {} })(streamOf(events)))
}

describe('createNdjsonReporter()', () => {
  test('createNdjsonReporter() writes one event a line', async () => {
    const text = await written([event.iterationStart(), event.iterationEnd({ at: 2 })])

    expect(text).toBe(
      '{"run":"run-1","at":0,"type":"iteration:start","iteration":0}\n' +
        '{"run":"run-1","at":2,"type":"iteration:end","iteration":0}\n',
    )
  })

  test('createNdjsonReporter() writes what JSON cannot hold as text', async () => {
    const cycle: Record<string, unknown> = { n: 12n }
    cycle['self'] = cycle
    const shared = { a: 1 }

    const events = parseNdjson(await written([event.console({ values: [cycle, [shared, shared], new Date(0)] })]))

    expect(events).toEqual([
      event.console({
        values: [{ n: '12n', self: '[circular]' }, [{ a: 1 }, { a: 1 }], '1970-01-01T00:00:00.000Z'],
      }),
    ])
  })
})

describe('parseNdjson()', () => {
  test('parseNdjson() reads back what was written, bytes included', async () => {
    const body = {
      kind: 'parts',
      parts: [{ bytes: new Uint8Array([0, 1, 255]) }, { path: 'a.bin', sizeBytes: 9 }],
      sizeBytes: 12,
    } as const
    const events = runOf(
      ...itemOf(
        event.request({ wire: wireRequest({ body }) }),
        event.response({ response: wireResponse({ body: new Uint8Array([0xff, 0, 10]) }) }),
        event.failed(),
      ),
    )

    const read = parseNdjson(await written(events))

    expect(read).toEqual(events)
  })

  test('parseNdjson() skips empty lines', () => {
    const events = parseNdjson('\n{"type":"iteration:end","run":"r","at":1,"iteration":0}\r\n\n')

    expect(events).toEqual([{ type: 'iteration:end', run: 'r', at: 1, iteration: 0 }])
  })

  test.each([
    ['{"type":', 'Cannot read event on line 2: Unexpected end of JSON input'],
    ['[1]', 'Cannot read event on line 2: it has no "type"'],
    ['null', 'Cannot read event on line 2: it has no "type"'],
  ])('parseNdjson() names the line that is no event: %s', (line, message) => {
    const parse = (): unknown => parseNdjson(`{"type":"run:end"}\n${line}\n`)

    expect(parse).toThrow(new RunnerError('INPUT_NOT_JSON', message))
  })
})
