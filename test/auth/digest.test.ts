import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createAuthorize } from '../../src/auth/authorize.ts'
import type { Authorize } from '../../src/engine/ports.ts'
import type { AuthSpec } from '../../src/model/collection.ts'
import type { WireRequest, WireResponse } from '../../src/model/exchange.ts'
import { authTools } from '../support/auth.ts'
import { bytes, wireRequest, wireResponse } from '../support/events.ts'

const USER = { username: 'u', password: 'p' }

function challenge(value: string, status = 401): WireResponse {
  return wireResponse({ status, headers: [{ key: 'WWW-Authenticate', value }] })
}

/** Runs one request through its challenges: all that is sent, and the warning it ends with. */
async function exchange(
  authorize: Authorize,
  { request, auth }: { readonly request: WireRequest; readonly auth: AuthSpec },
  responses: readonly WireResponse[],
): Promise<{ readonly sent: readonly (string | undefined)[]; readonly warning?: string }> {
  const signed = await authorize(request, auth)
  if (signed.kind === 'failed') throw new Error(signed.failure.message)
  const sent = [headerOf(signed.request)]
  for (const response of responses) {
    const { request: next, warning } = (await signed.retry?.(response, async () => request)) ?? {}
    if (next === undefined) return { sent, ...(warning !== undefined && { warning }) }
    sent.push(headerOf(next))
  }
  return { sent }
}

function headerOf({ headers }: WireRequest): string | undefined {
  return headers.find(({ key }) => key === 'Authorization')?.value
}

function digest(parameters: AuthSpec['parameters'], sharedBy?: string): AuthSpec {
  return { type: 'digest', parameters, ...(sharedBy !== undefined && { sharedBy }) }
}

/** The server's half, straight from RFC 7616: does the header prove the password. */
function isProof(
  header: string,
  secret: { readonly password: string; readonly method: string; readonly body: string },
) {
  const field = (name: string): string => new RegExp(`\\b${name}="?([^",]*)`).exec(header)?.[1] ?? ''
  const node = field('algorithm')
    .replace(/-sess$/, '')
    .replace('SHA-256', 'sha256')
    .replace('SHA-512-256', 'sha512-256')
  const h = (value: string): string => createHash(node.toLowerCase()).update(value).digest('hex')
  const base = h(`${field('username')}:${field('realm')}:${secret.password}`)
  const a1 = field('algorithm').endsWith('-sess') ? h(`${base}:${field('nonce')}:${field('cnonce')}`) : base
  const a2 = `${secret.method}:${field('uri')}${field('qop') === 'auth-int' ? `:${h(secret.body)}` : ''}`
  const middle = ['nonce', 'nc', 'cnonce', 'qop'].map(field).join(':')
  return field('response') === h(`${a1}:${middle}:${h(a2)}`).toString()
}

const CASES = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess', 'SHA-512-256', 'SHA-512-256-sess'].flatMap((algorithm) => [
  { algorithm, qop: 'auth' },
  { algorithm, qop: 'auth-int' },
])

test.each(CASES)('digest proves the password with $algorithm and $qop', async ({ algorithm, qop }) => {
  const body = '{"ä":1}'
  const request = wireRequest({ method: 'POST', url: 'http://h/a?b=c|d', body: { kind: 'bytes', bytes: bytes(body) } })
  const asked = challenge(`Digest realm="R", nonce="N", qop="${qop}", algorithm=${algorithm}`)

  const { sent } = await exchange(createAuthorize(authTools()), { request, auth: digest(USER) }, [asked])

  const [first, second = ''] = sent
  expect(first).toBeUndefined()
  expect(second).toContain(`uri="/a?b=c|d", algorithm="${algorithm}", qop=${qop}, nc=00000001, cnonce="aaaaaaaa"`)
  expect(isProof(second, { password: 'p', method: 'POST', body })).toBe(true)
})

// The headers were recorded from newman 6.2.2.
test.each([
  {
    change: { url: 'http://h/d6' },
    parameters: { ...USER, realm: 'R', nonce: 'N', qop: 'auth', clientNonce: '', nonceCount: '', opaque: '' },
    header:
      'Digest username="u", realm="R", nonce="N", uri="/d6", algorithm="MD5", qop=auth, cnonce="", ' +
      'response="70912856b4d51f2a029c42822ec06ed7"',
  },
  {
    change: { url: 'http://h/d9', method: 'PUT', body: { kind: 'bytes', bytes: bytes('{"a":1}') } },
    parameters: {
      ...USER,
      realm: 'R',
      nonce: 'N',
      qop: 'auth-int',
      clientNonce: 'c',
      nonceCount: '00000007',
      opaque: 'q',
      algorithm: 'SHA-512-256-sess',
    },
    header:
      'Digest username="u", realm="R", nonce="N", uri="/d9", algorithm="SHA-512-256-sess", qop=auth-int, nc=00000007, ' +
      'cnonce="c", response="63f7d11649c2e0fb3d52f6a1b8fb648fc886c5380a1e4d7f551175f1dc182ae5", opaque="q"',
  },
  { change: {}, parameters: { ...USER, realm: 'R' }, header: undefined },
  { change: {}, parameters: { ...USER, nonce: 'N' }, header: undefined },
  { change: {}, parameters: { realm: 'R', nonce: 'N' }, header: undefined },
  { change: {}, parameters: { algorithm: 'ROT13' }, header: undefined },
] as const)('digest signs upfront when all is given: $parameters', async ({ change, parameters, header }) => {
  const signed = await createAuthorize(authTools())(wireRequest(change), digest(parameters))

  expect(signed.kind === 'authorized' && headerOf(signed.request)).toBe(header)
})

