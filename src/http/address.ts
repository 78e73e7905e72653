import type { LookupFunction } from 'node:net'

/** The parts of an absolute http or https URL, each as written. */
export interface Address {
  readonly protocol: 'http:' | 'https:'
  /** Without the brackets of an IPv6 literal. */
  readonly hostname: string
  /** Host and port as they go into the Host header. */
  readonly host: string
  /** Absent: the default port. */
  readonly port?: number
  /** Path and query; at least `/`. */
  readonly path: string
}

/**
 * Splits a URL without normalizing it, since what is sent must be what the collection says; undefined when it is no
 * http or https URL with a host. A user and a fragment are dropped.
 */
export function parseAddress(url: string): Address | undefined {
  const match = /^(https?):\/\/(?:[^/?#]*@)?(\[[^\]/?#]*\]|[^:/?#]+)(:\d*)?(?=[/?#]|$)([^#]*)/i.exec(url)
  if (match === null) return undefined
  const [, scheme = '', name = '', port = '', rest = ''] = match
  return {
    protocol: scheme.toLowerCase() === 'https' ? 'https:' : 'http:',
    hostname: name.replace(/^\[(.+)\]$/, '$1'),
    host: name + port,
    ...(port.length > 1 ? { port: Number(port.slice(1)) } : {}),
    path: rest.startsWith('/') ? rest : `/${rest}`,
  }
}

/** A request named for a message: method, origin and path. The query is left out, since it may hold secrets. */
export function nameRequest(request: { readonly method: string; readonly url: string }): string {
  const address = parseAddress(request.url)
  if (address === undefined) return `${request.method} request`
  return `${request.method} "${address.protocol}//${address.host}${address.path.replace(/\?.*$/s, '')}"`
}

/**
 * Is the name `localhost` or below it, which always means this machine.
 * Source: RFC 6761 section 6.3.
 */
export function isLocalhost(hostname: string): boolean {
  return /(?:^|\.)localhost$/i.test(hostname)
}

/** Answers for localhost without asking DNS: IPv6 first, then IPv4, as newman 6.2.2 tries them. */
export const lookupLocalhost: LookupFunction = (_hostname, options, callback) => {
  if (options.all === true) {
    callback(null, [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ])
    return
  }
  callback(null, '127.0.0.1', 4)
}
