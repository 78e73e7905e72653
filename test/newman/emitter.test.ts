import { EventEmitter } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createSession, type NewmanEmitter, type Session, type SessionInput } from '../../src/newman/emitter.ts'
import { idOf } from '../../src/newman/id.ts'
import {
  allOf,
  bytes,
  event,
  failure,
  itemOf,
  outlineItem,
  producerExchange,
  runOf,
  scriptRef,
  streamOf,
  wireResponse,
} from '../support/events.ts'

const COLLECTION = {
  info: { name: 'Users' },
  item: [
    {
      id: 'item-1',
      name: 'List users',
      request: { url: 'http://localhost/users' },
      event: [{ id: 'event-1', listen: 'test', script: { id: 'script-1', exec: ['pm.test()'] } }],
    },
  ],
}

describe('createSession()', () => {
  it('emits the events of newman in their order', async () => {
    const names: string[] = []

    await play(oneItem(), { onEvent: (name) => names.push(name) })

    expect(names).toEqual([
      'start',
      'beforeIteration',
      'beforeItem',
      'beforePrerequest',
      'prerequest',
      'beforeRequest',
      'request',
      'beforeTest',
      'beforeScript',
      'beforeTestScript',
      'console',
      'assertion',
      'assertion',
      'script',
      'testScript',
      'test',
      'item',
      'iteration',
      'beforeDone',
      'done',
    ])
  })

  it('gives SDK objects and cursors to listeners', async () => {
    const seen = new Map<string, Args>()

    await play(oneItem(), { onEvent: (name, _error, args) => seen.set(name, args) })

    const { item, request, response, cookies, history, cursor: at } = seen.get('request') ?? {}
    expect({
      item: item?.name,
      path: item?.getPath?.(),
      url: String(request?.url),
      code: response?.code,
      text: response?.text?.(),
      cookie: cookies?.get?.('a'),
      hops: history?.execution.data.length,
      at,
    }).toEqual({
      item: 'List users',
      path: ['Users', 'List users'],
      url: 'http://localhost/users',
      code: 200,
      text: '{}',
      cookie: 'b',
      hops: 1,
      at: {
        position: 0,
        iteration: 0,
        length: 1,
        cycles: 1,
        empty: false,
        eof: false,
        bof: true,
        cr: false,
        ref: idOf('run-1', 0, 0, 0, 0),
        httpRequestId: idOf('run-1', 'exchange', 0),
      },
    })
    expect(seen.get('beforeTest')?.events?.map(({ id }) => id)).toEqual(['event-1'])
    expect(seen.get('script')?.script?.id).toBe('script-1')
    expect(seen.get('script')?.execution).toMatchObject({ target: 'test', return: { nextRequest: 'x' } })
    expect(seen.get('script')?.cursor).toMatchObject({ eventId: 'event-1', scriptId: 'script-1' })
  })

  it('gives errors as newman does: an assertion as plain data, a request as Error', async () => {
    const refused = failure({
      code: 'CONNECTION_REFUSED',
      message: 'Cannot connect',
      error: { name: 'Error', message: 'connect ECONNREFUSED', code: 'ECONNREFUSED', errno: -111, syscall: 'connect' },
    })
    const errors: unknown[] = []
    const run = runOf(
      event.itemStart(),
      event.request(),
      event.requestFailed({ failure: refused }),
      event.scriptStart(),
      event.failed({ index: 2, name: 'is fine' }),
      event.scriptEnd(),
      event.itemEnd({ outcome: 'failed', failure: refused }),
    )

    await play(run, { onEvent: (_name, error) => error !== null && errors.push(error) })

    const [request, assertion] = errors
    expect(request).toBeInstanceOf(Error)
    expect({ ...(request as object) }).toEqual({ code: 'ECONNREFUSED', errno: -111, syscall: 'connect' })
    expect(assertion).toEqual({
      name: 'AssertionError',
      index: 2,
      test: 'is fine',
      message: 'expected 500 to equal 200',
      stack: 'AssertionError: expected 500 to equal 200\n   at Object.eval sandbox-script.js:3:1)',
    })
  })

  it('keeps a summary that is complete when the run is done', async () => {
    const emitter = await play(oneItem())

    const { run, collection, environment } = emitter.summary ?? never()
    expect(run.stats.assertions).toEqual({ total: 2, pending: 0, failed: 1 })
    expect(run.executions.map(({ id, assertions }) => [id, assertions?.length])).toEqual([['item-1', 2]])
    expect(run.failures.map(({ at, source, parent }) => [at, nameOf(source), parent === collection])).toEqual([
      ['assertion:1 in test-script', 'List users', true],
    ])
    expect(environment.toObject(false, false)).toEqual({ token: 'new' })
  })

  it('runs an empty item list without iterations', async () => {
    const names: string[] = []

    await play([event.runStart({ outline: [] }), event.iterationStart(), event.iterationEnd(), event.runEnd()], {
      onEvent: (name) => names.push(name),
    })

    expect(names).toEqual(['start', 'beforeDone', 'done'])
  })

  it('gives the exchange of a script a nameless item', async () => {
    const items: unknown[] = []
    const run = runOf(
      ...itemOf(
        event.request({ exchange: 0 }),
        event.response({ exchange: 0 }),
        event.scriptStart(),
        event.request({ exchange: 1, source: 'script' }),
        event.requestFailed({ exchange: 1 }),
        event.scriptEnd(),
      ),
    )

    const emitter = await play(run, {
      onEvent: (name, _error, { item }) => name === 'request' && items.push(item?.name),
    })

    expect(items).toEqual(['List users', undefined])
    expect(emitter.summary?.run.stats.requests).toEqual({ total: 2, pending: 0, failed: 1 })
  })

  it('starts reporters with their options and those of the run, and drops one that throws', async () => {
    const calls: unknown[] = []
    class Good {
      constructor(emitter: EventEmitter, options: unknown, { collection, iterationData }: Args) {
        calls.push([options, nameOf(collection), iterationData])
        emitter.on('done', () => calls.push('done'))
      }
    }
    class Bad {
      constructor(emitter: EventEmitter) {
        emitter.on('item', () => {
          throw new Error('no room')
        })
        emitter.on('done', () => calls.push('not called'))
      }
    }
    const reporters = [
      { name: 'bad', options: {}, create: Bad },
      { name: 'good', options: { export: 'x' }, create: Good },
      { name: 'odd', options: {}, create: undefined },
    ]
    const session = createSession({ collection: COLLECTION, iterationData: [{ a: 1 }], options: {}, reporters })

    await follow(session, oneItem())

    expect(calls).toEqual([[{ export: 'x' }, 'Users', [{ a: 1 }]], 'done'])
    expect(session.broken().map(({ name, error: { code, message } }) => [name, code, message])).toEqual([
      ['odd', 'REPORTER_FAILED', 'Cannot render report "odd": its package does not export a constructor'],
      ['bad', 'REPORTER_FAILED', 'Cannot render report "bad": no room'],
    ])
    expect(Object.keys(session.emitter.reporters)).toEqual(['bad', 'good'])
  })

  it('survives an async handler that rejects', async () => {
    class Late {
      constructor(emitter: EventEmitter) {
        emitter.on('start', (): unknown => Promise.reject(new Error('later')))
      }
    }
    const session = createSession({ options: {}, reporters: [{ name: 'late', options: {}, create: Late }] })

    await follow(session, oneItem())

    expect(session.broken().map(({ error }) => error.message)).toEqual(['Cannot render report "late": later'])
  })

  it('writes what reporters export after beforeDone and before done', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emitter-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'deep', 'a.json')
    const found: unknown[] = []
    class Exporter {
      constructor(emitter: NewmanEmitter) {
        emitter.on('beforeDone', () => emitter.exports.push({ name: 'x', path, content: { a: 1 } }))
        emitter.on('done', () => found.push(readFile(path, 'utf8')))
      }
    }
    const session = createSession({ options: {}, reporters: [{ name: 'x', options: {}, create: Exporter }] })

    await follow(session, oneItem())

    expect(await Promise.all(found)).toEqual(['{\n  "a": 1\n}'])
  })

  it('says to done why a run was stopped', async () => {
    const errors: unknown[] = []

    await play([event.runStart(), event.runEnd({ reason: 'timed-out' })], {
      onEvent: (name, error) => name === 'done' && errors.push((error as Error).message),
    })

    expect(errors).toEqual(['callback timed out'])
  })
})

