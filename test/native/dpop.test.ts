import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Prove } from '../../src/engine/ports.ts'
import type { WireRequest, WireResponse } from '../../src/model/exchange.ts'
import { createProve } from '../../src/native/dpop.ts'
import { answered } from '../support/ports.ts'
import { decode, isEcdsa, isRsa } from './jws.ts'
import { ecForms, rsaForms } from './key-material.ts'
import { producerInput, type Variables } from './making.ts'

function requestTo(url: string, headers: WireRequest['headers'] = []): WireRequest {
  const all = [...headers, { key: 'DPoP', value: '{{dpop}}' }]
  return { method: 'POST', url, headers: all, body: { kind: 'none' }, behavior: {} }
}

interface Proof {
  readonly jws: string
  readonly header: { readonly jwk: JsonWebKey }
  readonly claims: Readonly<Record<string, unknown>>
  readonly publicKey: KeyObject
  readonly isStale: (response: WireResponse) => boolean
}

async function proofOf(prove: Prove, request: WireRequest, variables: Variables = {}): Promise<Proof> {
  const result = await prove(request, producerInput(variables))
  if (result.kind === 'failed') throw new Error(result.failure.message)
  const jws = result.request.headers.find(({ key }) => key === 'DPoP')?.value ?? ''
  const { header, payload } = decode(jws)
  const parsed: { jwk: JsonWebKey } = JSON.parse(header)
  const publicKey = createPublicKey({ key: parsed.jwk, format: 'jwk' })
  return { jws, header: parsed, claims: JSON.parse(payload), publicKey, isStale: result.isStale ?? (() => false) }
}

function refusal(overrides: Partial<WireResponse>, body = ''): WireResponse {
  const result = answered(body, { status: 401, ...overrides })
  if (result.kind === 'failed') throw new Error('no response')
  return result.response
}

test('createProve() proves method and URL, and signs with a key of the run', async () => {
  const { jws, header, claims, publicKey } = await proofOf(
    createProve(),
    requestTo('https://as.example.test/token?a=b#c'),
  )

  expect(header).toEqual({
    typ: 'dpop+jwt',
    alg: 'ES256',
    jwk: { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String) },
  })
  expect(claims).toEqual({
    jti: '00000000-0000-4000-8000-000000000001',
    htm: 'POST',
    htu: 'https://as.example.test/token',
    iat: 1_772_366_400,
  })
  expect(isEcdsa(jws, 'SHA256', publicKey)).toBe(true)
})

test('createProve() tells what it has signed', async () => {
  const result = await createProve()(requestTo('https://as.example.test/'), producerInput({}))

  expect(result).toMatchObject({
    jwt: { header: { typ: 'dpop+jwt', alg: 'ES256' }, claims: { htm: 'POST', htu: 'https://as.example.test/' } },
  })
})

test('createProve() signs all proofs of a run with the same key', async () => {
  const prove = createProve()

  const first = await proofOf(prove, requestTo('https://as.example.test/token'))
  const second = await proofOf(prove, requestTo('https://api.example.test/'))

  expect(second.header).toEqual(first.header)
})

test.each(['DPoP', 'Bearer'])('createProve() binds the access token behind %s', async (scheme) => {
  const authorization = { key: 'authorization', value: `${scheme} Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU` }

  const { claims } = await proofOf(createProve(), requestTo('https://api.example.test/', [authorization]))

  // RFC 9449, section 7.1
  expect(claims['ath']).toBe('fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo')
})

test('createProve() signs with the key that the user gives', async () => {
  const { pkcs8, publicKey, jwk } = rsaForms()

  const { jws, header } = await proofOf(createProve(), requestTo('https://as.example.test/'), {
    dpopAlg: 'RS256',
    dpopPrivateKey: pkcs8,
  })

  expect(header).toEqual({ typ: 'dpop+jwt', alg: 'RS256', jwk: { kty: 'RSA', n: jwk['n'], e: jwk['e'] } })
  expect(isRsa(jws, 'SHA256', publicKey)).toBe(true)
})

