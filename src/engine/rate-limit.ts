import type { RunEvent } from '../model/event.ts'
import type { WireResponse } from '../model/exchange.ts'
import type { Answer } from './answer.ts'
import type { ItemContext } from './context.ts'
import { retryAfterMs } from './retry-after.ts'
import { isSafe } from './retry-policy.ts'

/** The longest wait that a server gets, unless the user says otherwise. */
export const DEFAULT_MAX_WAIT_MS = 60_000

/** A server that still refuses after so many waits is left alone. */
const MAX_WAITS = 5

/** What came back, how often it was waited for before, and what ends a wait. */
export interface Refusal {
  readonly answer: Answer | undefined
  readonly waits: number
  readonly signal: AbortSignal
}

/**
 * Waits as long as a server asks that has not taken a request (429 or 503 with `Retry-After`). True: send it again, with whatever method. What is to be
 * waited for too long, or comes behind a redirect that has done something, stays as it is, with a warning.
 * Source: RFC 6585 section 4; RFC 9110, sections 10.2.3 and 15.6.4.
 */
export async function* waitIfAsked(
  { answer, waits, signal }: Refusal,
  context: ItemContext,
): AsyncGenerator<RunEvent, boolean> {
  const { ports, emit, options } = context
  const { retryAfter = true, maxWaitMs = DEFAULT_MAX_WAIT_MS } = options.rateLimits ?? {}
  if (!retryAfter || answer?.result.kind !== 'response' || answer.sent === undefined) return false
  const { response } = answer.result
  const ms = isLimit(response) ? retryAfterMs(response.headers, ports.clock.epoch()) : undefined
  if (ms === undefined || signal.aborted) return false

  const { method, url } = answer.sent.wire
  const warn = (reason: string): RunEvent =>
    emit({ type: 'console', level: 'warn', values: [`Not sent again: ${method} ${url}: ${reason}`] })
  if (ms > maxWaitMs) {
    yield warn(`the server asks to wait ${ms / 1000} s, more than ${maxWaitMs / 1000} s (--max-wait)`)
    return false
  }
  if (waits === MAX_WAITS) {
    yield warn(`the server refuses it after ${MAX_WAITS} waits as well`)
    return false
  }
  if (!isSafe(method) && hasActed(response)) {
    yield warn('it was answered with a redirect before, and would be done twice')
    return false
  }
  yield emit({ type: 'wait', reason: 'rate-limit', ms })
  await ports.clock.sleep(ms, signal)
  return !signal.aborted
}

function isLimit({ status }: WireResponse): boolean {
  return status === 429 || status === 503
}

/** 307 and 308 hand the request on undone. Source: RFC 9110, sections 15.4.8 and 15.4.9. */
function hasActed({ redirects }: WireResponse): boolean {
  return redirects.some(({ status }) => status !== 307 && status !== 308)
}
