import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createCliReporter } from '../../src/report/cli.ts'
import {
  allOf,
  bytes,
  cursor,
  event,
  eventsIn,
  itemOf,
  outlineItem,
  runOf,
  streamOf,
  textOf,
  wireRequest,
  wireResponse,
} from '../support/events.ts'
import { steppedPulse } from '../support/pulse.ts'

const PLAIN = { isTerminal: false, width: 80, color: false, unicode: true }

function render(
  events: readonly RunEvent[],
  options: Readonly<Record<string, string | boolean>> = {},
  screen: Partial<typeof PLAIN> = {},
): Promise<string> {
  return textOf(createCliReporter({ screen: { ...PLAIN, ...screen }, options })(streamOf(events)))
}

const run = runOf(
  ...itemOf(
    event.console(),
    event.request({ at: 1000 }),
    event.response(),
    event.passed(),
    event.failed({ name: 'is fast', index: 1 }),
  ),
)

const BANNER = 'flowgate · Users · 1 item\n'
const ITEM = '\n→ List users\n'
const CONSOLE = '  │ hello\n'
const REQUEST = '  GET http://localhost/users [200 OK, 2 B, 10 ms]\n'
const PASSED = '  ✓ status is 200\n'
const FAILED = '  ✗ 1. is fast\n'
const FAILURES =
  '\nFailure\n\n1. List users › is fast\n   expected 500 to equal 200\n' +
  '   GET http://localhost/users [200 OK, 2 B, 10 ms]\n   test script of item "List users"\n'
const SUMMARY = `
                      executed    failed   skipped
iterations                   1         1
items                        1         1
requests                     1         0
pre-request scripts          0         0
test scripts                 0         0
assertions                   2         1

duration 0 ms · received 2 B
response time 10 ms on average [min 10 ms, max 10 ms, s.d. 0 ms]
`
const VERDICT = '\n✗ Failed: 1 failure in 1 request, 2 assertions in 0 ms\n'

