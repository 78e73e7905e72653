import { expect, test } from 'vitest'
import { isSame, newTotpSecret, randomDigits, totp, totpStep, totpUri } from '../../src/standin/otp.ts'

/** The secret of RFC 6238, appendix B: the text 12345678901234567890. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('totp() has the last six digits of RFC 6238 at %i seconds', (seconds, digits) => {
  expect(totp(SECRET, Math.floor(seconds / 30))).toBe(digits)
})

test.each([
  [-2, undefined],
  [-1, 99],
  [0, 100],
  [1, 101],
  [2, undefined],
])('totpStep() takes the password of step %i from now: %s', (offset, step) => {
  expect(totpStep(SECRET, totp(SECRET, 100 + offset), 100 * 30_000)).toBe(step)
})

test('newTotpSecret() is 20 bytes in Base32', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
})

test('totpUri() is what a QR code holds', () => {
  expect(totpUri(SECRET, { issuer: 'My Env', account: 'a@b.c' })).toBe(
    `otpauth://totp/My%20Env:a%40b.c?secret=${SECRET}&issuer=My+Env`,
  )
})

test('randomDigits() never starts with a zero', () => {
  expect(Array.from({ length: 50 }, () => randomDigits(6)).every((otp) => /^[1-9]\d{5}$/.test(otp))).toBe(true)
})

test.each([
  ['123456', '123456', true],
  ['123456', ' 123456 ', true],
  ['123456', '123457', false],
  ['123456', '12345', false],
])('isSame() compares %s with "%s"', (wanted, given, expected) => {
  expect(isSame(wanted, given)).toBe(expected)
})
