import { createHmac, createSign, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkSignature, keysOf } from '../../src/token/check.ts'
import { readJwt } from '../../src/token/read.ts'
import { ecForms, rsaForms } from '../native/key-material.ts'
import { compact } from './jwt.ts'

const SECRET = 'a secret of any length'
const RSA = rsaForms()
const EC = ecForms()

type Jwt = Parameters<typeof checkSignature>[0]

/** A JWT that `sign` has signed; independent of jose. */
function signed(header: object, sign: (text: string) => string): Jwt {
  const text = compact(header, { sub: 'user' }, '').slice(0, -1)
  const result = readJwt(`${text}.${sign(text)}`)
  if (result.kind === 'unreadable') throw new Error(result.reason)
  return result.jwt
}

function hmac(text: string): string {
  return createHmac('sha256', SECRET).update(text).digest('base64url')
}

function rsa(text: string): string {
  return createSign('SHA256').update(text).sign(RSA.pkcs8, 'base64url')
}

function ecdsa(text: string): string {
  return createSign('SHA256').update(text).sign({ key: EC.pkcs8, dsaEncoding: 'ieee-p1363' }, 'base64url')
}

function jwkOf(key: KeyObject, rest: object = {}): Record<string, unknown> {
  return { ...key.export({ format: 'jwk' }), ...rest }
}

const JWKS = {
  kind: 'jwks',
  keys: [jwkOf(rsaForms().publicKey, { kid: 'old' }), jwkOf(RSA.publicKey, { kid: 'new' }), jwkOf(EC.publicKey)],
} as const

describe('checkSignature()', () => {
  test('checks HS256 with the secret', async () => {
    const check = await checkSignature(signed({ alg: 'HS256' }, hmac), { kind: 'secret', secret: SECRET })

    expect(check).toEqual({ kind: 'right', by: 'the secret' })
  })

  test('sees that the secret is another', async () => {
    const check = await checkSignature(signed({ alg: 'HS256' }, hmac), { kind: 'secret', secret: `${SECRET}!` })

    expect(check).toEqual({ kind: 'wrong', by: 'the secret' })
  })

  test.each([
    {
      what: 'RS256 with the key that kid names',
      header: { alg: 'RS256', kid: 'new' },
      sign: rsa,
      by: 'key "new" of the JWKS',
    },
    {
      what: 'RS256 with all RSA keys when there is no kid',
      header: { alg: 'RS256' },
      sign: rsa,
      by: 'key "new" of the JWKS',
    },
    { what: 'ES256', header: { alg: 'ES256' }, sign: ecdsa, by: 'the key of the JWKS' },
  ])('checks $what', async ({ header, sign, by }) => {
    expect(await checkSignature(signed(header, sign), JWKS)).toEqual({ kind: 'right', by })
  })

  test('checks with the public half of a private JWK', async () => {
    const check = await checkSignature(signed({ alg: 'RS256' }, rsa), { kind: 'jwks', keys: [RSA.jwk] })

    expect(check).toEqual({ kind: 'right', by: 'the key of the JWKS' })
  })

  test.each([
    { header: { alg: 'RS256', kid: 'old' }, by: 'key "old" of the JWKS' },
    { header: { alg: 'PS256' }, by: 'those of the JWKS' },
  ])('sees that the signature is of another key or algorithm: $header', async ({ header, by }) => {
    expect(await checkSignature(signed(header, rsa), JWKS)).toEqual({ kind: 'wrong', by })
  })

  test.each([
    {
      header: { alg: 'RS256' },
      keys: { kind: 'secret', secret: SECRET } as const,
      reason: '"RS256" is not checked with a secret',
    },
    {
      header: { alg: 'none' },
      keys: { kind: 'secret', secret: SECRET } as const,
      reason: '"none" is not checked with a secret',
    },
    { header: { alg: 'HS256' }, keys: JWKS, reason: 'HS256 is checked with a secret, not with a JWKS' },
    { header: { alg: 'RS256', kid: 'next' }, keys: JWKS, reason: 'no key of the JWKS is for "RS256" and kid "next"' },
    { header: { alg: 'EdDSA' }, keys: JWKS, reason: 'no key of the JWKS is for "EdDSA"' },
    {
      header: { alg: 'RS256' },
      keys: {
        kind: 'jwks',
        keys: [
          { ...RSA.jwk, use: 'enc' },
          { ...RSA.jwk, alg: 'RS512' },
        ],
      } as const,
      reason: 'no key of the JWKS is for "RS256"',
    },
    { header: {}, keys: JWKS, reason: 'it has no alg' },
  ])('tries no key that is not for it: $reason', async ({ header, keys, reason }) => {
    expect(await checkSignature(signed(header, hmac), keys)).toEqual({ kind: 'unfit', reason })
  })

  test('sees a signature over the public key as a secret for what it is', async () => {
    const confused = signed({ alg: 'HS256' }, (text) =>
      createHmac('sha256', RSA.publicPem).update(text).digest('base64url'),
    )

    expect(await checkSignature(confused, JWKS)).toEqual({
      kind: 'unfit',
      reason: 'HS256 is checked with a secret, not with a JWKS',
    })
  })
})

test.each([
  { document: { keys: [{ kty: 'RSA' }, null, 'x'] }, keys: [{ kty: 'RSA' }] },
  { document: { kty: 'EC' }, keys: [{ kty: 'EC' }] },
  { document: { keys: {} }, keys: undefined },
  { document: [], keys: undefined },
  { document: null, keys: undefined },
])('keysOf() finds the keys of $document', ({ document, keys }) => {
  expect(keysOf(document)).toEqual(keys)
})
