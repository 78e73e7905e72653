import { describe, expect, test } from 'vitest'
import { REQUEST_INPUTS } from '../../src/native/request-object.ts'
import { decode, isEcdsa, isHmac, isRsa, isRsaPss } from './jws.ts'
import { ecForms, PASSPHRASE, rsaForms } from './key-material.ts'
import { valueOf } from './making.ts'
import { makeRequestParam, SECRET } from './request-param.ts'

const RSA = rsaForms()

async function makeToken(variables: Readonly<Record<string, string>> = {}): Promise<string> {
  return valueOf(makeRequestParam(variables))
}

describe('claims', () => {
  test('makeRequestObject() makes the least that PingOne asks for from the variables of the workflow', async () => {
    const token = await makeToken()

    expect(decode(token)).toEqual({
      header: '{"alg":"HS256","typ":"JWT"}',
      payload:
        '{"iss":"3f9a2c51-app","aud":"https://auth.pingone.com/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as",' +
        '"pi.template":{"name":"transaction","variables":{}},"pi.clientContext":{},' +
        '"iat":1772366400,"exp":1772366700,"jti":"00000000-0000-4000-8000-000000000001"}',
    })
  })

  test('makeRequestObject() makes every claim, in the documented order', async () => {
    const token = await makeToken({
      requestAlg: 'HS512',
      requestIssuer: 'app-1',
      requestAudience: 'https://auth.example.test/as',
      requestSecret: 'é'.repeat(32),
      requestKeyId: 'key-1',
      requestTemplateName: 'strong_authentication',
      requestTemplateVariant: 'variant_C',
      requestTemplateVariables: '{"sum":"1,000,000","currency":"USD","recipient":"Charlie Parker"}',
      requestClientContext: '{"alert.color":"red"}',
      requestRemoteIp: '203.0.113.9',
      requestWebAuthnChallenge: '1cd774777136450c97e83267a52cecccb5f52d1adbc0f46c42e164edadb47fb3',
      requestLifetime: '3600',
    })

    expect(decode(token)).toEqual({
      header: '{"alg":"HS512","typ":"JWT","kid":"key-1"}',
      payload:
        '{"iss":"app-1","aud":"https://auth.example.test/as",' +
        '"pi.template":{"name":"strong_authentication","variant":"variant_C",' +
        '"variables":{"sum":"1,000,000","currency":"USD","recipient":"Charlie Parker"}},' +
        '"pi.clientContext":{"alert.color":"red"},"pi.remoteIp":"203.0.113.9",' +
        '"pi.webAuthn":{"challenge":"1cd774777136450c97e83267a52cecccb5f52d1adbc0f46c42e164edadb47fb3"},' +
        '"iat":1772366400,"exp":1772370000,"jti":"00000000-0000-4000-8000-000000000001"}',
    })
  })

  test('makeRequestObject() is good for one attempt', async () => {
    const result = await makeRequestParam({})

    const { header, payload } = decode(await makeToken())
    expect(result).toEqual({
      kind: 'produced',
      value: await makeToken(),
      lifetime: 'attempt',
      jwt: { header: JSON.parse(header), claims: JSON.parse(payload) },
    })
  })

  test('makeRequestObject() adds claims; they win over its own, and null leaves one out', async () => {
    const token = await makeToken({
      requestClaims: '{"acr_values":"Step_Up","exp":1,"pi.clientContext":null,"claims":{"id_token":{"email":null}}}',
    })

    expect(decode(token).payload).toBe(
      '{"iss":"3f9a2c51-app","aud":"https://auth.pingone.com/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/as",' +
        '"pi.template":{"name":"transaction","variables":{}},' +
        '"iat":1772366400,"exp":1,"jti":"00000000-0000-4000-8000-000000000001",' +
        '"acr_values":"Step_Up","claims":{"id_token":{"email":null}}}',
    )
  })

  test.each([
    { bytes: 32, length: 43 },
    { bytes: 33, length: 44 },
    { bytes: 34, length: 46 },
  ])('makeRequestObject() takes a challenge of $bytes bytes', async ({ bytes, length }) => {
    const challenge = Buffer.alloc(bytes, 0xff).toString('base64url')

    const token = await makeToken({ requestWebAuthnChallenge: challenge })

    expect(challenge).toHaveLength(length)
    expect(JSON.parse(decode(token).payload)).toMatchObject({ 'pi.webAuthn': { challenge } })
  })
})

