import { createPublicKey, type KeyObject } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type KeyResult, readKey } from '../../src/native/keys.ts'
import { ecForms, PASSPHRASE, rsaForms, rsaPssPem } from './key-material.ts'

const RSA = rsaForms()
const EC = ecForms()
const SMALL = rsaForms(1024)

function keyOf(result: KeyResult): KeyObject {
  if (result.kind === 'unusable') throw new Error(`no key: ${result.reason}`)
  return result.key
}

describe('readKey() for HS*', () => {
  test.each([
    { algorithm: 'HS256', text: 's'.repeat(32) },
    { algorithm: 'HS384', text: 's'.repeat(48) },
    { algorithm: 'HS512', text: 's'.repeat(64) },
    { algorithm: 'HS256', text: 'ß'.repeat(16) },
    { algorithm: 'HS256', text: `{"not":"a JWK, but long enough"}` },
  ] as const)('readKey() takes the UTF-8 bytes of $text for $algorithm', ({ algorithm, text }) => {
    const result = readKey(text, { algorithm })

    expect(keyOf(result).export()).toEqual(Buffer.from(text, 'utf8'))
  })

  test.each([
    { algorithm: 'HS256', text: 's'.repeat(31), bytes: 32 },
    { algorithm: 'HS384', text: 's'.repeat(47), bytes: 48 },
    { algorithm: 'HS512', text: 's'.repeat(63), bytes: 64 },
  ] as const)('readKey() refuses a secret of less than $bytes bytes for $algorithm', ({ algorithm, text, bytes }) => {
    const result = readKey(text, { algorithm })

    expect(result).toEqual({
      kind: 'unusable',
      problem: 'too-short',
      reason: `is shorter than the ${bytes} bytes that ${algorithm} needs`,
    })
  })

  test('readKey() refuses a PEM as a secret', () => {
    const result = readKey(RSA.pkcs8, { algorithm: 'HS256' })

    expect(result).toEqual({
      kind: 'unusable',
      problem: 'not-a-secret',
      reason: 'is a PEM, HS256 signs with a secret',
    })
  })

  test('readKey() refuses a JWK as a secret', () => {
    const result = readKey(JSON.stringify(RSA.jwk), { algorithm: 'HS512' })

    expect(result).toEqual({
      kind: 'unusable',
      problem: 'not-a-secret',
      reason: 'is a JWK, HS512 signs with a secret as text',
    })
  })
})

