import { expect, test } from 'vitest'
import { sentRequest, unansweredHeaders } from '../../src/load/sent.ts'
import { bytes, resolvedRequest, wireRequest } from '../support/events.ts'

const HOST = { key: 'Host', value: 'a.test', system: true }

// Each was observed with newman 6.2.2, as pm.request of a test script and as the request of its events.
test('sentRequest() has the headers as written, disabled ones too, then those of the system', () => {
  const header = [
    { key: 'A', value: '1' },
    { key: 'B', value: '2', disabled: true },
  ]
  const request = resolvedRequest({ header })
  const wire = wireRequest({ headers: [{ key: 'A', value: '1' }, HOST] })

  expect(sentRequest(request, wire).header).toEqual([...header, HOST])
})

test.each([
  { name: 'added', header: [] },
  { name: 'replaced', header: [{ key: 'Content-Type', value: 'text/plain' }] },
])('sentRequest() does not see the Content-Type of a form that is $name below', ({ header }) => {
  const request = resolvedRequest({ header, body: { mode: 'urlencoded', urlencoded: [] } })
  const type = { key: 'Content-Type', value: 'application/x-www-form-urlencoded', system: true }

  expect(sentRequest(request, wireRequest({ headers: [HOST, type] })).header).toEqual([...header, HOST])
})

test('sentRequest() keeps user and fragment of the URL, percent-encoded', () => {
  const request = resolvedRequest({ url: 'u é:p@a.test/é#top' })

  expect(sentRequest(request, wireRequest({ url: 'http://a.test/%C3%A9' })).url).toEqual({
    protocol: 'http',
    auth: { user: 'u%20%C3%A9', password: 'p' },
    host: ['a', 'test'],
    path: ['%C3%A9'],
    query: [],
    hash: 'top',
    variables: [],
  })
})

test.each([
  { disableUrlEncoding: false, hash: 'a%20%C3%A9|{' },
  { disableUrlEncoding: true, hash: 'a é|{' },
])('sentRequest() encodes the fragment unless disableUrlEncoding is $disableUrlEncoding', ({ hash, ...behavior }) => {
  const request = resolvedRequest({ url: 'http://a.test/#a é|{', behavior })

  expect(sentRequest(request, wireRequest({ url: 'http://a.test/' })).url.hash).toBe(hash)
})

test('sentRequest() has the header of a signer in place of a disabled one, that of the runner beside it', () => {
  const header = [
    { key: 'authorization', value: 'off', disabled: true },
    { key: 'host', value: 'off', disabled: true },
  ]
  const signed = { key: 'Authorization', value: 'Bearer t', system: true }
  const request = resolvedRequest({ header, auth: { type: 'bearer', parameters: { token: 't' } } })

  expect(sentRequest(request, wireRequest({ headers: [signed, HOST] })).header).toEqual([header[1], signed, HOST])
})

test('sentRequest() lacks the credentials that a signer took away for its own in the query', () => {
  const header = [
    { key: 'authorization', value: 'mine' },
    { key: 'X-A', value: '1' },
  ]
  const request = resolvedRequest({ header, auth: { type: 'oauth2', parameters: { accessToken: 't' } } })
  const wire = wireRequest({ url: 'http://a.test/?access_token=t', headers: [{ key: 'X-A', value: '1' }, HOST] })

  expect(sentRequest(request, wire).header).toEqual([header[1], HOST])
})

test.each([{}, { disabled: true }])('sentRequest() has the cookies in place of a Cookie header with %o', (mark) => {
  const header = [{ key: 'cookie', value: 'mine', ...mark }]
  const cookie = { key: 'Cookie', value: 'a=b', system: true }

  expect(sentRequest(resolvedRequest({ header }), wireRequest({ headers: [HOST, cookie] })).header).toEqual([
    { ...cookie, ...mark },
    HOST,
  ])
})

test('sentRequest() shows a header that the settings withhold', () => {
  const withheld = [{ key: 'Content-Type', value: 'text/plain', disabled: true, system: true }]

  expect(sentRequest(resolvedRequest(), wireRequest({ headers: [HOST], withheld })).header).toEqual([...withheld, HOST])
})

test('sentRequest() has a raw body without its comments', () => {
  const request = resolvedRequest({ body: { mode: 'raw', raw: '{} // c', language: 'json' } })

  expect(sentRequest(request, wireRequest({ body: { kind: 'bytes', bytes: bytes('{} ') } })).body).toEqual({
    mode: 'raw',
    raw: '{} ',
    language: 'json',
  })
})

test('sentRequest() has the fields that a signer put behind those of the form', () => {
  const urlencoded = [
    { key: 'a', value: 'é' },
    { key: 'b', value: 'off', disabled: true },
  ]
  const wire = wireRequest({ body: { kind: 'bytes', bytes: bytes('a=%C3%A9&oauth_nonce=n&oauth_signature=a%2B%3D') } })

  expect(sentRequest(resolvedRequest({ body: { mode: 'urlencoded', urlencoded } }), wire).body).toEqual({
    mode: 'urlencoded',
    urlencoded: [
      ...urlencoded,
      { key: 'oauth_nonce', value: 'n', system: true },
      { key: 'oauth_signature', value: 'a+=', system: true },
    ],
  })
})

test('unansweredHeaders() leaves out what newman adds with the response', () => {
  const own = { key: 'Cookie', value: 'own=1' }

  const headers = [own, HOST, { key: 'Content-Length', value: '1', system: true }]

  expect(unansweredHeaders(headers)).toEqual([own, HOST])
})

test('sentRequest() keeps a header without a name, which cannot go out', () => {
  const nameless = { key: '', value: 'v' }

  expect(sentRequest(resolvedRequest({ header: [nameless] }), wireRequest({ headers: [HOST] })).header).toEqual([
    nameless,
    HOST,
  ])
})
