import { DOMException } from './dom-exception.ts'

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 of a text whose characters are bytes. Source: HTML, section 8.3. */
export function btoa(...values: readonly unknown[]): string {
  const text = textFrom(values)
  if (/[^\0-\xff]/.test(text)) throw new DOMException('Invalid character', 'InvalidCharacterError')
  const whole = text.length - (text.length % 3)
  let base64 = ''
  for (let at = 0; at < whole; at += 3) {
    const bits = (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2)
    base64 += `${digit(bits >> 18)}${digit(bits >> 12)}${digit(bits >> 6)}${digit(bits)}`
  }
  if (whole === text.length) return base64
  const isOne = whole + 1 === text.length
  const bits = (text.charCodeAt(whole) << 16) | (isOne ? 0 : text.charCodeAt(whole + 1) << 8)
  return `${base64}${digit(bits >> 18)}${digit(bits >> 12)}${isOne ? '=' : digit(bits >> 6)}=`
}

/** The text of a Base64; white space is passed over, padding may be missing. Source: HTML, section 8.3. */
export function atob(...values: readonly unknown[]): string {
  const spaceless = textFrom(values).replace(/[\t\n\f\r ]/g, '')
  const base64 = spaceless.length % 4 === 0 ? spaceless.replace(/={1,2}$/, '') : spaceless
  if (/[^A-Za-z0-9+/]/.test(base64)) throw new DOMException('Invalid character', 'InvalidCharacterError')
  if (base64.length % 4 === 1) {
    throw new DOMException('The string to be decoded is not correctly encoded.', 'InvalidCharacterError')
  }
  let text = ''
  let bits = 0
  let count = 0
  for (let at = 0; at < base64.length; at += 1) {
    bits = ((bits << 6) | valueOf(base64.charCodeAt(at))) & 0xffffff
    count += 6
    if (count < 8) continue
    count -= 8
    text += String.fromCharCode((bits >> count) & 255)
  }
  return text
}

function digit(bits: number): string {
  return DIGITS.charAt(bits & 63)
}

/** What a digit stands for: A to Z, a to z, 0 to 9, + and /. */
function valueOf(code: number): number {
  if (code >= 97) return code - 71
  if (code >= 65) return code - 65
  if (code >= 48) return code + 4
  return code === 43 ? 62 : 63
}

function textFrom(values: readonly unknown[]): string {
  if (values.length === 0) throw new TypeError('The "data" argument must be specified')
  return String(values[0])
}
