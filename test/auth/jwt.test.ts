import { constants, createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { signJwt } from '../../src/auth/jwt.ts'
import { wireRequest } from '../support/events.ts'

const PARAMETERS = { algorithm: 'HS256', secret: 'secret', payload: '{"b":1,"a":"é"}' }
const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJiIjoxLCJhIjoiw6kifQ.p0QKRa8JOLVjt4li2fB-cGj5e3NHOGaC241oh8pBu3s'
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const PKCS8 = pem(RSA)

function pem(key: KeyObject, type: 'pkcs8' | 'pkcs1' = 'pkcs8'): string {
  return key.export({ type, format: 'pem' }).toString()
}

function ec(namedCurve: string): KeyObject {
  return generateKeyPairSync('ec', { namedCurve }).privateKey
}

// Observed with newman 6.2.2 on a raw socket.
test.each([
  { change: {}, token: 'eyJhbGciOiJIUzI1NiJ9.eyJiIjoxLCJhIjoiw6kifQ.p0QKRa8JOLVjt4li2fB-cGj5e3NHOGaC241oh8pBu3s' },
  {
    change: { algorithm: 'HS384' },
    token:
      'eyJhbGciOiJIUzM4NCJ9.eyJiIjoxLCJhIjoiw6kifQ.Xgdn4Ou1uabuYqziegm4LUGi1vXzaQjWednrEEo-LnPOqnTmPzHGrMW79_Bwm-2u',
  },
  {
    change: { algorithm: 'HS512' },
    token:
      'eyJhbGciOiJIUzUxMiJ9.eyJiIjoxLCJhIjoiw6kifQ.u0zEesfLU3LoxcrndZ9ZelK37zHGndDib6niyXaLrdEHqG_6MhiTAZKn2wfheJ4kP13dXkNhE31yvJSaXyVn3g',
  },
  {
    change: { secret: 'c2VjcmV0', isSecretBase64Encoded: true },
    token: 'eyJhbGciOiJIUzI1NiJ9.eyJiIjoxLCJhIjoiw6kifQ.p0QKRa8JOLVjt4li2fB-cGj5e3NHOGaC241oh8pBu3s',
  },
  {
    change: { secret: 'sec-ret_', isSecretBase64Encoded: true },
    token: 'eyJhbGciOiJIUzI1NiJ9.eyJiIjoxLCJhIjoiw6kifQ.wBhySPZeZhttGdUU9YEFnxqAG_wxAz120F8503Fcw4k',
  },
  { change: { payload: '' }, token: 'eyJhbGciOiJIUzI1NiJ9.e30.XmNK3GpH3Ys_7wsYBfq4C3M6goz71I7dTgUkuIa5lyQ' },
  {
    change: { payload: { z: 1, a: [1] } },
    token: 'eyJhbGciOiJIUzI1NiJ9.eyJ6IjoxLCJhIjpbMV19.jim8quggGH3mK_7RVDlMnBcaCooMx8xPJxjWbAsWYaM',
  },
  {
    change: { header: '{"typ":"JWT","alg":"none","kid":"1"}' },
    token:
      'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.eyJiIjoxLCJhIjoiw6kifQ.4_VivU0vWdiv1tZ6c-AthWzWeH17BsUaCEFSyAwSRmw',
  },
  {
    change: { header: { kid: 'x' } },
    token: 'eyJraWQiOiJ4IiwiYWxnIjoiSFMyNTYifQ.eyJiIjoxLCJhIjoiw6kifQ.ggtyS7rtJe1a8rzOAhREtIjRA0BZOXQTMRy8-URjPCQ',
  },
])('signJwt() makes $token with $change', async ({ change, token }) => {
  const request = wireRequest({ headers: [{ key: 'authorization', value: 'mine' }] })

  const result = await signJwt(request, { ...PARAMETERS, ...change })

  expect(result).toEqual({
    kind: 'authorized',
    request: {
      ...request,
      credentialsAt: 1,
      headers: [{ key: 'Authorization', value: `Bearer ${token}`, system: true }],
    },
  })
})

test.each([
  { change: { headerPrefix: 'JWT' }, value: `JWT ${TOKEN}` },
  { change: { headerPrefix: '' }, value: TOKEN },
  { change: { headerPrefix: null }, value: `Bearer ${TOKEN}` },
  { change: { addTokenTo: '' }, value: `Bearer ${TOKEN}` },
  { change: { addTokenTo: 'surprise' }, value: undefined },
])('signJwt() writes the header as $value with $change', async ({ change, value }) => {
  const result = await signJwt(wireRequest(), { ...PARAMETERS, ...change })

  expect(result.kind === 'authorized' && result.request.headers).toEqual(
    value === undefined ? [] : [{ key: 'Authorization', value, system: true }],
  )
})

test.each([
  { queryParamKey: undefined, query: `x=1&token=${TOKEN}` },
  { queryParamKey: '', query: `x=1&token=${TOKEN}` },
  { queryParamKey: 'x', query: `token=old&x=${TOKEN}` },
  { queryParamKey: 'a b=', query: `token=old&x=1&a%20b%3D=${TOKEN}` },
])('signJwt() writes the query $query for the name "$queryParamKey"', async ({ queryParamKey, query }) => {
  const request = wireRequest({ url: 'http://localhost/a?token=old&x=1' })

  const result = await signJwt(request, { ...PARAMETERS, addTokenTo: 'queryParam', queryParamKey })

  expect(result).toEqual({ kind: 'authorized', request: { ...request, url: `http://localhost/a?${query}` } })
})

const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
const P1363 = { dsaEncoding: 'ieee-p1363' } as const

test.each([
  { algorithm: 'RS256', key: RSA, options: {} },
  { algorithm: 'RS384', key: RSA, options: {} },
  { algorithm: 'RS512', key: RSA, options: {} },
  { algorithm: 'PS256', key: RSA, options: PSS },
  { algorithm: 'PS384', key: RSA, options: PSS },
  { algorithm: 'PS512', key: RSA, options: PSS },
  { algorithm: 'ES256', key: ec('P-256'), options: P1363 },
  { algorithm: 'ES384', key: ec('P-384'), options: P1363 },
  { algorithm: 'ES512', key: ec('P-521'), options: P1363 },
])('signJwt() signs with $algorithm so that the public key verifies it', async ({ algorithm, key, options }) => {
  const result = await signJwt(wireRequest(), { ...PARAMETERS, algorithm, privateKey: pem(key), headerPrefix: '' })

  const token = result.kind === 'authorized' ? result.request.headers[0]?.value : undefined
  const [header = '', claims = '', signature = ''] = token?.split('.') ?? []
  const publicKey = { key: createPublicKey(key), ...options }
  const hash = `sha${algorithm.slice(2)}`
  expect(Buffer.from(header, 'base64url').toString()).toBe(`{"alg":"${algorithm}"}`)
  expect(verify(hash, Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
})

test.each([
  { form: 'PKCS #1', privateKey: pem(RSA, 'pkcs1') },
  { form: 'PKCS #8 in one line', privateKey: PKCS8.replaceAll('\n', '') },
  { form: 'PKCS #8 with spaces for line ends', privateKey: PKCS8.replaceAll('\n', ' ') },
  { form: 'PKCS #8 with written-out line ends', privateKey: PKCS8.replaceAll('\n', '\\n') },
  { form: 'JWK', privateKey: JSON.stringify(RSA.export({ format: 'jwk' })) },
])('signJwt() signs with a key as $form', async ({ privateKey }) => {
  const result = await signJwt(wireRequest(), { ...PARAMETERS, algorithm: 'RS256', privateKey })

  expect(result).toEqual(await signJwt(wireRequest(), { ...PARAMETERS, algorithm: 'RS256', privateKey: PKCS8 }))
})

test.each([
  { change: { algorithm: '' }, reason: 'invalid algorithm' },
  { change: { algorithm: undefined }, reason: 'invalid algorithm' },
  { change: { secret: '' }, reason: 'Invalid secret key. Enter a valid key.' },
  { change: { algorithm: 'RS256' }, reason: 'Invalid private key. Enter a valid key.' },
  { change: { payload: undefined }, reason: 'JWT Claims Set MUST be an object' },
  { change: { payload: null }, reason: 'JWT Claims Set MUST be an object' },
])('signJwt() warns "$reason" and does not sign with $change', async ({ change, reason }) => {
  const request = wireRequest()

  const result = await signJwt(request, { ...PARAMETERS, ...change })

  expect(result).toEqual({
    kind: 'authorized',
    request,
    warning: `runtime~jwt.auth: could not sign the request: ${reason}`,
  })
})

const NEEDS_RSA = 'Set privateKey to a private RSA key for RS256 as PEM (PKCS #8) without passphrase'
const NEEDS_EC = 'Set privateKey to a private EC key for ES256 as PEM (PKCS #8) without passphrase'
const NEEDS_JSON = 'Write it as a JSON object, such as { "sub": "user" }'

test.each([
  {
    change: { algorithm: 'none' },
    reason: 'the algorithm "none" is not known',
    hint: 'Set algorithm to one of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512',
    newman: 'invalid algorithm',
  },
  {
    change: { secret: 5 },
    reason: 'secret is no text',
    hint: 'Write secret in quotes',
    newman: 'Invalid secret key. Enter a valid key.',
  },
  {
    change: { secret: '!', isSecretBase64Encoded: true },
    reason: 'secret is not base64',
    hint: 'Set secret to base64, or isSecretBase64Encoded to false',
    newman: 'Zero-length key is not supported',
  },
  {
    change: { payload: '[1]' },
    reason: 'payload is not a JSON object',
    hint: NEEDS_JSON,
    newman: 'JWT Claims Set MUST be an object',
  },
  {
    change: { algorithm: 'RS256', privateKey: 'no key' },
    reason: 'privateKey is neither a PEM nor a JWK',
    hint: NEEDS_RSA,
    newman: '"pkcs8" must be PKCS#8 formatted string',
  },
  {
    change: { algorithm: 'RS256', privateKey: pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey) },
    reason: 'privateKey has fewer than the 2048 bits that RS256 needs',
    hint: NEEDS_RSA,
    newman: 'RS256 requires key modulusLength to be 2048 bits or larger',
  },
  {
    change: { algorithm: 'RS256', privateKey: pem(ec('P-256')) },
    reason: 'privateKey is an EC key, RS256 needs an RSA key',
    hint: NEEDS_RSA,
    newman: 'Invalid key for this operation, its asymmetricKeyType must be rsa',
  },
  {
    change: { algorithm: 'ES256', privateKey: PKCS8 },
    reason: 'privateKey is an RSA key, ES256 needs an EC key',
    hint: NEEDS_EC,
    newman: 'Invalid key for this operation, its asymmetricKeyType must be ec',
  },
  {
    change: { algorithm: 'ES256', privateKey: pem(ec('P-384')) },
    reason: 'privateKey is an EC key on another curve than ES256 needs',
    hint: NEEDS_EC,
    newman: 'Invalid key curve for the algorithm, its curve must be P-256, got P-384',
  },
  {
    change: { header: '{"crit":["x"]}' },
    reason: 'secret does not sign with this header',
    hint: 'Look at the header (crit and b64 must be usable) and the key: the parts of a JWK must belong together',
    newman: 'Extension Header Parameter "x" is not recognized',
  },
])('signJwt() refuses: $reason', async ({ change, reason, hint, newman }) => {
  const request = wireRequest({ url: 'http://me:pw@localhost/a?secret=1' })

  const result = await signJwt(request, { ...PARAMETERS, ...change })

  expect(result).toEqual({
    kind: 'failed',
    failure: { code: 'AUTH_INVALID', message: `Cannot sign "GET http://localhost/a" with jwt: ${reason}`, hint },
    unsigned: { request, warning: `runtime~jwt.auth: could not sign the request: ${newman}` },
  })
})

test.each(['header', 'payload'])('signJwt() refuses a %s that is not JSON, and quotes nothing of it', async (name) => {
  const result = await signJwt(wireRequest(), { ...PARAMETERS, [name]: '{"secret": ' })

  expect(result.kind === 'failed' && result.failure).toEqual({
    code: 'AUTH_INVALID',
    message: `Cannot sign "GET http://localhost/users" with jwt: ${name} is not JSON`,
    hint: NEEDS_JSON,
  })
})
