import { expect, test } from 'vitest'
import { RunnerError } from '../../src/errors.ts'
import { readEventLog } from '../../src/report/event-log.ts'
import { allOf, event, eventsIn, piecesOf } from '../support/events.ts'

const HINT = 'An event log is what flowgate run -r ndjson=run.ndjson writes'
const START = JSON.stringify(event.runStart())

test('readEventLog() hands out the documents apart from the events', async () => {
  const documents = { collection: { info: { name: 'A' } } }
  const text = `${JSON.stringify({ ...event.runStart(), documents })}\n`

  const { events, close: _, ...log } = await readEventLog(piecesOf(text), { name: 'run.ndjson', warn: () => {} })

  expect({ ...log, events: await allOf(events) }).toEqual({
    start: event.runStart(),
    documents,
    events: [event.runStart()],
  })
})

test('readEventLog() skips empty lines', async () => {
  const events = await eventsIn(`${START}\r\n\n${JSON.stringify(event.iterationEnd())}`)

  expect(events).toEqual([event.runStart(), event.iterationEnd()])
})

test('readEventLog() leaves out a last line that is cut off, and says so', async () => {
  const warnings: string[] = []
  const text = `${START}\n{"run":"run-1","at":1,"ty`

  const { events } = await readEventLog(piecesOf(text), { name: 'run.ndjson', warn: (said) => warnings.push(said) })

  expect([await allOf(events), warnings]).toEqual([
    [event.runStart()],
    ['warning: line 2 of event log "run.ndjson" is cut off, and left out\n'],
  ])
})

test.each([
  ['', 'it is empty', HINT],
  ['\n\n', 'it is empty', HINT],
  ['hello', `line 1 is no JSON: Unexpected token 'h', "hello" is not valid JSON`, HINT],
  ['{"run":"r"', `line 1 is no JSON: Expected ',' or '}' after property value in JSON at position 10`, HINT],
  ['{"info":{}}\n', 'line 1 is no event: it has no "type"', HINT],
  [`${JSON.stringify(event.iterationStart())}\n`, 'it does not begin with "run:start"', HINT],
  [
    `${JSON.stringify({ ...event.runStart(), schema: 2 })}\n`,
    'it has schema 2, and this flowgate reads 1',
    'Use the version of flowgate that wrote it',
  ],
  [`${START}\n[1]\n`, 'line 2 is no event: it has no "type"', HINT],
  [`${START}\nnull\n`, 'line 2 is no event: it has no "type"', HINT],
  [`${START}\n{"type":\n`, 'line 2 is no JSON: Unexpected end of JSON input', HINT],
  [`${START}\n{"type":"nope"}\n`, 'line 2 is no event: there is no type "nope"', HINT],
  [`${START}\n{"type":"constructor"}\n`, 'line 2 is no event: there is no type "constructor"', HINT],
  [
    `${START}\n{"type":"wait","run":"r","at":1,"cursor":{},"ms":1}\n`,
    'line 2 is no event: "wait" has no "reason"',
    HINT,
  ],
  [
    `${START}\n{"type":"wait","run":"r","at":1,"cursor":7,"ms":1,"reason":"delay"}\n`,
    'line 2 is no event: "cursor" of "wait" is no object',
    HINT,
  ],
  [
    `${START}\n{"type":"assertion","run":"r","at":1,"cursor":{},"index":0,"name":"a","outcome":"failed"}\n`,
    'line 2 is no event: "assertion" has no "failure"',
    HINT,
  ],
])('readEventLog() refuses %j', async (text, reason, hint) => {
  await expect(eventsIn(text)).rejects.toThrow(
    new RunnerError('EVENT_LOG_INVALID', `Cannot read event log "run.ndjson": ${reason}`, { hint }),
  )
})
