import { expect, test } from 'vitest'
import { makeValue } from './making.ts'

test('makeCodeChallenge() makes the challenge of RFC 7636, appendix B', async () => {
  const result = await makeValue('codeChallenge', { codeVerifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' })

  expect(result).toEqual({ kind: 'produced', value: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', lifetime: 'flow' })
})

test('makeCodeVerifier() makes 43 characters of 32 random bytes', async () => {
  const result = await makeValue('codeVerifier', {})

  expect(result).toEqual({ kind: 'produced', value: 'A'.repeat(43), lifetime: 'flow' })
})

test.each(['state', 'nonce'])('makeNonce() makes %s of 16 random bytes', async (name) => {
  const result = await makeValue(name, {})

  expect(result).toEqual({ kind: 'produced', value: 'A'.repeat(22), lifetime: 'flow' })
})

test.each([
  { codeVerifier: 'short', why: 'too short' },
  { codeVerifier: 'a'.repeat(129), why: 'too long' },
  { codeVerifier: `${'a'.repeat(43)}+`, why: 'of other characters' },
])('makeCodeChallenge() refuses a verifier that is $why', async ({ codeVerifier }) => {
  const result = await makeValue('codeChallenge', { codeVerifier })

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "codeChallenge": codeVerifier is no code verifier',
      hint: 'Set codeVerifier to 43 to 128 letters, digits, "-", ".", "_" or "~", or remove it',
    },
  })
})

test('makeCodeVerifier() fails beside a challenge that it did not make', async () => {
  const result = await makeValue('codeVerifier', { codeChallenge: 'of somebody else' })

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "codeVerifier": codeChallenge is set, and what it was made from is not known',
      hint: 'Set codeVerifier as well, or remove codeChallenge',
    },
  })
})
