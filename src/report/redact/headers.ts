import type { Header } from '../../model/collection.ts'
import type { CookieRecord } from '../../model/exchange.ts'
import type { Hide } from './lore.ts'
import { isMasked } from './placeholder.ts'
import { HARMLESS_HEADERS, SECRET_HEADERS } from './rules.ts'

/** What a header is judged by. */
interface HeaderNeeds {
  readonly hide: Hide
  readonly isSecret: (name: string) => boolean
  /** Masks what is found in the value of an ordinary header. */
  readonly ordinary: (text: string) => string
}

/** Masks the value of a header by what the header is for. */
export function maskHeader(header: Header, needs: HeaderNeeds): Header {
  const value = maskValue(header, needs)
  return value === header.value ? header : { ...header, value }
}

function maskValue({ key, value }: Header, { hide, isSecret, ordinary }: HeaderNeeds): string {
  const name = key.toLowerCase()
  if (name === 'authorization' || name === 'proxy-authorization') return maskAuthorization(value, hide)
  if (name === 'cookie') return maskCookies(value, hide)
  if (name === 'set-cookie') return value.replace(/^[^;]*/, (pair) => maskPair(pair, hide))
  if (value === '' || HARMLESS_HEADERS.has(name)) return value
  return SECRET_HEADERS.has(name) || isSecret(key) ? hide(key, value) : ordinary(value)
}

/** The scheme stays. Source: RFC 9110, section 11.4. */
function maskAuthorization(value: string, hide: Hide): string {
  const {
    scheme,
    blank = '',
    credentials,
  } = /^(?<scheme>\S+)(?<blank>\s+)(?<credentials>.+)$/s.exec(value)?.groups ?? {}
  if (scheme === undefined || credentials === undefined) return value === '' ? value : hide('authorization', value)
  return scheme + blank + hideCredentials(hide, scheme, credentials)
}

/** Hides what stands after a scheme. Of Basic credentials (RFC 7617) it is the password that is the secret, so that it is seen which one it is. */
export function hideCredentials(hide: Hide, scheme: string, credentials: string): string {
  const name = scheme.toLowerCase()
  if (name !== 'basic' || isMasked(credentials)) return hide(name, credentials)
  const pair = Buffer.from(credentials, 'base64').toString()
  const password = pair.slice(pair.indexOf(':') + 1)
  return !pair.includes(':') || password === '' ? hide(name, credentials) : hide('password', password, [credentials])
}

/** Masks the values of a Cookie header (RFC 6265, section 4.2). */
export function maskCookies(value: string, hide: Hide): string {
  return value
    .split(';')
    .map((pair) => maskPair(pair, hide))
    .join(';')
}

function maskPair(pair: string, hide: Hide): string {
  const sign = pair.indexOf('=')
  const value = pair.slice(sign + 1)
  if (sign === -1 || value === '') return pair
  return `${pair.slice(0, sign)}=${hide(pair.slice(0, sign).trim(), value)}`
}

/** Masks the value of a cookie. */
export function maskCookie(cookie: CookieRecord, hide: Hide): CookieRecord {
  return cookie.value === '' ? cookie : { ...cookie, value: hide(cookie.name, cookie.value) }
}
