import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { collectionJson, prerequestScript, testScript } from '../support/cli.ts'
import { startServer, type TestServer } from '../support/server.ts'

const require = createRequire(import.meta.url)

interface Runner {
  readonly run: (options: object, callback: (error: unknown, summary: Summary) => void) => EventEmitter
}

interface Summary {
  readonly run: { readonly executions: readonly { readonly request: unknown }[] }
}

const NEWMAN = require('newman') as Runner
const OURS = require('../../dist/newman/run.js') as Runner

/** What stands in collection files where a text belongs. */
const VALUES: readonly unknown[] = [null, 5, 0, true, false, { a: 1 }, [1, 'b'], [], {}, '', 't']

/** Requests with such a value in one place. */
const PLACES: Readonly<Record<string, (value: unknown, url: URL) => object>> = {
  'a header': (value, { href: url }) => ({ url, header: [entry('X-A', value)] }),
  'a header by its name': (value, { href: url }) => ({ url, header: { 'X-A': value, 'X-B': 'b' } }),
  'a parameter': (value, url) => ({ url: { ...partsOf(url), query: [entry('a', value), entry('b', 'c')] } }),
  'the name of a parameter': (value, url) => ({ url: { ...partsOf(url), query: [entry(value, 'c')] } }),
  'a path variable': (value, url) => ({ url: { ...partsOf(url), path: [':a'], variable: [entry('a', value)] } }),
  'a part of the path': (value, url) => ({ url: { ...partsOf(url), path: ['p', value] } }),
  'a field': (value, { href: url }) =>
    post(url, { mode: 'urlencoded', urlencoded: [entry('a', value), entry('b', 'c')] }),
  'the name of a field': (value, { href: url }) => post(url, { mode: 'urlencoded', urlencoded: [entry(value, 'c')] }),
  'a whole field': (value, { href: url }) => post(url, { mode: 'urlencoded', urlencoded: [value, entry('b', 'c')] }),
  'all fields': (value, { href: url }) => post(url, { mode: 'urlencoded', urlencoded: value }),
  'a part': (value, { href: url }) => post(url, { mode: 'formdata', formdata: [entry('a', value)] }),
  'the name of a part': (value, { href: url }) => post(url, { mode: 'formdata', formdata: [entry(value, 'c')] }),
  'the type of a part': (contentType, { href: url }) =>
    post(url, { mode: 'formdata', formdata: [{ ...entry('a', 'c'), contentType }] }),
  'the file name of a part': (fileName, { href: url }) =>
    post(url, {
      mode: 'formdata',
      formdata: [
        { ...entry('a', 'c'), fileName },
        { ...entry('b', 'd'), fileName: 'x.json' },
      ],
    }),
  'the mode of a body': (mode, { href: url }) => post(url, { mode, raw: 'x' }),
  'a query': (value, { href: url }) => post(url, { mode: 'graphql', graphql: value }),
  'a password': (value, { href: url }) => ({ url, auth: auth('basic', { username: 'u', password: value }) }),
  'a password of type string': (value, { href: url }) => ({ url, auth: typed('basic', 'password', [value, 'string']) }),
  'a token of type boolean': (value, { href: url }) => ({ url, auth: typed('bearer', 'token', [value, 'boolean']) }),
  'a token of type number': (value, { href: url }) => ({
    url,
    auth: typed('oauth2', 'accessToken', [value, 'number']),
  }),
  'a username of type object': (value, { href: url }) => ({ url, auth: typed('basic', 'username', [value, 'object']) }),
  'a prefix': (value, { href: url }) => ({ url, auth: auth('oauth2', { accessToken: 't', headerPrefix: value }) }),
  'an API key in the query': (value, { href: url }) => ({
    url: `${url}?k=1`,
    auth: auth('apikey', { key: 'k', value, in: 'query' }),
  }),
  'the name of an API key in the query': (value, { href: url }) => ({
    url,
    auth: auth('apikey', { key: value, value: 'v', in: 'query' }),
  }),
}

test.each(Object.entries(PLACES))('values that are no text go out as in newman: %s', async (_where, requestOf) => {
  const ours = await sentBy(OURS, requestOf)

  expect(ours).toEqual(await sentBy(NEWMAN, requestOf))
})

/** Headers that are not written as a list of entries. */
const HEADER_TEXTS: readonly unknown[] = [
  'A: 1\nbare\nB:2\n\nC: 3: 4',
  'A: 1\r\nB : 2\r\n folded: 3\r\nC:',
  'A:1:2\n//B: 3',
  ['A : 1', 'bare', 'B: 2: 3'],
]

