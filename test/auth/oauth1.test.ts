import { createHmac, generateKeyPairSync, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signOAuth1 } from '../../src/auth/oauth1.ts'
import type { WireRequest } from '../../src/model/exchange.ts'
import { signerTools } from '../support/auth.ts'
import { bytes, wireRequest } from '../support/events.ts'

const PARAMETERS = {
  consumerKey: 'ck é',
  consumerSecret: 's&c',
  token: 'tok',
  tokenSecret: 'ts',
  signatureMethod: 'HMAC-SHA1',
  timestamp: '1461319769',
  nonce: 'ik3oT5',
  version: '1.0',
  addParamsToHeader: true,
}

const RSA = generateKeyPairSync('rsa', { modulusLength: 1024 })

function authorization(request: WireRequest): string | undefined {
  return request.headers.find(({ key }) => key === 'Authorization')?.value
}

// Observed with newman 6.2.2 on a raw socket; `before` is what it sends unsigned.
test.each([
  {
    change: {},
    before: '/a?x=1%202',
    after: '/a?x=1%202',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="ntP9flcGZJVXynRJlYQAR1RSLGA%3D"',
  },
  {
    change: { signatureMethod: 'HMAC-SHA256' },
    before: '/a?x=1%202',
    after: '/a?x=1%202',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA256",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="Wo%2FR9Lf7VSXzuLtnWDz2f3Q2Pfr51u%2BAyh5hZDmmIDw%3D"',
  },
  {
    change: { signatureMethod: 'HMAC-SHA512' },
    before: '/a?x=1%202',
    after: '/a?x=1%202',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA512",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="wAfbxoKN2KX5NEeMOXJ%2Bs1BuRnrMORmwdhNqG3KdzjFsenAomMYlB0ZcHKPOLMQZbsGnC6dLnGf%2B2IP803F7IQ%3D%3D"',
  },
  {
    change: { signatureMethod: 'PLAINTEXT' },
    before: '/a?x=1%202',
    after: '/a?x=1%202',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="PLAINTEXT",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="s%2526c%26ts"',
  },
  {
    change: { signatureMethod: '' },
    before: '/a?x=1%202',
    after: '/a?x=1%202',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="ntP9flcGZJVXynRJlYQAR1RSLGA%3D"',
  },
  {
    change: { realm: 'my realm' },
    before: '/a',
    after: '/a',
    authorization:
      'OAuth realm="my%20realm",oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="tCTUk2qiK2sryWtNnAVUVJE5Fmc%3D"',
  },
  {
    change: { realm: 'my realm', disableHeaderEncoding: true },
    before: '/a',
    after: '/a',
    authorization:
      'OAuth realm="my realm",oauth_consumer_key="ck é",oauth_token="tok",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="tCTUk2qiK2sryWtNnAVUVJE5Fmc="',
  },
  {
    change: { callback: 'http://cb/?x=1', verifier: 'v v' },
    before: '/a',
    after: '/a',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_callback="http%3A%2F%2Fcb%2F%3Fx%3D1",oauth_verifier="v%20v",oauth_signature="J%2FyDuPZQxOTll%2BZQ3n9csLpQcS0%3D"',
  },
  {
    change: { token: '', version: '' },
    before: '/a',
    after: '/a',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_signature="Kt8BaS4OPYzX99h8GtkZpTMz2v4%3D"',
  },
  {
    change: { token: '', version: '', addEmptyParamsToSign: true },
    before: '/a',
    after: '/a',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_signature="jcy%2FVUYDzVDWYX36vk%2BNHw%2BGCc8%3D"',
  },
  {
    change: { token: ' x ' },
    before: '/a',
    after: '/a',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="x",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="oYY%2B%2FOUI2Q9h0X4g1J6Zgno8oMw%3D"',
  },
  {
    change: { includeBodyHash: true },
    before: '/a',
    after: '/a',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_body_hash="2jmj7l5rSw0yVb%2FvlWAYkK%2FYBwk%3D",oauth_signature="AbiAEwCuI3qsL2uTWPJlk3eevrA%3D"',
  },
  {
    change: {},
    before: '/A/b%20c?b=2&a=1&a=0&c',
    after: '/A/b%20c?b=2&a=1&a=0&c',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="aU2qGyykozBndiqCzc1NcLNbJxo%3D"',
  },
  {
    change: {},
    before: '/a?q=!%27()*&k=a+b',
    after: '/a?q=%21%27%28%29%2A&k=a%20b',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="%2FIrhCcNaUVNuQj%2FpWqyCVH%2BeqwY%3D"',
  },
  {
    change: {},
    before: '/a?oauth_token=old&k=v',
    after: '/a?k=v',
    authorization:
      'OAuth oauth_consumer_key="ck%20%C3%A9",oauth_token="tok",oauth_signature_method="HMAC-SHA1",oauth_timestamp="1461319769",oauth_nonce="ik3oT5",oauth_version="1.0",oauth_signature="ZVQ0SdRbwWQ9IQkGLKUfatVRTsk%3D"',
  },
  {
    change: { addParamsToHeader: false },
    before: '/a',
    after:
      '/a?oauth_consumer_key=ck%20%C3%A9&oauth_token=tok&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1461319769&oauth_nonce=ik3oT5&oauth_version=1.0&oauth_signature=tCTUk2qiK2sryWtNnAVUVJE5Fmc%3D',
  },
  {
    change: { addParamsToHeader: false },
    before: '/a?x=1,2&y',
    after:
      '/a?x=1%2C2&y&oauth_consumer_key=ck%20%C3%A9&oauth_token=tok&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1461319769&oauth_nonce=ik3oT5&oauth_version=1.0&oauth_signature=gkOalBuIA5kklrvM%2F%2FHN6vZryLo%3D',
  },
  {
    change: { token: '', addParamsToHeader: false, addEmptyParamsToSign: true },
    before: '/a',
    after:
      '/a?oauth_consumer_key=ck%20%C3%A9&oauth_token=&oauth_signature_method=HMAC-SHA1&oauth_timestamp=1461319769&oauth_nonce=ik3oT5&oauth_version=1.0&oauth_signature=KWVLz2tlAWBY3hW5DUc7JQypf2Q%3D',
  },
])('signOAuth1() signs $before with $change', async ({ change, before, after, authorization: value }) => {
  const request = wireRequest({ url: `http://localhost:4777${before}` })

  const result = await signOAuth1(request, { ...PARAMETERS, ...change }, signerTools())

  expect(result).toEqual({
    kind: 'authorized',
    request: {
      ...request,
      url: `http://localhost:4777${after}`,
      headers: value === undefined ? [] : [{ key: 'Authorization', value, system: true }],
      credentialsAt: value === undefined ? 0 : 1,
    },
  })
})

