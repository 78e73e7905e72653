import http2, { type Http2ServerRequest, type Http2ServerResponse, type SecureServerOptions } from 'node:http2'
import { SERVER } from './authority.ts'
import { listen, type TestServer } from './server.ts'

/** A request as an HTTP/2 server saw it: all fields in order, and the body as text. */
interface SeenStream {
  readonly fields: readonly string[]
  readonly body: string
}

/** A server of HTTP/2 over TLS, with a certificate of the test authority. */
export interface Http2Server extends Omit<TestServer, 'requests'> {
  readonly requests: readonly SeenStream[]
}

/** Starts an HTTP/2 server that records every request before `respond` answers it. Without HTTP/1.1, unless told. */
export async function startHttp2Server(
  respond: (request: Http2ServerRequest, response: Http2ServerResponse) => void = (_request, response) =>
    response.end('ok'),
  options: SecureServerOptions = {},
): Promise<Http2Server> {
  const requests: SeenStream[] = []
  const server = http2.createSecureServer({ ...SERVER, ...options }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      requests.push({ fields: request.rawHeaders, body: Buffer.concat(chunks).toString() })
      respond(request, response)
    })
  })
  return listen(server, { scheme: 'https', requests })
}