/** One item with a response, a script, a console line and two assertions. */
function oneItem(): readonly RunEvent[] {
  return [
    event.runStart({ outline: [outlineItem()] }),
    event.iterationStart(),
    ...itemOf(
      event.request(),
      event.response({
        response: wireResponse({
          body: bytes('{}'),
          cookies: [
            { name: 'a', value: 'b', domain: 'localhost', path: '/', secure: false, httpOnly: false, hostOnly: true },
          ],
        }),
      }),
      event.scriptStart({ script: scriptRef() }),
      event.console(),
      event.passed(),
      event.failed({ index: 1, name: 'two' }),
      event.scriptEnd({ nextRequest: 'x' }),
      event.mutation({ scope: 'environment', name: 'token', value: 'old' }),
    ),
    event.iterationEnd(),
    event.runEnd({
      scopes: {
        environment: { values: [{ key: 'token', value: 'new' }] },
        globals: { values: [] },
        collection: { values: [] },
      },
    }),
  ]
}

/** The arguments of listeners, as far as the tests look into them. */
interface Args {
  readonly item?: { readonly name?: string; readonly getPath?: () => readonly string[] }
  readonly request?: { readonly url: unknown }
  readonly response?: { readonly code: number; readonly text?: () => string }
  readonly cookies?: { readonly get?: (name: string) => string }
  readonly history?: { readonly execution: { readonly data: readonly unknown[] } }
  readonly events?: readonly { readonly id: string }[]
  readonly script?: { readonly id: string }
  readonly execution?: unknown
  readonly cursor?: object
  readonly collection?: unknown
  readonly iterationData?: unknown
}

