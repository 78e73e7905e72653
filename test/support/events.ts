import type { Cursor, EventOf, OutlineEntry, RunEvent, ScriptRef } from '../../src/model/event.ts'
import type { ResolvedRequest, WireRequest, WireResponse } from '../../src/model/exchange.ts'
import type { Failure } from '../../src/model/failure.ts'
import { readEventLog } from '../../src/report/event-log.ts'

/** What a test may change of an event: everything but its type. */
type Change<T extends RunEvent['type']> = Partial<Omit<EventOf<T>, 'type'>>

/** The place of the first item, "List users". */
export function cursor(change: Partial<Cursor> = {}): Cursor {
  return { iteration: 0, position: 0, visit: 0, attempt: 0, itemId: 'item-1', itemName: 'List users', ...change }
}

/** A script of the first item. */
export function scriptRef(change: Partial<ScriptRef> = {}): ScriptRef {
  return { id: 'script-1', eventId: 'event-1', level: 'item', owner: 'List users', ...change }
}

/** A failed assertion, unless told otherwise. */
export function failure(change: Partial<Failure> = {}): Failure {
  return { code: 'ASSERTION_FAILED', message: 'expected 500 to equal 200', ...change }
}

/** An item of the outline, at the top of the collection. */
export function outlineItem(change: Partial<OutlineEntry> = {}): OutlineEntry {
  return { id: 'item-1', name: 'List users', kind: 'item', ...change }
}

/** `GET http://localhost/users` in Postman's shape. */
export function resolvedRequest(change: Partial<ResolvedRequest> = {}): ResolvedRequest {
  return { method: 'GET', url: 'http://localhost/users', header: [], behavior: {}, ...change }
}

/** `GET http://localhost/users` as it goes out. */
export function wireRequest(change: Partial<WireRequest> = {}): WireRequest {
  return { method: 'GET', url: 'http://localhost/users', headers: [], body: { kind: 'none' }, behavior: {}, ...change }
}

/** `200 OK` with the body `{}`. */
export function wireResponse(change: Partial<WireResponse> = {}): WireResponse {
  const { body = bytes('{}') } = change
  return {
    url: 'http://localhost/users',
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [{ key: 'Content-Type', value: 'application/json' }],
    body,
    sizeBytes: body.byteLength,
    downloadedBytes: 2,
    redirects: [],
    cookies: [],
    ...change,
  }
}

