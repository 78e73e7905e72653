import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Header } from '../model/collection.ts'
import type { Timings, WireBody, WireRequest } from '../model/exchange.ts'
import type { OnAbort } from './abort.ts'
import { type Address, isLocalhost, lookupLocalhost } from './address.ts'
import { writeBody } from './body.ts'
import { BodyTooLarge, collectPieces } from './body-limit.ts'
import type { Way } from './connections.ts'
import { throughProxy, throughTunnel } from './forward.ts'

/** What one request on one socket came to. `isStale`: the server had closed a reused socket before it saw the request. */
export type Reply =
  | (Head & {
      readonly kind: 'reply'
      /** As received, without the framing of chunks. */
      readonly body: Uint8Array
      readonly timings: Timings
    })
  | {
      readonly kind: 'broken'
      readonly error: Error
      readonly isStale: boolean
      /** Of a response that did not come to its end. */
      readonly begun?: Head & { readonly timings: Timings }
    }
  | { readonly kind: 'stopped'; readonly reason: 'aborted' | 'timed-out' }

/** What comes before the body of a response. */
interface Head {
  readonly status: number
  readonly statusText: string
  readonly httpVersion: string
  readonly headers: readonly Header[]
}

/** Where and how a request is sent. */
export interface Route extends Way, Limits {
  readonly address: Address
}

/** What ends an exchange before its time. */
export interface Limits {
  /** Stops the exchange at once. */
  readonly signal: AbortSignal
  readonly onAbort: OnAbort
  /** For the whole exchange. Milliseconds, 0 = none. */
  readonly timeoutMs: number
  /** What the body of the response may take as received. */
  readonly maxBodyBytes: number
  /** What the headers of the response may take. */
  readonly maxHeaderBytes?: number | undefined
}

/** Some identity platforms send cookies and tokens in headers far beyond Node's 16 KiB. */
const MAX_HEADER_BYTES = 256 * 1024

/** Sends one request and reads its whole response. Never rejects. */
export function exchange(request: WireRequest, route: Route): Promise<Reply> {
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const since = (): number => performance.now() - startedAt
    const timings: { dns?: number; tcp?: number; tls?: number; firstByte?: number } = {}
    let outgoing: ClientRequest | undefined
    let incoming: IncomingMessage | undefined
    let bytesBefore = 0

    const settle = (reply: Reply): void => {
      clearTimeout(timer)
      release()
      resolve(reply)
    }
    const stop = (reason: 'aborted' | 'timed-out'): void => {
      settle({ kind: 'stopped', reason })
      outgoing?.destroy()
    }
    const release = route.onAbort(route.signal, () => stop('aborted'))
    const timer = route.timeoutMs > 0 ? setTimeout(stop, route.timeoutMs, 'timed-out') : undefined
    const fail = (error: Error): void => {
      const begun = incoming && { ...head(incoming), timings: { ...timings, total: since() } }
      settle({ kind: 'broken', error, isStale: isStale(error, outgoing, bytesBefore), ...(begun && { begun }) })
      outgoing?.destroy()
    }

    try {
      outgoing = open(request, route)
    } catch (error) {
      fail(error instanceof Error ? error : new Error(String(error)))
      return
    }
    const sent = outgoing
    sent.on('error', fail)
    const leave = (_response: IncomingMessage, socket: Socket): void => {
      socket.destroy()
      fail(new Error('the server switched to another protocol'))
    }
    sent.once('upgrade', leave)
    sent.once('connect', leave)
    sent.once('socket', (socket: Socket) => {
      bytesBefore = socket.bytesRead
      if (sent.reusedSocket) return
      // A tunnel is ready when the request gets it.
      if (!socket.connecting) timings[socket instanceof TLSSocket ? 'tls' : 'tcp'] = since()
      socket.once('lookup', () => (timings.dns = since()))
      socket.once('connect', () => (timings.tcp = since()))
      socket.once('secureConnect', () => (timings.tls = since()))
    })
    sent.once('response', (response) => {
      timings.firstByte = since()
      incoming = response
      const body = collectPieces(route.maxBodyBytes)
      response.on('data', (piece: Buffer) => {
        if (!body.add(piece)) fail(new BodyTooLarge(route.maxBodyBytes))
      })
      response.on('error', fail)
      response.once('end', () => {
        settle({ kind: 'reply', ...head(response), body: body.joined(), timings: { ...timings, total: since() } })
        // The server answered without reading the whole body: the socket cannot be used again.
        if (!sent.writableFinished) sent.destroy()
      })
    })
    writeBody(sent, request.body, fail)
  })
}

