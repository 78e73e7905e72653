import { expect, test } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import type { KnownFailure } from '../../../src/model/failure.ts'
import { createCliReporter } from '../../../src/report/cli.ts'
import { cursor, event, failure, itemOf, runOf, streamOf, textOf } from '../../support/events.ts'

const KNOWN: KnownFailure = { id: 'PAY-7', reason: 'the sandbox is slow', owner: 'team-pay', expires: '2026-12-31' }

function render(events: readonly RunEvent[], options: Readonly<Record<string, boolean>> = {}): Promise<string> {
  const screen = { isTerminal: false, width: 80, color: false, unicode: true }
  return textOf(createCliReporter({ screen, options: { noBanner: true, ...options } })(streamOf(events)))
}

test('createCliReporter() takes the failures of an attempt back that is tried again, and calls the item flaky', async () => {
  const second = cursor({ attempt: 1 })
  const run = runOf(
    event.itemStart(),
    event.failed({ name: 'is slow' }),
    event.failed({ name: 'is new', failure: failure({ known: { id: 'A-1', reason: 'soon' } }) }),
    event.itemEnd({ outcome: 'retried' }),
    event.itemStart({ cursor: second }),
    event.wait({ cursor: second, reason: 'retry', ms: 500 }),
    event.passed({ cursor: second, name: 'is slow' }),
    event.itemEnd({ cursor: second }),
    ...itemOf(event.failed()),
  )

  expect(await render(run, { noSummary: true })).toBe(`
→ List users
  ✗ 1. is slow
  ≈ is new (known: soon [A-1])
  ↻ tried again, this attempt does not count

→ List users (attempt 2)
  ↻ waiting 500 ms before it is tried again
  ✓ is slow
  ↻ flaky: passed in attempt 2

→ List users
  ✗ 1. status is 200

Failure

1. List users › status is 200
   expected 500 to equal 200
   test script of item "List users"

Flaky

↻ List users: passed in attempt 2

✗ Failed: 1 failure in 0 requests, 2 assertions, 1 flaky in 0 ms
`)
})

test('createCliReporter() shows a known failure with its reason, and passes', async () => {
  const run = runOf(...itemOf(event.failed({ failure: failure({ known: KNOWN }) })))

  expect(await render(run, { noSummary: true })).toBe(`
→ List users
  ≈ status is 200 (known: the sandbox is slow [PAY-7, team-pay, until 2026-12-31])

Known

≈ List users › status is 200: the sandbox is slow [PAY-7, team-pay, until 2026-12-31]

✓ Passed: 0 requests, 1 assertion, 1 known failure in 0 ms
`)
})

test('createCliReporter() lists findings before the verdict', async () => {
  const expired = failure({ message: 'Known failure "PAY-7" has expired', hint: 'Repair it, or give it a new date' })
  const run = runOf(
    ...itemOf(event.passed()),
    event.finding({ failure: expired }),
    event.finding({ failure: failure({ message: 'Known failure "PAY-8" did not happen' }), severity: 'warning' }),
  )

  expect(await render(run, { noSummary: true })).toBe(`
→ List users
  ✓ status is 200

Findings

✗ Known failure "PAY-7" has expired
  Repair it, or give it a new date
· Known failure "PAY-8" did not happen

✗ Failed: 1 finding in 0 requests, 1 assertion in 0 ms
`)
})

test('createCliReporter() tells waits apart from response times, and responses without a saved example', async () => {
  const run = runOf(
    ...itemOf(
      event.wait({ reason: 'delay', ms: 10 }),
      event.request(),
      event.wait({ reason: 'rate-limit', ms: 2000 }),
      event.response(),
      event.contract(),
    ),
  )

  const text = await render(run)

  expect(text.slice(0, text.indexOf('executed')).trim()).toBe(`→ List users
  ↻ waiting 2.00 s to keep to the rate limit
  GET http://localhost/users [200 OK, 2 B, 10 ms]
  ○ no saved example to hold it against`)
  expect(text.split('\n').slice(-7)).toEqual([
    'duration 0 ms · received 2 B',
    'response time 10 ms on average [min 10 ms, max 10 ms, s.d. 0 ms]',
    'waited, apart from response times: rate limits 2.00 s, delays 10 ms',
    '1 response without a saved example to hold them against',
    '',
    '✓ Passed: 1 request, 0 assertions in 0 ms',
    '',
  ])
})

test('createCliReporter() names the saved example that a response does not fit', async () => {
  const { script: _, ...mismatch } = event.failed({ name: 'body fits' }) as Extract<RunEvent, { type: 'assertion' }>
  const run = runOf(...itemOf(event.contract({ example: 'A user' }), { ...mismatch, origin: 'contract' }))

  expect(await render(run, { noSummary: true })).toContain(`
1. List users › body fits
   expected 500 to equal 200
   saved example "A user"
`)
})