describe('signature', () => {
  test.each([
    { algorithm: 'HS256', hash: 'sha256' },
    { algorithm: 'HS384', hash: 'sha384' },
    { algorithm: 'HS512', hash: 'sha512' },
  ])('makeRequestObject() signs $algorithm with the UTF-8 bytes of the secret', async ({ algorithm, hash }) => {
    const secret = 'pä$$-€'.repeat(8)

    const token = await makeToken({ requestAlg: algorithm, requestSecret: secret })

    expect(isHmac(token, hash, secret)).toBe(true)
  })

  test.each([
    { algorithm: 'RS256', hash: 'SHA256', form: 'PKCS #8', key: RSA.pkcs8 },
    { algorithm: 'RS384', hash: 'SHA384', form: 'PKCS #1', key: RSA.pkcs1 },
    { algorithm: 'RS512', hash: 'SHA512', form: 'JWK', key: JSON.stringify(RSA.jwk) },
    { algorithm: 'RS256', hash: 'SHA256', form: 'encrypted PKCS #8', key: RSA.encryptedPkcs8 },
    { algorithm: 'RS256', hash: 'SHA256', form: 'encrypted PKCS #1', key: RSA.encryptedPkcs1 },
  ])('makeRequestObject() signs $algorithm with a private key as $form', async ({ algorithm, hash, key }) => {
    const token = await makeToken({
      requestAlg: algorithm,
      requestPrivateKey: key,
      requestPrivateKeyPassphrase: PASSPHRASE,
    })

    expect(isRsa(token, hash, RSA.publicKey)).toBe(true)
  })

  test.each(['PS256', 'PS384', 'PS512'])('makeRequestObject() signs %s', async (algorithm) => {
    const token = await makeToken({ requestAlg: algorithm, requestPrivateKey: RSA.pkcs1 })

    expect(isRsaPss(token, `SHA${algorithm.slice(2)}`, RSA.publicKey)).toBe(true)
  })

  test.each([
    { algorithm: 'ES256', hash: 'SHA256', curve: 'P-256' },
    { algorithm: 'ES384', hash: 'SHA384', curve: 'P-384' },
    { algorithm: 'ES512', hash: 'SHA512', curve: 'P-521' },
  ])('makeRequestObject() signs $algorithm', async ({ algorithm, hash, curve }) => {
    const { pkcs8, publicKey } = ecForms(curve)

    const token = await makeToken({ requestAlg: algorithm, requestPrivateKey: pkcs8 })

    expect(isEcdsa(token, hash, publicKey)).toBe(true)
  })

  test('makeRequestObject() takes the first key of a JWKS that is private and made for the algorithm', async () => {
    const { kty, n, e } = RSA.jwk
    const keys = [
      ecForms().jwk,
      { kty, n, e, kid: 'public' },
      { ...rsaForms().jwk, kid: 'encrypts', use: 'enc' },
      { ...rsaForms().jwk, kid: 'other', alg: 'RS512' },
      { ...RSA.jwk, kid: 'right', alg: 'RS256', use: 'sig' },
    ]

    const token = await makeToken({ requestAlg: 'RS256', requestPrivateKey: JSON.stringify({ keys }) })

    expect(decode(token).header).toBe('{"alg":"RS256","typ":"JWT","kid":"right"}')
    expect(isRsa(token, 'SHA256', RSA.publicKey)).toBe(true)
  })

  test('makeRequestObject() takes the key of a JWKS that requestKeyId names', async () => {
    const keys = [
      { ...rsaForms().jwk, kid: 'a' },
      { ...RSA.jwk, kid: 'b' },
    ]

    const token = await makeToken({
      requestAlg: 'RS256',
      requestKeyId: 'b',
      requestPrivateKey: JSON.stringify({ keys }),
    })

    expect(isRsa(token, 'SHA256', RSA.publicKey)).toBe(true)
  })

  test('makeRequestObject() needs no secret for RS256', async () => {
    const result = await makeRequestParam({
      requestAlg: 'RS256',
      requestPrivateKey: RSA.pkcs8,
      mfaNativeAppSecret: undefined,
    })

    expect(result.kind).toBe('produced')
  })

  test('makeRequestObject() does not look at what belongs to private keys for HS256', async () => {
    const token = await makeToken({ requestPrivateKey: 'no key', requestPrivateKeyPassphrase: '{{unknown}}' })

    expect(isHmac(token, 'sha256', SECRET)).toBe(true)
  })

  test('makeRequestObject() takes the kid of the JWK', async () => {
    const key = JSON.stringify({ ...RSA.jwk, kid: 'of the JWK' })

    const token = await makeToken({ requestAlg: 'RS256', requestPrivateKey: key })

    expect(decode(token).header).toBe('{"alg":"RS256","typ":"JWT","kid":"of the JWK"}')
  })

  test('makeRequestObject() prefers requestKeyId to the kid of the JWK', async () => {
    const key = JSON.stringify({ ...RSA.jwk, kid: 'of the JWK' })

    const token = await makeToken({ requestAlg: 'RS256', requestPrivateKey: key, requestKeyId: 'mine' })

    expect(decode(token).header).toBe('{"alg":"RS256","typ":"JWT","kid":"mine"}')
  })
})

test('REQUEST_INPUTS says what each variable is when it is not set', () => {
  const defaults = Object.entries(REQUEST_INPUTS).map(([name, row]) => [name, row.default])

  expect(Object.fromEntries(defaults)).toEqual({
    requestAlg: 'HS256',
    requestClaims: '{}',
    requestIssuer: '{{mfaNativeAppId}}',
    requestAudience: '{{authPath}}/{{envID}}/as',
    requestSecret: '{{mfaNativeAppSecret}}',
    requestPrivateKey: undefined,
    requestPrivateKeyPassphrase: undefined,
    requestKeyId: undefined,
    requestTemplateName: 'transaction',
    requestTemplateVariant: undefined,
    requestTemplateVariables: '{}',
    requestClientContext: '{}',
    requestRemoteIp: undefined,
    requestWebAuthnChallenge: undefined,
    requestLifetime: '300',
  })
})