describe('readKey() for RS*', () => {
  test.each([
    { form: 'PKCS #8', text: RSA.pkcs8 },
    { form: 'PKCS #1', text: RSA.pkcs1 },
    { form: 'PEM with CRLF', text: RSA.pkcs8.replaceAll('\n', '\r\n') },
    { form: 'PEM in one line with written-out line ends', text: RSA.pkcs8.replaceAll('\n', '\\n') },
    { form: 'PEM with written-out CRLF', text: RSA.pkcs1.replaceAll('\n', '\\r\\n') },
    { form: 'PEM with its line ends lost', text: RSA.pkcs8.replaceAll('\n', '') },
    { form: 'PEM with spaces for line ends', text: RSA.pkcs1.replaceAll('\n', ' ') },
    { form: 'PEM after its public key', text: RSA.publicPem + RSA.pkcs8 },
    { form: 'PKCS #8, encrypted', text: RSA.encryptedPkcs8, passphrase: PASSPHRASE },
    { form: 'PKCS #1, encrypted', text: RSA.encryptedPkcs1, passphrase: PASSPHRASE },
    { form: 'PEM with a passphrase it does not need', text: RSA.pkcs8, passphrase: PASSPHRASE },
    { form: 'JWK', text: JSON.stringify(RSA.jwk) },
    { form: 'JWK for the algorithm', text: JSON.stringify({ ...RSA.jwk, alg: 'RS256' }) },
  ])('readKey() reads a private key as $form', ({ text, passphrase }) => {
    const result = readKey(text, { algorithm: 'RS256', ...(passphrase === undefined ? {} : { passphrase }) })

    expect(createPublicKey(keyOf(result)).equals(RSA.publicKey)).toBe(true)
  })

  test('readKey() hands on the kid of a JWK', () => {
    const result = readKey(JSON.stringify({ ...RSA.jwk, kid: 'key-7' }), { algorithm: 'RS512' })

    expect(result).toEqual({ kind: 'key', key: keyOf(result), keyId: 'key-7' })
  })

  test.each([
    { what: 'a secret', text: 's'.repeat(64), problem: 'unreadable', reason: 'is neither a PEM nor a JWK' },
    { what: 'JSON that is no object', text: '[1]', problem: 'unreadable', reason: 'is neither a PEM nor a JWK' },
    { what: 'JSON without kty', text: '{"kid":"a"}', problem: 'unreadable', reason: 'is JSON, but not a JWK' },
    {
      what: 'a PEM of garbage',
      text: '-----BEGIN PRIVATE KEY-----\nAAAA!\n-----END PRIVATE KEY-----',
      problem: 'unreadable',
      reason: 'is a PEM that cannot be read',
    },
    {
      what: 'a PEM that was cut off',
      text: RSA.pkcs8.slice(0, 400),
      problem: 'unreadable',
      reason: 'is a PEM that cannot be read',
    },
    {
      what: 'a JWK without its primes',
      text: JSON.stringify({ kty: 'RSA', n: RSA.jwk['n'], e: RSA.jwk['e'], d: RSA.jwk['d'] }),
      problem: 'unreadable',
      reason: 'is a JWK that cannot be read',
    },
    {
      what: 'a public PEM',
      text: RSA.publicPem,
      problem: 'public',
      reason: 'holds no private key, RS256 signs with one',
    },
    {
      what: 'a public JWK',
      text: JSON.stringify({ kty: 'RSA', n: RSA.jwk['n'], e: RSA.jwk['e'] }),
      problem: 'public',
      reason: 'holds no private key, RS256 signs with one',
    },
    { what: 'an EC PEM', text: EC.pkcs8, problem: 'wrong-type', reason: 'is an EC key, RS256 needs an RSA key' },
    {
      what: 'an EC JWK',
      text: JSON.stringify(EC.jwk),
      problem: 'wrong-type',
      reason: 'is an EC key, RS256 needs an RSA key',
    },
    {
      what: 'a symmetric JWK',
      text: '{"kty":"oct","k":"AAAA"}',
      problem: 'wrong-type',
      reason: 'is a symmetric key, RS256 needs an RSA key',
    },
    {
      what: 'a JWK of an unheard-of type',
      text: '{"kty":"constructor","d":"AAAA"}',
      problem: 'wrong-type',
      reason: 'is a key of another type, RS256 needs an RSA key',
    },
    {
      what: 'an RSA-PSS PEM',
      text: rsaPssPem(),
      problem: 'wrong-type',
      reason: 'is an RSA-PSS key, RS256 needs an RSA key',
    },
    {
      what: 'a JWK for another algorithm',
      text: JSON.stringify({ ...RSA.jwk, alg: 'RS512' }),
      problem: 'wrong-type',
      reason: 'is a JWK for another "alg" than RS256',
    },
    {
      what: 'an RSA key of 1024 bits',
      text: SMALL.pkcs8,
      problem: 'too-small',
      reason: 'has fewer than the 2048 bits that RS256 needs',
    },
    {
      what: 'an encrypted PKCS #8',
      text: RSA.encryptedPkcs8,
      problem: 'passphrase-missing',
      reason: 'is encrypted',
    },
    {
      what: 'an encrypted PKCS #1',
      text: RSA.encryptedPkcs1,
      problem: 'passphrase-missing',
      reason: 'is encrypted',
    },
  ])('readKey() refuses $what', ({ text, problem, reason }) => {
    expect(readKey(text, { algorithm: 'RS256' })).toEqual({ kind: 'unusable', problem, reason })
  })

  test.each([
    { form: 'PKCS #8', text: RSA.encryptedPkcs8 },
    { form: 'PKCS #1', text: RSA.encryptedPkcs1 },
  ])('readKey() refuses a wrong passphrase for $form', ({ text }) => {
    const result = readKey(text, { algorithm: 'RS256', passphrase: 'wrong' })

    expect(result).toEqual({
      kind: 'unusable',
      problem: 'passphrase-wrong',
      reason: 'cannot be decrypted with the passphrase',
    })
  })
})

describe('readKey() for ES* and PS*', () => {
  test.each([
    { form: 'PKCS #8', text: EC.pkcs8 },
    { form: 'PKCS #8 with its line ends lost', text: EC.pkcs8.replaceAll('\n', '') },
    { form: 'JWK', text: JSON.stringify(EC.jwk) },
  ])('readKey() reads an EC key as $form', ({ text }) => {
    const result = readKey(text, { algorithm: 'ES256' })

    expect(createPublicKey(keyOf(result)).equals(EC.publicKey)).toBe(true)
  })

  test.each([
    { text: RSA.pkcs8, reason: 'is an RSA key, ES384 needs an EC key' },
    { text: JSON.stringify(RSA.jwk), reason: 'is an RSA key, ES384 needs an EC key' },
    { text: EC.pkcs8, reason: 'is an EC key on another curve than ES384 needs' },
    { text: JSON.stringify(EC.jwk), reason: 'is an EC key on another curve than ES384 needs' },
  ])('readKey() says that a key $reason', ({ text, reason }) => {
    const result = readKey(text, { algorithm: 'ES384' })

    expect(result).toEqual({ kind: 'unusable', problem: 'wrong-type', reason })
  })

  test('readKey() reads an RSA key for PS512', () => {
    const result = readKey(RSA.pkcs1, { algorithm: 'PS512' })

    expect(createPublicKey(keyOf(result)).equals(RSA.publicKey)).toBe(true)
  })

  test('readKey() takes a small RSA key where fewer bits are asked for', () => {
    const result = readKey(SMALL.pkcs8, { algorithm: 'RS256', minBits: 0 })

    expect(createPublicKey(keyOf(result)).equals(SMALL.publicKey)).toBe(true)
  })
})
