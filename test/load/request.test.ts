import sdk from 'postman-collection'
import { expect, test } from 'vitest'
import { authFromJson, headersFromJson, requestFromJson, requestToJson } from '../../src/load/request.ts'

const FULL = {
  method: 'post',
  url: 'https://u:p@a.test:8443/:id?x=1&y#frag',
  header: [
    { key: 'X-One', value: '1', description: 'dropped' },
    { key: 'X-One', value: '2', disabled: true },
    { key: 'Host', value: 'a.test', system: true },
  ],
  body: { mode: 'raw', raw: '{"a":"{{b}}"}', options: { raw: { language: 'json' } } },
  auth: {
    type: 'basic',
    basic: [
      { key: 'username', value: 'u', type: 'string' },
      { key: 'password', value: '{{p}}' },
    ],
  },
  description: { content: 'What it does', type: 'text/plain' },
}

test('requestFromJson() reads a whole v2.1 request', () => {
  expect(requestFromJson(FULL)).toEqual({
    method: 'POST',
    url: {
      protocol: 'https',
      auth: { user: 'u', password: 'p' },
      host: ['a', 'test'],
      port: '8443',
      path: [':id'],
      query: [
        { key: 'x', value: '1' },
        { key: 'y', value: null },
      ],
      hash: 'frag',
      variables: [{ key: 'id', value: '' }],
    },
    header: [
      { key: 'X-One', value: '1' },
      { key: 'X-One', value: '2', disabled: true },
      { key: 'Host', value: 'a.test', system: true },
    ],
    body: { mode: 'raw', raw: '{"a":"{{b}}"}', language: 'json' },
    auth: { type: 'basic', parameters: { username: 'u', password: '{{p}}' }, types: { username: 'string' } },
    description: 'What it does',
  })
})

const REQUESTS: readonly unknown[] = [
  FULL,
  { url: 'a.test' },
  { url: 'a.test', header: 'A: 1\nB: 2', auth: null, body: null },
  {
    method: 'PUT',
    url: { host: ['a'] },
    body: {
      mode: 'urlencoded',
      urlencoded: [
        { key: 'a', value: 'b' },
        { key: 'c', value: 'd', disabled: true },
      ],
    },
  },
  { method: 'PUT', url: 'a', body: { mode: 'urlencoded', urlencoded: 'a=b&c' } },
  {
    method: 'PUT',
    url: 'a',
    body: {
      mode: 'formdata',
      formdata: [
        { key: 't', value: 'v', type: 'text', contentType: 'text/csv' },
        { key: 'f', type: 'file', src: ['x.txt', 'y.txt'], fileName: 'z' },
        { key: 'g', type: 'file', src: 'x.txt', disabled: true },
      ],
    },
  },
  { method: 'PUT', url: 'a', body: { mode: 'file', file: { src: 'x.bin' } } },
  { method: 'PUT', url: 'a', body: { mode: 'file', file: { content: 'aGk=' } } },
  {
    method: 'PUT',
    url: 'a',
    body: { mode: 'graphql', graphql: { query: '{ a }', operationName: 'x', variables: '{"v":1}' } },
  },
  { method: 'PUT', url: 'a', body: { mode: 'raw', raw: 'x', disabled: true } },
  { url: 'a', auth: { type: 'noauth' } },
  { url: 'a', auth: { type: 'bearer', bearer: { token: 't' } } },
]

test.each(REQUESTS)('requestToJson() gives back all of %j', (json) => {
  const request = requestFromJson(json)

  expect(requestFromJson(requestToJson(request))).toEqual(request)
})

test.each(REQUESTS)('requestFromJson() reads %j in the same way before and after the SDK', (json) => {
  const request = requestFromJson(json)

  const throughSdk = new sdk.Request(structuredClone(json) as never).toJSON()

  expect(requestFromJson(throughSdk)).toEqual(request)
})

test.each(REQUESTS)('requestToJson() makes JSON that the SDK reads as it reads %j', (json) => {
  const written = new sdk.Request(requestToJson(requestFromJson(json)) as never)

  expect(requestFromJson(written.toJSON())).toEqual(requestFromJson(json))
})

test.each([undefined, ''])('requestFromJson() reads the method %j as GET', (method) => {
  expect(requestFromJson({ method, url: 'a' }).method).toBe('GET')
})

test('requestFromJson() reads a text as the URL of a GET request', () => {
  expect(requestFromJson('http://a.test/x')).toEqual({
    method: 'GET',
    url: { protocol: 'http', host: ['a', 'test'], path: ['x'], query: [], variables: [] },
    header: [],
  })
})

test.each([null, undefined, {}, { method: null, url: null, header: null, body: {}, auth: {} }])(
  'requestFromJson() makes an empty GET request of %j',
  (json) => {
    expect(requestFromJson(json)).toEqual({ method: 'GET', url: { host: [], query: [], variables: [] }, header: [] })
  },
)

test('headersFromJson() reads lines with a colon, folded ones too', () => {
  const headers = headersFromJson('A: 1\r\nB:2\n\nC : x: y\nLong: one\n  two\nempty:\nbare')

  expect(headers).toEqual([
    { key: 'A', value: '1' },
    { key: 'B', value: '2' },
    { key: 'C', value: 'x: y' },
    { key: 'Long', value: 'one two' },
    { key: 'empty', value: '' },
  ])
})

test('headersFromJson() reads lists of lines and objects, and a map', () => {
  const list = headersFromJson(['A: 1', { key: 'B', value: null }, { key: 'C', value: 3, disabled: false }, null])
  const map = headersFromJson({ A: '1', B: 2 })

  expect({ list, map }).toEqual({
    list: [
      { key: 'A', value: '1' },
      { key: 'B', value: '' },
      { key: 'C', value: '3' },
    ],
    map: [
      { key: 'A', value: '1' },
      { key: 'B', value: '2' },
    ],
  })
})

test('authFromJson() reads the v2.0 and the v2.1 form alike', () => {
  const v20 = authFromJson({ type: 'apikey', apikey: { key: 'k', value: 'v', in: 'query' } })
  const v21 = authFromJson({
    type: 'apikey',
    apikey: [
      { key: 'key', value: 'old' },
      { key: 'key', value: 'k', type: 'string' },
      { key: 'value', value: 'v' },
      { key: 'in', value: 'query' },
    ],
  })

  expect([v20, v21]).toEqual([
    { type: 'apikey', parameters: { key: 'k', value: 'v', in: 'query' } },
    { type: 'apikey', parameters: { key: 'k', value: 'v', in: 'query' }, types: { key: 'string' } },
  ])
})

test.each([null, undefined, 'basic', {}, { type: null }, { type: '' }])('authFromJson() inherits on %j', (json) => {
  expect(authFromJson(json)).toBeUndefined()
})