test('createProve() reveals nothing private of a JWK', async () => {
  const { jwk } = ecForms()

  const { header } = await proofOf(createProve(), requestTo('https://as.example.test/'), {
    dpopPrivateKey: JSON.stringify(jwk),
  })

  expect(header.jwk).toEqual({ kty: 'EC', crv: 'P-256', x: jwk['x'], y: jwk['y'] })
})

test.each([
  { from: 'the body of an authorization server', status: 400, headers: [], body: '{"error": "use_dpop_nonce"}' },
  {
    from: 'the challenge of a resource server',
    status: 401,
    headers: [{ key: 'WWW-Authenticate', value: 'DPoP error="use_dpop_nonce", error_description="nonce"' }],
    body: '',
  },
])('createProve() takes the nonce that is asked for in $from', async ({ status, headers, body }) => {
  const prove = createProve()
  const { isStale } = await proofOf(prove, requestTo('https://as.example.test/token'))

  const asked = isStale(refusal({ status, headers: [...headers, { key: 'dpop-nonce', value: 'nonce-1' }] }, body))

  expect(asked).toBe(true)
  const { claims } = await proofOf(prove, requestTo('https://AS.example.test/other'))
  expect(claims['nonce']).toBe('nonce-1')
})

test('createProve() keeps nonces apart by server, and takes those of answers that ask for nothing', async () => {
  const prove = createProve()
  const { isStale } = await proofOf(prove, requestTo('https://as.example.test/token'))

  const asked = isStale(refusal({ status: 200, headers: [{ key: 'DPoP-Nonce', value: 'nonce-2' }] }))

  expect(asked).toBe(false)
  const same = await proofOf(prove, requestTo('https://as.example.test/token'))
  const other = await proofOf(prove, requestTo('https://api.example.test/'))
  expect([same.claims['nonce'], other.claims['nonce']]).toEqual(['nonce-2', undefined])
})

test('createProve() asks for no second request without a nonce, or for another error', async () => {
  const { isStale } = await proofOf(createProve(), requestTo('https://as.example.test/token'))

  const withoutNonce = isStale(refusal({}, '{"error":"use_dpop_nonce"}'))
  const otherError = isStale(refusal({ headers: [{ key: 'DPoP-Nonce', value: 'n' }] }, '{"error":"invalid_client"}'))

  expect([withoutNonce, otherError]).toEqual([false, false])
})

test('createProve() leaves a request alone that asks for no proof', async () => {
  const request: WireRequest = {
    ...requestTo('https://as.example.test/'),
    headers: [{ key: 'DPoP', value: 'a proof of the user' }],
  }

  expect(await createProve()(request, producerInput({}))).toEqual({ kind: 'proved', request })
})

test.each([
  {
    variables: { dpopAlg: 'HS256' },
    code: 'PRODUCER_INPUT',
    reason: 'dpopAlg "HS256" does not sign DPoP proofs',
    hint: 'Set dpopAlg to one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512',
  },
  {
    variables: { dpopAlg: 'ES384' },
    code: 'PRODUCER_INPUT',
    reason: 'dpopPrivateKey is missing',
    hint: 'Set dpopPrivateKey',
  },
  {
    variables: { dpopPrivateKey: createHash('sha256').digest('hex') },
    code: 'PRODUCER_KEY',
    reason: 'dpopPrivateKey is neither a PEM nor a JWK',
    hint: 'Set dpopPrivateKey to a private EC key as PEM (SEC 1 or PKCS #8) or as JWK with crv, x, y, d',
  },
])('createProve() fails: $reason', async ({ variables, code, reason, hint }) => {
  const result = await createProve()(requestTo('https://as.example.test/'), producerInput(variables))

  expect(result).toEqual({ kind: 'failed', failure: { code, message: `Cannot make "dpop": ${reason}`, hint } })
})
