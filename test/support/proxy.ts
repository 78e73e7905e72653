import http from 'node:http'
import https from 'node:https'
import net, { type Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { listen, type TestServer } from './server.ts'

/** A proxy on loopback; `requests` are the request lines it saw, each with its Proxy-Authorization. */
export interface TestProxy extends Omit<TestServer, 'requests'> {
  readonly requests: readonly (readonly [line: string, credentials: string | undefined])[]
}

/** How a proxy differs from the usual one. */
interface ProxyOptions {
  /** Spoken to over TLS. */
  readonly tls?: TlsOptions
  /** Tunnels end at this port, whatever was asked for. */
  readonly port?: number
}

/** Starts an HTTP proxy that forwards and tunnels to this machine, whatever the host. */
export async function startProxy({ tls, port: fixed }: ProxyOptions = {}): Promise<TestProxy> {
  const requests: (readonly [string, string | undefined])[] = []
  const server = tls === undefined ? http.createServer() : https.createServer(tls)
  const see = ({ method, url, headers }: http.IncomingMessage): void => {
    requests.push([`${method} ${url}`, headers['proxy-authorization']])
  }
  server.on('request', (request, response) => {
    see(request)
    const { port, pathname } = new URL(request.url ?? '')
    const { method, headers } = request
    const onward = http.request({ host: '127.0.0.1', port, path: pathname, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, { ...answer.headers, 'X-Proxied': 'yes' })
      answer.pipe(response)
    })
    request.pipe(onward)
  })
  server.on('connect', (request: http.IncomingMessage, socket: Socket) => {
    see(request)
    const onward = net.connect(fixed ?? Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      join(socket, onward)
    })
  })
  return listen(server, { scheme: tls === undefined ? 'http' : 'https', requests })
}

/** A SOCKS proxy; `requests` are the hosts it was asked for, `logins` what clients said about themselves. */
export interface TestSocksProxy extends Omit<TestServer, 'requests'> {
  readonly requests: readonly string[]
  readonly logins: readonly string[]
}

/** Starts a SOCKS 5 proxy that connects to this machine, whatever the host. Source: RFC 1928, RFC 1929. */
export async function startSocksProxy({ login }: { readonly login?: string } = {}): Promise<TestSocksProxy> {
  const requests: string[] = []
  const logins: string[] = []
  const serve = async (socket: Socket): Promise<void> => {
    await next(socket)
    socket.write(Buffer.from([5, login === undefined ? 0 : 2]))
    if (login !== undefined) {
      const said = await next(socket)
      const end = 2 + (said[1] ?? 0)
      logins.push(`${said.toString('utf8', 2, end)}:${said.toString('utf8', end + 1)}`)
      socket.write(Buffer.from([1, logins.at(-1) === login ? 0 : 1]))
    }
    const [host, port] = destination(await next(socket))
    requests.push(`${host}:${port}`)
    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]))
      join(socket, onward)
    })
  }
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy())
    serve(socket).catch(() => socket.destroy())
  })
  return { ...(await listen(server, { scheme: 'socks5h', requests })), logins }
}

async function next(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => {
    socket.once('data', resolve)
  })
}

function destination(request: Buffer): readonly [host: string, port: number] {
  const isName = request[3] === 3
  const end = isName ? 5 + (request[4] ?? 0) : 8
  const host = isName ? request.subarray(5, end).toString() : request.subarray(4, end).join('.')
  return [host, request.readUInt16BE(end)]
}

function join(one: Socket, other: Socket): void {
  one.pipe(other)
  other.pipe(one)
  one.on('error', () => other.destroy())
  other.on('error', () => one.destroy())
}
