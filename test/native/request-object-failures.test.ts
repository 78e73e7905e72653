import { describe, expect, test } from 'vitest'
import { ecForms, rsaForms } from './key-material.ts'
import { makeRequestParam, SECRET } from './request-param.ts'

const RSA = rsaForms()

describe('PRODUCER_INPUT', () => {
  const ALGORITHM_HINT =
    'Set requestAlg to one of HS256, HS384, HS512, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512'
  const CHALLENGE_HINT = 'Set requestWebAuthnChallenge to 43 or more base64url characters, or remove it'

  test.each([
    {
      variables: { mfaNativeAppSecret: undefined },
      reason: 'requestSecret is missing, and so is mfaNativeAppSecret',
      hint: 'Set requestSecret, or mfaNativeAppSecret',
    },
    {
      variables: { mfaNativeAppId: undefined },
      reason: 'requestIssuer is missing, and so is mfaNativeAppId',
      hint: 'Set requestIssuer, or mfaNativeAppId',
    },
    {
      variables: { envID: undefined },
      reason: 'requestAudience is missing, and so is envID',
      hint: 'Set requestAudience, or authPath and envID',
    },
    {
      variables: { authPath: 'https://auth.pingone.{{tld}}' },
      reason: 'authPath still has "{{tld}}" in it',
      hint: 'Set tld, or authPath itself',
    },
    {
      variables: { requestAlg: 'RS256' },
      reason: 'requestPrivateKey is missing',
      hint: 'Set requestPrivateKey',
    },
    {
      variables: { requestAlg: 'none' },
      reason: 'requestAlg "none" does not sign requestParam',
      hint: ALGORITHM_HINT,
    },
    {
      variables: { requestAlg: 'hs256' },
      reason: 'requestAlg "hs256" does not sign requestParam',
      hint: ALGORITHM_HINT,
    },
    {
      variables: { requestClaims: 'acr=1' },
      reason: 'requestClaims is not a JSON object',
      hint: 'Write requestClaims as {"key":"value"}',
    },
    {
      variables: { requestTemplateVariables: '["sum"]' },
      reason: 'requestTemplateVariables is not a JSON object',
      hint: 'Write requestTemplateVariables as {"key":"value"}',
    },
    {
      variables: { requestClientContext: 'red' },
      reason: 'requestClientContext is not a JSON object',
      hint: 'Write requestClientContext as {"key":"value"}',
    },
    {
      variables: { requestWebAuthnChallenge: 'A'.repeat(42) },
      reason: 'requestWebAuthnChallenge is not base64url of at least 32 bytes',
      hint: CHALLENGE_HINT,
    },
    {
      variables: { requestWebAuthnChallenge: 'A'.repeat(45) },
      reason: 'requestWebAuthnChallenge is not base64url of at least 32 bytes',
      hint: CHALLENGE_HINT,
    },
    {
      variables: { requestWebAuthnChallenge: `${'A'.repeat(43)}=` },
      reason: 'requestWebAuthnChallenge is not base64url of at least 32 bytes',
      hint: CHALLENGE_HINT,
    },
    {
      variables: { requestLifetime: '0' },
      reason: 'requestLifetime "0" is not a whole number from 1 to 3600',
      hint: 'Set requestLifetime to a number from 1 to 3600, or remove it',
    },
    {
      variables: { requestLifetime: '3601' },
      reason: 'requestLifetime "3601" is not a whole number from 1 to 3600',
      hint: 'Set requestLifetime to a number from 1 to 3600, or remove it',
    },
  ])('makeRequestObject() fails: $reason', async ({ variables, reason, hint }) => {
    expect(await makeRequestParam(variables)).toEqual({
      kind: 'failed',
      failure: { code: 'PRODUCER_INPUT', message: `Cannot make "requestParam": ${reason}`, hint },
    })
  })
})

