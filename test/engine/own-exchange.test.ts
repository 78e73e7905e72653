import { describe, expect, it } from 'vitest'
import type { Authorize, Ports, Produce, RunScript, Send, SendResult } from '../../src/engine/ports.ts'
import { urlFromJson } from '../../src/load/url.ts'
import type { EventOf, RunEvent } from '../../src/model/event.ts'
import type { WireRequest } from '../../src/model/exchange.ts'
import type { Failure } from '../../src/model/failure.ts'
import { collection, item, request, script } from '../support/collection.ts'
import { bytes, wireRequest } from '../support/events.ts'
import { answered, fakePorts, numberedRandom, outcome, stillClock } from '../support/ports.ts'
import { eventsOf, outlineOf } from '../support/run.ts'

const TOKEN: WireRequest = wireRequest({
  method: 'POST',
  url: 'http://as.test/token',
  headers: [{ key: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
  body: { kind: 'bytes', bytes: bytes('grant_type=client_credentials') },
})

const refused: Failure = { code: 'PRODUCER_FAILED', message: 'Cannot make "accessToken"' }
const reset: Failure = { code: 'CONNECTION_RESET', message: 'Cannot send POST "http://as.test/token": closed' }
const gone: SendResult = { kind: 'failed', failure: reset }

/** Asks for a token each time, and fails unless it gets one. */
const asking: Produce = {
  names: new Set(['accessToken']),
  make: async (_, { send }) => {
    const result = await send(TOKEN)
    const isGood = result.kind === 'response' && result.response.status === 200
    return isGood ? { kind: 'produced', value: 't', lifetime: 'attempt' } : { kind: 'failed', failure: refused }
  },
}

/** Signs with a token that it asks for each time. */
const fetching: Authorize = async (wire, _, { send } = {}) => {
  await send?.(TOKEN)
  return { kind: 'authorized', request: wire }
}

/** A request that uses the token. */
function using(method = 'GET'): ReturnType<typeof item> {
  return item('a', { request: request({ method, url: urlFromJson('http://api.test/{{accessToken}}') }) })
}

/** Answers one after the other, the last again and again. */
function answers(...results: readonly SendResult[]): Send {
  let count = 0
  return async () => results[Math.min(count++, results.length - 1)] ?? gone
}

function status(code: number, headers: Readonly<Record<string, string>> = {}): SendResult {
  const list = Object.entries(headers).map(([key, value]) => ({ key, value }))
  return answered('', { status: code, headers: list })
}

/** What happens inside of the items. */
async function told(ports: Partial<Ports>, items = [using()], options = {}): Promise<readonly string[]> {
  const events = await eventsOf(collection(items), fakePorts(ports), { options })
  return outlineOf(events).filter((line) => !/^(?:run|iteration):|^item:start/.test(line))
}

describe('what a producer sends', () => {
  it('is told before the request that it is for, and goes out without redirects and cookies', async () => {
    const sent: string[] = []
    const send: Send = async ({ url }) => {
      sent.push(url)
      return answered()
    }

    const outline = await told({ produce: asking, send, sendBare: async () => answered() })

    expect(outline).toEqual([
      'request 0 producer POST http://as.test/token',
      'response 0',
      'produced',
      'mutation environment.accessToken',
      'request 1 item GET http://api.test/t',
      'response 1',
      'item:end ran',
    ])
    expect(sent).toEqual(['http://api.test/t'])
  })

  it('is told as it goes out, and names whom it is for', async () => {
    const events = await eventsOf(collection([using()]), fakePorts({ produce: asking }))

    const [asked] = events.filter((event): event is EventOf<'request'> => event.type === 'request')
    const whose = events.map((event) => ('exchange' in event ? [event.exchange, event.producer] : []))
    expect(asked).toEqual({
      run: 'run-1',
      at: 0,
      cursor: asked?.cursor,
      type: 'request',
      exchange: 0,
      source: 'producer',
      producer: 'accessToken',
      wire: TOKEN,
      request: {
        method: 'POST',
        url: 'http://as.test/token',
        header: TOKEN.headers,
        behavior: {},
        body: { mode: 'raw', raw: 'grant_type=client_credentials' },
      },
    })
    expect(whose.filter(({ length }) => length > 0)).toEqual([
      [0, 'accessToken'],
      [0, 'accessToken'],
      [1, undefined],
      [1, undefined],
    ])
  })

  it('has failed before its item does', async () => {
    expect(await told({ produce: asking, sendBare: async () => gone })).toEqual([
      'request 0 producer POST http://as.test/token',
      'request:failed 0 CONNECTION_RESET',
      'item:end failed PRODUCER_FAILED',
    ])
  })

  it('gets its answer told also when the run is stopped meanwhile', async () => {
    const stop = new AbortController()
    const sendBare: Send = async (_, { signal }) => {
      stop.abort()
      const failure: Failure = { code: 'REQUEST_ABORTED', message: `stopped: ${signal.aborted}` }
      return { kind: 'failed', failure }
    }

    const events = await eventsOf(collection([using()]), fakePorts({ produce: asking, sendBare }), {
      signal: stop.signal,
    })

    expect(outlineOf(events).slice(3)).toEqual([
      'request 0 producer POST http://as.test/token',
      'request:failed 0 REQUEST_ABORTED',
      'item:end failed PRODUCER_FAILED',
      'iteration:end',
      'run:end aborted',
    ])
  })

  it('is sent again when the server asks for another time', async () => {
    const clock = stillClock()
    const sendBare = answers(status(429, { 'Retry-After': '2' }), status(200))

    const outline = await told({ produce: asking, sendBare, clock })

    expect(outline.slice(0, 5)).toEqual([
      'request 0 producer POST http://as.test/token',
      'response 0',
      'wait',
      'request 1 producer POST http://as.test/token',
      'response 1',
    ])
    expect(clock.now()).toBe(2000)
  })

  it('is not heard by producers as the answer of a flow', async () => {
    const heard: string[] = []
    const produce: Produce = { ...asking, hear: ({ url }) => heard.push(url) }
    const send: Send = async ({ url }) => answered('', { url })

    await told({ produce, send })

    expect(heard).toEqual(['http://api.test/t'])
  })
})

describe('what a signer sends', () => {
  const auth = { type: 'oauth2', parameters: {} }

  it('is told before the request that it signs', async () => {
    const events = await eventsOf(
      collection([item('a', { request: request({ auth }) })]),
      fakePorts({ authorize: fetching }),
    )

    expect(outlineOf(events).slice(3, -3)).toEqual([
      'request 0 producer POST http://as.test/token',
      'response 0',
      'request 1 item GET http://example.test/',
      'response 1',
    ])
    expect(events.find(({ type }) => type === 'request')).toMatchObject({ producer: 'oauth2' })
  })

  it('keeps no other answer from a script, which does not hear it', async () => {
    let hear = (): void => {}
    const quickHeard = new Promise<void>((resolve) => {
      hear = resolve
    })
    const send: Send = async ({ url }) => {
      // The token comes first.
      if (url === 'http://quick.test/') await new Promise((resolve) => setTimeout(resolve, 5))
      if (url === 'http://slow.test/') await quickHeard
      return answered()
    }
    const runScript: RunScript = async (_, bridge) => {
      const slow = bridge.send(request({ auth, url: urlFromJson('http://slow.test/') }))
      await bridge.send(request({ url: urlFromJson('http://quick.test/') }))
      hear()
      bridge.heard()
      await slow
      bridge.heard()
      return outcome()
    }

    const outline = await told({ authorize: fetching, send, sendBare: async () => answered(), runScript }, [
      item('a', { scripts: [script('test', 't')] }),
    ])

    const urls = outline.filter((line) => line.startsWith('request')).map((line) => line.split(' ').at(-1))
    expect(urls.map(String).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'http://as.test/token',
      'http://example.test/',
      'http://quick.test/',
      'http://slow.test/',
    ])
  })
})

describe('retries', () => {
  const once = { retries: { count: 1 } }
  const random = { ...numberedRandom(), bytes: (length: number) => new Uint8Array(length) }

  it.each([
    { what: 'fails in the network', first: gone },
    { what: 'is answered 503', first: status(503) },
    { what: 'is answered 429', first: status(429) },
  ])('begin an item again whose producer $what, whatever its method', async ({ first }) => {
    const outline = await told(
      { produce: asking, sendBare: answers(first, status(200)), random },
      [using('POST')],
      once,
    )

    expect(outline.filter((line) => /^item:end|^request \d/.test(line))).toEqual([
      'request 0 producer POST http://as.test/token',
      'item:end retried PRODUCER_FAILED',
      'request 1 producer POST http://as.test/token',
      'request 2 item POST http://api.test/t',
      'item:end ran',
    ])
  })

  it('leave an item alone whose producer is refused', async () => {
    const outline = await told({ produce: asking, sendBare: async () => status(401), random }, [using()], once)

    expect(outline.at(-1)).toBe('item:end failed PRODUCER_FAILED')
    expect(outline.filter((line) => line.startsWith('request'))).toHaveLength(1)
  })

  it('begin a safe request again that a token was fetched for', async () => {
    const outline = await told(
      { produce: asking, send: answers(gone, status(200)), sendBare: answers(status(200)), random },
      [using()],
      once,
    )

    expect(outline.filter((line) => line.startsWith('item:end'))).toEqual([
      'item:end retried CONNECTION_RESET',
      'item:end ran',
    ])
  })

  it('leave an item alone whose script has got no token for what it runs', async () => {
    const runScript: RunScript = async (_, bridge) => {
      await bridge.runRequest({ id: 'a', mutations: [], overrides: [] })
      return outcome()
    }
    const outer = item('outer', { scripts: [script('test', 't')] })
    const ports = fakePorts({ produce: asking, sendBare: async () => gone, runScript, random })

    const events = await eventsOf(collection([outer, using()]), ports, { options: once, selection: ['outer'] })

    expect(endsOf(events)).toEqual(['ran'])
  })
})

function endsOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'item:end' ? [event.outcome] : []))
}
