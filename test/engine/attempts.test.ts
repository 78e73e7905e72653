import { describe, expect, it } from 'vitest'
import type { Produce, Random, RunScript, Send, SendResult } from '../../src/engine/ports.ts'
import { urlFromJson } from '../../src/load/url.ts'
import type { RunEvent } from '../../src/model/event.ts'
import type { Failure } from '../../src/model/failure.ts'
import type { RetryOptions } from '../../src/model/retry.ts'
import { collection, item, request, script } from '../support/collection.ts'
import { answered, fakePorts, numberedRandom, outcome } from '../support/ports.ts'
import { eventsOf, outlineOf } from '../support/run.ts'

const reset: Failure = { code: 'CONNECTION_RESET', message: 'Cannot send GET "http://example.test/": closed' }
const gone: SendResult = { kind: 'failed', failure: reset }

/** Answers one after the other, the last again and again. */
function answers(...results: readonly SendResult[]): Send {
  let count = 0
  return async () => results[Math.min(count++, results.length - 1)] ?? gone
}

function status(code: number, headers: Record<string, string> = {}): SendResult {
  const list = Object.entries(headers).map(([key, value]) => ({ key, value }))
  return answered('', { status: code, statusText: '', headers: list })
}

/** Chance that always says: half of what is possible. */
function half(): Random {
  return { ...numberedRandom(), bytes: (length) => new Uint8Array(length).fill(128, 0, 1) }
}

/** A test script that asserts that the status is 200. */
const is200: RunScript = async ({ response }, { assert }) => {
  const isRight = response?.status === 200
  if (isRight) assert({ name: 'is 200', index: 0, outcome: 'passed' })
  else {
    const failure: Failure = { code: 'ASSERTION_FAILED', message: 'expected 200' }
    assert({ name: 'is 200', index: 0, outcome: 'failed', failure })
  }
  return outcome()
}

const tested = item('a', { scripts: [script('test', 't')] })

function retried(retries: RetryOptions): { readonly options: { readonly retries: RetryOptions } } {
  return { options: { retries } }
}

function starts(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.type === 'item:start' ? [`${event.cursor.itemName} ${event.cursor.attempt}`] : [],
  )
}

function waits(events: readonly RunEvent[]): readonly unknown[] {
  return events.flatMap((event) => (event.type === 'wait' ? [[event.reason, event.ms]] : []))
}

