import type { ProxyEnv } from '../model/options.ts'
import type { Address } from './address.ts'
import { decodeUser } from './credentials.ts'
import { tlsReason } from './tls-failure.ts'

/** A proxy, as a variable of the environment names it. */
export interface Proxy {
  /** `https`: spoken to over TLS. */
  readonly kind: 'http' | 'https' | 'socks4' | 'socks4a' | 'socks5' | 'socks5h'
  /** Without the brackets of an IPv6 literal. */
  readonly hostname: string
  readonly port: number
  /** `user:password`, decoded. */
  readonly credentials?: string
}

/** A proxy that cannot be used, or that refuses. */
export class ProxyError extends Error {
  override readonly name: string = 'ProxyError'
  /** Without credentials. */
  readonly reason: string
  /** What newman 6.2.2 says. */
  readonly said: Error
  readonly hint: string

  constructor(reason: string, said: Error, hint = 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY') {
    super(reason, { cause: said })
    this.reason = reason
    this.said = said
    this.hint = hint
  }
}

const SCHEMES: Readonly<Record<string, { readonly kind: Proxy['kind']; readonly port: number }>> = Object.freeze({
  http: { kind: 'http', port: 80 },
  https: { kind: 'https', port: 443 },
  socks4: { kind: 'socks4', port: 1080 },
  socks4a: { kind: 'socks4a', port: 1080 },
  socks: { kind: 'socks5h', port: 1080 },
  socks5: { kind: 'socks5', port: 1080 },
  socks5h: { kind: 'socks5h', port: 1080 },
})

/**
 * The proxy for an address by newman's rules: HTTPS_PROXY, else HTTP_PROXY, for https, HTTP_PROXY for http; none for what
 * NO_PROXY lists: `*`, or hosts with or without port, comma-separated, that stand for themselves and all below them.
 * localhost has no exception. SOCKS is new. Throws ProxyError for a value that names no proxy.
 * Source: newman 6.2.2; schemes as in curl(1) `--proxy`.
 */
export function findProxy(env: ProxyEnv, address: Address): Proxy | undefined {
  const http = env.HTTP_PROXY || env.http_proxy
  const value = address.protocol === 'http:' ? http : env.HTTPS_PROXY || env.https_proxy || http
  if (!value || isExcepted(env.NO_PROXY || env.no_proxy || '', address)) return undefined
  return parseProxy(value)
}

function isExcepted(noProxy: string, { protocol, hostname, port }: Address): boolean {
  if (noProxy === '*') return true
  const targetPort = String(port ?? (protocol === 'https:' ? 443 : 80))
  return noProxy.split(',').some((entry) => {
    const zone = entry.trim().toLowerCase()
    if (zone.replace(/^\[|\]$/g, '') === hostname.toLowerCase()) return true
    const [host = '', zonePort] = zone.split(':', 2)
    return belowDot(hostname).endsWith(belowDot(host)) && (zonePort === undefined || zonePort === targetPort)
  })
}

/** With one dot in front, so that `oogle.com` is not found in `google.com`. */
function belowDot(host: string): string {
  return host.toLowerCase().replace(/^\.*/, '.')
}

function parseProxy(value: string): Proxy {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:([^/]*)@)?(\[[^\]/]+\]|[^:/?#]+)(?::(\d{1,5}))?(?:[/?#]|$)/i.exec(
    value.trim(),
  )
  if (match === null) throw new ProxyError('the address of the proxy is not a URL', new Error('Invalid URI'))
  const [, scheme = 'http', userInfo, host = '', port] = match
  const known = SCHEMES[scheme.toLowerCase()]
  if (known === undefined) {
    const protocol = `${scheme.toLowerCase()}:`
    const said = new Error(`Invalid protocol: ${protocol}`)
    throw new ProxyError(`"${protocol}" in the address of the proxy is not the protocol of one`, said)
  }
  return {
    kind: known.kind,
    hostname: host.replace(/^\[|\]$/g, ''),
    port: port === undefined ? known.port : Number(port),
    ...(userInfo === undefined ? {} : { credentials: decodeUser(userInfo) }),
  }
}

/** The error of a proxy to which no connection could be made; `said` is what newman 6.2.2 says, if not the cause. */
export function unconnected(cause: Error, said: Error = cause): ProxyError {
  const tls = tlsReason(cause, cause)
  const reason = tls === undefined ? 'the proxy cannot be reached' : `TLS with the proxy failed: ${tls.reason}`
  return new ProxyError(reason, said)
}

/** An error of a request that goes to a proxy whole: what failed before a connection stood concerns the proxy, not the server. */
export function unconnectedProxy(error: Error): Error {
  const isConnecting = 'syscall' in error && (error.syscall === 'connect' || error.syscall === 'getaddrinfo')
  return isConnecting || tlsReason(error, error) !== undefined ? unconnected(error) : error
}
