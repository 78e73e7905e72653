import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { WrittenReply } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import type { FaultKind } from './fault.ts'

const GONE = { kind: 'none' } as const

/** How many pieces a slow body comes in. */
const PIECES = 10

/**
 * Does what a fault asks for before an answer is made, and prepares the response for what happens to it later.
 * Undefined: the answer is made as always. `none`: there is nobody to answer any more.
 */
export async function disturb(
  kind: FaultKind,
  response: ServerResponse,
  { correlationId, now }: { readonly correlationId: string; readonly now: number },
): Promise<WrittenReply | { readonly kind: 'none' } | undefined> {
  switch (kind.type) {
    case 'latency':
      await delay(kind.ms, undefined, { ref: false })
      return response.destroyed ? GONE : undefined
    case 'reset':
      response.socket?.resetAndDestroy()
      return GONE
    case 'status':
      return failure(kind, correlationId, now)
    case 'truncate':
      replaceEnd(response, (body) => {
        response.write(body.subarray(0, kind.bytes), () => response.destroy())
      })
      return undefined
    case 'slow':
      replaceEnd(response, (body, end) => {
        void trickle(response, body, kind.ms).then(end)
      })
      return undefined
  }
}

/** Source for Retry-After, seconds with 429 and a date with others: https://developer.pingidentity.com/pingone-api/before-you-begin/retry-best-practices.html */
function failure(
  { status, retryAfterSeconds }: Extract<FaultKind, { type: 'status' }>,
  correlationId: string,
  now: number,
): WrittenReply {
  const error = new PingError(status === 429 ? 'REQUEST_LIMITED' : 'UNEXPECTED_ERROR')
  const date = new Date(now + (retryAfterSeconds ?? 0) * 1000).toUTCString()
  const retryAfter = status === 429 ? String(retryAfterSeconds) : date
  const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': retryAfter }
  return { kind: 'json', status, body: error.toBody(correlationId), headers }
}

/** Whoever ends the response with a body, we or the core, ends it our way. */
function replaceEnd(response: ServerResponse, finish: (body: Uint8Array, end: () => void) => void): void {
  const end = response.end.bind(response)
  response.end = (body?: unknown) => {
    finish(typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0), () => end())
    return response
  }
}

async function trickle(response: ServerResponse, body: Uint8Array, ms: number): Promise<void> {
  const size = Math.max(1, Math.ceil(body.length / PIECES))
  for (let from = 0; from < body.length; from += size) {
    await delay(ms / PIECES, undefined, { ref: false })
    if (response.destroyed) return
    response.write(body.subarray(from, from + size))
  }
}
