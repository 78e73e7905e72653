import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

const require = createRequire(import.meta.url)

interface Runner {
  readonly run: (options: object, callback: () => void) => EventEmitter
}

const NEWMAN = require('newman') as Runner
// Scripts need the worker that only the build has.
const OURS = require('../../dist/newman/run.js') as Runner

const SHOW = testScript(
  'console.log(JSON.stringify([pm.request.url.toString(), pm.request.headers, String(pm.request.body || ""), pm.request.auth && pm.request.auth.type]))',
)
const OAUTH1 = {
  consumerKey: 'c',
  consumerSecret: 's',
  signatureMethod: 'HMAC-SHA1',
  nonce: 'n',
  timestamp: '1700000000',
  version: '1.0',
}
const FORM = { mode: 'urlencoded', urlencoded: [{ key: 'a', value: '1 é' }] }
const RAW = { mode: 'raw', raw: '{"a":1} // c', options: { raw: { language: 'json' } } }
const APIKEY = { key: 'k', value: 'a b&c', in: 'query' }

function auth(type: string, parameters: object): object {
  return { type, [type]: Object.entries(parameters).map(([key, value]) => ({ key, value, type: 'any' })) }
}

/** What may differ in what newman shows of a request, before it is sent and after. */
const REQUESTS: Readonly<Record<string, { readonly request: object; readonly settings?: object }>> = {
  'an API key in place of a parameter': { request: { url: '/x?k=old&b=c d#f g', auth: auth('apikey', APIKEY) } },
  'an API key in a URL that is not encoded': {
    request: { url: '/x?b=é', auth: auth('apikey', APIKEY) },
    settings: { disableUrlEncoding: true },
  },
  'a query with a percent sign': { request: { url: '/x?a=b %&c d=100%&é=%zz é' } },
  'a Cookie and a token of its own': {
    request: {
      url: '/x',
      header: [
        { key: 'cookie', value: 'a=b' },
        { key: 'Authorization', value: 'own' },
        { key: 'Accept', value: 'text/x' },
      ],
    },
  },
  'a token that replaces its own': {
    request: { url: '/x', header: [{ key: 'Authorization', value: 'own' }], auth: auth('bearer', { token: 't' }) },
  },
  'OAuth 1 in a form': { request: { method: 'POST', url: '/x', body: FORM, auth: auth('oauth1', OAUTH1) } },
  'OAuth 1 in the query': { request: { url: '/x?é=x+y', auth: auth('oauth1', OAUTH1) } },
  'a bearer token beside a disabled header': {
    request: {
      url: '/x',
      auth: auth('bearer', { token: 't' }),
      header: [{ key: 'authorization', value: 'off', disabled: true }],
    },
  },
  'a form with a type of its own': {
    request: { method: 'POST', url: '/x', body: FORM, header: [{ key: 'Content-Type', value: 'text/x' }] },
  },
  'a body with comments': { request: { method: 'POST', url: '/x', body: RAW } },
  'a Content-Type that is not sent': {
    request: { method: 'POST', url: '/x', body: RAW },
    settings: { disabledSystemHeaders: { 'content-type': true } },
  },
  'a path that cannot be sent': { request: { url: '/a b' }, settings: { disableUrlEncoding: true } },
}

test.each(Object.entries(REQUESTS))('a request is shown as newman shows it: %s', async (_what, row) => {
  const { url } = await startServer()
  const request = { method: 'GET', ...row.request, url: `${url}${'url' in row.request ? String(row.request.url) : ''}` }
  const item = [{ name: 'A', request, protocolProfileBehavior: row.settings ?? {}, event: [SHOW] }]

  const ours = await record(OURS, { info: INFO, item })

  expect(ours).toEqual(await record(NEWMAN, { info: INFO, item }))
})

const INFO = { name: 'shown', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' }

/** The request of the events, and as the test script shows it, without what differs from run to run. */
async function record({ run }: Runner, collection: object): Promise<readonly unknown[]> {
  const shown: unknown[] = []
  return await new Promise((resolve) => {
    const emitter = run({ collection }, () => resolve(shown))
    emitter.on('beforeRequest', (_error: unknown, { request: { url, headers } }: { readonly request: Shown }) => {
      shown.push(['before', String(url), lines(headers.toJSON())])
    })
    emitter.on('request', (_error: unknown, { request: { url, headers, body } }: { readonly request: Shown }) => {
      shown.push(['after', String(url), lines(headers.toJSON()), body?.toString()])
    })
    emitter.on('console', (_error: unknown, { messages: [text] }: { readonly messages: readonly string[] }) => {
      const [url, headers, ...rest] = JSON.parse(text ?? '') as [string, readonly Line[]]
      shown.push(['script', url, lines(headers), ...rest])
    })
  })
}

interface Line {
  readonly key: string
  readonly value: string
  readonly disabled?: boolean
  readonly system?: boolean
}

interface Shown {
  readonly url: unknown
  readonly headers: { readonly toJSON: () => readonly Line[] }
  readonly body?: { readonly toString: () => string }
}

function lines(headers: readonly Line[]): readonly unknown[] {
  return headers.map(({ key, value, disabled, system }) => [key, /token$/i.test(key) ? '' : value, disabled, system])
}
