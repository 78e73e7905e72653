import http, { type ClientRequest, type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import type { Header } from '../model/collection.ts'
import type { Timings, WireBody, WireRequest } from '../model/exchange.ts'
import type { OnAbort } from './abort.ts'
import { type Address, isLocalhost, lookupLocalhost } from './address.ts'
import { writeBody } from './body.ts'

/** What one request on one socket came to. `isStale`: the server had closed a reused socket before it saw the request. */
export type Reply =
  | {
      readonly kind: 'reply'
      readonly status: number
      readonly statusText: string
      readonly httpVersion: string
      readonly headers: readonly Header[]
      /** As received, without the framing of chunks. */
      readonly body: Uint8Array
      readonly timings: Timings
    }
  | { readonly kind: 'broken'; readonly error: Error; readonly isStale: boolean }
  | { readonly kind: 'stopped'; readonly reason: 'aborted' | 'timed-out' }

/** Where and how a request is sent. */
export interface Route {
  readonly address: Address
  readonly agent: http.Agent
  /** Absent: Node decides, which verifies unless NODE_TLS_REJECT_UNAUTHORIZED says otherwise. */
  readonly rejectUnauthorized?: boolean
  /** Stops the exchange at once. */
  readonly signal: AbortSignal
  readonly onAbort: OnAbort
  /** For the whole exchange. Milliseconds, 0 = none. */
  readonly timeoutMs: number
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
      settle({ kind: 'broken', error, isStale: isStale(error, outgoing, bytesBefore) })
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
      if (!socket.connecting) return
      socket.once('lookup', () => (timings.dns = since()))
      socket.once('connect', () => (timings.tcp = since()))
      socket.once('secureConnect', () => (timings.tls = since()))
    })
    sent.once('response', (response) => {
      timings.firstByte = since()
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', fail)
      response.once('end', () => {
        settle({ kind: 'reply', ...head(response), body: join(chunks), timings: { ...timings, total: since() } })
        // The server answered without reading the whole body: the socket cannot be used again.
        if (!sent.writableFinished) sent.destroy()
      })
    })
    writeBody(sent, request.body, fail)
  })
}

/** Opens the request with exactly the given headers: nothing that Node would add by itself. */
function open(request: WireRequest, { address, agent, rejectUnauthorized }: Route): ClientRequest {
  // Before the request exists: one that is given up half made would report its own end to nobody.
  for (const { key, value } of request.headers) {
    http.validateHeaderName(key)
    http.validateHeaderValue(key, value)
  }
  const encode = isTextFirst(request.body) ? toUtf8 : (text: string): string => text
  const { behavior } = request
  const outgoing = (address.protocol === 'https:' ? https : http).request({
    agent,
    method: request.method,
    host: address.hostname,
    port: address.port ?? (address.protocol === 'https:' ? 443 : 80),
    path: encode(address.path),
    setHost: false,
    maxHeaderSize: MAX_HEADER_BYTES,
    ...(isLocalhost(address.hostname) ? { lookup: lookupLocalhost } : {}),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    ...(behavior.insecureHTTPParser === undefined ? {} : { insecureHTTPParser: behavior.insecureHTTPParser }),
  })
  for (const name of ['Connection', 'Content-Length', 'Transfer-Encoding']) outgoing.removeHeader(name)
  for (const [key, values] of grouped(request.headers)) {
    const [first = '', ...others] = values
    outgoing.setHeader(key, others.length === 0 ? encode(first) : values.map(encode))
  }
  return outgoing
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

function toUtf8(text: string): string {
  return /[\x80-\xff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text
}

/** The status text is UTF-8 for Postman, Latin-1 for Node. */
function head(
  response: IncomingMessage,
): Pick<Extract<Reply, { kind: 'reply' }>, 'status' | 'statusText' | 'httpVersion' | 'headers'> {
  const headers: Header[] = []
  for (let index = 0; index < response.rawHeaders.length; index += 2) {
    headers.push({ key: response.rawHeaders[index] ?? '', value: response.rawHeaders[index + 1] ?? '' })
  }
  return {
    status: response.statusCode ?? 0,
    statusText: Buffer.from(response.statusMessage ?? '', 'latin1').toString('utf8'),
    httpVersion: response.httpVersion,
    headers,
  }
}

function join(chunks: readonly Buffer[]): Uint8Array {
  const [only] = chunks
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
}

function isStale(error: Error, outgoing: ClientRequest | undefined, bytesBefore: number): boolean {
  const isClosed = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
  return isClosed && outgoing?.reusedSocket === true && outgoing.socket?.bytesRead === bytesBefore
}