/** Text as a body. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

const BASE = { run: 'run-1', at: 0 } as const

/** One builder for each type of event: valid as it stands, and takes only what the test is about. */
export const event = {
  runStart: (change: Change<'run:start'> = {}): EventOf<'run:start'> => ({
    ...BASE,
    type: 'run:start',
    schema: 1,
    startedAt: '2026-11-23T17:40:11.000Z',
    name: 'Users',
    iterations: 1,
    outline: [outlineItem()],
    ...change,
  }),
  iterationStart: (change: Change<'iteration:start'> = {}): EventOf<'iteration:start'> => ({
    ...BASE,
    type: 'iteration:start',
    iteration: 0,
    ...change,
  }),
  itemStart: (change: Change<'item:start'> = {}): EventOf<'item:start'> => ({
    ...BASE,
    type: 'item:start',
    cursor: cursor(),
    ...change,
  }),
  produced: (change: Change<'produced'> = {}): EventOf<'produced'> => ({
    ...BASE,
    type: 'produced',
    cursor: cursor(),
    name: 'requestParam',
    producer: 'requestParam',
    ...change,
  }),
  scriptStart: (change: Change<'script:start'> = {}): EventOf<'script:start'> => ({
    ...BASE,
    type: 'script:start',
    cursor: cursor(),
    script: scriptRef(),
    phase: 'test',
    ...change,
  }),
  scriptEnd: (change: Change<'script:end'> = {}): EventOf<'script:end'> => ({
    ...BASE,
    type: 'script:end',
    cursor: cursor(),
    script: scriptRef(),
    phase: 'test',
    durationMs: 1,
    ...change,
  }),
  console: (change: Change<'console'> = {}): EventOf<'console'> => ({
    ...BASE,
    type: 'console',
    cursor: cursor(),
    level: 'log',
    values: ['hello'],
    ...change,
  }),
  mutation: (change: Change<'mutation'> = {}): EventOf<'mutation'> => ({
    ...BASE,
    type: 'mutation',
    cursor: cursor(),
    scope: 'environment',
    name: 'userId',
    value: 'u-1',
    by: scriptRef(),
    ...change,
  }),
  request: (change: Change<'request'> = {}): EventOf<'request'> => ({
    ...BASE,
    type: 'request',
    cursor: cursor(),
    exchange: 0,
    source: 'item',
    request: resolvedRequest(),
    wire: wireRequest(),
    ...change,
  }),
  response: (change: Change<'response'> = {}): EventOf<'response'> => ({
    ...BASE,
    type: 'response',
    cursor: cursor(),
    exchange: 0,
    response: wireResponse(),
    timings: { total: 10 },
    ...change,
  }),
  requestFailed: (change: Change<'request:failed'> = {}): EventOf<'request:failed'> => ({
    ...BASE,
    type: 'request:failed',
    cursor: cursor(),
    exchange: 0,
    failure: failure({
      code: 'CONNECTION_REFUSED',
      message: 'Cannot connect to "localhost:80": connection refused',
      hint: 'Is the server running?',
    }),
    ...change,
  }),
  wait: (change: Change<'wait'> = {}): EventOf<'wait'> => ({
    ...BASE,
    type: 'wait',
    cursor: cursor(),
    reason: 'delay',
    ms: 100,
    ...change,
  }),
  contract: (change: Change<'contract'> = {}): EventOf<'contract'> => ({
    ...BASE,
    type: 'contract',
    cursor: cursor(),
    ...change,
  }),
  passed: (change: Partial<Omit<EventOf<'assertion'>, 'type' | 'outcome'>> = {}): RunEvent => ({
    ...BASE,
    type: 'assertion',
    cursor: cursor(),
    index: 0,
    name: 'status is 200',
    script: scriptRef(),
    outcome: 'passed',
    ...change,
  }),
  skipped: (change: Partial<Omit<EventOf<'assertion'>, 'type' | 'outcome'>> = {}): RunEvent => ({
    ...BASE,
    type: 'assertion',
    cursor: cursor(),
    index: 0,
    name: 'status is 200',
    script: scriptRef(),
    outcome: 'skipped',
    ...change,
  }),
  failed: (
    change: Partial<Omit<EventOf<'assertion'>, 'type' | 'outcome'>> & { readonly failure?: Failure } = {},
  ): RunEvent => ({
    ...BASE,
    type: 'assertion',
    cursor: cursor(),
    index: 0,
    name: 'status is 200',
    script: scriptRef(),
    outcome: 'failed',
    failure: failure(),
    ...change,
  }),
  itemEnd: (change: Change<'item:end'> = {}): EventOf<'item:end'> => ({
    ...BASE,
    type: 'item:end',
    cursor: cursor(),
    outcome: 'ran',
    ...change,
  }),
  iterationEnd: (change: Change<'iteration:end'> = {}): EventOf<'iteration:end'> => ({
    ...BASE,
    type: 'iteration:end',
    iteration: 0,
    ...change,
  }),
  finding: (change: Change<'finding'> = {}): EventOf<'finding'> => ({
    ...BASE,
    type: 'finding',
    failure: failure(),
    severity: 'error',
    ...change,
  }),
  runEnd: (change: Change<'run:end'> = {}): EventOf<'run:end'> => ({
    ...BASE,
    type: 'run:end',
    reason: 'completed',
    scopes: { environment: { values: [] }, globals: { values: [] }, collection: { values: [] } },
    cookies: [],
    ...change,
  }),
} as const

/** A whole run of one iteration around the given events of its items. */
export function runOf(...items: readonly RunEvent[]): RunEvent[] {
  return [event.runStart(), event.iterationStart(), ...items, event.iterationEnd(), event.runEnd()]
}

/** One item around the given events. */
export function itemOf(...inside: readonly RunEvent[]): RunEvent[] {
  return [event.itemStart(), ...inside, event.itemEnd()]
}

/** What the producer of `accessToken` has sent, `POST http://localhost/token`, and its answer: exchange 100. */
export function producerExchange(
  answer: EventOf<'response'> | EventOf<'request:failed'> = event.response(),
  producer = 'accessToken',
): RunEvent[] {
  const wire = wireRequest({ method: 'POST', url: 'http://localhost/token' })
  return [event.request({ exchange: 100, source: 'producer', producer, wire }), { ...answer, exchange: 100, producer }]
}

/** Events as the stream that reporters read. */
export async function* streamOf(events: Iterable<RunEvent>): AsyncGenerator<RunEvent> {
  yield* events
}

/** All that a reporter says, as one text. */
export async function textOf(texts: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const text of texts) all += text
  return all
}

/** All that a stream yields. */
export async function allOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const each of stream) all.push(each)
  return all
}

/** The events of a log. */
export async function eventsIn(log: string): Promise<RunEvent[]> {
  const { events } = await readEventLog(piecesOf(log), { name: 'run.ndjson', warn: () => {} })
  return allOf(events)
}

/** The bytes of a text, in pieces that cut lines and characters. */
export async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  const all = bytes(text)
  for (let from = 0; from < all.length; from += 1001) yield all.subarray(from, from + 1001)
}