test('headers written as text go out as in newman', async () => {
  const server = async (runner: Runner): Promise<unknown> => {
    const started = await startServer()
    const items = HEADER_TEXTS.map((header) => ({ name: 'A', request: { url: started.url, header } }))
    return seenBy(runner, items, started)
  }

  const ours = await server(OURS)

  expect(ours).toEqual(await server(NEWMAN))
})

/** What scripts may put there; `URL` is that of the server. */
const SCRIPTS: readonly string[] = [
  'pm.request.body = undefined',
  'pm.request.body = null',
  "pm.request.headers.upsert({ key: 'X-A', value: null })",
  "pm.request.headers.add({ key: 'X-A', value: [1, 2] })",
  "pm.request.url.query.add({ key: 'a', value: 5 })",
  'pm.request.method = null',
  'pm.request.body.raw = 5',
  "pm.variables.set('v', undefined)",
  "pm.environment.set('v', undefined)",
  "pm.sendRequest({ url: 'URL', header: [{ key: 'X-A', value: null }] })",
  "pm.sendRequest({ url: 'URL', method: 'POST', body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: [1] }] } })",
  'pm.execution.setNextRequest(13)',
  "pm.request.method = 'SKIPPED'",
  "pm.execution.setNextRequest(['15'])",
]

test('values that are no text go out as in newman: those of scripts', async () => {
  const ours = await sentAfter(OURS, SCRIPTS)

  expect(ours).toEqual(await sentAfter(NEWMAN, SCRIPTS))
})

test('reports show scalars, objects and descriptions as the collection has them, and the types of credentials', async () => {
  const { url } = await startServer()
  const scalars = [5, 0, true, false, null].map((value, i) => ({ key: `X-${i}`, value, description: `${i}` }))
  const basic = [
    { key: 'username', value: 5, type: 'number' },
    { key: 'password', value: '{{p}}', type: 'string' },
  ]
  const items = [
    { name: 'headers', request: { url, header: scalars } },
    { name: 'fields', request: post(url, { mode: 'urlencoded', urlencoded: scalars }) },
    {
      name: 'credentials',
      request: { url, auth: { type: 'basic', basic } },
      event: [prerequestScript("pm.variables.set('p', 'q')")],
    },
    { name: 'an empty object', request: post(url, { mode: 'raw', raw: {} }) },
    { name: 'an object', request: post(url, { mode: 'raw', raw: { a: '{{p}}', b: 5 } }) },
    {
      name: 'variables',
      request: post(url, { mode: 'graphql', graphql: { query: '{ a }', variables: { a: '{{p}}', b: [1] } } }),
    },
  ]

  const ours = await shownBy(OURS, items)

  expect(ours).toEqual(await shownBy(NEWMAN, items))
})

/** What a pre-request script can make of a request, beside what it is sent with. */
const LEFT: readonly string[] = [
  "pm.request.body.mode = 'file'; pm.request.body.raw = 'new'",
  "pm.request.body.update({ mode: 'urlencoded', urlencoded: [{ key: 'a', value: 5 }, { key: 'b', disabled: true }] })",
  "pm.request.body.mode = ''",
  "pm.request.body.update({ mode: 'raw', raw: 'r', options: { raw: { language: 'json' } } }); pm.request.body.mode = 'urlencoded'",
  "pm.request.authorizeUsing('bearer', { token: 't' }); pm.request.authorizeUsing('basic', { username: 'u' })",
  'pm.request.body = null',
  'pm.request.body.update({})',
  "pm.request.headers.upsert({ key: 'X-A', value: null }); pm.request.headers.add({ key: 'X-B', value: 5 })",
  "pm.request.url.query.add({ key: 'c' })",
]

test('reports and scripts show a request as a script left it', async () => {
  const { url } = await startServer()
  const show = testScript('console.log(JSON.stringify(pm.request), String(pm.request.body && pm.request.body.mode))')
  const items = LEFT.flatMap((script) => {
    const event = [
      prerequestScript(script),
      prerequestScript("pm.request.headers.add({ key: 'X-Z', value: 'z' })"),
      show,
    ]
    const name = script
    return [
      { name, request: post(url, { mode: 'raw', raw: 'old' }), event },
      { name, request: { url }, event },
    ]
  })

  const ours = [await shownBy(OURS, items), await printedBy(OURS, items)]

  expect(ours).toEqual([await shownBy(NEWMAN, items), await printedBy(NEWMAN, items)])
})