// The response was recorded from newman 6.2.2 with a GET and a file.
test('digest hashes a body that the method has no place for', async () => {
  const parameters = {
    username: 'postman',
    password: 'password',
    realm: 'Users',
    nonce: 'bcgEc5RPU1ANglyT2I0ShU0oxqPB5jXp',
    qop: 'auth-int',
    nonceCount: '00000001',
    clientNonce: '0a4f113b',
  }
  const pruned = { kind: 'bytes', bytes: bytes('{\n\t"key1":"value1",\n\t"key2": 2\n}\n') } as const

  const signed = await createAuthorize(authTools())(wireRequest({ url: 'http://h/get' }), digest(parameters), {
    pruned,
  })

  expect(signed.kind === 'authorized' && headerOf(signed.request)).toContain(
    'response="a6745c111f25f5816f3b14c9d23c2cb1"',
  )
})

test.each([
  { name: 'status 200', response: challenge('Digest realm="R", nonce="N"', 200), parameters: USER },
  { name: 'another scheme', response: challenge('Basic realm="R"'), parameters: USER },
  {
    name: 'disableRetryRequest',
    response: challenge('Digest realm="R", nonce="N"'),
    parameters: { ...USER, disableRetryRequest: true },
  },
  {
    name: 'a challenge that asks for what was given',
    response: challenge('Digest realm="S", nonce="M"'),
    parameters: { ...USER, realm: 'R', nonce: 'N' },
  },
])('digest does not answer $name', async ({ response, parameters }) => {
  const { sent } = await exchange(createAuthorize(authTools()), { request: wireRequest(), auth: digest(parameters) }, [
    response,
  ])

  expect(sent).toHaveLength(1)
})

test('digest answers a 403, keeps what the user gave, and takes the rest from the challenge', async () => {
  const parameters = { ...USER, realm: 'mine', clientNonce: 'c', nonceCount: '00000009', algorithm: 'MD5' }
  const asked = challenge('Digest realm="R", nonce="N", qop="auth", opaque="O", algorithm=SHA-256', 403)

  const { sent } = await exchange(createAuthorize(authTools()), { request: wireRequest(), auth: digest(parameters) }, [
    asked,
  ])

  expect(sent[1]).toBe(
    'Digest username="u", realm="mine", nonce="N", uri="/users", algorithm="MD5", qop=auth, nc=00000009, cnonce="c", ' +
      `response="${/response="(\w+)"/.exec(sent[1] ?? '')?.[1]}", opaque="O"`,
  )
  expect(isProof(sent[1] ?? '', { password: 'p', method: 'GET', body: '' })).toBe(true)
})

test('digest picks auth from several qop, and the challenge of the chosen algorithm', async () => {
  const asked = wireResponse({
    status: 401,
    headers: [
      { key: 'WWW-Authenticate', value: 'Digest realm="R", nonce="md5", qop="auth-int, auth"' },
      { key: 'WWW-Authenticate', value: 'Digest realm="R", nonce="sha", qop="auth-int, auth", algorithm=SHA-256' },
    ],
  })
  const authorize = createAuthorize(authTools())
  const request = wireRequest()

  const plain = await exchange(authorize, { request, auth: digest(USER) }, [asked])
  const chosen = await exchange(authorize, { request, auth: digest({ ...USER, algorithm: 'sha-256' }) }, [asked])

  expect(plain.sent[1]).toContain('nonce="md5", uri="/users", algorithm="MD5", qop=auth, ')
  expect(chosen.sent[1]).toContain('nonce="sha", uri="/users", algorithm="SHA-256", qop=auth, ')
})

test('digest gives up when the answer to its challenge is refused', async () => {
  const asked = challenge('Digest realm="R", nonce="N", qop="auth"')
  const asksAnew = challenge('Digest realm="R", nonce="M", qop="auth"')

  const { sent } = await exchange(createAuthorize(authTools()), { request: wireRequest(), auth: digest(USER) }, [
    asked,
    asksAnew,
  ])

  expect(sent).toHaveLength(2)
})

test('digest answers again when the nonce of the challenge has gone stale', async () => {
  const asked = challenge('Digest realm="R", nonce="N", qop="auth"')
  const stale = challenge('Digest realm="R", nonce="M", qop="auth", stale=true')

  const { sent } = await exchange(createAuthorize(authTools()), { request: wireRequest(), auth: digest(USER) }, [
    asked,
    stale,
  ])

  expect(sent.map((header) => /nonce="(\w)"/.exec(header ?? '')?.[1])).toEqual([undefined, 'N', 'M'])
})