test('signOAuth1() signs the base string of the example in RFC 5849, section 3.4.1.1', async () => {
  const baseString =
    'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26' +
    'oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26' +
    'oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7'
  const request = wireRequest({
    method: 'POST',
    url: 'http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b',
    body: { kind: 'bytes', bytes: bytes('c2&a3=2+q') },
  })
  const parameters = {
    consumerKey: '9djdj82h48djs9d2',
    consumerSecret: 'j49sk3j29djd',
    token: 'kkk9d7dh3k39sjv7',
    tokenSecret: 'dh893hdasih9',
    signatureMethod: 'HMAC-SHA1',
    timestamp: '137131201',
    nonce: '7d8f3e4a',
    disableHeaderEncoding: true,
    addParamsToHeader: true,
  }

  const result = await signOAuth1(request, parameters, signerTools({ body: { mode: 'urlencoded', urlencoded: [] } }))

  const signature = createHmac('sha1', 'j49sk3j29djd&dh893hdasih9').update(baseString).digest('base64')
  const value =
    'OAuth oauth_consumer_key="9djdj82h48djs9d2",oauth_token="kkk9d7dh3k39sjv7",oauth_signature_method="HMAC-SHA1",' +
    `oauth_timestamp="137131201",oauth_nonce="7d8f3e4a",oauth_signature="${signature}"`
  expect(result.kind === 'authorized' && authorization(result.request)).toBe(value)
})