/** Where scripts see them; a list is several headers or fields, and is told as such here. */
const SEEN = [
  'a header',
  'a parameter',
  'a path variable',
  'a field',
  'the name of a part',
  'a password of type string',
]

test('scripts see values that are no text, descriptions, and the types of credentials, as in newman', async () => {
  const { url } = await startServer()
  const show = 'console.log(JSON.stringify(pm.request), JSON.stringify([request.data, request.headers]))'
  const event = [prerequestScript(show), testScript(show)]
  const items = SEEN.flatMap((place) =>
    [null, 5, { a: 1 }].map((value) => ({ name: place, request: PLACES[place]?.(value, new URL(`${url}/`)), event })),
  )
  const described = { key: 'a', value: '{{v}}', description: 'd' }
  const header = [described, { key: 'b', value: 'c' }, { ...described, value: 'e', description: { content: 'f' } }]
  const body = { mode: 'urlencoded', urlencoded: header }
  const withDescriptions = {
    ...post(url, body),
    header,
    auth: { type: 'basic', basic: [{ ...described, key: 'username' }] },
  }
  items.push({ name: 'descriptions', request: withDescriptions, event })
  const legacy = [prerequestScript('console.log(JSON.stringify(request))')]
  for (const description of ['', null, {}, { content: 'd' }]) {
    items.push({ name: 'a description', request: { ...post(url, body), description }, event: legacy })
  }

  const ours = await printedBy(OURS, items)

  expect(ours).toEqual(await printedBy(NEWMAN, items))
})

/** What scripts print, without what differs from run to run. */
async function printedBy({ run }: Runner, items: readonly object[]): Promise<readonly unknown[]> {
  const printed: unknown[] = []
  await new Promise<void>((resolve) => {
    const emitter = run({ collection: collectionJson(items) }, () => resolve())
    emitter.on('console', (_error: unknown, { messages }: { readonly messages: readonly string[] }) => {
      printed.push(
        messages.map((text) => text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|(?:PostmanRuntime|flowgate)\/[\d.]+/g, '')),
      )
    })
  })
  return printed
}

/** The requests in newman's tree, without what differs from run to run. */
async function shownBy({ run }: Runner, items: readonly object[]): Promise<unknown> {
  const { executions } = await new Promise<Summary['run']>((resolve) => {
    run({ collection: collectionJson(items) }, (_error, summary) => resolve(summary.run))
  })
  const shown = JSON.stringify(executions.map(({ request }) => request))
  return JSON.parse(shown.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'))
}

/** The requests that a server saw after such scripts. */
async function sentAfter(runner: Runner, scripts: readonly string[]): Promise<readonly unknown[]> {
  const server = await startServer()
  const request = { method: 'POST', url: `${server.url}/{{v}}`, body: { mode: 'raw', raw: 'x' } }
  const items = scripts.map((script, i) => ({
    name: String(i),
    request,
    event: [prerequestScript(script.replace('URL', server.url)), testScript("pm.variables.unset('v')")],
  }))
  return seenBy(runner, [...items, { name: '14', request }, { name: '15', request }], server)
}

/** The requests that a server saw, one for each value. */
async function sentBy(runner: Runner, requestOf: (value: unknown, url: URL) => object): Promise<readonly unknown[]> {
  const server = await startServer()
  const url = new URL(`${server.url}/`)
  const item = VALUES.map((value, i) => ({ name: String(i), request: requestOf(value, url) }))
  return seenBy(runner, item, server)
}

/** Runs a collection; what the server saw of it, without what differs from run to run. */
async function seenBy({ run }: Runner, item: readonly object[], server: TestServer): Promise<readonly unknown[]> {
  await new Promise<void>((resolve) => {
    run({ collection: collectionJson(item) }, () => resolve())
  })
  return JSON.parse(
    JSON.stringify(server.requests)
      .replaceAll(String(server.port), 'port')
      .replace(/-{20,}\d+/g, 'boundary')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id'),
  ) as readonly unknown[]
}

function entry(key: unknown, value: unknown): object {
  return { key, value }
}

function post(url: string, body: object): object {
  return { method: 'POST', url, body }
}

function auth(type: string, parameters: object): object {
  return { type, [type]: Object.entries(parameters).map(([key, value]) => entry(key, value)) }
}

function typed(type: string, key: string, [value, valueType]: readonly [unknown, string]): object {
  return { type, [type]: [{ key, value, type: valueType }] }
}

function partsOf({ hostname, port }: URL): object {
  return { protocol: 'http', host: hostname.split('.'), port, path: ['p'] }
}
