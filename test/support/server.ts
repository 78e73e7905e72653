import http, { type RequestListener } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { CERTIFICATE } from './certificate.ts'

/** A request as a test server saw it. */
interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** In order, case and number as received. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** UTF-8. */
  readonly body: string
}

/** A server on loopback that lives as long as its test. */
export interface TestServer {
  /** Without a slash at the end, such as `http://localhost:40123`. */
  readonly url: string
  readonly port: number
  /** Complete requests, in order. */
  readonly requests: readonly SeenRequest[]
  /** Sockets that were opened so far. */
  readonly sockets: () => number
  /** Sockets that are open now. */
  readonly openSockets: () => number
  readonly close: () => Promise<void>
}

/** Starts an HTTP server that records every request before `respond` answers it; closed when the test ends. */
export async function startServer(respond: RequestListener = sayOk): Promise<TestServer> {
  const recorder = record(respond)
  return listen(http.createServer(recorder.listener), { scheme: 'http', requests: recorder.requests })
}

/** The same over TLS, with a certificate that nobody trusts, or as told. */
export async function startTlsServer(
  respond: RequestListener = sayOk,
  tls: https.ServerOptions = CERTIFICATE,
): Promise<TestServer> {
  const recorder = record(respond)
  return listen(https.createServer(tls, recorder.listener), { scheme: 'https', requests: recorder.requests })
}

/** A server that sees and says raw bytes, as Latin-1 text. */
export interface RawServer extends Omit<TestServer, 'requests'> {
  /** Whole requests with head and body, in order. */
  readonly requests: readonly string[]
}

/**
 * Starts a server that knows no HTTP but where a request ends (Content-Length or the last chunk). `respond` writes to the
 * socket what it likes.
 */
export async function startRawServer(respond: (request: string, socket: Socket) => void): Promise<RawServer> {
  const requests: string[] = []
  const server = net.createServer((socket) => {
    let text = ''
    socket.setEncoding('latin1')
    // A client that gives up is part of some tests.
    socket.on('error', () => socket.destroy())
    socket.on('data', (data: string) => {
      text += data
      if (!isWhole(text)) return
      const request = text
      text = ''
      requests.push(request)
      respond(request, socket)
    })
  })
  return listen(server, { scheme: 'http', requests })
}

/** Starts a server that answers as soon as it sees the first bytes of a request, and reads no further. */
export async function startHastyServer(answer: string): Promise<RawServer> {
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => {
      socket.pause()
      socket.write(answer)
    })
  })
  return listen(server, { scheme: 'http', requests: [] })
}

function sayOk(_request: http.IncomingMessage, response: http.ServerResponse): void {
  response.end('ok')
}

function record(respond: RequestListener): { readonly listener: RequestListener; readonly requests: SeenRequest[] } {
  const requests: SeenRequest[] = []
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Array.from({ length: request.rawHeaders.length / 2 }, (_, index) => pair(request, index * 2))
      const { method = '', url: path = '' } = request
      requests.push({ method, path, headers, body: Buffer.concat(chunks).toString() })
      respond(request, response)
    })
  }
  return { listener, requests }
}

function pair({ rawHeaders }: http.IncomingMessage, at: number): readonly [string, string] {
  return [rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end === -1) return false
  const head = text.slice(0, end)
  if (/^transfer-encoding: *chunked/im.test(head)) return text.endsWith('0\r\n\r\n')
  const [, length = '0'] = /^content-length: *(\d+)/im.exec(head) ?? []
  return text.length >= end + 4 + Number(length)
}

/** Listens on a free port of loopback until the test ends. */
export async function listen<R>(
  server: Server,
  { scheme, requests }: { readonly scheme: string; readonly requests: readonly R[] },
): Promise<Omit<TestServer, 'requests'> & { readonly requests: readonly R[] }> {
  const open = new Set<Socket>()
  let opened = 0
  server.on('connection', (socket: Socket) => {
    opened += 1
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const close = async (): Promise<void> => {
    for (const socket of open) socket.destroy()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  }
  onTestFinished(close)
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://localhost:${port}`,
    port,
    requests,
    sockets: () => opened,
    openSockets: () => open.size,
    close,
  }
}
