import { DOMException } from './dom-exception.ts'

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 of a text whose characters are bytes. Source: HTML, section 8.3. */
export function btoa(...values: readonly unknown[]): string {
  const text = textFrom(values)
  let base64 = ''
  for (let at = 0; at < text.length; at += 3) {
    const bytes = [0, 1, 2].map((offset) => text.charCodeAt(at + offset))
    if (bytes.some((byte) => byte > 255)) throw new DOMException('Invalid character', 'InvalidCharacterError')
    const [first = 0, second = 0, third = 0] = bytes.map((byte) => byte || 0)
    const all = (first << 16) | (second << 8) | third
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(all >> shift) & 63])
    const left = Math.min(3, text.length - at)
    base64 += digits.slice(0, left + 1).join('') + '='.repeat(3 - left)
  }
  return base64
}

/** The text of a Base64; white space is passed over, padding may be missing. Source: HTML, section 8.3. */
export function atob(...values: readonly unknown[]): string {
  const spaceless = textFrom(values).replace(/[\t\n\f\r ]/g, '')
  const base64 = spaceless.length % 4 === 0 ? spaceless.replace(/={1,2}$/, '') : spaceless
  if (base64.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(base64)) {
    throw new DOMException(
      base64.length % 4 === 1 ? 'The string to be decoded is not correctly encoded.' : 'Invalid character',
      'InvalidCharacterError',
    )
  }
  let text = ''
  let bits = 0
  let count = 0
  for (const digit of base64) {
    bits = ((bits << 6) | DIGITS.indexOf(digit)) & 0xffffff
    count += 6
    if (count < 8) continue
    count -= 8
    text += String.fromCharCode((bits >> count) & 255)
  }
  return text
}

function textFrom(values: readonly unknown[]): string {
  if (values.length === 0) throw new TypeError('The "data" argument must be specified')
  return String(values[0])
}
