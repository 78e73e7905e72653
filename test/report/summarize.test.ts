import { describe, expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { emptySummary, summarize, summaryOf } from '../../src/report/summarize.ts'
import type { Summary } from '../../src/report/summary.ts'
import {
  bytes,
  cursor,
  event,
  failure,
  itemOf,
  producerExchange,
  runOf,
  scriptRef,
  wireResponse,
} from '../support/events.ts'

function summaryOfAll(events: readonly RunEvent[]): Summary {
  return summaryOf(events.reduce(summarize, emptySummary))
}

const refused = failure({ code: 'CONNECTION_REFUSED', message: 'Cannot connect to "localhost:9": connection refused' })

describe('summarize()', () => {
  test('summarize() counts a run in which all is well', () => {
    const events = [
      event.runStart(),
      event.iterationStart(),
      ...itemOf(
        event.scriptStart({ phase: 'prerequest' }),
        event.scriptEnd({ phase: 'prerequest' }),
        event.request(),
        event.response({ timings: { total: 10 }, response: wireResponse({ body: bytes('abc') }) }),
        event.scriptStart(),
        event.passed(),
        event.skipped({ index: 1 }),
        event.scriptEnd(),
      ),
      event.itemStart(),
      event.itemEnd({ outcome: 'skipped' }),
      event.iterationEnd(),
      event.runEnd({ at: 1500 }),
    ]

    const summary = summaryOfAll(events)

    expect(summary).toEqual({
      name: 'Users',
      startedAt: '2026-11-23T17:40:11.000Z',
      durationMs: 1500,
      reason: 'completed',
      iterations: { total: 1, failed: 0 },
      items: { total: 2, failed: 0, skipped: 1 },
      requests: { total: 1, failed: 0 },
      prerequestScripts: { total: 1, failed: 0 },
      testScripts: { total: 1, failed: 0 },
      assertions: { total: 2, failed: 0, skipped: 1 },
      responseTimes: { count: 1, mean: 10, min: 10, max: 10, sd: 0 },
      receivedBytes: 3,
      failures: [],
      known: [],
      flaky: [],
      findings: [],
      uncontracted: 0,
      waitedMs: { delay: 0, retry: 0, 'rate-limit': 0 },
    })
  })

  test('summarize() counts an item once that passes when it is tried again, and calls it flaky', () => {
    const again = cursor({ attempt: 1 })
    const events = runOf(
      event.itemStart(),
      event.request(),
      event.requestFailed({ failure: refused }),
      event.failed(),
      event.itemEnd({ outcome: 'retried', failure: refused }),
      event.wait({ reason: 'retry', ms: 200 }),
      event.itemStart({ cursor: again }),
      event.request({ cursor: again, exchange: 1 }),
      event.response({ cursor: again, exchange: 1 }),
      event.passed({ cursor: again }),
      event.itemEnd({ cursor: again, outcome: 'ran' }),
    )

    const { items, requests, assertions, iterations, failures, flaky, waitedMs } = summaryOfAll(events)

    expect({ items, requests, assertions, iterations, failures, flaky, waitedMs }).toEqual({
      items: { total: 1, failed: 0, skipped: 0 },
      requests: { total: 2, failed: 0 },
      assertions: { total: 1, failed: 0, skipped: 0 },
      iterations: { total: 1, failed: 0 },
      failures: [],
      flaky: [{ run: 'run-1', cursor: again }],
      waitedMs: { delay: 0, retry: 200, 'rate-limit': 0 },
    })
  })

  test('summarize() keeps known failures apart and counts them as failed nowhere', () => {
    const known = { id: 'KF-1', reason: 'PING-12' }
    const fails = failure({ known })

    const {
      items,
      assertions,
      failures,
      known: listed,
    } = summaryOfAll(runOf(...itemOf(event.failed({ failure: fails }))))

    expect({ items, assertions, failures, known: listed }).toEqual({
      items: { total: 1, failed: 0, skipped: 0 },
      assertions: { total: 1, failed: 0, skipped: 0 },
      failures: [],
      known: [
        {
          run: 'run-1',
          cursor: cursor(),
          kind: 'assertion',
          failure: fails,
          assertion: { name: 'status is 200', index: 0 },
          script: scriptRef(),
        },
      ],
    })
  })

  test('summarize() collects findings and counts what has no contract', () => {
    const expired = failure({ code: 'ASSERTION_FAILED', message: 'expired' })
    const finding = event.finding({ failure: expired, severity: 'error' })

    const { findings, uncontracted } = summaryOfAll([
      ...runOf(...itemOf(event.contract({ example: 'Created' }), event.contract())),
      finding,
    ])

    expect({ findings, uncontracted }).toEqual({
      findings: [{ run: 'run-1', failure: expired, severity: 'error' }],
      uncontracted: 1,
    })
  })

  test('summarize() leaves the state that it was given as it is', () => {
    const before = structuredClone(emptySummary)

    runOf(...itemOf(event.failed())).reduce(summarize, emptySummary)

    expect(emptySummary).toEqual(before)
  })

  test('summarize() records a failed assertion with its script and phase', () => {
    const events = runOf(...itemOf(event.scriptStart(), event.failed({ index: 3 }), event.scriptEnd()))

    const { failures, assertions, items, iterations } = summaryOfAll(events)

    expect({ failures, assertions, items, iterations }).toEqual({
      failures: [
        {
          run: 'run-1',
          cursor: cursor(),
          kind: 'assertion',
          failure: failure(),
          assertion: { name: 'status is 200', index: 3 },
          script: scriptRef(),
          phase: 'test',
        },
      ],
      assertions: { total: 1, failed: 1, skipped: 0 },
      items: { total: 1, failed: 1, skipped: 0 },
      iterations: { total: 1, failed: 1 },
    })
  })

  test('summarize() records a script that failed', () => {
    const thrown = failure({ code: 'SCRIPT_ERROR', message: 'ReferenceError: x is not defined' })
    const script = scriptRef({ level: 'folder' })
    const events = runOf(
      ...itemOf(
        event.scriptStart({ phase: 'prerequest', script }),
        event.scriptEnd({ phase: 'prerequest', script, failure: thrown }),
      ),
    )

    const { failures, prerequestScripts } = summaryOfAll(events)

    expect({ failures, prerequestScripts }).toEqual({
      failures: [{ run: 'run-1', cursor: cursor(), kind: 'script', failure: thrown, script, phase: 'prerequest' }],
      prerequestScripts: { total: 1, failed: 1 },
    })
  })

  test('summarize() records a failed request once, though the item repeats it', () => {
    const events = runOf(
      event.itemStart(),
      event.request(),
      event.requestFailed({ failure: refused }),
      event.itemEnd({ outcome: 'failed', failure: refused }),
    )

    const { failures, requests, items } = summaryOfAll(events)

    expect({ failures, requests, items }).toEqual({
      failures: [{ run: 'run-1', cursor: cursor(), kind: 'request', failure: refused }],
      requests: { total: 1, failed: 1 },
      items: { total: 1, failed: 1, skipped: 0 },
    })
  })

  test('summarize() records a failed replay of auth', () => {
    const events = runOf(...itemOf(event.request({ source: 'auth' }), event.requestFailed({ failure: refused })))

    const { failures } = summaryOfAll(events)

    expect(failures).toEqual([{ run: 'run-1', cursor: cursor(), kind: 'request', failure: refused }])
  })

  test('summarize() records a failed request of a script, as newman does', () => {
    const events = runOf(
      ...itemOf(
        event.request({ source: 'script', exchange: 7 }),
        event.requestFailed({ exchange: 7, failure: refused }),
      ),
    )

    const { failures, requests, items } = summaryOfAll(events)

    expect({ failures, requests, items }).toEqual({
      failures: [{ run: 'run-1', cursor: cursor(), kind: 'request', failure: refused }],
      requests: { total: 1, failed: 1 },
      items: { total: 1, failed: 1, skipped: 0 },
    })
  })

  test('summarize() records an item that was never sent', () => {
    const unsignable = failure({ code: 'PRODUCER_KEY', message: 'Cannot make "requestParam": no key' })
    const events = runOf(event.itemStart(), event.itemEnd({ outcome: 'failed', failure: unsignable }))

    const { failures, requests } = summaryOfAll(events)

    expect({ failures, requests }).toEqual({
      failures: [{ run: 'run-1', cursor: cursor(), kind: 'item', failure: unsignable }],
      requests: { total: 0, failed: 0 },
    })
  })

  test('summarize() records the failure of an item beside that of its script', () => {
    const thrown = failure({ code: 'SCRIPT_ERROR', message: 'TypeError: x' })
    const unsignable = failure({ code: 'AUTH_INVALID', message: 'Cannot sign: no key' })
    const events = runOf(
      event.itemStart(),
      event.scriptEnd({ phase: 'prerequest', failure: thrown }),
      event.itemEnd({ outcome: 'failed', failure: unsignable }),
    )

    const { failures } = summaryOfAll(events)

    expect(failures.map(({ kind, failure: { code } }) => [kind, code])).toEqual([
      ['script', 'SCRIPT_ERROR'],
      ['item', 'AUTH_INVALID'],
    ])
  })

  test('summarize() records the same failure again in the next item', () => {
    const item = [event.itemStart(), event.itemEnd({ outcome: 'failed', failure: refused })]
    const events = runOf(...item, ...item)

    const { failures } = summaryOfAll(events)

    expect(failures.map(({ kind }) => kind)).toEqual(['item', 'item'])
  })

  test('summarize() keeps failures in the order they happened', () => {
    const events = runOf(
      ...itemOf(event.failed({ name: 'a' }), event.failed({ name: 'b' }), event.failed({ name: 'c' })),
    )

    const { failures } = summaryOfAll(events)

    expect(failures.map(({ assertion }) => assertion?.name)).toEqual(['a', 'b', 'c'])
  })

  test('summarize() joins several runs: names, durations, and the worst end', () => {
    const events = [
      event.runStart({ name: 'A' }),
      event.runEnd({ at: 100, reason: 'timed-out' }),
      event.runStart({ name: 'B', run: 'run-2', startedAt: '2026-11-23T18:00:00.000Z' }),
      event.runEnd({ run: 'run-2', at: 50, reason: 'bailed' }),
    ]

    const { name, startedAt, durationMs, reason } = summaryOfAll(events)

    expect({ name, startedAt, durationMs, reason }).toEqual({
      name: 'A + B',
      startedAt: '2026-11-23T17:40:11.000Z',
      durationMs: 150,
      reason: 'timed-out',
    })
  })

  test('summarize() computes mean and population standard deviation of response times', () => {
    const times = [2, 4, 4, 4, 5, 5, 7, 9]
    const events = times.map((total, exchange) => event.response({ exchange, timings: { total } }))

    const { responseTimes } = summaryOfAll(events)

    expect(responseTimes).toEqual({ count: 8, mean: 5, min: 2, max: 9, sd: expect.closeTo(2, 10) })
  })

  test('summarize() adds a failure without copying those before it', () => {
    const before = summarize(emptySummary, event.failed())

    const after = summarize(before, event.failed())

    expect(after.recorded?.before).toBe(before.recorded)
    expect(summaryOf(after).failures).toHaveLength(2)
  })
})

test('summarize() counts what producers send among the requests, and records their failures at the end of the item only', () => {
  const failed = failure({ code: 'PRODUCER_FAILED', message: 'Cannot make "accessToken"' })
  const events = runOf(
    ...itemOf(...producerExchange(), event.request(), event.response()),
    event.itemStart(),
    ...producerExchange(event.requestFailed({ failure: refused })),
    event.itemEnd({ outcome: 'failed', failure: failed }),
  )

  const { requests, failures } = summaryOfAll(events)

  expect([requests, failures]).toEqual([
    { total: 3, failed: 1 },
    [{ run: 'run-1', cursor: cursor(), kind: 'item', failure: failed }],
  ])
})
