import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { PingError } from './errors.ts'

/** Larger headers are refused. Source: docs.pingidentity.com, "PingOne platform limits". */
export const HEADER_BYTES: number = 6 * 1024

/** The parser's own limit, which counts the request line as well: an authorization request in a URL may be long. */
export const PARSED_BYTES: number = 64 * 1024

/** Answers a connection on which something else than HTTP came in, and ends it. */
export function refuseBytes(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const refusal = new PingError(error.code === 'HPE_HEADER_OVERFLOW' ? 'HEADERS_TOO_LARGE' : 'INVALID_REQUEST')
  const id = randomUUID()
  const body = JSON.stringify(refusal.toBody(id))
  socket.end(
    [
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
      'content-type: application/hal+json;charset=UTF-8',
      `content-length: ${Buffer.byteLength(body)}`,
      `correlation-id: ${id}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

/** The size of headers as they came over the wire. */
export function headerBytes(rawHeaders: readonly string[]): number {
  // Each name and value, and on each line a colon, a blank and a line break.
  return rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part, 'latin1') + 2, 0)
}
