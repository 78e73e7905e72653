import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createCliReporter } from '../../src/report/cli.ts'
import { allOf, event, eventsIn, itemOf, runOf, streamOf, textOf, wireRequest } from '../support/events.ts'

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

  test.each([
    ['completed', '\n○ Nothing was run\n'],
    ['timed-out', '\n✗ Not completed, out of time (--timeout): 0 requests, 0 assertions in 0 ms\n'],
    ['aborted', '\n✗ Not completed, interrupted: 0 requests, 0 assertions in 0 ms\n'],
  ] as const)('createCliReporter() gives its verdict on a run that did nothing and was %s', async (reason, verdict) => {
    const text = await render([event.runStart(), event.runEnd({ reason })], { noBanner: true, noSummary: true })

    expect(text).toBe(verdict)
  })
})
