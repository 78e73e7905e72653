import type { Cookies, ScriptAssertion, ScriptBridge, ScriptJob, SendResult } from '../../src/engine/ports.ts'
import type { RequestTemplate } from '../../src/model/collection.ts'
import type { CookieRecord } from '../../src/model/exchange.ts'
import type { Failure } from '../../src/model/failure.ts'
import type { Scopes } from '../../src/model/scope.ts'
import { cursor, scriptRef, wireResponse } from './events.ts'

/** What a test may change of a job: the script's text, scopes one by one, and everything else as it is. */
export type JobChange = Partial<Omit<ScriptJob, 'scopes' | 'script'>> & {
  readonly source?: string
  readonly scopes?: Partial<Scopes>
}

/** The job of a pre-request script of the item "List users". */
export function scriptJob({ source = '', scopes, ...change }: JobChange = {}): ScriptJob {
  const phase = change.phase ?? 'prerequest'
  const empty = { values: [] }
  return {
    script: { id: 'script-1', eventId: 'event-1', listen: phase, source },
    ref: scriptRef(),
    phase,
    cursor: cursor(),
    iterations: 1,
    scopes: { local: empty, data: empty, environment: empty, collection: empty, globals: empty, ...scopes },
    request: template(),
    location: ['Shop', 'List users'],
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    ...change,
  }
}

/** `GET http://localhost/users` as a collection holds it. */
export function template(change: Partial<RequestTemplate> = {}): RequestTemplate {
  return {
    method: 'GET',
    url: { protocol: 'http', host: ['localhost'], path: ['users'], query: [], variables: [] },
    header: [],
    ...change,
  }
}

/** A session cookie of the host a.test. */
export function cookie(change: Partial<CookieRecord> = {}): CookieRecord {
  return {
    name: 'sid',
    value: '1',
    domain: 'a.test',
    path: '/',
    secure: false,
    httpOnly: false,
    hostOnly: true,
    ...change,
  }
}

/** A bridge that writes down what the script did to it, in order. */
export interface RecordingBridge extends ScriptBridge {
  readonly calls: readonly BridgeCall[]
}

/** One call of a bridge. */
type BridgeCall =
  | { readonly print: string; readonly values: readonly unknown[] }
  | { readonly assert: ScriptAssertion }
  | { readonly send: RequestTemplate }
  | { readonly cookie: 'set' | 'remove'; readonly args: readonly unknown[] }

/** Makes a bridge whose requests are answered by `send` and whose jar holds `jar`. */
export function recordingBridge({
  send = () => failed({ code: 'NETWORK_FAILED', message: 'no answer was prepared' }),
  jar = [],
}: {
  readonly send?: (request: RequestTemplate) => SendResult
  readonly jar?: readonly CookieRecord[]
} = {}): RecordingBridge {
  const calls: BridgeCall[] = []
  const vault = new Map<string, string>()
  const cookies: Cookies = {
    headerFor: async () => '',
    forUrl: async () => jar,
    all: async () => jar,
    set: async (...args) => {
      calls.push({ cookie: 'set', args })
      return jar[0]
    },
    remove: async (...args) => {
      calls.push({ cookie: 'remove', args })
    },
  }
  return {
    calls,
    cookies,
    vault: {
      get: (name) => vault.get(name),
      set: (name, value) => void vault.set(name, value),
      unset: (name) => void vault.delete(name),
      written: () => [],
    },
    runRequest: async () => ({ kind: 'failed', failure: { code: 'SCRIPT_ERROR', message: 'no request was prepared' } }),
    print: (level, values) => {
      calls.push({ print: level, values })
    },
    assert: (assertion) => {
      calls.push({ assert: assertion })
    },
    heard: () => {},
    exception: (failure) => {
      calls.push({ print: 'exception', values: [failure.message] })
    },
    send: async (request) => {
      calls.push({ send: request })
      return send(request)
    },
  }
}

/** `201 Made` with a header that comes twice, a JSON body and a cookie; it took 12.3 ms. */
export function made(): Extract<SendResult, { kind: 'response' }> {
  const response = wireResponse({
    status: 201,
    statusText: 'Made',
    headers: [
      { key: 'X-Twice', value: '1' },
      { key: 'x-twice', value: '2' },
      { key: 'Content-Type', value: 'application/json; charset=utf-8' },
    ],
    body: Buffer.from('{"name":"Zoë"}'),
    downloadedBytes: 9,
    cookies: [cookie()],
  })
  return { kind: 'response', response, timings: { total: 12.3 } }
}

/** A request that failed. */
export function failed(failure: Failure): SendResult {
  return { kind: 'failed', failure }
}