describe('createCliReporter()', () => {
  test.each([
    ['everything', {}, BANNER + ITEM + CONSOLE + REQUEST + PASSED + FAILED + FAILURES + SUMMARY + VERDICT],
    ['no banner', { noBanner: true }, ITEM + CONSOLE + REQUEST + PASSED + FAILED + FAILURES + SUMMARY + VERDICT],
    ['no console', { noConsole: true }, BANNER + ITEM + REQUEST + PASSED + FAILED + FAILURES + SUMMARY + VERDICT],
    [
      'no passed assertions',
      { noSuccessAssertions: true },
      BANNER + ITEM + CONSOLE + REQUEST + FAILED + FAILURES + SUMMARY + VERDICT,
    ],
    ['no failures', { noFailures: true }, BANNER + ITEM + CONSOLE + REQUEST + PASSED + FAILED + SUMMARY + VERDICT],
    ['no summary', { noSummary: true }, BANNER + ITEM + CONSOLE + REQUEST + PASSED + FAILED + FAILURES + VERDICT],
    ['nothing', { silent: true }, ''],
  ])('createCliReporter() shows %s', async (_, options, expected) => {
    const text = await render(run, options)

    expect(text).toBe(expected)
  })

  test('createCliReporter() shows when a request was sent', async () => {
    const text = await render(run, { showTimestamps: true, noConsole: true, noFailures: true, noSummary: true })

    expect(text).toBe(BANNER + ITEM + REQUEST.replace('  GET', '  17:40:12 GET') + PASSED + FAILED + VERDICT)
  })

  test('createCliReporter() writes ASCII only on demand', async () => {
    const recorded = await eventsIn(readFileSync(new URL('golden/green.ndjson', import.meta.url), 'utf8'))

    const text = await render(recorded, {}, { unicode: false })

    expect(text).toMatch(/^[\n\u0020-\u007e]*$/)
  })

  test('createCliReporter() says what happens as it happens', async () => {
    const seen: string[] = []
    const said: string[] = []
    async function* told(): AsyncGenerator<RunEvent> {
      for (const each of run) {
        seen.push(each.type)
        yield each
      }
    }

    for await (const text of createCliReporter({ screen: PLAIN, options: {} })(told()))
      said.push(`${seen.at(-1)}: ${text}`)

    expect(said.slice(0, 3)).toEqual([`run:start: ${BANNER}`, `item:start: ${ITEM}`, `console: ${CONSOLE}`])
  })

  test.each([60, 80, 120])('createCliReporter() cuts the URL to fit %i columns', async (width) => {
    const url = `http://localhost:9400/environments/b5f1c1c6/users/${'x'.repeat(80)}/devices?filter=${'y'.repeat(80)}`

    const text = await render(
      runOf(...itemOf(event.request({ wire: wireRequest({ url }) }), event.response())),
      {},
      { width },
    )

    const line = text.split('\n').find((each) => each.includes('GET')) ?? ''
    expect([
      line.length <= width,
      line.startsWith('  GET http://localhost'),
      line.endsWith('[200 OK, 2 B, 10 ms]'),
    ]).toEqual([true, true, true])
  })

  test('createCliReporter() rewrites one line of progress on a terminal', async () => {
    const events = [
      event.runStart({ iterations: 2 }),
      event.iterationStart(),
      event.itemStart(),
      event.passed(),
      event.runEnd(),
    ]

    const texts = await allOf(
      createCliReporter({ screen: { ...PLAIN, isTerminal: true, width: 20 }, options: { noSummary: true } })(
        streamOf(events),
      ),
    )

    expect(texts).toEqual([
      'flowgate · Users · 1 item · 2 iterations\n',
      '\nIteration 1/2\n',
      '\n→ List users\n1/2 · List users',
      '\r\u001b[K  ✓ status is 200\n1/2 · List users',
      '\r\u001b[K',
      '\n✓ Passed: 0 requests, 1 assertion in 0 ms\n',
    ])
  })

  test('createCliReporter() says every 30 seconds in a log what is running', async () => {
    const pulse = steppedPulse(0)
    async function* silent(): AsyncGenerator<RunEvent> {
      yield event.runStart({ outline: [outlineItem({ times: 9 })] })
      yield event.itemStart({ at: 1000 })
      yield event.failed()
      pulse.step(30_000)
      await pulse.heard()
      pulse.step(30_000)
      await pulse.heard()
      yield event.itemEnd({ at: 61_000 })
      yield event.runEnd({ at: 61_000 })
      pulse.step(30_000)
    }
    const options = { noBanner: true, noSummary: true, noFailures: true }

    const texts = await allOf(pulse.listen(createCliReporter({ screen: PLAIN, options, pulse })(silent())))

    expect(texts).toEqual([
      ITEM,
      '  ✗ 1. status is 200\n',
      '  … 1/9 · 1 failure · List users · 29 s\n',
      '  … 1/9 · 1 failure · List users · 59 s\n',
      '\n✗ Failed: 1 failure in 0 requests, 1 assertion in 1 min 01 s\n',
    ])
  })

  test('createCliReporter() brings the line of a terminal up to date every second', async () => {
    const pulse = steppedPulse(0)
    async function* silent(): AsyncGenerator<RunEvent> {
      yield event.runStart()
      yield event.itemStart()
      for (const ms of [1000, 1000, 1000]) pulse.step(ms)
      await pulse.heard()
      yield event.runEnd()
    }
    const screen = { ...PLAIN, isTerminal: true }
    const options = { noBanner: true, noSummary: true }

    const texts = await allOf(pulse.listen(createCliReporter({ screen, options, pulse })(silent())))

    expect(texts).toEqual([
      `${ITEM}1/1 · List users`,
      '\r\u001b[K1/1 · List users · 3 s',
      '\r\u001b[K',
      '\n✓ Passed: 0 requests, 0 assertions in 0 ms\n',
    ])
  })

  test('createCliReporter() clears the line of a terminal that has become narrower since', async () => {
    const screen = { ...PLAIN, isTerminal: true }
    async function* resized(): AsyncGenerator<RunEvent> {
      yield event.runStart({ outline: [outlineItem({ name: '用户'.repeat(20) })] })
      yield event.itemStart({ cursor: cursor({ itemName: '用户'.repeat(20) }) })
      screen.width = 40
      yield event.passed()
    }

    const texts = await allOf(createCliReporter({ screen, options: { noBanner: true } })(resized()))

    expect(texts.slice(0, 2)).toEqual([
      `\n→ ${'用户'.repeat(20)}\n1/1 · ${'用户'.repeat(18)}…`,
      `\r\u001b[1A\u001b[J  ✓ status is 200\n1/1 · ${'用户'.repeat(8)}…`,
    ])
  })

  test('createCliReporter() leaves no line behind when the events fail', async () => {
    async function* broken(): AsyncGenerator<RunEvent> {
      yield event.runStart()
      yield event.itemStart()
      throw new Error('gone')
    }
    const said: string[] = []
    const reader = async (): Promise<void> => {
      const texts = createCliReporter({ screen: { ...PLAIN, isTerminal: true }, options: { noBanner: true } })(broken())
      for await (const text of texts) said.push(text)
    }

    await expect(reader()).rejects.toThrow('gone')
    expect(said).toEqual([`${ITEM}1/1 · List users`, '\r\u001b[K'])
  })

  test.each([
    [
      'what a server says about its refusal',
      '{"code": "INVALID",\n  "message": "no"}',
      ['   {"code": "INVALID", "message": "no"}'],
    ],
    ['a long answer cut', 'x'.repeat(500), [`   ${'x'.repeat(239)}…`]],
    ['no page', ' <!DOCTYPE html><p>no', []],
    ['nothing that is no text', 'a\u0000b', []],
  ])('createCliReporter() shows %s', async (_what, text, lines) => {
    const response = wireResponse({ status: 400, statusText: 'Bad Request', body: bytes(text) })
    const item = itemOf(event.request(), event.response({ response }), event.failed())

    const shown = await render(runOf(...item), { noBanner: true, noSummary: true })

    const [, list = ''] = shown.split('\nFailure\n')
    expect(list.split('\n').slice(4, -4)).toEqual(lines)
  })

  test('createCliReporter() shows the exchanges of failed items in full with verbose=failures', async () => {
    const run = runOf(
      ...itemOf(event.request({ exchange: 0 }), event.response({ exchange: 0 }), event.passed()),
      ...itemOf(
        event.request({ exchange: 1, wire: wireRequest({ method: 'POST' }) }),
        event.response({ exchange: 1 }),
        event.failed(),
      ),
      ...itemOf(event.request({ exchange: 2 }), event.requestFailed({ exchange: 2 })),
    )

    const text = await render(run, { verbose: 'failures', noBanner: true, noSummary: true, noFailures: true })

    expect(text).toBe(`
→ List users
  GET http://localhost/users [200 OK, 2 B, 10 ms]
  ✓ status is 200

→ List users
  POST http://localhost/users [200 OK, 2 B, 10 ms]
  ✗ 1. status is 200
  POST http://localhost/users
    request · 0 B
    response · 2 B
      Content-Type: application/json
    
      {}
    
    times
      dns -, tcp -, tls -, first byte -, total 10 ms

→ List users
  GET http://localhost/users [failed]
  ✗ 2. Cannot connect to "localhost:80": connection refused
    Is the server running?
  GET http://localhost/users
    request · 0 B

✗ Failed: 2 failures in 3 requests, 2 assertions in 0 ms
`)
  })

  test.each([
    ['completed', '\n○ Nothing was run\n'],
    ['timed-out', '\n✗ Not completed, out of time (--timeout): 0 requests, 0 assertions in 0 ms\n'],
    ['aborted', '\n✗ Not completed, interrupted: 0 requests, 0 assertions in 0 ms\n'],
  ] as const)('createCliReporter() gives its verdict on a run that did nothing and was %s', async (reason, verdict) => {
    const text = await render([event.runStart(), event.runEnd({ reason })], { noBanner: true, noSummary: true })

    expect(text).toBe(verdict)
  })
})
