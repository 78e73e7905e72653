import { STATUS_CODES } from 'node:http'
import { type ClientHttp2Session, type ClientHttp2Stream, constants, type OutgoingHttpHeaders } from 'node:http2'
import type { Header } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { Address } from './address.ts'
import { writeBody } from './body.ts'
import { BodyTooLarge, collectPieces } from './body-limit.ts'
import { type Limits, type Reply, toHeaders, toUtf8 } from './exchange.ts'
import { throughTunnel } from './forward.ts'

/** A session that is open. */
export interface Session {
  readonly native: ClientHttp2Session
  /** Has it carried requests before. */
  readonly isReused: boolean
}

/** Where a request goes, and on which session; undefined: its server speaks HTTP/1.1. */
export interface SessionRoute extends Limits {
  readonly address: Address
  readonly session: () => Promise<Session | undefined>
}

/** Headers that belong to one connection, and so do not exist in HTTP/2. Source: RFC 9113 section 8.2.2. */
const OF_CONNECTION: readonly string[] = Object.freeze([
  'connection',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])

/** Sends one request over HTTP/2 and reads its whole response; undefined when its server speaks HTTP/1.1. Never rejects. */
export function exchangeHttp2(request: WireRequest, route: SessionRoute): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const since = (): number => performance.now() - startedAt
    const timings: { tls?: number; firstByte?: number } = {}
    let stream: ClientHttp2Stream | undefined
    let isReused = false
    let isSettled = false

    const settle = (reply: Reply | undefined): void => {
      isSettled = true
      clearTimeout(timer)
      release()
      resolve(reply)
    }
    const stop = (reason: 'aborted' | 'timed-out'): void => {
      settle({ kind: 'stopped', reason })
      stream?.close(constants.NGHTTP2_CANCEL)
    }
    const release = route.onAbort(route.signal, () => stop('aborted'))
    const timer = route.timeoutMs > 0 ? setTimeout(stop, route.timeoutMs, 'timed-out') : undefined
    const fail = (error: Error): void => {
      settle({ kind: 'broken', error, isStale: isReused && timings.firstByte === undefined && isLost(error, stream) })
      stream?.close(constants.NGHTTP2_CANCEL)
    }

    const send = (session: Session | undefined): void => {
      if (isSettled) return
      if (session === undefined) return settle(undefined)
      isReused = session.isReused
      if (!isReused) timings.tls = since()
      const sent = session.native.request(toHttp2Headers(request, route.address))
      stream = sent
      sent.on('error', fail)
      sent.once('close', () => fail(new Http2Closed('the stream was closed before the response was complete')))
      sent.once('response', (fields, _flags, raw: readonly string[] = []) => {
        timings.firstByte = since()
        const pieces = collectPieces(route.maxBodyBytes)
        sent.on('data', (piece: Buffer) => {
          if (!pieces.add(piece)) fail(new BodyTooLarge(route.maxBodyBytes))
        })
        sent.once('end', () => {
          const body = pieces.joined()
          settle({ kind: 'reply', ...head(fields[':status'] ?? 0, raw), body, timings: { ...timings, total: since() } })
          // The server answered without reading the whole body.
          if (!sent.writableFinished) sent.close(constants.NGHTTP2_NO_ERROR)
        })
      })
      writeBody(sent, request.body, fail)
    }
    route.session().then(send).catch(fail)
  })
}

/** A stream that ended before its response. */
class Http2Closed extends Error {
  override readonly name: string = 'Error'
  readonly code = 'ECONNRESET'
}

/** Names in lower case; the Host header becomes the authority. Source: RFC 9113 section 8.3.1. */
function toHttp2Headers(request: WireRequest, address: Address): OutgoingHttpHeaders {
  const host = request.headers.find(({ key }) => key.toLowerCase() === 'host')?.value
  const fields = new Map<string, readonly string[]>()
  for (const { key, value } of throughTunnel(request).headers) {
    const name = key.toLowerCase()
    const isLeftOut = OF_CONNECTION.includes(name) || (name === 'te' && value !== 'trailers')
    if (!isLeftOut) fields.set(name, [...(fields.get(name) ?? []), toUtf8(value)])
  }
  return {
    ':method': request.method,
    ':scheme': 'https',
    ':authority': host || address.host,
    ':path': address.path,
    ...Object.fromEntries(
      [...fields].map(([name, [first = '', ...others]]) => [name, others.length === 0 ? first : [first, ...others]]),
    ),
  }
}

/** HTTP/2 has no status text: the usual one stands in. */
function head(
  status: number,
  raw: readonly string[],
): Pick<Extract<Reply, { kind: 'reply' }>, 'status' | 'statusText' | 'httpVersion' | 'headers'> {
  const headers: readonly Header[] = toHeaders(raw).filter(({ key }) => !key.startsWith(':'))
  return { status, statusText: STATUS_CODES[status] ?? '', httpVersion: '2.0', headers }
}

/** Was the request never looked at: the session was on its end, or the server refused the stream. Source: RFC 9113 section 8.7. */
function isLost(error: Error, stream: ClientHttp2Stream | undefined): boolean {
  if (stream?.rstCode === constants.NGHTTP2_REFUSED_STREAM) return true
  const code = 'code' in error ? error.code : undefined
  return (
    stream?.session?.closed !== false &&
    /^(?:ERR_HTTP2_(?:INVALID_SESSION|GOAWAY_SESSION|STREAM_CANCEL|SESSION_ERROR)|ECONNRESET|EPIPE)$/.test(String(code))
  )
}
