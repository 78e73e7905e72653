import { expect, test } from 'vitest'
import { createAuthorize } from '../../src/auth/authorize.ts'
import type { Body, Header } from '../../src/model/collection.ts'
import type { WireRequest } from '../../src/model/exchange.ts'
import { authTools } from '../support/auth.ts'
import { bytes, wireRequest } from '../support/events.ts'
import { stillClock } from '../support/ports.ts'

const USER = { authId: 'i', authKey: 'k', algorithm: 'sha256', nonce: 'n', timestamp: '1' }
const HASHED = { ...USER, includePayloadHash: true }

async function authorize(request: WireRequest, parameters: object, body?: Body) {
  return createAuthorize(authTools())(
    request,
    { type: 'hawk', parameters: { ...parameters } },
    { ...(body && { body }) },
  )
}

function post(path: string, text: string, contentType?: string): WireRequest {
  const headers: readonly Header[] = [
    ...(contentType === undefined ? [] : [{ key: 'Content-Type', value: contentType }]),
    { key: 'User-Agent', value: 'flowgate', system: true },
    { key: 'Content-Type', value: 'text/late', system: true },
  ]
  const credentialsAt = contentType === undefined ? 0 : 1
  const body = { kind: 'bytes', bytes: bytes(text) } as const
  return wireRequest({ method: 'POST', url: `http://127.0.0.1:4799${path}`, headers, credentialsAt, body })
}

// The headers were recorded from newman 6.2.2.
test.each([
  {
    name: 'an own Content-Type without its parameters',
    request: post('/h1', 'a=1', 'application/x-www-form-urlencoded; charset=x'),
    header: 'hash="eMHi3efEeqsLDbAo7w/NaVeRgmAdIRsIhvV2/PBBB3Q=", mac="kFv5Q2Gbez/O/+mnGrQ8RwzMh5A9yXcHmejxkdyYObs="',
  },
  {
    name: 'a Content-Type that is there before signing',
    request: post('/h3', '{"a":1}', 'application/json'),
    header: 'hash="qKG2AtsqLMhIdy7+OrxWG0bU8wTDncYSW0gmNukAKpI=", mac="uyv1NFySAu8yHY0ngBFFrvF6o8hwlrT/7Brh1rN15W4="',
  },
  {
    name: 'no Content-Type that comes after signing',
    request: post('/h4', 'x'),
    header: 'hash="5IuyBxeKtQrMtG0UmIZ9RiGyeDR7gsJZh/6VqUPWpG8=", mac="7vWGHYN1NeFOZhxYuCfm06nPfQDfcQ5JAYb66CrOT6k="',
  },
  {
    name: 'a file',
    request: post('/h5', 'file body'),
    header: 'hash="97eUz98rXIfmEuS7rkc2ssu5BK0PI5c0PmBHIwn+e2Q=", mac="+KP6l0lJqMYiV9ppHR+0c6HAEzDundKx7cpemFvpNME="',
  },
  {
    name: 'no multipart body',
    request: post('/h6', '--boundary'),
    body: { mode: 'formdata', formdata: [] },
    header: 'mac="JvNLHkpeIxBT/Ez4gtVA0OigyWd3+hHc8hJmrc27aBc="',
  },
  {
    name: 'no empty body',
    request: post('/h7', ''),
    header: 'mac="5Xp7RSTOavcJs8eac25b4u48tA3E2mzSXnDznZj7pWA="',
  },
] as const)('hawk hashes $name', async ({ request, header, ...rest }) => {
  const result = await authorize(request, HASHED, 'body' in rest ? rest.body : undefined)

  expect(result).toEqual({
    kind: 'authorized',
    request: {
      ...request,
      credentialsAt: (request.credentialsAt ?? 0) + 1,
      headers: request.headers.toSpliced(request.credentialsAt ?? 0, 0, {
        key: 'Authorization',
        value: `Hawk id="i", ts="1", nonce="n", ${header}`,
        system: true,
      }),
    },
  })
})

