import http from 'node:http'
import https from 'node:https'
import type { Send, SendResult } from '../engine/ports.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { HttpOptions } from '../model/options.ts'
import { createOnAbort } from './abort.ts'
import { nameRequest, parseAddress } from './address.ts'
import { decodeBody } from './decode.ts'
import { exchange, type Reply, type Route } from './exchange.ts'
import { abortFailure, timeoutFailure, toFailure } from './failure.ts'

/** Methods that may be sent twice with the effect of once. Source: RFC 9110 section 9.2.2. */
const IDEMPOTENT: readonly string[] = Object.freeze(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'])

/**
 * Idle sockets are closed before usual servers close them (Node after 5 s), since a request that crosses such a close
 * is lost. Milliseconds.
 */
const IDLE_MS = 4_000

/** Responses without a body, whatever their headers say. Source: RFC 9110 section 6.4.1. */
const STATUS_WITHOUT_BODY: readonly number[] = Object.freeze([204, 304])

/**
 * Sends requests over HTTP/1.1, one hop each: no redirects, no cookies. Sockets are kept alive and shared by one run;
 * `close` ends them.
 */
export function createSend(options: HttpOptions): { readonly send: Send; readonly close: () => void } {
  const settings = { keepAlive: true, noDelay: true, timeout: IDLE_MS }
  const agents = { 'http:': new http.Agent(settings), 'https:': new https.Agent(settings) }
  const onAbort = createOnAbort()
  return {
    send: async (request, sending) => {
      const address = parseAddress(request.url)
      if (address === undefined) return notHttp(request)
      const strictSSL = request.behavior.strictSSL ?? (options.strictSSL ? undefined : false)
      const agent = agents[address.protocol]
      const tls = strictSSL === undefined ? {} : { rejectUnauthorized: strictSSL }
      return attempt(request, { address, agent, onAbort, ...tls, ...sending })
    },
    close: () => {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

/**
 * Sends a request, and sends it again as long as it was lost on a reused socket that the server had already closed; the
 * pool loses that socket each time.
 */
async function attempt(request: WireRequest, route: Route): Promise<SendResult> {
  let reply: Reply
  do {
    if (route.signal.aborted) return { kind: 'failed', failure: abortFailure(request) }
    reply = await exchange(request, route)
  } while (reply.kind === 'broken' && reply.isStale && IDEMPOTENT.includes(request.method))
  if (reply.kind === 'reply') return toResult(request, reply)
  if (reply.kind === 'broken') return { kind: 'failed', failure: toFailure(reply.error, request) }
  const failure = reply.reason === 'aborted' ? abortFailure(request) : timeoutFailure(request, route.timeoutMs)
  return { kind: 'failed', failure }
}

async function toResult(request: WireRequest, reply: Extract<Reply, { kind: 'reply' }>): Promise<SendResult> {
  const { status, statusText, httpVersion, headers, timings } = reply
  const hasBody = request.method !== 'HEAD' && !STATUS_WITHOUT_BODY.includes(status)
  const encoding = hasBody ? headers.find(({ key }) => key.toLowerCase() === 'content-encoding')?.value : undefined
  try {
    const body = encoding === undefined ? reply.body : await decodeBody(reply.body, encoding)
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
    return { kind: 'failed', failure: toFailure(error, request) }
  }
}

function notHttp(request: WireRequest): SendResult {
  const message = `Cannot send ${nameRequest(request)}: only http and https URLs with a host can be sent`
  return { kind: 'failed', failure: { code: 'URL_INVALID', message } }
}