interface Play extends Partial<SessionInput> {
  readonly onEvent?: (name: string, error: unknown, args: Args) => void
}

const NAMES =
  'start beforeIteration iteration beforeItem item beforePrerequest prerequest beforeScript script beforeRequest request beforeTest test assertion console exception beforeDone done beforePrerequestScript prerequestScript beforeTestScript testScript'

async function play(events: readonly RunEvent[], { onEvent, ...input }: Play = {}): Promise<NewmanEmitter> {
  const emitter = new EventEmitter()
  for (const name of NAMES.split(' ')) {
    emitter.on(name, (error: unknown, args: Args) => onEvent?.(name, error, args))
  }
  const session = createSession({ collection: COLLECTION, options: {}, reporters: [], emitter, ...input })
  await follow(session, events)
  return session.emitter
}

async function follow(session: Session, events: readonly RunEvent[]): Promise<void> {
  await allOf(session.follow(streamOf(events)))
  await session.finish()
}

function nameOf(value: unknown): unknown {
  return (value as { readonly name?: string } | undefined)?.name
}

function never(): never {
  throw new Error('there is no summary')
}

it('createSession() shows nothing of what producers send, and the failure of the item', async () => {
  const names: string[] = []
  const failed = failure({ code: 'PRODUCER_FAILED', message: 'Cannot make "accessToken"' })
  const events = runOf(
    ...itemOf(...producerExchange(), event.request(), event.response()),
    event.itemStart(),
    ...producerExchange(event.requestFailed()),
    event.itemEnd({ outcome: 'failed', failure: failed }),
  )

  await play(events, { onEvent: (name) => names.push(name) })

  expect(names.filter((name) => /item|request/i.test(name))).toEqual([
    'beforeItem',
    'beforePrerequest',
    'prerequest',
    'beforeRequest',
    'request',
    'item',
    'beforeItem',
    'beforePrerequest',
    'prerequest',
    'beforeRequest',
    'request',
    'item',
  ])
})
