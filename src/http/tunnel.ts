import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Header } from '../model/collection.ts'
import { isLocalhost, lookupLocalhost } from './address.ts'
import { basicCredentials } from './credentials.ts'
import { type Proxy, ProxyError, unconnected } from './proxy.ts'
import type { TlsSocketOptions } from './tls.ts'

/** The other end of a tunnel. */
export interface Target {
  readonly hostname: string
  readonly port: number
}

/** What a tunnel is opened with. */
export interface TunnelOptions {
  /** Headers of the request that needs the tunnel; some are repeated to the proxy. */
  readonly headers: readonly Header[]
  /** For a proxy that is spoken to over TLS. */
  readonly tls: TlsSocketOptions
  readonly signal: AbortSignal
}

/** Headers of a request that its CONNECT repeats. Source: bytes recorded from newman 6.2.2. */
const REPEATED: readonly string[] = Object.freeze([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'accept-ranges',
  'cache-control',
  'content-encoding',
  'content-language',
  'content-location',
  'content-md5',
  'content-range',
  'content-type',
  'connection',
  'date',
  'expect',
  'max-forwards',
  'pragma',
  'proxy-authorization',
  'referer',
  'te',
  'user-agent',
  'via',
])

/** Opens a tunnel through an HTTP proxy with CONNECT. Rejects with ProxyError. Source: RFC 9110 section 9.3.6. */
export function openTunnel(proxy: Proxy, target: Target, { headers, tls, signal }: TunnelOptions): Promise<Socket> {
  // With brackets, which newman 6.2.2 forgets.
  const host = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname
  const authority = `${host}:${target.port}`
  return new Promise((resolve, reject) => {
    const connect = (proxy.kind === 'https' ? https : http).request({
      agent: false,
      method: 'CONNECT',
      host: proxy.hostname,
      port: proxy.port,
      path: authority,
      setHost: false,
      signal,
      ...(isLocalhost(proxy.hostname) ? { lookup: lookupLocalhost } : {}),
      ...(proxy.kind === 'https' ? tls : {}),
    })
    connect.removeHeader('Connection')
    for (const { key, value } of headers) {
      if (REPEATED.includes(key.toLowerCase())) connect.setHeader(key, value)
    }
    connect.setHeader('host', authority)
    if (proxy.credentials !== undefined) connect.setHeader('Proxy-Authorization', basicCredentials(proxy.credentials))
    connect.once('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head)
        resolve(socket)
        return
      }
      socket.destroy()
      reject(refusal(statusCode))
    })
    connect.once('error', (cause) => reject(unconnected(cause, tunnelError(`cause=${causeText(cause)}`))))
    connect.end()
  })
}

function refusal(status: number): ProxyError {
  const said = tunnelError(`statusCode=${status}`)
  if (status !== 407) return new ProxyError(`the proxy answers ${status}`, said)
  const hint = 'Write them into the address of the proxy: http://user:password@host:port'
  return new ProxyError('the proxy wants user and password', said, hint)
}

/** A host with several addresses fails with an error for each, and no words of its own. */
function causeText(cause: Error): string {
  const last: unknown = cause instanceof AggregateError ? cause.errors.at(-1) : cause
  return last instanceof Error ? last.message : cause.message
}

/** newman's words and code. */
function tunnelError(reason: string): Error {
  return Object.assign(new Error(`tunneling socket could not be established, ${reason}`), { code: 'ECONNRESET' })
}
