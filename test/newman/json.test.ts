import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { idOf } from '../../src/newman/id.ts'
import { createJsonReporter } from '../../src/newman/json.ts'
import {
  bytes,
  cursor,
  event,
  failure,
  itemOf,
  outlineItem,
  resolvedRequest,
  runOf,
  scriptRef,
  streamOf,
  textOf,
  wireRequest,
  wireResponse,
} from '../support/events.ts'

/** Newman draws these by lot; ours have the same form. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

describe('createJsonReporter()', () => {
  it('has every attempt of an item among the executions, and none that was tried again among failures and counts', async () => {
    const again = { cursor: cursor({ attempt: 1 }) }
    const events = runOf(
      event.itemStart(),
      event.request(),
      event.response(),
      event.scriptStart(),
      event.failed(),
      event.scriptEnd(),
      event.itemEnd({ outcome: 'retried', cause: 'assertion' }),
      event.itemStart(again),
      event.request({ ...again, exchange: 1 }),
      event.response({ ...again, exchange: 1 }),
      event.scriptStart(again),
      event.passed(again),
      event.scriptEnd(again),
      event.itemEnd(again),
    )

    const { run } = JSON.parse(await textOf(reporter(streamOf(events))))

    expect(run.failures).toEqual([])
    expect(run.executions.map((each: { assertions: object[] }) => each.assertions)).toMatchObject([
      [{ assertion: 'status is 200', error: { name: 'AssertionError' } }],
      [{ assertion: 'status is 200' }],
    ])
    expect(new Set(run.executions.map((each: { cursor: { ref: string } }) => each.cursor.ref)).size).toBe(2)
    expect(run.stats).toMatchObject({
      items: { total: 1, pending: 0, failed: 0 },
      requests: { total: 2, pending: 0, failed: 0 },
      assertions: { total: 1, pending: 0, failed: 0 },
      testScripts: { total: 1, pending: 0, failed: 0 },
    })
  })

  it('writes the tree of newman for a run of one request', async () => {
    const run = [
      event.runStart({
        outline: [
          { id: 'folder-1', name: 'Users', kind: 'folder', description: 'All of them' },
          outlineItem({ parent: 'folder-1' }),
        ],
      }),
      event.iterationStart(),
      event.itemStart(),
      event.request({
        request: resolvedRequest({
          method: 'POST',
          url: 'http://u:p@localhost:8080/users?q=a b',
          body: { mode: 'raw', raw: '{"a":1} // one', language: 'json' },
        }),
        wire: wireRequest({
          method: 'POST',
          url: 'http://localhost:8080/users?q=a%20b',
          body: { kind: 'bytes', bytes: new TextEncoder().encode('{"a":1} ') },
          headers: [
            { key: 'X-A', value: '1' },
            { key: 'Accept', value: '*/*', system: true },
          ],
        }),
      }),
      event.response({ timings: { dns: 1, tcp: 2, firstByte: 9, total: 10.2 } }),
      event.scriptStart(),
      event.passed(),
      event.failed({
        index: 1,
        name: 'has users',
        at: 20,
        failure: failure({
          where: { script: 'test-script.js', line: 2, column: 4 },
          error: { name: 'AssertionError', message: 'expected 0 to equal 1', stack: 'AssertionError: expected 0' },
        }),
      }),
      event.skipped({ index: 2, name: 'later' }),
      event.scriptEnd(),
      event.itemEnd(),
      event.iterationEnd(),
      event.runEnd({
        at: 30,
        scopes: {
          environment: { id: 'e1', name: 'Env', values: [{ key: 'token', value: 'x', type: 'secret' }] },
          globals: { values: [{ key: 'off', value: '1', disabled: true }] },
          collection: { values: [{ key: 'base', value: 'http://localhost', type: 'string' }] },
        },
      }),
    ]

    const tree = await report(run)

    const request = {
      url: {
        protocol: 'http',
        port: '8080',
        path: ['users'],
        host: ['localhost'],
        auth: { user: 'u', password: 'p' },
        query: [{ key: 'q', value: 'a%20b' }],
        variable: [],
      },
      header: [
        { key: 'X-A', value: '1' },
        { key: 'Accept', value: '*/*', system: true },
      ],
      method: 'POST',
      body: { mode: 'raw', raw: '{"a":1} ', options: { raw: { language: 'json' } } },
    }
    const item = { id: 'item-1', name: 'List users' }
    const place = {
      position: 0,
      iteration: 0,
      length: 1,
      cycles: 1,
      empty: false,
      eof: false,
      bof: true,
      cr: false,
      ref: idOf('run-1', 0, 0, 0, 0),
    }
    const error = {
      name: 'AssertionError',
      index: 1,
      test: 'has users',
      message: 'expected 0 to equal 1',
      stack: 'AssertionError: expected 0 to equal 1\n   at Object.eval sandbox-script.js:2:1)',
    }
    expect(tree).toEqual({
      collection: {
        item: [
          {
            id: 'folder-1',
            name: 'Users',
            description: { content: 'All of them', type: 'text/plain' },
            item: [{ id: 'item-1', name: 'List users' }],
          },
        ],
        variable: [{ key: 'base', value: 'http://localhost', type: 'string' }],
        info: { name: 'Users', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      },
      environment: { id: 'e1', name: 'Env', values: [{ key: 'token', value: 'x', type: 'any' }] },
      globals: { id: expect.any(String), values: [{ key: 'off', value: '1', type: 'any', disabled: true }] },
      run: {
        stats: {
          iterations: { total: 1, pending: 0, failed: 0 },
          items: { total: 1, pending: 0, failed: 0 },
          scripts: { total: 1, pending: 0, failed: 0 },
          prerequests: { total: 1, pending: 0, failed: 0 },
          requests: { total: 1, pending: 0, failed: 0 },
          tests: { total: 1, pending: 0, failed: 0 },
          assertions: { total: 3, pending: 0, failed: 1 },
          testScripts: { total: 1, pending: 0, failed: 0 },
          prerequestScripts: { total: 0, pending: 0, failed: 0 },
        },
        timings: {
          responseAverage: 11,
          responseMin: 11,
          responseMax: 11,
          responseSd: 0,
          dnsAverage: 1,
          dnsMin: 1,
          dnsMax: 1,
          dnsSd: 0,
          firstByteAverage: 7,
          firstByteMin: 7,
          firstByteMax: 7,
          firstByteSd: 0,
          started: Date.parse('2026-11-23T17:40:11.000Z'),
          completed: Date.parse('2026-11-23T17:40:11.030Z'),
        },
        executions: [
          {
            cursor: { ...place, httpRequestId: idOf('run-1', 'exchange', 0) },
            item,
            request,
            id: 'item-1',
            assertions: [
              { assertion: 'status is 200', skipped: false },
              { assertion: 'has users', skipped: false, error },
              { assertion: 'later', skipped: true },
            ],
            response: {
              id: idOf('run-1', 'exchange', 0),
              status: 'OK',
              code: 200,
              header: [{ key: 'Content-Type', value: 'application/json' }],
              stream: { type: 'Buffer', data: [123, 125] },
              cookie: [],
              responseTime: 11,
              responseSize: 2,
            },
          },
        ],
        transfers: { responseTotal: 2 },
        failures: [
          {
            error: {
              ...error,
              checksum: expect.stringMatching(/^[\da-f]{32}$/),
              id: expect.stringMatching(UUID),
              timestamp: Date.parse('2026-11-23T17:40:11.020Z'),
              stacktrace: [
                {
                  fileName: 'sandbox-script.js',
                  lineNumber: 2,
                  functionName: 'Object.eval',
                  typeName: 'Object',
                  methodName: 'eval',
                  columnNumber: 1,
                  native: false,
                },
              ],
            },
            at: 'assertion:1 in test-script',
            source: item,
            parent: {
              id: 'folder-1',
              name: 'Users',
              description: { content: 'All of them', type: 'text/plain' },
              event: [],
            },
            cursor: {
              ...place,
              httpRequestId: idOf('run-1', 'exchange', 0),
              eventId: 'event-1',
              scriptId: 'script-1',
              execution: expect.stringMatching(UUID),
            },
          },
        ],
        error: null,
      },
    })
  })

  it('writes one execution an exchange and puts the assertions to the last one of the item', async () => {
    const run = runOf(
      ...itemOf(
        event.request({ exchange: 0 }),
        event.response({ exchange: 0 }),
        event.scriptStart(),
        event.request({ exchange: 1, source: 'script' }),
        event.response({ exchange: 1, response: wireResponse({ status: 201 }) }),
        event.passed(),
        event.scriptEnd(),
      ),
    )

    const { executions } = (await report(run)).run

    expect(executions.map(({ response, assertions }) => [response?.code, assertions?.length])).toEqual([
      [200, undefined],
      [201, 1],
    ])
  })

  it('writes the error of a failed request to its execution and to the failures', async () => {
    const error = { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:80', code: 'ECONNREFUSED' }
    const refused = failure({ code: 'CONNECTION_REFUSED', message: 'Cannot connect', error })
    const run = runOf(
      event.itemStart(),
      event.request(),
      event.requestFailed({ failure: refused }),
      event.itemEnd({ outcome: 'failed', failure: refused }),
    )

    const { executions, failures } = (await report(run)).run

    expect(executions.map(({ requestError, response }) => [requestError, response])).toEqual([
      [{ code: 'ECONNREFUSED' }, undefined],
    ])
    expect(failures.map(({ at, error: { name, message, code } }) => ({ at, error: { name, message, code } }))).toEqual([
      {
        at: 'request',
        error: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:80', code: 'ECONNREFUSED' },
      },
    ])
  })

  it('keeps the error of a failed request with the item, as newman does', async () => {
    const refused = failure({
      code: 'CONNECTION_REFUSED',
      message: 'Cannot connect',
      error: { name: 'Error', message: 'connect ECONNREFUSED 127.0.0.1:80', code: 'ECONNREFUSED' },
    })
    const run = runOf(
      event.itemStart(),
      event.scriptStart({ phase: 'prerequest' }),
      event.request({ exchange: 0, source: 'script' }),
      event.requestFailed({ exchange: 0, failure: refused }),
      event.scriptEnd({ phase: 'prerequest' }),
      event.request({ exchange: 1 }),
      event.response({ exchange: 1 }),
      event.itemEnd(),
      ...itemOf(event.request({ exchange: 2 }), event.response({ exchange: 2 })),
    )

    const { executions } = (await report(run)).run

    expect(executions.map(({ requestError, response }) => [requestError, response?.code])).toEqual([
      [{ code: 'ECONNREFUSED' }, undefined],
      [{ code: 'ECONNREFUSED' }, 200],
      [undefined, 200],
    ])
  })

  it('writes an execution without a request for an item that could not be sent', async () => {
    const unsigned = failure({ code: 'AUTH_INVALID', message: 'Cannot sign: no key' })
    const run = runOf(event.itemStart(), event.itemEnd({ outcome: 'failed', failure: unsigned }))

    const { executions, failures } = (await report(run)).run

    expect(failures.map(({ at, error: { message } }) => [at, message])).toEqual([['request', 'Cannot sign: no key']])
    expect(executions.map(({ id, request, requestError }) => ({ id, request, requestError }))).toEqual([
      {
        id: 'item-1',
        request: undefined,
        requestError: {},
      },
    ])
  })

  it('writes no execution for a skipped item, and counts no tests for it', async () => {
    const run = runOf(event.itemStart(), event.itemEnd({ outcome: 'skipped' }))

    const { executions, stats } = (await report(run)).run

    expect(executions).toEqual([])
    expect([stats['items']?.total, stats['prerequests']?.total, stats['tests']?.total]).toEqual([1, 1, 0])
  })

  it('writes the error of a script to its execution and to the failures', async () => {
    const thrown = failure({
      code: 'SCRIPT_ERROR',
      message: 'foo is not defined',
      where: { script: 'test-script.js', line: 3, column: 7 },
      error: { name: 'ReferenceError', message: 'foo is not defined' },
    })
    const run = runOf(
      ...itemOf(event.request(), event.response(), event.scriptStart(), event.scriptEnd({ failure: thrown })),
    )

    const { executions, failures } = (await report(run)).run

    const error = {
      type: 'Error',
      name: 'ReferenceError',
      message: 'foo is not defined',
      checksum: expect.stringMatching(/^[\da-f]{32}$/),
      id: expect.stringMatching(UUID),
      timestamp: Date.parse('2026-11-23T17:40:11.000Z'),
      stacktrace: [],
    }
    expect(executions.map(({ testScript }) => testScript)).toEqual([[{ error }]])
    expect(failures.map(({ at, error }) => [at, error])).toEqual([['test-script', error]])
  })

  it('writes every byte of a body that is longer than one piece', async () => {
    const body = Uint8Array.from({ length: 40_000 }, (_, index) => index % 256)
    const run = runOf(...itemOf(event.request(), event.response({ response: wireResponse({ body }) })))

    const { executions } = (await report(run)).run

    expect(executions[0]?.response?.stream.data).toEqual([...body])
  })

  it('writes an execution as soon as its item has ended', async () => {
    const seen: string[] = []
    async function* events(): AsyncGenerator<RunEvent> {
      yield* [event.runStart(), event.iterationStart(), ...itemOf(event.request(), event.response())]
      seen.push(written.join(''))
      yield* [event.iterationEnd(), event.runEnd()]
    }
    const written: string[] = []

    for await (const text of reporter(events())) written.push(text)

    expect(seen.map((text) => text.includes('"data":[123,125]'))).toEqual([true])
  })

  it('says what stopped a run', async () => {
    const run = [event.runStart(), event.runEnd({ reason: 'timed-out' })]

    const { error } = (await report(run)).run

    expect(error).toEqual({ name: 'Error', message: 'callback timed out' })
  })

  it('writes two collections as folders of one', async () => {
    const run = [
      event.runStart({ name: 'One', outline: [] }),
      event.runEnd(),
      event.runStart({ run: 'run-2', name: 'Two', outline: [] }),
      event.runEnd({ run: 'run-2' }),
    ]

    const { collection } = await report(run)

    expect([collection.info.name, collection.item.map(({ info }) => info?.name)]).toEqual(['One + Two', ['One', 'Two']])
  })

  it('escapes what would end a string', async () => {
    const name = '"],"x":["\u2028\n'
    const at = cursor({ itemId: 'item-2', itemName: name })
    const run = runOf(
      event.itemStart({ cursor: at }),
      event.request({ cursor: at }),
      event.response({ cursor: at, response: wireResponse({ body: bytes(name) }) }),
      event.passed({ cursor: at, name, script: scriptRef() }),
      event.itemEnd({ cursor: at }),
    )

    const { executions } = (await report(run)).run

    expect([executions[0]?.item.name, executions[0]?.assertions?.[0]?.assertion]).toEqual([name, name])
  })
})

/** The parts of the tree that tests look into. */
interface Tree {
  readonly collection: { readonly info: Named; readonly item: readonly { readonly info?: Named }[] }
  readonly run: {
    readonly stats: Readonly<Record<string, { readonly total: number }>>
    readonly executions: readonly {
      readonly id: string
      readonly item: Named
      readonly request?: unknown
      readonly requestError?: unknown
      readonly testScript?: unknown
      readonly assertions?: readonly { readonly assertion: string }[]
      readonly response?: { readonly code: number; readonly stream: { readonly data: readonly number[] } }
    }[]
    readonly failures: readonly {
      readonly at: string
      readonly error: { readonly name: string; readonly message: string; readonly code?: string }
    }[]
    readonly error: unknown
  }
}

interface Named {
  readonly name: string
}

const reporter = createJsonReporter({
  screen: { isTerminal: false, width: 80, color: false, unicode: true },
  options: {},
})

async function report(events: readonly RunEvent[]): Promise<Tree> {
  return JSON.parse(await textOf(reporter(streamOf(events)))) as Tree
}
