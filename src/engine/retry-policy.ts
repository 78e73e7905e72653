import type { ErrorCode } from '../errors.ts'
import type { EventOf, RunEvent } from '../model/event.ts'
import type { RetryCause, RetryOptions } from '../model/retry.ts'
import type { PlannedItem } from '../plan/plan.ts'
import type { Random } from './ports.ts'
import { retryAfterMs } from './retry-after.ts'

/** What an attempt has shown so far. */
export interface Seen {
  /** The last answer to the request of the item itself, or to what a producer has sent for it. */
  readonly answer?: Answered
  /** Has anything in it sent a request with a method that is not safe: the item or its scripts. */
  readonly isUnsafe: boolean
  /** Has any assertion been decided. */
  readonly isJudged: boolean
  readonly didAssertionFail: boolean
  readonly didTestThrow: boolean
  /** Exchanges of the item itself that wait for their answer. */
  readonly open: ReadonlySet<number>
  /** Scripts that run: more than one where a script runs another item. */
  readonly scripts: number
}

type Answered =
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'response'; readonly status: number; readonly retryAfterMs?: number }

/** Before the first event. */
export const nothingSeen: Seen = Object.freeze({
  isUnsafe: false,
  isJudged: false,
  didAssertionFail: false,
  didTestThrow: false,
  open: new Set<number>(),
  scripts: 0,
})

/** Source: RFC 9110 section 9.2.1. PUT and DELETE are idempotent, but the second answer is another: a DELETE that succeeded is a 404 then. */
const SAFE: readonly string[] = Object.freeze(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/** Failures that another attempt may not have. What is wrong with the request itself, or with a certificate, stays wrong. */
const TRANSIENT: readonly ErrorCode[] = Object.freeze<ErrorCode[]>([
  'CONNECTION_REFUSED',
  'CONNECTION_RESET',
  'HOST_UNKNOWN',
  'PROXY_FAILED',
  'REQUEST_TIMEOUT',
  'RESPONSE_INVALID',
  'NETWORK_FAILED',
])

const DEFAULT_CAUSES: readonly RetryCause[] = Object.freeze<RetryCause[]>(['network', '5xx', '429'])

/** The first wait is 500 ms at most, each further one twice as long at most, none over 30 s. */
const BASE_MS = 500
const CAP_MS = 30_000

/** May a request be sent twice without a second effect. */
export function isSafe(method: string): boolean {
  return SAFE.includes(method)
}

/** Adds one event of an attempt; `epoch`: now, for dates in responses. */
export function see(seen: Seen, event: RunEvent, epoch: () => number): Seen {
  if (event.type === 'request') return requested(seen, event)
  if (event.type === 'response' && seen.open.has(event.exchange)) {
    const { status, headers } = event.response
    const waitMs = retryAfterMs(headers, epoch())
    return { ...seen, answer: { kind: 'response', status, ...(waitMs !== undefined && { retryAfterMs: waitMs }) } }
  }
  if (event.type === 'request:failed' && seen.open.has(event.exchange)) {
    return { ...seen, answer: { kind: 'failed', code: event.failure.code } }
  }
  if (event.type === 'assertion' && event.outcome !== 'skipped') {
    return { ...seen, isJudged: true, didAssertionFail: seen.didAssertionFail || event.outcome === 'failed' }
  }
  if (event.type === 'script:start') return { ...seen, scripts: seen.scripts + 1 }
  if (event.type !== 'script:end') return seen
  const didThrow = event.phase === 'test' && event.failure !== undefined
  return { ...seen, scripts: seen.scripts - 1, didTestThrow: seen.didTestThrow || didThrow }
}

/**
 * What a producer sends may be sent again, whatever its method: that a token is issued or a request is pushed twice changes nothing. Where it is for a
 * request of a script, the script has the answer.
 */
function requested(seen: Seen, { source, exchange, wire }: EventOf<'request'>): Seen {
  const isOwn = source !== 'script' && (source !== 'producer' || seen.scripts === 0)
  const isUnsafe = source !== 'producer' && !isSafe(wire.method)
  return {
    ...seen,
    open: isOwn ? new Set(seen.open).add(exchange) : seen.open,
    isUnsafe: seen.isUnsafe || isUnsafe,
  }
}

/** Why to try an item again, by what its attempt has shown; undefined when nothing that `on` names speaks for it. */
export function causeOf(seen: Seen, { on = DEFAULT_CAUSES }: RetryOptions): RetryCause | undefined {
  return causesIn(seen).find((cause) => on.includes(cause))
}

function causesIn({ answer, isJudged, didAssertionFail, didTestThrow }: Seen): readonly RetryCause[] {
  const isWrong = didAssertionFail || didTestThrow
  const judgement: readonly RetryCause[] = isWrong ? ['assertion'] : []
  if (answer?.kind === 'failed') return TRANSIENT.includes(answer.code) ? ['network', ...judgement] : judgement
  // A status that assertions have found right is what the item is about.
  if (answer === undefined || (isJudged && !isWrong)) return judgement
  if (answer.status === 429) return ['429', ...judgement]
  return answer.status > 499 ? ['5xx', ...judgement] : judgement
}

/** May the item be sent again, whatever it sends. */
export function isAllowed({ id, name, location }: PlannedItem, { unsafe = false }: RetryOptions): boolean {
  if (typeof unsafe === 'boolean') return unsafe
  const path = location.slice(1).join('/')
  return unsafe.some((each) => each === id || each === name || each === path || path.startsWith(`${each}/`))
}

/**
 * How long to wait before the next attempt, from 0: what the server asks for, else full jitter.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 */
export function backoffMs({ answer }: Seen, attempt: number, random: Random): number {
  const asked = answer?.kind === 'response' ? answer.retryAfterMs : undefined
  if (asked !== undefined) return asked
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4)
  const share = (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32
  return Math.round(share * Math.min(CAP_MS, BASE_MS * 2 ** attempt))
}