/** An API key may be asked for in a header without a name; there is none in HTTP. */
function withoutNameless(request: WireRequest): WireRequest {
  const headers = request.headers.filter(({ key }) => key !== '')
  return headers.length === request.headers.length ? request : { ...request, headers }
}

/** Opens the request with exactly the given headers: nothing that Node would add by itself. */
function open(original: WireRequest, route: Route): ClientRequest {
  const { address, agent, rejectUnauthorized, forward, tunnelHeaders } = route
  const request = withoutNameless(forRoute(original, route))
  // Before the request exists: one that is given up half made would report its own end to nobody.
  for (const { key, value } of request.headers) {
    http.validateHeaderName(key)
    http.validateHeaderValue(key, value)
  }
  const encode = isTextFirst(request.body) ? toUtf8 : (text: string): string => text
  const { behavior } = request
  const isTls = forward === undefined ? address.protocol === 'https:' : forward.kind === 'https'
  const { hostname, port = isTls ? 443 : 80 } = forward ?? address
  const outgoing = (isTls ? https : http).request({
    agent,
    method: request.method,
    host: hostname,
    port,
    path: encode(forward === undefined ? address.path : `${address.protocol}//${address.host}${address.path}`),
    setHost: false,
    maxHeaderSize: route.maxHeaderBytes ?? MAX_HEADER_BYTES,
    ...(isLocalhost(hostname) ? { lookup: lookupLocalhost } : {}),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    ...(tunnelHeaders === undefined ? {} : { tunnelHeaders }),
    ...(behavior.insecureHTTPParser === undefined ? {} : { insecureHTTPParser: behavior.insecureHTTPParser }),
  })
  for (const name of ['Connection', 'Content-Length', 'Transfer-Encoding']) outgoing.removeHeader(name)
  for (const [key, values] of grouped(request.headers)) {
    const [first = '', ...others] = values
    outgoing.setHeader(key, others.length === 0 ? encode(first) : values.map(encode))
  }
  return outgoing
}

function forRoute(request: WireRequest, { forward, tunnelHeaders }: Route): WireRequest {
  if (forward !== undefined) return throughProxy(request, forward)
  return tunnelHeaders === undefined ? request : throughTunnel(request)
}

/** Lines of one name go out together, which is how the wire form has them. */
function grouped(headers: readonly Header[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>()
  for (const { key, value } of headers) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}

/** newman 6.2.2 writes a text body together with its head, both as UTF-8; a head without one goes out as Latin-1. */
function isTextFirst(body: WireBody): boolean {
  if (body.kind === 'parts') return body.parts[0] !== undefined && 'bytes' in body.parts[0]
  return body.kind === 'bytes'
}

/** Text for a header that is to go out as UTF-8: Node writes one byte for each character. */
export function toUtf8(text: string): string {
  return /[\x80-\xff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text
}

/** The status text is UTF-8 for Postman, Latin-1 for Node. */
function head(response: IncomingMessage): Head {
  return {
    status: response.statusCode ?? 0,
    statusText: Buffer.from(response.statusMessage ?? '', 'latin1').toString('utf8'),
    httpVersion: response.httpVersion,
    headers: toHeaders(response.rawHeaders),
  }
}

/** Headers out of Node's flat list of names and values. */
export function toHeaders(raw: readonly string[]): readonly Header[] {
  const headers: Header[] = []
  for (let index = 0; index < raw.length; index += 2) {
    headers.push({ key: raw[index] ?? '', value: raw[index + 1] ?? '' })
  }
  return headers
}

function isStale(error: Error, outgoing: ClientRequest | undefined, bytesBefore: number): boolean {
  const isClosed = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
  return isClosed && outgoing?.reusedSocket === true && outgoing.socket?.bytesRead === bytesBefore
}
