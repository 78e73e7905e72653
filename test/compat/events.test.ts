import type { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { startServer } from '../support/server.ts'

const require = createRequire(import.meta.url)

interface Runner {
  readonly run: (options: object, callback: (error: unknown, summary: Summary) => void) => EventEmitter
}

interface Summary {
  readonly environment: {
    readonly values: {
      readonly map: (read: (variable: { key: string; value: unknown; disabled?: boolean }) => unknown) => unknown
    }
  }
  readonly run: {
    readonly stats: object
    readonly failures: readonly {
      readonly at: string
      readonly source?: { readonly name: string }
      readonly error: Thrown & { readonly type?: string }
    }[]
    readonly executions: readonly { readonly assertions?: readonly { readonly assertion: string }[] }[]
  }
}

const NEWMAN = require('newman') as Runner
// Scripts need the worker that only the build has.
const OURS = require('../../dist/newman/run.js') as Runner

const INFO = { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' }
const BASIC = { type: 'basic', basic: [{ key: 'username', value: 'u' }] }
const BEARER = { type: 'bearer', bearer: [{ key: 'token', value: 't' }] }

const NAMES =
  'start beforeIteration iteration beforeItem item beforePrerequest prerequest beforeScript script beforeRequest request beforeTest test assertion console exception beforeDone done beforePrerequestScript prerequestScript beforeTestScript testScript'

test.each([
  ['as it is', {}],
  ['with one item', { folder: 'second' }],
  ['stopped by a failure', { bail: true }],
])("run() emits newman's events with newman's arguments, %s", async (_what, options) => {
  const { url } = await startServer()
  const input = { collection: collection(url), iterationCount: 2, environment: { values: [] }, ...options }

  const ours = await record(OURS, input)

  expect(ours).toEqual(await record(NEWMAN, input))
})

const FAILS = "pm.test('fails', () => pm.expect(1).to.equal(2))"
const THROWS = "throw new Error('no')"
const LOOK_AT_BODY = { prerequest: ['console.log(pm.request.body)'], test: ['console.log(pm.request.body)'] }

test.each([
  [
    'begin tests that end later',
    item({
      test: [
        "pm.test('late', (done) => setTimeout(() => done(new Error('no')), 10))",
        "pm.test('outer', () => { pm.test('inner', () => { throw new Error('no') }); throw new Error() })",
        "pm.test('soon', () => { throw 'text' })",
      ],
    }),
    {},
  ],
  [
    'throw objects that are no errors',
    item({
      prerequest: ["throw { name: 5, message: 'a name that is no text', code: 1 }"],
      test: [
        "pm.test('bare', () => { throw { a: 1 } }); pm.test('list', () => { throw [1, 2] })",
        "pm.test('named', () => { throw { name: 'Named' } }); pm.test('number', () => { throw { message: 5 } })",
        'throw Object.assign(new Error(), { message: { a: 1 } })',
      ],
    }),
    {},
  ],
  [
    'let an assertion escape',
    item({ prerequest: ['', '  pm.expect(1).to.equal(2)'], test: ["pm.expect.fail('no')"] }),
    {},
  ],
  [
    'throw what is no error',
    item({ prerequest: ['throw { code: 7 }'], test: ["pm.test('t', () => { throw { code: 7 } })", 'throw [1]'] }),
    {},
  ],
  ['fail for their folder', folder({ test: [FAILS] }, item({ test: ['1'] })), { bail: true }],
  ['throw for their folder', folder({ test: [THROWS] }, item({ test: ['1'] })), { bail: true }],
  [
    'fail for their folder before the request',
    folder({ prerequest: [FAILS] }, item({ prerequest: ['1'] })),
    { bail: true },
  ],
  [
    'look at headers that do not go out',
    item({
      test: ['console.log(pm.request.headers.map(({ key, disabled }) => [key, disabled]))'],
      header: [{ key: 'X-Off', value: '1', disabled: true }],
    }),
    {},
  ],
  [
    'look at the headers of a form',
    item({
      test: ['console.log(pm.request.headers.has("Content-Type"))'],
      body: { mode: 'urlencoded', urlencoded: [] },
    }),
    {},
  ],
  [
    'look at auth that is not theirs, and take away what is',
    folder(
      { auth: BASIC },
      item({ prerequest: ['console.log(pm.request.auth); pm.request.auth = null'], auth: BEARER }),
    ),
    {},
  ],
  [
    'have fields without name or value',
    item({
      test: ['console.log(String(pm.request.body), pm.request.body.urlencoded.map(({ key, value }) => [key, value]))'],
      header: [{ key: 'X-A' }],
      body: { mode: 'urlencoded', urlencoded: [{ key: 'n', type: 'text' }, { value: 'v' }, { key: 'e', value: '' }] },
    }),
    {},
  ],
  ['look at a body without a mode', item({ ...LOOK_AT_BODY, body: {} }), {}],
  [
    'look at a body of two modes',
    item({ ...LOOK_AT_BODY, body: { mode: 'raw', raw: 'x', urlencoded: [{ key: 'a', value: 'b' }] } }),
    {},
  ],
  [
    'are not there, or elsewhere, among others',
    {
      ...item({}),
      event: [
        { listen: 'test', script: { exec: "console.log('one')" } },
        { listen: 'test' },
        { listen: 'test', script: { src: 'https://a.test/x.js', exec: "console.log('two')" } },
        { listen: 'test', script: { exec: "throw new Error('three')" } },
        { listen: 'test', script: null },
      ],
    },
    {},
  ],
  [
    'set what the name of their item says',
    {
      ...item({ prerequest: ["pm.variables.set('v', 'V')"], test: ["pm.test('t', () => { throw new Error('no') })"] }),
      name: 'item {{v}} {{w}}',
      request: { url: 'http://127.0.0.1:1/' },
    },
    {},
  ],
  [
    'say more after they sent something',
    item({
      test: ["pm.sendRequest('HOST/b', () => console.log('answered')); console.log('sent')"],
    }),
    {},
  ],
  [
    'send what is no text',
    item({
      prerequest: [
        "pm.request.headers.add({ key: 'X-Number', value: 5 }); pm.request.headers.add({ key: 'X-Null', value: null })",
      ],
      test: [
        "const header = [{ key: 'X-True', value: true }], urlencoded = [{ key: 'a', value: 5 }, { key: 'b', value: 'c' }]",
        "const second = { url: 'HOST/b', method: 'POST', body: { mode: 'raw', raw: { a: 1 } } }",
        "pm.sendRequest({ url: 'HOST/b', method: 'POST', header, body: { mode: 'urlencoded', urlencoded } }, () => pm.sendRequest(second))",
      ],
    }),
    {},
  ],
  [
    'change variables',
    item({
      url: '/a?null={{null}}&cell={{cell}}&loop={{loop}}',
      test: ["pm.environment.unset('twice'); pm.environment.set('number', '6')"],
    }),
    {
      environment: {
        values: [
          { key: 'null', value: null },
          { key: 'loop', value: 'x{{loop}}' },
          { key: 'twice', value: '1' },
          { key: 'twice', value: '2', disabled: true },
          { key: 'number', value: '5', type: 'number' },
        ],
      },
      iterationData: [{ cell: null }],
    },
  ],
])("run() emits newman's events for scripts that %s", async (_what, entry, options) => {
  const { url } = await startServer()
  const text = JSON.stringify({ info: { ...INFO, name: 'C' }, item: [entry, item({})] }).replaceAll('HOST', url)
  const input = { collection: JSON.parse(text) as object, ...options }

  const ours = await record(OURS, input)

  expect(ours).toEqual(await record(NEWMAN, input))
})

/** Everything that happens, without what differs from run to run: ids and times. */
async function record({ run }: Runner, options: object): Promise<unknown> {
  const tape: unknown[] = []
  return await new Promise((resolve) => {
    const emitter = run(structuredClone(options), (error, { environment, run: { stats, failures, executions } }) =>
      resolve({
        error,
        tape,
        stats,
        failures: failures.map(({ at, source, error: { type, ...failed } }) => [
          at,
          source?.name,
          type,
          errorOf(failed),
        ]),
        environment: environment.values.map(({ key, value, disabled }) => [key, value, disabled]),
        assertions: executions.map(({ assertions }) => assertions?.map(({ assertion }) => assertion)),
      }),
    )
    for (const name of NAMES.split(' ')) {
      emitter.on(name, (error: Thrown | null, args: Args) => tape.push([name, errorOf(error), digest(args)]))
    }
  })
}

interface Thrown {
  readonly name: string
  readonly message: string
  readonly test?: string
  readonly index?: number
}

interface Args {
  readonly cursor?: Readonly<Record<string, unknown>>
  readonly item?: { readonly name: string }
  readonly request?: { readonly method: string; readonly url: unknown; readonly headers: Headers }
  readonly response?: { readonly code: number; readonly text: () => string; readonly headers: Headers }
  readonly messages?: readonly unknown[]
  readonly assertion?: string
  readonly skipped?: boolean
  readonly events?: readonly unknown[]
  readonly executions?: readonly { readonly error?: Thrown }[]
  readonly execution?: unknown
  /** Of `assertion` and `exception`: what was thrown. */
  readonly error?: Thrown | null
}

interface Headers {
  readonly map: (read: (header: { readonly key: string }) => string) => readonly string[]
}

function errorOf(error: Thrown | null): unknown {
  return error === null ? null : [error.name, error.message, error.test, error.index]
}

function digest(args: Args): unknown {
  const { position, iteration, length, cycles, eof, bof, cr, empty } = args.cursor ?? {}
  return {
    members: Object.keys(args).toSorted(),
    cursor: { position, iteration, length, cycles, eof, bof, cr, empty },
    item: args.item?.name,
    request: args.request && [args.request.method, String(args.request.url)],
    response: args.response && [args.response.code, args.response.text()],
    messages: args.messages,
    assertion: [args.assertion, args.skipped],
    events: args.events?.length,
    thrown: args.error?.message ?? args.error,
    executions: args.executions?.map(({ error }) => error && errorOf(error)),
  }
}

interface Scripts {
  readonly prerequest?: readonly string[]
  readonly test?: readonly string[]
}

interface ItemParts extends Scripts {
  readonly url?: string
  readonly header?: readonly object[]
  readonly body?: object
  readonly auth?: object
}

function item({ url = '/a', header = [], body, auth, ...events }: ItemParts): object {
  return { name: 'item', event: eventsOf(events), request: { method: 'POST', url: `HOST${url}`, header, body, auth } }
}

function folder({ auth, ...events }: Scripts & { readonly auth?: object }, inner: object): object {
  return { name: 'folder', event: eventsOf(events), auth, item: [inner] }
}

function eventsOf(events: Scripts): readonly object[] {
  return Object.entries(events).map(([listen, lines]: [string, readonly string[]]) => scripts(listen, ...lines))
}

function scripts(listen: string, ...lines: readonly string[]): object {
  return { listen, script: { exec: lines } }
}

function collection(url: string): object {
  return {
    info: { ...INFO, name: 'Shop' },
    event: [scripts('prerequest', "console.log('all', 1, { a: [null] })")],
    item: [
      {
        name: 'folder',
        item: [
          {
            name: 'first',
            request: { method: 'POST', url: `${url}/a?x={{y}}`, body: { mode: 'raw', raw: 'hello' } },
            event: [
              scripts('prerequest', "pm.environment.set('y', 'z')"),
              scripts(
                'test',
                "pm.test('holds', () => pm.expect(pm.response.code).to.equal(200))",
                "pm.test('fails', () => pm.expect(1).to.equal(2))",
                "pm.test.skip('later', () => {})",
              ),
            ],
          },
          { name: 'second', request: { url: `${url}/b` }, event: [scripts('test', 'nope()'), scripts('test', '')] },
        ],
      },
      { name: 'refused', request: { url: 'http://127.0.0.1:1/' } },
      { name: 'without URL', request: { url: '' } },
    ],
  }
}

test('what a script does with an answer comes before the next answer', async () => {
  const held: ServerResponse[] = []
  const { url } = await startServer((_request, response) => {
    held.push(response)
    // All at once, so that their order is nobody's but the runner's.
    if (held.length === 4) for (const each of held.splice(0)) each.end('{}')
  })
  const sends = `for (const n of [1, 2, 3, 4]) pm.sendRequest(pm.request.url.toString() + n, () => console.log(n))`
  const event = [{ listen: 'prerequest', script: { exec: [sends] } }]
  const item = [{ name: 'A', request: { method: 'GET', url: `${url}/` }, event }]
  const told: unknown[] = []

  await new Promise<void>((resolve) => {
    const emitter = OURS.run({ collection: { info: INFO, item }, timeoutRequest: 500 }, () => resolve())
    emitter.on('request', (_error: unknown, { request }: { readonly request: { readonly url: Shown } }) => {
      told.push(Number(request.url.toString().slice(-1)))
    })
    emitter.on('console', (_error: unknown, { messages }: { readonly messages: readonly unknown[] }) => {
      told.push(messages[0])
    })
  })

  const pairs = told.slice(0, 8)
  expect(pairs.filter((_n, i) => i % 2 === 0)).toEqual(pairs.filter((_n, i) => i % 2 === 1))
  expect(new Set(pairs)).toEqual(new Set([1, 2, 3, 4]))
})

interface Shown {
  readonly toString: () => string
}
