import { generateKeyPairSync, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { signAsap } from '../../src/auth/asap.ts'
import { authTools } from '../support/auth.ts'
import { wireRequest } from '../support/events.ts'

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = RSA.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const PKCS1 = RSA.privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')
const DATA_OF_PKCS1 = `data:application/pkcs8;kid=k/1;base64,${PKCS1}`
const DATA = `data:application/pkcs8;kid=k/1;base64,${RSA.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')}`
const PARAMETERS = { kid: 'k/1', iss: 'me', aud: 'you', privateKey: PEM }
const NOW = 1767225600
const JTI = '00000000-0000-4000-8000-000000000001'

// Order and defaults of the claims observed with newman 6.2.2.
test.each([
  { change: {}, claims: { iat: NOW, iss: 'me', sub: 'me', jti: JTI, aud: 'you', exp: NOW + 3600 } },
  { change: { exp: '60', sub: 's' }, claims: { iat: NOW, iss: 'me', sub: 's', jti: JTI, aud: 'you', exp: NOW + 60 } },
  {
    change: { claims: '{"extra":1,"exp":"77.5","iss":"ci","aud":["a"],"jti":"j","iat":5}' },
    claims: { extra: 1, exp: 77, iss: 'ci', aud: ['a'], jti: 'j', iat: 5, sub: 'ci' },
  },
  {
    change: { claims: { sub: 'c' }, iss: 'x' },
    claims: { sub: 'c', iat: NOW, iss: 'x', jti: JTI, aud: 'you', exp: NOW + 3600 },
  },
  { change: { claims: ' ' }, claims: { iat: NOW, iss: 'me', sub: 'me', jti: JTI, aud: 'you', exp: NOW + 3600 } },
])('signAsap() signs the claims $claims', async ({ change, claims }) => {
  const request = wireRequest({ headers: [{ key: 'authorization', value: 'mine' }] })

  const result = await signAsap(request, { ...PARAMETERS, ...change }, authTools())

  const value = result.kind === 'authorized' ? result.request.headers[0]?.value : undefined
  const [header = '', payload = '', signature = ''] = value?.replace('Bearer ', '').split('.') ?? []
  expect(Buffer.from(header, 'base64url').toString()).toBe('{"alg":"RS256","kid":"k/1"}')
  expect(Buffer.from(payload, 'base64url').toString()).toBe(JSON.stringify(claims))
  expect(
    verify('sha256', Buffer.from(`${header}.${payload}`), RSA.publicKey, Buffer.from(signature, 'base64url')),
  ).toBe(true)
})

test.each([
  { form: 'a data URI', privateKey: DATA },
  { form: 'a percent-encoded data URI', privateKey: encodeURIComponent(DATA) },
  { form: 'a quoted data URI', privateKey: `"${DATA}"` },
  { form: 'a data URI that holds PKCS #1', privateKey: DATA_OF_PKCS1 },
  { form: 'a PEM without line ends', privateKey: PEM.replaceAll('\n', '') },
  { form: 'a percent-encoded PEM', privateKey: encodeURIComponent(PEM) },
])('signAsap() reads a key as $form', async ({ privateKey }) => {
  const result = await signAsap(wireRequest(), { ...PARAMETERS, privateKey }, authTools())

  expect(result).toEqual(await signAsap(wireRequest(), PARAMETERS, authTools()))
})

test.each([{ kid: '' }, { iss: undefined }, { aud: null }, { privateKey: '' }])(
  'signAsap() warns as newman does and does not sign with %o',
  async (change) => {
    const request = wireRequest()

    const result = await signAsap(request, { ...PARAMETERS, ...change }, authTools())

    expect(result).toEqual({
      kind: 'authorized',
      request,
      warning: 'runtime~asap.auth: could not sign the request: One or more of required claims missing',
    })
  },
)

const KEY_HINT = 'Set privateKey to a PEM (PKCS #8), or to data:application/pkcs8;kid=<kid>;base64,<DER>'
const RSA_HINT = 'Set privateKey to a private RSA key for RS256 as PEM (PKCS #8) without passphrase'

test.each([
  {
    change: { alg: 'HS256' },
    reason: 'the algorithm "HS256" is not one of ASAP',
    hint: 'Set alg to one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512',
    newman: 'invalid algorithm',
  },
  {
    change: { claims: 'nope' },
    reason: 'claims is not a JSON object',
    hint: 'Write claims as { "name": "value" }',
    newman: 'Failed to parse claims',
  },
  {
    change: { claims: '[1]' },
    reason: 'claims is not a JSON object',
    hint: 'Write claims as { "name": "value" }',
    newman: 'Failed to sign request with key.',
  },
  {
    change: { privateKey: 5 },
    reason: 'privateKey is no text',
    hint: 'Write privateKey in quotes',
    newman: 'privateKey must be a string',
  },
  {
    change: { privateKey: '%zz' },
    reason: 'privateKey holds a broken percent-encoding',
    hint: KEY_HINT,
    newman: 'Failed to parse private key.',
  },
  {
    change: { privateKey: DATA.replace('k/1', 'other') },
    reason: 'the kid in privateKey is another than kid',
    hint: KEY_HINT,
    newman: 'Failed to parse private key.',
  },
  {
    change: { privateKey: 'data:text/plain,x' },
    reason: 'privateKey is a data URI that is not a PKCS #8 key',
    hint: KEY_HINT,
    newman: 'Failed to parse private key.',
  },
  {
    change: { privateKey: DATA.slice(0, 200) },
    reason: 'privateKey is a PEM that cannot be read',
    hint: RSA_HINT,
    newman: 'Failed to parse private key.',
  },
  {
    change: { privateKey: 'no key' },
    reason: 'privateKey is neither a PEM nor a JWK',
    hint: RSA_HINT,
    newman: 'Failed to sign request with key.',
  },
])('signAsap() refuses: $reason', async ({ change, reason, hint, newman }) => {
  const request = wireRequest()

  const result = await signAsap(request, { ...PARAMETERS, ...change }, authTools())

  expect(result).toEqual({
    kind: 'failed',
    failure: { code: 'AUTH_INVALID', message: `Cannot sign "GET http://localhost/users" with asap: ${reason}`, hint },
    unsigned: { request, warning: `runtime~asap.auth: could not sign the request: ${newman}` },
  })
})
