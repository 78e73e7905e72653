import type { Header } from '../../model/collection.ts'
import type { CookieRecord } from '../../model/exchange.ts'
import { type Lore, maskedFully } from './lore.ts'
import { HARMLESS_HEADERS, MASK, SECRET_HEADERS } from './rules.ts'
import { type Learn, maskText } from './text.ts'

/** Masks the value of a header by what the header is for. */
export function maskHeader(header: Header, lore: Lore): Header {
  const value = maskValue(header.key.toLowerCase(), header.value, lore)
  return value === header.value ? header : { ...header, value }
}

function maskValue(name: string, value: string, lore: Lore): string {
  const { learn, isSecret } = lore
  if (name === 'authorization' || name === 'proxy-authorization') return maskAuthorization(value, learn)
  if (name === 'cookie') return maskCookies(value, learn)
  if (name === 'set-cookie') return value.replace(/^[^;]*/, (pair) => maskPair(pair, learn))
  if (value === '' || HARMLESS_HEADERS.has(name)) return value
  if (SECRET_HEADERS.has(name) || isSecret(name)) return maskWhole(value, learn)
  return maskedFully(maskText, lore)(value)
}

/** The scheme stays. Source: RFC 9110, section 11.4; for Basic RFC 7617. */
function maskAuthorization(value: string, learn: Learn): string {
  const { scheme, credentials } = /^(?<scheme>\S+)\s+(?<credentials>.+)$/s.exec(value)?.groups ?? {}
  if (scheme === undefined || credentials === undefined) return value === '' ? value : maskWhole(value, learn)
  // Parameters (Digest, Hawk) are made for one request; a single word, or what a bearer shows, is the secret itself.
  if (scheme.toLowerCase() === 'bearer' || !/[\s,]/.test(credentials)) learn(credentials)
  if (scheme.toLowerCase() === 'basic') learn(passwordOf(credentials))
  return `${scheme} ${MASK}`
}

function passwordOf(credentials: string): string {
  const pair = Buffer.from(credentials, 'base64').toString()
  return pair.slice(pair.indexOf(':') + 1)
}

/** Masks the values of a Cookie header (RFC 6265, section 4.2). */
export function maskCookies(value: string, learn: Learn): string {
  return value
    .split(';')
    .map((pair) => maskPair(pair, learn))
    .join(';')
}

function maskPair(pair: string, learn: Learn): string {
  const sign = pair.indexOf('=')
  const value = pair.slice(sign + 1)
  if (sign === -1 || value === '' || value === MASK) return pair
  learn(value)
  return `${pair.slice(0, sign)}=${MASK}`
}

/** Masks the value of a cookie. */
export function maskCookie(cookie: CookieRecord, learn: Learn): CookieRecord {
  return cookie.value === '' ? cookie : { ...cookie, value: maskWhole(cookie.value, learn) }
}

function maskWhole(value: string, learn: Learn): string {
  if (value !== MASK) learn(value)
  return MASK
}
