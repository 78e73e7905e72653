import { type IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** The same request again, with this body and these headers: the body of the first one has been read. */
export function replay(
  request: IncomingMessage,
  body: string | Uint8Array,
  headers: IncomingHttpHeaders,
): IncomingMessage {
  const copy = new IncomingMessage(request.socket)
  const { 'transfer-encoding': _encoding, ...kept } = headers
  copy.headers = { ...kept, 'content-length': String(Buffer.byteLength(body)) }
  copy.method = request.method ?? 'GET'
  copy.url = request.url ?? '/'
  // Otherwise its end would look like an abort, and take the socket down.
  copy.complete = true
  copy.push(body)
  copy.push(null)
  return copy
}
