import { describe, expect, it } from 'vitest'
import type { Authorize, Produce, RunScript, Send, SendResult } from '../../src/engine/ports.ts'
import { createPace, createPlaces } from '../../src/http/pace.ts'
import { urlFromJson } from '../../src/load/url.ts'
import type { RunEvent } from '../../src/model/event.ts'
import type { RedirectHop } from '../../src/model/exchange.ts'
import { collection, item, request, script } from '../support/collection.ts'
import { answered, fakePorts, outcome, stillClock } from '../support/ports.ts'
import { eventsOf, outlineOf } from '../support/run.ts'

function answers(...results: readonly SendResult[]): Send {
  let count = 0
  return async () => results[Math.min(count++, results.length - 1)] ?? answered()
}

function limited(status: number, retryAfter: string, redirects: readonly RedirectHop[] = []): SendResult {
  return answered('', { status, headers: [{ key: 'Retry-After', value: retryAfter }], redirects })
}

const post = item('a', { request: request({ method: 'POST' }) })

function warnings(events: readonly RunEvent[]): readonly unknown[] {
  return events.flatMap((event) => (event.type === 'console' && event.level === 'warn' ? event.values : []))
}

describe('a request that a server has not taken', () => {
  it('goes out again when its time has come, a POST as well, and the waits are events of their own', async () => {
    const date = 'Thu, 01 Jan 2026 00:00:09 GMT'
    const ports = fakePorts({ send: answers(limited(429, '2'), limited(503, date), answered()) })

    const events = await eventsOf(collection([post]), ports)

    expect(outlineOf(events)).toEqual([
      'run:start',
      'iteration:start',
      'item:start a',
      'request 0 item POST http://example.test/',
      'response 0',
      'wait',
      'request 1 item POST http://example.test/',
      'response 1',
      'wait',
      'request 2 item POST http://example.test/',
      'response 2',
      'item:end ran',
      'iteration:end',
      'run:end completed',
    ])
    expect(events.flatMap((event) => (event.type === 'wait' ? [[event.reason, event.ms]] : []))).toEqual([
      ['rate-limit', 2000],
      ['rate-limit', 7000],
    ])
    expect(events.flatMap((event) => (event.type === 'response' ? [event.timings.total] : []))).toEqual([5, 5, 5])
  })

  it('is made anew, with all that is good for one attempt', async () => {
    let count = 0
    const produce: Produce = {
      names: new Set(['dpopNonce', 'state']),
      make: async (name) => {
        const lifetime = name === 'state' ? ('flow' as const) : ('attempt' as const)
        return { kind: 'produced', value: `${name}-${++count}`, lifetime }
      },
    }
    const url = urlFromJson('http://as.test/authorize?state={{state}}&n={{dpopNonce}}')

    const events = await eventsOf(
      collection([item('a', { request: request({ url }) })]),
      fakePorts({ produce, send: answers(limited(429, '1'), answered()) }),
    )

    expect(events.flatMap((event) => (event.type === 'request' ? [event.wire.url] : []))).toEqual([
      'http://as.test/authorize?state=state-1&n=dpopNonce-2',
      'http://as.test/authorize?state=state-1&n=dpopNonce-3',
    ])
  })

  it('goes out again for a script, which sees the last answer only', async () => {
    const statuses: unknown[] = []
    const runScript: RunScript = async (_, bridge) => {
      const result = await bridge.send(request({ method: 'POST' }))
      bridge.heard()
      statuses.push(result.kind === 'response' ? result.response.status : result.failure)
      return outcome()
    }
    const sending = item('a', { scripts: [script('test', 't')] })

    const events = await eventsOf(
      collection([sending]),
      fakePorts({ runScript, send: answers(answered(), limited(429, '1'), answered()) }),
    )

    expect(statuses).toEqual([200])
    expect(outlineOf(events).filter((line) => !line.startsWith('run') && !line.startsWith('iter'))).toEqual([
      'item:start a',
      'request 0 item GET http://example.test/',
      'response 0',
      'script:start test a',
      'request 1 script POST http://example.test/',
      'response 1',
      'wait',
      'request 2 script POST http://example.test/',
      'response 2',
      'script:end',
      'item:end ran',
    ])
  })

  const seeOther: RedirectHop = {
    url: 'http://example.test/',
    status: 303,
    headers: [],
    next: { method: 'GET', url: 'http://example.test/done', headers: [] },
  }
  it.each([
    {
      name: 'it would have to wait too long',
      answer: limited(429, '3600'),
      reason: 'the server asks to wait 3600 s, more than 60 s (--max-wait)',
    },
    {
      name: 'a redirect came before',
      answer: limited(503, '1', [seeOther]),
      reason: 'it was answered with a redirect before, and would be done twice',
    },
  ])('stays as it is when $name, and that is said', async ({ answer, reason }) => {
    const events = await eventsOf(collection([post]), fakePorts({ send: answers(answer) }))

    expect(warnings(events)).toEqual([`Not sent again: POST http://example.test/: ${reason}`])
    expect(events.filter(({ type }) => type === 'request')).toHaveLength(1)
  })

  it('is given up after five waits', async () => {
    const events = await eventsOf(collection([post]), fakePorts({ send: answers(limited(429, '0')) }))

    expect(events.filter(({ type }) => type === 'request')).toHaveLength(6)
    expect(warnings(events)).toEqual([
      'Not sent again: POST http://example.test/: the server refuses it after 5 waits as well',
    ])
  })

  it.each([
    { name: '503 without Retry-After', send: answers(answered('', { status: 503 })), rateLimits: {} },
    { name: 'another status with it', send: answers(limited(301, '1')), rateLimits: {} },
    { name: 'any, when that is switched off', send: answers(limited(429, '1')), rateLimits: { retryAfter: false } },
  ])('does not wait for $name', async ({ send, rateLimits }) => {
    const events = await eventsOf(collection([post]), fakePorts({ send }), { options: { rateLimits } })

    expect(outlineOf(events).filter((line) => /^(?:request|wait)/.test(line))).toHaveLength(1)
    expect(warnings(events)).toEqual([])
  })

  it('is not sent again when the run is stopped meanwhile', async () => {
    const stop = new AbortController()
    const ports = fakePorts({ send: answers(limited(429, '10')) })
    const clock = { ...ports.clock, sleep: async () => stop.abort() }

    const events = await eventsOf(collection([post]), { ...ports, clock }, { signal: stop.signal })

    expect(outlineOf(events).slice(2)).toEqual([
      'item:start a',
      'request 0 item POST http://example.test/',
      'response 0',
      'wait',
      'item:end failed REQUEST_ABORTED',
      'iteration:end',
      'run:end aborted',
    ])
  })
})

describe('a pace', () => {
  it('makes each request wait for its place, those of scripts and signers too', async () => {
    const clock = stillClock()
    const pace = createPace(createPlaces(2, clock), clock)
    const runScript: RunScript = async (_, bridge) => {
      await bridge.send(request())
      bridge.heard()
      return outcome()
    }
    const authorize: Authorize = async (wire, _, { send } = {}) => {
      await send?.(wire)
      return { kind: 'authorized', request: wire }
    }
    const auth = { type: 'oauth2', parameters: {} }
    const items = [item('a', { scripts: [script('test', 't')] }), item('b', { request: request({ auth }) })]

    const events = await eventsOf(collection(items), fakePorts({ clock, pace, runScript, authorize }))

    expect(events.flatMap((event) => (event.type === 'request' ? [event.at] : []))).toEqual([0, 500, 1000, 1500])
    expect(events.flatMap((event) => (event.type === 'wait' ? [[event.reason, event.ms]] : []))).toEqual([
      ['rate-limit', 500],
      ['rate-limit', 500],
      ['rate-limit', 500],
    ])
  })
})
