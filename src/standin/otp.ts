import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** Authenticator apps make a password of six digits every 30 seconds, from a SHA-1. Source: RFC 6238. */
const TOTP = { stepSeconds: 30, digits: 6, secretBytes: 20 }

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A random number of so many digits. Never a leading zero: `test.otp` is an integer, and a script that reads it must get all digits. */
export function randomDigits(length: number): string {
  return String(randomInt(10 ** (length - 1), 10 ** length))
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSame(wanted: string, given: string): boolean {
  const [one, other] = [Buffer.from(wanted), Buffer.from(given.trim())]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** What an authenticator app makes its passwords from, in Base32. */
export function newTotpSecret(): string {
  const bits = [...randomBytes(TOTP.secretBytes)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('')
}

/** What an authenticator app shows as a QR code. Source: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function totpUri(
  secret: string,
  { issuer, account }: { readonly issuer: string; readonly account: string },
): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?${new URLSearchParams({ secret, issuer }).toString()}`
}

/** The password of an authenticator app in a time step. Source: RFC 4226, section 5.3. */
export function totp(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 0xf
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** TOTP.digits).padStart(TOTP.digits, '0')
}

/** The time step whose password this is: the current one, or one before or after it; undefined: none of them. */
export function totpStep(secret: string, given: string, nowMs: number): number | undefined {
  const current = Math.floor(nowMs / 1000 / TOTP.stepSeconds)
  return [current, current - 1, current + 1].find((step) => isSame(totp(secret, step), given))
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (sign) => BASE32.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
