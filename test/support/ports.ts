import type { Clock, Cookies, Ports, Produce, Random, ScriptOutcome, Send, SendResult } from '../../src/engine/ports.ts'
import type { WireResponse } from '../../src/model/exchange.ts'
import { createVault } from '../../src/script/vault.ts'

/** A clock that stands still until it is told to move; sleeping moves it. */
export function stillClock(epoch = Date.UTC(2026, 0, 1)): Clock & { readonly advance: (ms: number) => void } {
  let now = 0
  return {
    now: () => now,
    epoch: () => epoch + now,
    sleep: async (ms) => {
      now += ms
    },
    advance: (ms) => {
      now += ms
    },
  }
}

/** Chance without chance: uuids are numbered, bytes are zero. */
export function numberedRandom(): Random {
  let count = 0
  return {
    uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
    bytes: (length) => new Uint8Array(length),
  }
}

/** A 200 response with a text body. */
function response(body = '', overrides: Partial<WireResponse> = {}): WireResponse {
  return {
    url: 'http://example.test/',
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [],
    body: new TextEncoder().encode(body),
    sizeBytes: body.length,
    downloadedBytes: body.length,
    redirects: [],
    cookies: [],
    ...overrides,
  }
}

/** What `send` answers: a response that took 5 ms. */
export function answered(body = '', overrides: Partial<WireResponse> = {}): SendResult {
  return { kind: 'response', response: response(body, overrides), timings: { total: 5 } }
}

/** What a script that did nothing came to. */
export function outcome(overrides: Partial<ScriptOutcome> = {}): ScriptOutcome {
  return { mutations: [], skipRequest: false, ...overrides }
}

/** Ports of a world where nothing goes wrong: every request is answered, no script does anything, no variable has a producer. */
export function fakePorts(overrides: Partial<Ports> = {}): Ports {
  const send: Send = async () => answered()
  return {
    send,
    sendBare: overrides.send ?? send,
    authorize: async (request) => ({ kind: 'authorized', request }),
    produce: noProducers(),
    runScript: async () => outcome(),
    dynamicValue: () => undefined,
    describeFile: async (src) => ({ kind: 'file', path: src, name: src, sizeBytes: 0 }),
    cookies: noCookies(),
    vault: createVault([]),
    clock: stillClock(),
    random: numberedRandom(),
    ...overrides,
  }
}

function noProducers(): Produce {
  return {
    names: new Set(),
    make: async (name) => ({ kind: 'failed', failure: { code: 'PRODUCER_UNKNOWN', message: `No producer "${name}"` } }),
  }
}

function noCookies(): Cookies {
  return {
    headerFor: async () => '',
    forUrl: async () => [],
    set: async () => undefined,
    remove: async () => {},
    all: async () => [],
  }
}