describe('runAttempts()', () => {
  it('runs the whole item again until it passes, and bails over nothing that was tried again', async () => {
    const ports = fakePorts({ send: answers(gone, status(503), status(200)), runScript: is200, random: half() })

    const events = await eventsOf(collection([tested, item('b')]), ports, {
      options: { retries: { count: 2 }, bail: 'failure' },
    })

    expect(outlineOf(events)).toEqual([
      'run:start',
      'iteration:start',
      'item:start a',
      'request 0 item GET http://example.test/',
      'request:failed 0 CONNECTION_RESET',
      'wait',
      'item:end retried CONNECTION_RESET',
      'item:start a',
      'request 1 item GET http://example.test/',
      'response 1',
      'script:start test a',
      'assertion',
      'script:end',
      'wait',
      'item:end retried',
      'item:start a',
      'request 2 item GET http://example.test/',
      'response 2',
      'script:start test a',
      'assertion',
      'script:end',
      'item:end ran',
      'item:start b',
      'request 3 item GET http://example.test/',
      'response 3',
      'item:end ran',
      'iteration:end',
      'run:end completed',
    ])
    expect(starts(events)).toEqual(['a 0', 'a 1', 'a 2', 'b 0'])
    expect(events.filter(({ type }) => type === 'item:end')).toMatchObject([
      { outcome: 'retried', cause: 'network', failure: reset },
      { outcome: 'retried', cause: '5xx' },
      { outcome: 'ran' },
      { outcome: 'ran' },
    ])
  })

  it('bails over the last attempt', async () => {
    const ports = fakePorts({ send: answers(gone) })

    const events = await eventsOf(collection([item('a'), item('b')]), ports, {
      options: { retries: { count: 1 }, bail: 'failure' },
    })

    expect(starts(events)).toEqual(['a 0', 'a 1'])
    expect(events.at(-1)).toMatchObject({ type: 'run:end', reason: 'bailed' })
  })

  it('waits by chance up to twice as long as before, at most 30 s, and never for --delay-request again', async () => {
    const ports = fakePorts({ send: answers(gone), random: half() })

    const events = await eventsOf(collection([item('a')]), ports, {
      options: { retries: { count: 8 }, delayRequestMs: 7 },
    })

    expect(waits(events)).toEqual([
      ['delay', 7],
      ...[250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000].map((ms) => ['retry', ms]),
    ])
  })

  it('waits as long as the server asks, and does not try again when that is longer than --max-wait', async () => {
    const limited = answers(status(429, { 'Retry-After': '3' }), status(503, { 'Retry-After': '61' }))

    const events = await eventsOf(collection([item('a')]), fakePorts({ send: limited }), {
      options: { retries: { count: 5 }, rateLimits: { retryAfter: false } },
    })

    expect(waits(events)).toEqual([['retry', 3000]])
    expect(starts(events)).toEqual(['a 0', 'a 1'])
    expect(events.filter(({ type }) => type === 'item:end')).toMatchObject([
      { outcome: 'retried', cause: '429' },
      { outcome: 'ran', cause: '5xx' },
    ])
  })

  it('starts each attempt from what the item found, and undoes in the stream what the failed one has set', async () => {
    const seen: unknown[] = []
    const runScript: RunScript = async ({ scopes, phase }) => {
      if (phase === 'test') return outcome({ nextRequest: null })
      seen.push(scopes.environment.values)
      return outcome({
        mutations: [
          { scope: 'environment', name: 'count', value: seen.length },
          { scope: 'environment', name: 'new', value: 'x' },
          { scope: 'globals', name: 'old' },
        ],
      })
    }
    const counting = item('a', { scripts: [script('prerequest', 'p'), script('test', 't')] })
    const environment = { values: [{ key: 'count', value: 0, type: 'number' }] }
    const globals = { values: [{ key: 'old', value: 'g' }] }

    const events = await eventsOf(
      collection([counting, item('b')]),
      fakePorts({ send: answers(gone, status(200)), runScript }),
      { ...retried({ count: 1 }), environment, globals },
    )

    expect(seen).toEqual([environment.values, environment.values])
    expect(
      events.flatMap((event) => (event.type === 'mutation' && event.by === 'retry' ? [[event.name, event.value]] : [])),
    ).toEqual([
      ['count', 0],
      ['new', undefined],
      ['old', 'g'],
    ])
    expect(events.at(-1)).toMatchObject({
      scopes: {
        environment: {
          values: [
            { key: 'count', value: 2, type: 'number' },
            { key: 'new', value: 'x' },
          ],
        },
        globals: { values: [] },
      },
    })
  })

  it('forgets where a failed attempt wanted to go on', async () => {
    const jumping: RunScript = async ({ response }) => outcome(response?.status === 200 ? {} : { nextRequest: null })

    const events = await eventsOf(
      collection([tested, item('b')]),
      fakePorts({ send: answers(status(500), status(200)), runScript: jumping }),
      retried({ count: 1 }),
    )

    expect(starts(events)).toEqual(['a 0', 'a 1', 'b 0'])
  })

  it('has made anew what is good for one attempt, and what an authorization request begins a flow with', async () => {
    let count = 0
    const produce: Produce = {
      names: new Set(['state', 'clientAssertion']),
      make: async (name) => {
        const lifetime = name === 'state' ? ('flow' as const) : ('attempt' as const)
        return { kind: 'produced', value: `${name}-${++count}`, lifetime }
      },
    }
    const url = urlFromJson('http://as.test/authorize?state={{state}}&a={{clientAssertion}}')
    const token = urlFromJson('http://as.test/token?state={{state}}&a={{clientAssertion}}')
    const flow = [item('authorize', { request: request({ url }) }), item('token', { request: request({ url: token }) })]

    const events = await eventsOf(
      collection(flow),
      fakePorts({ produce, send: answers(gone, status(302), gone, status(200)) }),
      retried({ count: 1 }),
    )

    expect(events.flatMap((event) => (event.type === 'request' ? [event.wire.url] : []))).toEqual([
      'http://as.test/authorize?state=state-1&a=clientAssertion-2',
      'http://as.test/authorize?state=state-3&a=clientAssertion-4',
      'http://as.test/token?state=state-3&a=clientAssertion-5',
      'http://as.test/token?state=state-3&a=clientAssertion-6',
    ])
  })

  it.each<{ readonly name: string; readonly retries: RetryOptions; readonly attempts: number }>([
    { name: 'not', retries: { count: 2 }, attempts: 1 },
    { name: 'by name', retries: { count: 2, unsafe: ['a'] }, attempts: 3 },
    { name: 'all', retries: { count: 2, unsafe: true }, attempts: 3 },
    { name: 'not others', retries: { count: 2, unsafe: ['b'] }, attempts: 1 },
  ])('sends POST again only where that is allowed: $name', async ({ retries, attempts }) => {
    const post = item('a', { request: request({ method: 'POST' }) })

    const events = await eventsOf(collection([post]), fakePorts({ send: answers(gone) }), retried(retries))

    expect(starts(events)).toHaveLength(attempts)
  })

  it('does not run a GET again whose script has sent a POST', async () => {
    const runScript: RunScript = async (_, { send }) => {
      await send(request({ method: 'POST' }))
      return outcome()
    }
    const sending = item('a', { scripts: [script('prerequest', 'p')] })

    const events = await eventsOf(
      collection([sending]),
      fakePorts({ runScript, send: answers(status(200), gone) }),
      retried({ count: 2 }),
    )

    expect(starts(events)).toEqual(['a 0'])
  })

  it.each<{ readonly name: string; readonly retries: RetryOptions; readonly send: Send; readonly attempts: number }>([
    { name: 'a failed assertion is no cause unless it is named', retries: {}, send: answers(status(404)), attempts: 1 },
    { name: 'it is when it is', retries: { on: ['assertion'] }, send: answers(status(404)), attempts: 2 },
    { name: 'a lost connection is', retries: { on: ['network'] }, send: answers(gone), attempts: 2 },
    {
      name: 'a 5xx is none when only others are named',
      retries: { on: ['network'] },
      send: answers(status(500)),
      attempts: 1,
    },
  ])('tries again for what was named: $name', async ({ retries, send, attempts }) => {
    const events = await eventsOf(
      collection([tested]),
      fakePorts({ send, runScript: is200 }),
      retried({ count: 1, ...retries }),
    )

    expect(starts(events)).toHaveLength(attempts)
  })

  it('takes a 503 for what the item is about when its assertions hold', async () => {
    const passes: RunScript = async (_, { assert }) => {
      assert({ name: 'is 503', index: 0, outcome: 'passed' })
      return outcome()
    }

    const events = await eventsOf(
      collection([tested]),
      fakePorts({ send: answers(status(503)), runScript: passes }),
      retried({ count: 3 }),
    )

    expect(starts(events)).toEqual(['a 0'])
    expect(events.find(({ type }) => type === 'item:end')).not.toHaveProperty('cause')
  })

  it('ends with what has failed when the run is stopped while it waits', async () => {
    const stop = new AbortController()
    const ports = fakePorts({ send: answers(gone) })
    const clock = { ...ports.clock, sleep: async () => stop.abort() }

    const events = await eventsOf(
      collection([item('a'), item('b')]),
      { ...ports, clock },
      { ...retried({ count: 3 }), signal: stop.signal },
    )

    expect(outlineOf(events)).toEqual([
      'run:start',
      'iteration:start',
      'item:start a',
      'request 0 item GET http://example.test/',
      'request:failed 0 CONNECTION_RESET',
      'wait',
      'item:end failed CONNECTION_RESET',
      'iteration:end',
      'run:end aborted',
    ])
  })

  it('finds each flaky item with failOnFlaky, and none that never passed', async () => {
    const send = answers(gone, status(200), status(500))

    const events = await eventsOf(
      collection([item('a'), item('b')]),
      fakePorts({ send }),
      retried({ count: 1, failOnFlaky: true }),
    )

    expect(events.filter(({ type }) => type === 'finding')).toEqual([
      {
        type: 'finding',
        run: 'run-1',
        at: expect.any(Number),
        failure: {
          code: 'ITEM_FLAKY',
          message: '"a" is flaky: it passed at attempt 2 only',
          hint: 'Look at the attempts that failed; without --fail-on-flaky it is reported and fails nothing',
        },
        severity: 'error',
      },
    ])
  })
})
