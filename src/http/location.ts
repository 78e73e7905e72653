import { parseAddress } from './address.ts'

/** How a Location is read. */
interface LocationOptions {
  readonly disableUrlEncoding?: boolean
  /** A scheme without `//` is the beginning of a path. */
  readonly schemeInPath?: boolean
}

/** A scheme other than http, and no `//`. */
const WITHOUT_AUTHORITY = /^(?!https?:)[a-z][a-z0-9+.-]*:(?!\/\/)/i

/**
 * Resolves a Location header: percent-encodes what a URL may not hold, drops user and fragment, keeps dot segments as
 * they are, as newman 6.2.2 does. Undefined when it leads to something other than http or https.
 * Source: RFC 9110 section 10.2.2; encode sets of https://url.spec.whatwg.org/#percent-encoded-bytes.
 */
export function resolveLocation(
  base: string,
  location: string,
  { disableUrlEncoding = false, schemeInPath = false }: LocationOptions = {},
): string | undefined {
  // Only before the query: browsers and newman take a backslash for a slash there.
  const slashed = location.trim().replace(/^[^?#]*/, (before) => before.replaceAll('\\', '/'))
  const written = toAbsolute(base, slashed, schemeInPath)
  const address = written === undefined ? undefined : parseAddress(written.replace(/^(https?):\/+/i, '$1://'))
  if (address === undefined) return undefined
  const host = lowerCaseHost(address.host)
  const path = disableUrlEncoding ? address.path : encodePath(address.path)
  return `${address.protocol}//${host}${path}`
}

/** User and password of a Location as written; empty without them. */
export function userOf(location: string): string {
  return /^(?:https?:)?[\\/]{2}([^\\/?#]*)@/i.exec(location.trim())?.[1] ?? ''
}

function toAbsolute(base: string, location: string, schemeInPath: boolean): string | undefined {
  if (/^https?:\/\//i.test(location)) return location
  const isPath = schemeInPath && WITHOUT_AUTHORITY.test(location)
  if (/^[a-z][a-z0-9+.-]*:/i.test(location) && !isPath) return undefined
  const address = parseAddress(base)
  if (address === undefined) return undefined
  const origin = `${address.protocol}//${address.host}`
  const path = address.path.replace(/\?.*$/s, '')
  if (location.startsWith('//')) return address.protocol + location
  if (location.startsWith('/')) return origin + location
  if (location.startsWith('?')) return origin + path + location
  if (location.startsWith('#')) return base + location
  return origin + path.slice(0, path.lastIndexOf('/') + 1) + location
}

/** Names beyond ASCII go out in their ASCII form; what is no host name stays, and fails to resolve. */
function lowerCaseHost(host: string): string {
  const url = `http://${host}`
  return /[^\x21-\x7e]/.test(host) && URL.canParse(url) ? new URL(url).host : host.toLowerCase()
}

function encodePath(pathAndQuery: string): string {
  const at = pathAndQuery.indexOf('?')
  const path = at === -1 ? pathAndQuery : pathAndQuery.slice(0, at)
  const query = at === -1 ? '' : pathAndQuery.slice(at)
  return (
    path.replace(/[^\x21\x24-\x3b\x3d\x40-\x5f\x61-\x7a\x7c\x7e]+/g, percentEncode) +
    query.replace(/[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x7e]+/g, percentEncode)
  )
}

function percentEncode(text: string): string {
  return Array.from(
    new TextEncoder().encode(text),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
}
