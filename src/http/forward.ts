import type { Header } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { basicCredentials } from './credentials.ts'
import type { Proxy } from './proxy.ts'

/** System headers that newman 6.2.2 adds after Proxy-Authorization. Source: bytes recorded from it. */
const LATER: readonly string[] = Object.freeze(['content-length', 'cookie', 'referer'])

/** The request as an HTTP proxy gets it: with the credentials of the proxy, unless it has its own. */
export function throughProxy(request: WireRequest, { credentials }: Proxy): WireRequest {
  const { headers } = request
  if (credentials === undefined || headers.some(isProxyAuthorization)) return request
  const later = headers.findIndex(({ key, system }) => system === true && LATER.includes(key.toLowerCase()))
  const at = later === -1 ? headers.length : later
  const header = { key: 'Proxy-Authorization', value: basicCredentials(credentials), system: true }
  return { ...request, headers: headers.toSpliced(at, 0, header) }
}

/** The request as a server gets it through a tunnel: what is meant for the proxy stays with the proxy. */
export function throughTunnel(request: WireRequest): WireRequest {
  const headers = request.headers.filter((header) => !isProxyAuthorization(header))
  return headers.length === request.headers.length ? request : { ...request, headers }
}

function isProxyAuthorization({ key }: Header): boolean {
  return key.toLowerCase() === 'proxy-authorization'
}
