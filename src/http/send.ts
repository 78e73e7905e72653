import http from 'node:http'
import https from 'node:https'
import type { Send, SendOptions, SendResult } from '../engine/ports.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { HttpOptions } from '../model/options.ts'
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
  return {
    send: async (request, sending) => {
      const address = parseAddress(request.url)
      if (address === undefined) return notHttp(request)
      const strictSSL = request.behavior.strictSSL ?? (options.strictSSL ? undefined : false)
      const agent = agents[address.protocol]
      const route = { address, agent, ...(strictSSL === undefined ? {} : { rejectUnauthorized: strictSSL }) }
      return withLimit(request, sending, (signal) => attempt(request, { ...route, signal }))
    },
    close: () => {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

/** Runs an attempt that ends when the run is aborted or the time is up. */
async function withLimit(
  request: WireRequest,
  { signal, timeoutMs }: SendOptions,
  run: (signal: AbortSignal) => Promise<SendResult | undefined>,
): Promise<SendResult> {
  if (signal.aborted) return { kind: 'failed', failure: abortFailure(request) }
  const limit = new AbortController()
  const stop = (): void => limit.abort()
  const timer = timeoutMs > 0 ? setTimeout(stop, timeoutMs) : undefined
  signal.addEventListener('abort', stop, { once: true })
  try {
    const result = await run(limit.signal)
    if (result !== undefined) return result
    const failure = signal.aborted ? abortFailure(request) : timeoutFailure(request, timeoutMs)
    return { kind: 'failed', failure }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

/**
 * Sends a request, and sends it again as long as it was lost on a reused socket that the server had already closed; the
 * pool loses that socket each time. Undefined: it was stopped.
 */
async function attempt(request: WireRequest, route: Route): Promise<SendResult | undefined> {
  let reply: Reply
  do reply = await exchange(request, route)
  while (reply.kind === 'broken' && reply.isStale && IDEMPOTENT.includes(request.method))
  if (reply.kind === 'stopped') return undefined
  if (reply.kind === 'broken') return { kind: 'failed', failure: toFailure(reply.error, request) }
  return toResult(request, reply)
}

async function toResult(request: WireRequest, reply: Extract<Reply, { kind: 'reply' }>): Promise<SendResult> {
  const { timings, body: received, ...head } = reply
  try {
    const hasBody = request.method !== 'HEAD' && !STATUS_WITHOUT_BODY.includes(head.status)
    const encoding = head.headers.find(({ key }) => key.toLowerCase() === 'content-encoding')?.value
    const body = hasBody ? await decodeBody(received, encoding) : received
    const response = {
      ...head,
      url: request.url,
      body,
      downloadedBytes: received.byteLength,
      redirects: [],
      cookies: [],
    }
    return { kind: 'response', response, timings }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { kind: 'failed', failure: toFailure(error, request) }
  }
}

function notHttp(request: WireRequest): SendResult {
  const message = `Cannot send ${nameRequest(request)}: only http and https URLs with a host can be sent`
  return { kind: 'failed', failure: { code: 'URL_INVALID', message } }
}
