import type { Address } from './address.ts'

const ALL_URLS = '<all_urls>'

const PATTERN =
  /^((?:http|https|file|ftp|\*)(?:\+(?:http|https|file|ftp))*):\/\/(\*|\*\.[^*/:]+|[^*/:]+)(?::(\*|\d+))?(\/.*)$/

/**
 * Does a URL pattern of Postman fit an https address. `<all_urls>` fits all; a pattern without a path fits none.
 * In the path `?` stands for one character and the first `*` for any number; as in postman-collection, each further `*`
 * only repeats the character before it.
 * Source: Postman Collection SDK, UrlMatchPattern; compared with newman 6.2.2.
 */
export function matchesUrl(pattern: string, address: Address): boolean {
  if (pattern === ALL_URLS) return true
  const match = PATTERN.exec(pattern)
  if (match === null) return false
  const [, protocols = '', host = '', port = '443', path = ''] = match
  return (
    protocols.split('+').some((protocol) => protocol === '*' || protocol === 'https') &&
    matchesHost(host.toLowerCase(), address.hostname.toLowerCase()) &&
    (port === '*' || Number(port) === (address.port ?? 443)) &&
    matchesPath(path, address.path.replace(/\?.*$/s, ''))
  )
}

function matchesHost(pattern: string, host: string): boolean {
  if (pattern === '*' || pattern === host) return true
  return pattern.startsWith('*.') && (host === pattern.slice(2) || host.endsWith(pattern.slice(1)))
}

function matchesPath(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('?', '.')
    .replace('*', '.*')
  try {
    return new RegExp(`^${source}$`).test(path)
  } catch {
    // Two stars in a row.
    return false
  }
}