// Recorded from newman 6.2.2 too; the last was made with the HMAC of another language.
test.each([
  {
    name: 'signs with sha1, keeps a timestamp of zero and names an application without delegation',
    request: post('/h5', 'a=1'),
    parameters: { ...USER, algorithm: 'sha1', timestamp: '0', app: 'A' },
    header: 'ts="0", nonce="n", mac="ISd4xWxOY7PvcujPizPqbBkEwCA=", app="A"',
  },
  {
    name: 'leaves out a delegation without application',
    request: post('/h7', 'a=1'),
    parameters: { ...USER, algorithm: 'sha1', timestamp: '12', delegation: 'D' },
    header: 'ts="12", nonce="n", mac="OT/PtEI23OOJPTlHAacQPkhdMOw="',
  },
  {
    name: 'makes nonce and timestamp of its own where there is none',
    request: wireRequest({ url: 'https://EXAMPLE.test?a' }),
    parameters: { ...USER, nonce: '', timestamp: null },
    header: 'ts="1767225600", nonce="aaaaaa", mac="ALId/6Iim9IdFTaftSXPL1Jck8wcPZO+8BoVroBresM="',
  },
])('hawk $name', async ({ request, parameters, header }) => {
  const result = await authorize(request, parameters)

  expect(headerOf(result)).toBe(`Hawk id="i", ${header}`)
})

function headerOf(result: Awaited<ReturnType<typeof authorize>>): string | undefined {
  if (result.kind === 'failed') return undefined
  return result.request.headers.find(({ key }) => key === 'Authorization')?.value
}

// Recorded from newman 6.2.2 with a GET.
test('hawk hashes a body that the method has no place for', async () => {
  const request = wireRequest({ url: 'http://127.0.0.1:4799/h2' })
  const pruned = { kind: 'bytes', bytes: bytes('a=1') } as const

  const result = await createAuthorize(authTools())(request, { type: 'hawk', parameters: HASHED }, { pruned })

  expect(headerOf(result)).toBe(
    'Hawk id="i", ts="1", nonce="n", hash="hRSB4HtgIMr4mDGxEx5hqoTrIs4A7VOpI1L12GE88Kg=", ' +
      'mac="ERZzMCPAtYnI2eI9rQWFId8/gf2WF2d9fTXDZXWKKK0="',
  )
})

test('hawk makes another nonce for each request', async () => {
  const random = { uuid: () => '', bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) }
  const sign = createAuthorize(authTools({ random, clock: stillClock() }))
  const auth = { type: 'hawk', parameters: { ...USER, nonce: undefined }, sharedBy: 'folder-1' }

  const headers = [await sign(wireRequest(), auth), await sign(wireRequest(), auth)].map(headerOf)

  expect(new Set(headers.map((header) => /nonce="(\w{6})"/.exec(header ?? '')?.[1])).size).toBe(2)
})

test('hawk escapes the extra data in the header', async () => {
  const result = await authorize(wireRequest(), { ...USER, extraData: 'e"x\\y' })

  expect(headerOf(result)).toContain(String.raw`ext="e\"x\\y", mac=`)
})

test.each([{ authId: '' }, { authKey: undefined }])('hawk sends the request as it is for %o', async (change) => {
  const request = wireRequest({ headers: [{ key: 'authorization', value: 'mine' }] })

  expect(await authorize(request, { ...USER, ...change })).toEqual({ kind: 'authorized', request })
})

test('hawk sends an empty Authorization without an algorithm, as newman 6.2.2 does', async () => {
  const request = wireRequest({ headers: [{ key: 'authorization', value: 'mine' }] })

  expect(await authorize(request, { ...USER, algorithm: '' })).toEqual({
    kind: 'authorized',
    request: { ...request, credentialsAt: 1, headers: [{ key: 'Authorization', value: '', system: true }] },
  })
})

test('hawk fails for an algorithm that the protocol does not have', async () => {
  const request = wireRequest()

  expect(await authorize(request, { ...USER, algorithm: 'sha512' })).toEqual({
    kind: 'failed',
    failure: {
      code: 'AUTH_INVALID',
      message: 'Cannot sign "GET http://localhost/users" with hawk: the algorithm "sha512" is not known',
      hint: 'Choose one of sha1, sha256',
    },
    unsigned: {
      request: { ...request, credentialsAt: 1, headers: [{ key: 'Authorization', value: '', system: true }] },
    },
  })
})
