import type { EventOf } from '../../model/event.ts'
import type { Timings, WireBody, WireRequest } from '../../model/exchange.ts'
import {
  emptyResponse,
  type HarRequest,
  type HarResponse,
  httpVersion,
  requestOf,
  responseBody,
  responseOf,
} from './message.ts'

/** One request and its response. */
export interface HarEntry {
  readonly pageref: string
  readonly startedDateTime: string
  /** Milliseconds. */
  readonly time: number
  readonly request: HarRequest
  readonly response: HarResponse
  readonly cache: Readonly<Record<string, never>>
  readonly timings: HarTimings
}

/** Milliseconds; -1: there was no such phase. `ssl` is part of `connect`. */
interface HarTimings {
  readonly blocked: number
  readonly dns: number
  readonly connect: number
  readonly ssl: number
  readonly send: number
  readonly wait: number
  readonly receive: number
}

/** Where the entries of an exchange stand. */
interface Place {
  readonly startedAt: string
  readonly pageref: string
}

type Sent = Pick<WireRequest, 'method' | 'url' | 'headers'> & { readonly body: WireBody }

const NO_BODY: WireBody = Object.freeze<WireBody>({ kind: 'none' })

/** The hops of an exchange. Times are known of the last one only. */
export function harEntries(
  request: EventOf<'request'>,
  end: EventOf<'response'> | EventOf<'request:failed'>,
  { startedAt, pageref }: Place,
): readonly HarEntry[] {
  const entry = (sent: Sent, response: HarResponse, { at, timings }: Timed): HarEntry => ({
    pageref,
    startedDateTime: timeAt(startedAt, at),
    time: timings.total,
    request: requestOf(sent, response.httpVersion),
    response,
    cache: {},
    timings: harTimings(timings),
  })
  const begin = { at: request.at, timings: { total: 0 } }
  if (end.type === 'request:failed') {
    const took = { at: request.at, timings: { total: Math.max(0, end.at - request.at) } }
    return [entry(request.wire, emptyResponse(end.failure.message), took)]
  }
  const { response, timings } = end
  const version = httpVersion(response.httpVersion)
  const sent: readonly Sent[] = [request.wire, ...response.redirects.map(({ next }) => ({ ...next, body: NO_BODY }))]
  const answers: readonly HarResponse[] = [
    ...response.redirects.map((hop) => responseOf({ ...hop, statusText: '', version }, { size: 0, bodySize: -1 })),
    responseOf({ ...response, version }, responseBody(response)),
  ]
  return answers.flatMap((answer, index) => {
    const hop = sent[index]
    const isLast = index === answers.length - 1
    const last = { at: Math.max(request.at, end.at - timings.total), timings }
    return hop === undefined ? [] : [entry(hop, answer, isLast ? last : begin)]
  })
}

interface Timed {
  readonly at: number
  readonly timings: Timings
}

/** Ours are counted from the start of the hop, those of HAR from the end of the phase before. */
function harTimings({ dns, tcp, tls, firstByte, total }: Timings): HarTimings {
  const connected = tls ?? tcp ?? dns ?? 0
  const first = firstByte ?? total
  const between = (from: number, to: number): number => Math.max(0, to - from)
  return {
    blocked: -1,
    dns: dns ?? -1,
    connect: tcp === undefined ? -1 : between(dns ?? 0, tls ?? tcp),
    ssl: tls === undefined ? -1 : between(tcp ?? 0, tls),
    send: 0,
    wait: between(connected, first),
    receive: between(first, total),
  }
}

/** A moment of a run as an ISO 8601 text. */
export function timeAt(startedAt: string, at: number): string {
  const started = Date.parse(startedAt)
  return Number.isNaN(started) ? startedAt : new Date(started + at).toISOString()
}
