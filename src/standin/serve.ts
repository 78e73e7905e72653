import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answer, type RawCall, refusal, unexpected } from './app.ts'
import { disturb } from './control/disturb.ts'
import { faultFor } from './control/fault.ts'
import { excerpt, record } from './control/record.ts'
import { CONTROL } from './control/routes.ts'
import { BODY_BYTES, type Reply, type WrittenReply } from './endpoint.ts'
import { PingError } from './errors.ts'
import { HEADER_BYTES, headerBytes } from './raw.ts'
import type { World } from './world.ts'

/** Above this a client that keeps sending is cut off instead of answered. */
const DRAIN_BYTES = 16 * BODY_BYTES

/** Snapshots may be large. */
const SNAPSHOT_BYTES = 256 * BODY_BYTES

/** Source: https://developer.pingidentity.com/pingone-api/foundations/conventions/pingone-api-responses.html */
const HEADERS = {
  'cache-control': 'no-cache, no-store, max-age=0, must-revalidate',
  pragma: 'no-cache',
  expires: '0',
  vary: 'Origin',
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE, OPTIONS',
  'access-control-allow-headers': 'Accept, Accept-Language, Content-Language, Content-Type, Range, Authorization',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-xss-protection': '1; mode=block',
}

/** Answers one request. Never rejects. */
export async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const correlationId = randomUUID()
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  response.setHeader('correlation-id', correlationId)
  // The host as the client named it; ours when it is none, since links and headers are made of it, also by the core.
  if (!/^[\w.:[\]-]+$/.test(request.headers.host ?? '')) request.headers.host = new URL(world.origin).host
  try {
    if (headerBytes(request.rawHeaders) > HEADER_BYTES) throw new PingError('HEADERS_TOO_LARGE')
    const reply = await replyTo(callOf(world, request), correlationId, { request, response })
    if (reply.kind === 'delegate') await reply.serve(request, response)
    else if (reply.kind !== 'none') write(reply, response)
  } catch (error) {
    // A client that has gone in the middle of its request hears nothing; one that has had half an answer must not take it for whole.
    if (response.headersSent) response.destroy()
    else write(error instanceof PingError ? refusal(error, correlationId) : unexpected(correlationId), response)
  }
}

/** The control sees no journal and no fault. `none`: a fault has cut the connection. */
async function replyTo(
  call: RawCall,
  correlationId: string,
  exchange: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<Reply | { readonly kind: 'none' }> {
  if (call.path.startsWith(`${CONTROL}/`)) return answer(call, correlationId)
  const { world, method, path } = call
  const note = record(world, correlationId, exchange)
  const fault = faultFor(world.control.faults, method, path)
  if (fault !== undefined) {
    note({ fault: fault.kind.type })
    const outcome = await disturb(fault.kind, exchange.response, { correlationId, now: world.clock.now() })
    if (outcome !== undefined) return outcome
  }
  const readBody = async (): Promise<Uint8Array> => {
    const body = await call.readBody()
    note({ body: excerpt(body) })
    return body
  }
  return answer({ ...call, readBody }, correlationId)
}

function callOf(world: World, request: IncomingMessage): RawCall {
  const target = (request.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '')
  const [path = '', query = ''] = splitOnce(target, '?')
  return {
    world,
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: request.headers,
    origin: `${new URL(world.origin).protocol}//${request.headers.host}`,
    readBody: () => readBody(request, path.startsWith(`${CONTROL}/snapshots/`) ? SNAPSHOT_BYTES : BODY_BYTES),
  }
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** Reads on beyond the limit, so that the client has sent everything and is ready for the refusal. */
async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    if (size > Math.max(limit, DRAIN_BYTES)) break
  }
  if (size > limit) throw new PingError('REQUEST_TOO_LARGE')
  return Buffer.concat(chunks)
}

function write(reply: WrittenReply, response: ServerResponse): void {
  const { type, body } = contentOf(reply)
  if (type !== undefined) response.setHeader('content-type', type)
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value)
  response.writeHead(reply.status).end(body)
}

function contentOf(reply: WrittenReply): { readonly type?: string; readonly body: string } {
  switch (reply.kind) {
    case 'json':
      return { type: 'application/hal+json;charset=UTF-8', body: JSON.stringify(reply.body) }
    case 'page':
      return { type: 'text/html;charset=UTF-8', body: reply.html }
    case 'empty':
      return { body: '' }
  }
}
