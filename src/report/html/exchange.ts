import type { Header } from '../../model/collection.ts'
import type { EventOf } from '../../model/event.ts'
import type { RedirectHop, Timings } from '../../model/exchange.ts'
import { formatBytes, formatDuration } from '../format.ts'
import type { Exchange } from '../item-events.ts'
import { type BodyView, viewBody, viewWireBody } from './body.ts'
import { type FailureView, viewFailure } from './failure.ts'
import type { UsedVariable } from './origins.ts'
import { senderOf } from './sender.ts'

/** One exchange as the page shows it. */
export interface ExchangeView {
  /** Who sent it, if not the item itself. */
  readonly sender?: string
  readonly method: string
  readonly url: string
  readonly headers: readonly Header[]
  readonly body: BodyView
  readonly variables: readonly UsedVariable[]
  readonly response?: ResponseView
  readonly failure?: FailureView
}

interface ResponseView {
  readonly status: StatusView
  readonly httpVersion: string
  readonly time: string
  readonly size: string
  readonly headers: readonly Header[]
  readonly body: BodyView
  readonly redirects: readonly RedirectView[]
  readonly phases: readonly PhaseView[]
}

/** A status code, its phrase, and its class as a name for the style sheet. */
export interface StatusView {
  readonly code: number
  readonly text: string
  readonly tone: 'good' | 'moved' | 'bad'
}

interface RedirectView {
  readonly status: number
  readonly url: string
  readonly method: string
  readonly next: string
  readonly headers: readonly Header[]
}

/** A phase of an exchange and its share of the whole, in per cent. */
interface PhaseView {
  readonly name: string
  readonly tone: string
  readonly time: string
  readonly start: number
  readonly share: number
}

/** Prepares one exchange, with what went out rather than what the collection says. */
export function viewExchange({ request, end }: Exchange, variables: readonly UsedVariable[] = []): ExchangeView {
  const sender = senderOf(request)
  return {
    ...(sender === undefined ? {} : { sender }),
    method: request.wire.method,
    url: request.wire.url,
    headers: request.wire.headers.filter((header) => header.disabled !== true),
    body: viewWireBody(request.wire.body, request.wire.headers),
    variables,
    ...(end?.type === 'response' ? { response: viewResponse(end) } : {}),
    ...(end?.type === 'request:failed' ? { failure: viewFailure(end.failure) } : {}),
  }
}

/** An exchange with its bodies changed. */
export function withBodies(exchange: ExchangeView, change: (body: BodyView) => BodyView): ExchangeView {
  const { response } = exchange
  return {
    ...exchange,
    body: change(exchange.body),
    ...(response && { response: { ...response, body: change(response.body) } }),
  }
}

/** Prepares a status; redirects that were not followed are neither good nor bad. */
export function viewStatus(code: number, text: string): StatusView {
  if (code >= 400) return { code, text, tone: 'bad' }
  return { code, text, tone: code >= 300 ? 'moved' : 'good' }
}

function viewResponse({ response, timings }: EventOf<'response'>): ResponseView {
  return {
    status: viewStatus(response.status, response.statusText),
    httpVersion: response.httpVersion,
    time: formatDuration(timings.total),
    size: formatBytes(response.sizeBytes),
    headers: response.headers,
    body: viewBody(response.body, response.headers),
    redirects: response.redirects.map(viewRedirect),
    phases: viewPhases(timings),
  }
}

function viewRedirect(hop: RedirectHop): RedirectView {
  return { status: hop.status, url: hop.url, method: hop.next.method, next: hop.next.url, headers: hop.headers }
}

/** Timings are points in time from the start of the hop; the bar shows what lies between them. */
function viewPhases(timings: Timings): readonly PhaseView[] {
  const points: readonly (readonly [name: string, tone: string, at: number | undefined])[] = [
    ['DNS', 'dns', timings.dns],
    ['Connect', 'tcp', timings.tcp],
    ['TLS', 'tls', timings.tls],
    ['Waiting', 'wait', timings.firstByte],
    ['Download', 'load', timings.total],
  ]
  const phases: PhaseView[] = []
  let previous = 0
  for (const [name, tone, at] of points) {
    if (at === undefined || at < previous) continue
    phases.push({
      name,
      tone,
      time: formatDuration(at - previous),
      start: share(previous, timings.total),
      share: share(at - previous, timings.total),
    })
    previous = at
  }
  return phases
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100
}