describe('PRODUCER_KEY', () => {
  const SECRET_HINT = 'Set requestSecret to the whole secret of the application (PingOne makes them 64 characters long)'
  const READABLE_HINT =
    'Set requestPrivateKey to a private RSA key as PEM (PKCS #1 or PKCS #8) or as JWK with n, e, d, p, q, dp, dq, qi'

  test.each([
    {
      variables: { requestSecret: 's'.repeat(31) },
      reason: 'requestSecret is shorter than the 32 bytes that HS256 needs',
      hint: SECRET_HINT,
    },
    {
      variables: { requestAlg: 'HS512', mfaNativeAppSecret: 's'.repeat(63) },
      reason: 'mfaNativeAppSecret is shorter than the 64 bytes that HS512 needs',
      hint: SECRET_HINT,
    },
    {
      variables: { requestSecret: RSA.pkcs8 },
      reason: 'requestSecret is a PEM, HS256 signs with a secret',
      hint: 'Set requestSecret to the secret of the application; a private key goes into requestPrivateKey, with requestAlg RS256',
    },
    {
      variables: { requestSecret: JSON.stringify({ keys: [RSA.jwk] }) },
      reason: 'requestSecret is a JWKS, HS256 signs with a secret as text',
      hint: 'Set requestSecret to the secret of the application; a private key goes into requestPrivateKey, with requestAlg RS256',
    },
    {
      variables: { requestAlg: 'RS256', requestPrivateKey: SECRET },
      reason: 'requestPrivateKey is neither a PEM nor a JWK',
      hint: READABLE_HINT,
    },
    {
      variables: { requestAlg: 'RS256', requestPrivateKey: RSA.publicPem },
      reason: 'requestPrivateKey holds no private key, RS256 signs with one',
      hint: 'Set requestPrivateKey to the private key; the public one belongs to the application, as jwks',
    },
    {
      variables: { requestAlg: 'RS384', requestPrivateKey: ecForms().pkcs8 },
      reason: 'requestPrivateKey is an EC key, RS384 needs an RSA key',
      hint: 'Set requestPrivateKey to an RSA key that is made for the algorithm in requestAlg',
    },
    {
      variables: { requestAlg: 'RS256', requestPrivateKey: rsaForms(1024).pkcs8 },
      reason: 'requestPrivateKey has fewer than the 2048 bits that RS256 needs',
      hint: 'Make a new RSA key of 2048 bits or more for requestPrivateKey',
    },
    {
      variables: { requestAlg: 'RS256', requestPrivateKey: RSA.encryptedPkcs8 },
      reason: 'requestPrivateKey is encrypted',
      hint: 'Set requestPrivateKeyPassphrase',
    },
    {
      variables: {
        requestAlg: 'RS256',
        requestPrivateKey: RSA.encryptedPkcs1,
        requestPrivateKeyPassphrase: 'wrong',
      },
      reason: 'requestPrivateKey cannot be decrypted with the passphrase',
      hint: 'Check requestPrivateKeyPassphrase, and that requestPrivateKey is complete',
    },
    {
      variables: { requestAlg: 'RS256', requestPrivateKey: JSON.stringify({ ...RSA.jwk, d: 'AAAA' }) },
      reason: 'signing with RS256 and requestPrivateKey failed',
      hint: READABLE_HINT,
    },
    {
      variables: {
        requestAlg: 'RS256',
        requestKeyId: 'b',
        requestPrivateKey: JSON.stringify({ keys: [{ ...RSA.jwk, kid: 'a' }] }),
      },
      reason: 'requestPrivateKey is a JWKS without a private key for RS256 with the kid asked for',
      hint: 'Put a private RSA key for the algorithm in requestAlg into the JWKS, and its kid into requestKeyId',
    },
    {
      variables: { requestAlg: 'ES384', requestPrivateKey: JSON.stringify({ keys: [ecForms().jwk, null, 'x'] }) },
      reason: 'requestPrivateKey is a JWKS without a private key for ES384',
      hint: 'Put a private EC key for the algorithm in requestAlg into the JWKS, and its kid into requestKeyId',
    },
    {
      variables: { requestAlg: 'ES256', requestPrivateKey: SECRET },
      reason: 'requestPrivateKey is neither a PEM nor a JWK',
      hint: 'Set requestPrivateKey to a private EC key as PEM (SEC 1 or PKCS #8) or as JWK with crv, x, y, d',
    },
  ])('makeRequestObject() fails: $reason', async ({ variables, reason, hint }) => {
    expect(await makeRequestParam(variables)).toEqual({
      kind: 'failed',
      failure: { code: 'PRODUCER_KEY', message: `Cannot make "requestParam": ${reason}`, hint },
    })
  })
})