test.each([
  { signatureMethod: 'RSA-SHA1', hash: 'sha1' },
  { signatureMethod: 'RSA-SHA256', hash: 'sha256' },
  { signatureMethod: 'RSA-SHA512', hash: 'sha512' },
])('signOAuth1() signs with $signatureMethod so that the public key verifies it', async ({ signatureMethod, hash }) => {
  const privateKey = RSA.privateKey.export({ type: 'pkcs1', format: 'pem' })
  const parameters = { ...PARAMETERS, signatureMethod, privateKey, consumerSecret: '', disableHeaderEncoding: true }

  const result = await signOAuth1(wireRequest({ url: 'https://h.example/a' }), parameters, signerTools())

  const value = result.kind === 'authorized' ? authorization(result.request) : undefined
  const signature = /oauth_signature="([^"]*)"/.exec(value ?? '')?.[1] ?? ''
  const normalized = `oauth_consumer_key%3Dck%2520%25C3%25A9%26oauth_nonce%3Dik3oT5%26oauth_signature_method%3D${signatureMethod}%26oauth_timestamp%3D1461319769%26oauth_token%3Dtok%26oauth_version%3D1.0`
  const baseString = `GET&https%3A%2F%2Fh.example%2Fa&${normalized}`
  expect(verify(hash, Buffer.from(baseString), RSA.publicKey, Buffer.from(signature, 'base64'))).toBe(true)
})

test('signOAuth1() makes a nonce and takes the time where the auth tab has none', async () => {
  const parameters = { consumerKey: 'k', consumerSecret: 's', signatureMethod: 'PLAINTEXT', addParamsToHeader: true }

  const result = await signOAuth1(wireRequest(), parameters, signerTools())

  expect(result.kind === 'authorized' && authorization(result.request)).toBe(
    'OAuth oauth_consumer_key="k",oauth_signature_method="PLAINTEXT",oauth_timestamp="1767225600",oauth_nonce="aaaaaaaaaaa",oauth_signature="s%26"',
  )
})

describe('signOAuth1() with a body', () => {
  const FORM = { mode: 'urlencoded', urlencoded: [] } as const
  const headers = [
    { key: 'Connection', value: 'keep-alive', system: true },
    { key: 'Content-Type', value: 'application/x-www-form-urlencoded', system: true },
    { key: 'Content-Length', value: '30', system: true },
  ]
  const OWN =
    'oauth_consumer_key=ck%20%C3%A9&oauth_token=tok&oauth_signature_method=PLAINTEXT&oauth_timestamp=1461319769&oauth_nonce=ik3oT5&oauth_version=1.0&oauth_signature=s%2526c%26ts'

  test('signOAuth1() adds its parameters to the form of a POST, in place of older ones', async () => {
    const body = { kind: 'bytes', bytes: bytes('a=1%202&oauth_token=old&b=%C3%A9') } as const
    const request = wireRequest({ method: 'POST', headers, body })
    const parameters = { ...PARAMETERS, signatureMethod: 'PLAINTEXT', addParamsToHeader: false }

    const result = await signOAuth1(request, parameters, signerTools({ body: FORM }))

    const form = `a=1%202&b=%C3%A9&${OWN}`
    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        headers: [...headers.slice(0, 2), { key: 'Content-Length', value: String(form.length), system: true }],
        body: { kind: 'bytes', bytes: bytes(form) },
        credentialsAt: 0,
      },
    })
  })

  test('signOAuth1() makes a form for a POST whose form has no fields', async () => {
    const empty = [
      { key: 'Connection', value: 'keep-alive', system: true },
      { key: 'Cookie', value: 'c=1', system: true },
      { key: 'Content-Length', value: '0', system: true },
    ]
    const request = wireRequest({ method: 'POST', headers: empty })
    const parameters = { ...PARAMETERS, signatureMethod: 'PLAINTEXT', addParamsToHeader: false }

    const result = await signOAuth1(request, parameters, signerTools({ body: FORM }))

    expect(result).toEqual({
      kind: 'authorized',
      request: {
        ...request,
        headers: [
          { key: 'Connection', value: 'keep-alive', system: true },
          { key: 'Content-Type', value: 'application/x-www-form-urlencoded', system: true },
          { key: 'Content-Length', value: String(OWN.length), system: true },
          { key: 'Cookie', value: 'c=1', system: true },
        ],
        body: { kind: 'bytes', bytes: bytes(OWN) },
        credentialsAt: 0,
      },
    })
  })

  test.each([
    { mode: 'raw', method: 'PUT', hashed: true },
    { mode: 'formdata', method: 'POST', hashed: false },
    { mode: 'urlencoded', method: 'POST', hashed: false },
  ] as const)(
    'signOAuth1() puts the hash of a body into the header: $hashed for $mode',
    async ({ mode, method, hashed }) => {
      const request = wireRequest({ method, body: { kind: 'bytes', bytes: bytes('hello') } })
      const body = { raw: { mode: 'raw', raw: '' }, formdata: { mode, formdata: [] }, urlencoded: FORM }[mode]
      const parameters = { ...PARAMETERS, includeBodyHash: true, disableHeaderEncoding: true }

      const result = await signOAuth1(request, parameters, signerTools({ body: body as typeof FORM }))

      const hash = /oauth_body_hash="([^"]*)"/.exec(
        (result.kind === 'authorized' && authorization(result.request)) || '',
      )
      expect(hash?.[1]).toBe(hashed ? 'qvTGHdzF6KLavt4PO0gs2a6pQ00=' : undefined)
    },
  )
})

