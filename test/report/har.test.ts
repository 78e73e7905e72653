import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Ajv from 'ajv-6'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createHarReporter } from '../../src/report/har.ts'
import { bytes, event, failure, itemOf, runOf, streamOf, textOf, wireRequest, wireResponse } from '../support/events.ts'

const SCREEN = { isTerminal: false, width: 80, color: false, unicode: true }
const GOLDEN = join(import.meta.dirname, 'golden')

async function har(
  ...events: readonly RunEvent[]
): Promise<{ readonly log: { readonly entries: readonly unknown[] } }> {
  return JSON.parse(
    await textOf(createHarReporter({ screen: SCREEN, options: {} })(streamOf(runOf(...itemOf(...events))))),
  )
}

/** Required members of HAR 1.2, and no others but those that begin with `_`. */
const text = { type: 'string' }
const number = { type: 'number' }
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }
const list = (items: object): object => ({ type: 'array', items })
function record(required: Record<string, object>, optional: Record<string, object> = {}): object {
  const properties = { ...required, ...optional }
  return {
    type: 'object',
    required: Object.keys(required),
    properties,
    patternProperties: { '^_': {} },
    additionalProperties: false,
  }
}
const pair = record({ name: text, value: text })
const cookie = record(
  { name: text, value: text },
  { path: text, domain: text, expires: time, httpOnly: { type: 'boolean' }, secure: { type: 'boolean' } },
)
const message = { httpVersion: text, cookies: list(cookie), headers: list(pair), headersSize: number, bodySize: number }
const HAR = record({
  log: record({
    version: { const: '1.2' },
    creator: record({ name: text, version: text }),
    pages: list(record({ startedDateTime: time, id: text, title: text, pageTimings: record({}, { onLoad: number }) })),
    entries: list(
      record({
        pageref: text,
        startedDateTime: time,
        time: { type: 'number', minimum: 0 },
        request: record(
          { method: text, url: text, queryString: list(pair), ...message },
          { postData: record({ mimeType: text, params: list(pair), text }) },
        ),
        response: record({
          status: { type: 'integer' },
          statusText: text,
          content: record({ size: number, mimeType: text }, { text, encoding: { const: 'base64' } }),
          redirectURL: text,
          ...message,
        }),
        cache: record({}),
        timings: record({
          send: { type: 'number', minimum: 0 },
          wait: { type: 'number', minimum: 0 },
          receive: { type: 'number', minimum: 0 },
          blocked: number,
          dns: number,
          connect: number,
          ssl: number,
        }),
      }),
    ),
  }),
})
const validate = new Ajv({ allErrors: true }).compile(HAR)

test.each(readdirSync(GOLDEN).filter((name) => name.endsWith('.har')))(
  'createHarReporter() keeps to HAR 1.2 in %s',
  (name) => {
    validate(JSON.parse(readFileSync(join(GOLDEN, name), 'utf8')))

    expect(validate.errors).toBeNull()
  },
)

test('createHarReporter() writes an entry for each hop, with cookies, query and body', async () => {
  const wire = wireRequest({
    method: 'POST',
    url: 'http://localhost/old?a=1&b=x%20y&c',
    headers: [
      { key: 'Content-Type', value: 'application/json' },
      { key: 'Cookie', value: 'a=b; c' },
      { key: 'X-Off', value: 'no', disabled: true },
    ],
    body: { kind: 'parts', parts: [{ bytes: bytes('{}') }, { path: 'a.bin', sizeBytes: 9 }], sizeBytes: 11 },
  })
  const hop = {
    status: 302,
    url: 'http://localhost/old',
    headers: [
      { key: 'Location', value: '/new' },
      { key: 'Set-Cookie', value: 'sid=1; Path=/; Expires=Thu, 01 Jan 2026 00:00:00 GMT; Secure; HttpOnly' },
    ],
    next: { method: 'GET', url: 'http://localhost/new', headers: [] },
  }
  const response = wireResponse({ body: new Uint8Array([0xff, 0]), headers: [], redirects: [hop] })
  const timings = { dns: 1, tcp: 3, tls: 7, firstByte: 9, total: 10 }

  const written = await har(event.request({ at: 100, wire }), event.response({ at: 150, response, timings }))

  validate(written)
  expect(validate.errors).toBeNull()
  const none = { cache: {}, pageref: 'page_1' }
  expect(written.log.entries).toEqual([
    {
      ...none,
      startedDateTime: '2026-11-23T17:40:11.100Z',
      time: 0,
      request: {
        method: 'POST',
        url: wire.url,
        httpVersion: 'HTTP/1.1',
        cookies: [
          { name: 'a', value: 'b' },
          { name: 'c', value: '' },
        ],
        headers: [
          { name: 'Content-Type', value: 'application/json' },
          { name: 'Cookie', value: 'a=b; c' },
        ],
        queryString: [
          { name: 'a', value: '1' },
          { name: 'b', value: 'x y' },
          { name: 'c', value: '' },
        ],
        postData: { mimeType: 'application/json', params: [], text: '{}[file a.bin, 9 bytes]' },
        headersSize: -1,
        bodySize: 11,
      },
      response: {
        status: 302,
        statusText: '',
        httpVersion: 'HTTP/1.1',
        cookies: [
          { name: 'sid', value: '1', path: '/', expires: '2026-01-01T00:00:00.000Z', httpOnly: true, secure: true },
        ],
        headers: hop.headers.map(({ key, value }) => ({ name: key, value })),
        content: { mimeType: 'x-unknown', size: 0 },
        redirectURL: '/new',
        headersSize: -1,
        bodySize: -1,
      },
      timings: { blocked: -1, dns: -1, connect: -1, ssl: -1, send: 0, wait: 0, receive: 0 },
    },
    {
      ...none,
      startedDateTime: '2026-11-23T17:40:11.140Z',
      time: 10,
      request: {
        method: 'GET',
        url: 'http://localhost/new',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [],
        queryString: [],
        headersSize: -1,
        bodySize: 0,
      },
      response: {
        status: 200,
        statusText: 'OK',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [],
        content: { mimeType: 'x-unknown', size: 2, text: '/wA=', encoding: 'base64' },
        redirectURL: '',
        headersSize: -1,
        bodySize: 2,
      },
      timings: { blocked: -1, dns: 1, connect: 6, ssl: 4, send: 0, wait: 2, receive: 1 },
    },
  ])
})

test('createHarReporter() pairs exchanges that interleave', async () => {
  const { log } = await har(
    event.request({ exchange: 0, wire: wireRequest({ url: 'http://localhost/a' }) }),
    event.request({ exchange: 1, wire: wireRequest({ url: 'http://localhost/b' }) }),
    event.requestFailed({ exchange: 1, failure: failure({ message: 'no' }) }),
    event.response({ exchange: 0 }),
  )

  expect(log.entries).toMatchObject([
    { request: { url: 'http://localhost/b' }, response: { status: 0, _error: 'no' } },
    { request: { url: 'http://localhost/a' }, response: { status: 200, content: { text: '{}' } } },
  ])
})
