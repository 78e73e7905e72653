import { createHmac } from 'node:crypto'

/** How a time-based one-time password is made. */
export interface TotpOptions {
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  readonly periodS: number
}

/** The password for a time. `epochMs`: milliseconds since 1970. Source: RFC 6238, section 4; RFC 4226, section 5.3. */
export function totp(secret: Uint8Array, epochMs: number, { algorithm, digits, periodS }: TotpOptions): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(epochMs / 1000 / periodS)))
  const hash = createHmac(algorithm, secret).update(counter).digest()
  const offset = hash.readUInt8(hash.length - 1) & 0xf
  const number = hash.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 10 ** digits).padStart(digits, '0')
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The bytes of a base32 text; blanks, dashes and padding as people copy them do not matter. Undefined: it is none. Source: RFC 4648, section 6. */
export function fromBase32(text: string): Uint8Array | undefined {
  const characters = text.toUpperCase().replaceAll(/[\s-]|=+$/g, '')
  if (!/^[A-Z2-7]+$/.test(characters) || [1, 3, 6].includes(characters.length % 8)) return undefined
  const bits = characters.replaceAll(/./g, (character) => ALPHABET.indexOf(character).toString(2).padStart(5, '0'))
  const bytes = bits.match(/.{8}/g) ?? []
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2))
}
