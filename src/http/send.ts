import type { Send, SendResult } from '../engine/ports.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { HttpOptions } from '../model/options.ts'
import { createOnAbort } from './abort.ts'
import { type Address, nameRequest, parseAddress } from './address.ts'
import { MAX_BODY_BYTES } from './body-limit.ts'
import { createConnections } from './connections.ts'
import { decodeBody } from './decode.ts'
import { exchange, type Limits, type Reply } from './exchange.ts'
import { abortFailure, timeoutFailure, toFailure } from './failure.ts'
import type { Http2 } from './http2.ts'
import { ProxyError, unconnectedProxy } from './proxy.ts'
import { TlsSetupError } from './tls.ts'

/** Methods that may be sent twice with the effect of once. Source: RFC 9110 section 9.2.2. */
const IDEMPOTENT: readonly string[] = Object.freeze(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'])

/** Responses without a body, whatever their headers say. Source: RFC 9110 section 6.4.1. */
const STATUS_WITHOUT_BODY: readonly number[] = Object.freeze([204, 304])

/**
 * Sends requests, one hop each: no redirects, no cookies. Over HTTP/1.1, or HTTP/2 where the request asks for it.
 * Connections are kept alive and shared by one run; `close` ends them.
 */
export function createSend(options: HttpOptions): { readonly send: Send; readonly close: () => void } {
  const connections = createConnections(options)
  const onAbort = createOnAbort()
  const { maxBodyBytes = MAX_BODY_BYTES } = options
  let http2: Promise<Http2> | undefined

  async function exchangeOnce(request: WireRequest, address: Address, limits: Limits): Promise<Reply> {
    if (options.http2 !== false && wantsHttp2(request, address)) {
      // Loaded for those who use it only.
      http2 ??= import('./http2.ts').then(({ createHttp2 }) => createHttp2(connections))
      const reply = await (await http2).exchange(request, { address, ...limits })
      if (reply !== undefined) return reply
    }
    const way = connections.wayTo(request, address)
    const { maxHeaderBytes } = options
    const reply = await exchange(request, { address, maxHeaderBytes, ...way, ...limits })
    return way.forward !== undefined && reply.kind === 'broken'
      ? { ...reply, error: unconnectedProxy(reply.error) }
      : reply
  }

  return {
    send: async (request, sending) => {
      const address = parseAddress(request.url)
      if (address === undefined) return notHttp(request)
      const limits = { onAbort, maxBodyBytes, ...sending }
      try {
        return await attempt(request, limits, () => exchangeOnce(request, address, limits))
      } catch (error) {
        if (!(error instanceof ProxyError || error instanceof TlsSetupError)) throw error
        return { kind: 'failed', failure: toFailure(error, request) }
      }
    },
    close: () => {
      http2?.then(
        ({ close }) => close(),
        () => {},
      )
      connections.close()
    },
  }
}

/** Source: Postman Learning Center, "Request settings": HTTP version. Plain http stays with HTTP/1.1. */
function wantsHttp2({ behavior }: WireRequest, { protocol }: Address): boolean {
  return protocol === 'https:' && (behavior.protocolVersion === 'http2' || behavior.protocolVersion === 'auto')
}

/**
 * Sends a request, and sends it again as long as it was lost on a reused connection that the server had already closed;
 * the pool loses that connection each time.
 */
async function attempt(request: WireRequest, limits: Limits, exchangeOnce: () => Promise<Reply>): Promise<SendResult> {
  let reply: Reply
  do {
    if (limits.signal.aborted) return { kind: 'failed', failure: abortFailure(request) }
    reply = await exchangeOnce()
  } while (reply.kind === 'broken' && reply.isStale && IDEMPOTENT.includes(request.method))
  if (reply.kind === 'reply') return toResult(request, reply, limits)
  if (reply.kind === 'broken') {
    const { error, begun } = reply
    const received = begun && {
      url: request.url,
      status: begun.status,
      headers: begun.headers,
      timings: begun.timings,
      cookies: [],
    }
    return { kind: 'failed', failure: toFailure(error, request), ...(received && { received }) }
  }
  const failure = reply.reason === 'aborted' ? abortFailure(request) : timeoutFailure(request, limits.timeoutMs)
  return { kind: 'failed', failure }
}

async function toResult(
  request: WireRequest,
  reply: Extract<Reply, { kind: 'reply' }>,
  { maxBodyBytes }: Pick<Limits, 'maxBodyBytes'>,
): Promise<SendResult> {
  const { status, statusText, httpVersion, headers, timings } = reply
  const hasBody = request.method !== 'HEAD' && !STATUS_WITHOUT_BODY.includes(status)
  const encoding = hasBody ? headers.find(({ key }) => key.toLowerCase() === 'content-encoding')?.value : undefined
  try {
    const body = encoding === undefined ? reply.body : await decodeBody(reply.body, encoding, maxBodyBytes)
    const received = {
      status,
      statusText,
      httpVersion,
      headers,
      body,
      sizeBytes: body.byteLength,
      downloadedBytes: reply.body.byteLength,
    }
    return { kind: 'response', response: { url: request.url, ...received, redirects: [], cookies: [] }, timings }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const received = { url: request.url, status, headers, timings, cookies: [] }
    return { kind: 'failed', failure: toFailure(error, request), received }
  }
}

function notHttp(request: WireRequest): SendResult {
  const message = `Cannot send ${nameRequest(request)}: only http and https URLs with a host can be sent`
  return { kind: 'failed', failure: { code: 'URL_INVALID', message } }
}