test('signOAuth1() hashes a body that the method has no place for, as newman does', async () => {
  const pruned = { kind: 'bytes', bytes: bytes('hello') } as const
  const parameters = { ...PARAMETERS, includeBodyHash: true, disableHeaderEncoding: true }

  const result = await signOAuth1(wireRequest({}), parameters, signerTools({ pruned }))

  expect((result.kind === 'authorized' && authorization(result.request)) || '').toContain(
    'oauth_body_hash="qvTGHdzF6KLavt4PO0gs2a6pQ00="',
  )
})

test('signOAuth1() leaves the query as it is encoded when the request asks for no encoding', async () => {
  const request = wireRequest({ url: 'http://localhost/a?k=1,2', behavior: { disableUrlEncoding: true } })
  const parameters = { ...PARAMETERS, consumerKey: 'k', signatureMethod: 'PLAINTEXT', addParamsToHeader: false }

  const result = await signOAuth1(request, parameters, signerTools())

  expect(result.kind === 'authorized' && result.request.url).toBe(
    'http://localhost/a?k=1,2&oauth_consumer_key=k&oauth_token=tok&oauth_signature_method=PLAINTEXT&oauth_timestamp=1461319769&oauth_nonce=ik3oT5&oauth_version=1.0&oauth_signature=s%26c%26ts',
  )
})

test.each([
  { change: { consumerKey: '' } },
  { change: { consumerSecret: '' } },
  { change: { consumerSecret: undefined } },
  { change: { signatureMethod: 'RSA-SHA1' } },
  { change: { signatureMethod: 'RSA-SHA1', privateKey: '' } },
])('signOAuth1() sends the request as it is with $change', async ({ change }) => {
  const request = wireRequest({ headers: [{ key: 'Authorization', value: 'mine' }] })

  const result = await signOAuth1(request, { ...PARAMETERS, ...change }, signerTools())

  expect(result).toEqual({ kind: 'authorized', request })
})

test('signOAuth1() refuses a signature method that it does not know', async () => {
  const request = wireRequest()

  const result = await signOAuth1(request, { ...PARAMETERS, signatureMethod: 'HMAC-MD5' }, signerTools())

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'AUTH_INVALID',
      message: 'Cannot sign "GET http://localhost/users" with oauth1: the signature method "HMAC-MD5" is not known',
      hint: 'Set signatureMethod to one of HMAC-SHA1, HMAC-SHA256, HMAC-SHA512, RSA-SHA1, RSA-SHA256, RSA-SHA512, PLAINTEXT',
    },
    unsigned: {
      request,
      warning: 'runtime~oauth1.auth: could not sign the request: Unsupported signature method',
    },
  })
})

test('signOAuth1() refuses a key that it cannot read', async () => {
  const request = wireRequest()
  const parameters = { ...PARAMETERS, signatureMethod: 'RSA-SHA256', privateKey: 'no key' }

  const result = await signOAuth1(request, parameters, signerTools())

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'AUTH_INVALID',
      message:
        'Cannot sign "GET http://localhost/users" with oauth1: privateKey is not a private RSA key that can be read, and RSA-SHA256 signs with one',
      hint: 'Set privateKey to an RSA key as PEM (PKCS #1 or PKCS #8) without passphrase',
    },
    unsigned: {
      request,
      warning: 'runtime~oauth1.auth: could not sign the request: error:1E08010C:DECODER routines::unsupported',
    },
  })
})