test('digest keeps asking while the challenge lacks a nonce, unsigned, until the engine stops it', async () => {
  const asked = challenge('Digest realm="R"')

  const { sent } = await exchange(createAuthorize(authTools()), { request: wireRequest(), auth: digest(USER) }, [
    asked,
    asked,
    asked,
  ])

  expect(sent).toEqual([undefined, undefined, undefined, undefined])
})

test('digest signs the next request of a shared auth upfront, with the next count in hexadecimal digits', async () => {
  const authorize = createAuthorize(authTools())
  const shared = { request: wireRequest(), auth: digest(USER, 'folder-1') }
  await exchange(authorize, shared, [challenge('Digest realm="R", nonce="N", qop="auth"'), wireResponse()])
  const counts: (string | undefined)[] = []

  for (let visit = 0; visit < 10; visit += 1) {
    const { sent } = await exchange(authorize, shared, [wireResponse()])
    counts.push(/nc=(\w+)/.exec(sent[0] ?? '')?.[1])
  }

  expect([counts[0], counts[7], counts[8], counts[9]]).toEqual(['00000002', '00000009', '0000000a', '0000000b'])
})

test('digest learns nothing for a request of its own, nor for another folder', async () => {
  const authorize = createAuthorize(authTools())
  const request = wireRequest()
  await exchange(authorize, { request, auth: digest(USER, 'a') }, [challenge('Digest realm="R", nonce="N"')])
  await exchange(authorize, { request, auth: digest(USER) }, [challenge('Digest realm="R", nonce="N"')])

  const own = await exchange(authorize, { request, auth: digest(USER) }, [])
  const other = await exchange(authorize, { request, auth: digest(USER, 'b') }, [])

  expect([own.sent, other.sent]).toEqual([[undefined], [undefined]])
})

test('digest answers anew when the server has forgotten the nonce of an earlier request', async () => {
  const authorize = createAuthorize(authTools())
  const shared = { request: wireRequest(), auth: digest(USER, 'folder-1') }
  await exchange(authorize, shared, [challenge('Digest realm="R", nonce="N", qop="auth"'), wireResponse()])

  const { sent } = await exchange(authorize, shared, [challenge('Digest realm="R", nonce="M", qop="auth"')])

  expect(sent.map((header) => /nonce="(\w)".*nc=(\w+)/.exec(header ?? '')?.slice(1))).toEqual([
    ['N', '00000002'],
    ['M', '00000001'],
  ])
})

test('digest replaces the header of the user only when it signs', async () => {
  const request = wireRequest({ headers: [{ key: 'authorization', value: 'mine' }] })

  const signed = await createAuthorize(authTools())(request, digest(USER))

  expect(signed.kind === 'authorized' && signed.request).toEqual(request)
})

test('digest fails for an algorithm that nobody knows', async () => {
  const request = wireRequest()

  const known = { realm: 'R', nonce: 'N' }
  const result = await createAuthorize(authTools())(request, digest({ ...USER, ...known, algorithm: 'SHA-1' }))

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'AUTH_INVALID',
      message: 'Cannot sign "GET http://localhost/users" with digest: the algorithm "SHA-1" is not known',
      hint: 'Choose one of MD5, MD5-sess, SHA-256, SHA-256-sess, SHA-512-256, SHA-512-256-sess',
    },
    unsigned: {
      request,
      warning: 'runtime~digest.auth: could not sign the request: Unsupported digest algorithm: SHA-1',
    },
  })
})

test('digest answers one challenge of an algorithm that nobody knows unsigned, where newman sends it so', async () => {
  const request = wireRequest()
  const result = await createAuthorize(authTools())(request, digest({ ...USER, algorithm: 'SHA-1' }))
  const { retry, ...first } = (result.kind === 'failed' && result.unsigned) || {}

  const asked = challenge('Digest realm="R", nonce="N", qop="auth"')
  const replays = [await retry?.(asked, async () => request), await retry?.(asked, async () => request)]

  expect([first, ...replays]).toEqual([
    { request },
    { request, warning: 'runtime~digest.auth: could not sign the request: Unsupported digest algorithm: SHA-1' },
    {},
  ])
})

test('digest leaves a challenge unanswered when the body cannot be read any more', async () => {
  const broken = Object.assign(new Error('Cannot read "a.bin"'), { name: 'BodyReadError' })
  const authorize = createAuthorize(authTools({ readBody: () => Promise.reject(broken) }))

  const ended = await exchange(authorize, { request: wireRequest(), auth: digest(USER) }, [
    challenge('Digest realm="R", nonce="N", qop="auth-int"'),
  ])

  expect(ended).toEqual({
    sent: [undefined],
    warning: 'runtime~digest.auth: could not sign the request: Cannot read "a.bin"',
  })
})
