import type { Header } from '../../model/collection.ts'
import type { EventOf, RunEvent } from '../../model/event.ts'
import type { Timings, WireBody } from '../../model/exchange.ts'
import { formatBytes, formatDuration } from '../format.ts'
import type { Style } from './style.ts'
import { plain, plainLines } from './text.ts'

/** Characters of a body that are shown. Source: newman 6.2.2 `--verbose`. */
const MAX_BODY = 2048

/** Whose exchanges are shown in full. */
export type Verbosity = 'none' | 'all' | 'failures'

/** What one event adds in full; `hasFailed`: something in its item has, by now. */
export type Details = (event: RunEvent, hasFailed: boolean) => readonly string[]

/** An exchange that is over. Without a response it has failed. */
interface Exchange {
  readonly request: EventOf<'request'>
  readonly response?: EventOf<'response'>
}

/** Shows each exchange as it ends, or those of a failed item when the item ends. */
export function createDetails(verbosity: Verbosity, style: Style): Details {
  if (verbosity === 'none') return () => []
  const requests = new Map<number, EventOf<'request'>>()
  let kept: Exchange[] = []

  function over(event: EventOf<'response'> | EventOf<'request:failed'>): readonly string[] {
    const request = requests.get(event.exchange)
    requests.delete(event.exchange)
    if (request === undefined) return []
    const exchange = event.type === 'response' ? { request, response: event } : { request }
    if (verbosity === 'failures') kept.push(exchange)
    return verbosity === 'all' && 'response' in exchange ? exchangeDetails(exchange, style) : []
  }

  return (event, hasFailed) => {
    if (event.type === 'request') requests.set(event.exchange, event)
    if (event.type === 'response' || event.type === 'request:failed') return over(event)
    if (event.type !== 'item:end') return []
    const exchanges = kept
    kept = []
    if (!hasFailed) return []
    return exchanges.flatMap((exchange) => {
      const { method, url } = exchange.request.wire
      return [`  ${style.bold(plain(method))} ${plain(url)}`, ...exchangeDetails(exchange, style)]
    })
  }
}

/** Headers and bodies of both sides, and where the time went. */
export function exchangeDetails({ request, response }: Exchange, style: Style): readonly string[] {
  const { wire } = request
  const sent = `request ${style.signs.dot} ${formatBytes(sizeOf(wire.body))}`
  const lines = [
    style.bold(sent),
    ...headerLines(wire.headers, style),
    ...bodyLines(bytesOf(wire.body), style),
    ...(response === undefined ? [] : responseLines(response, style)),
  ]
  return lines.map((line) => `    ${line}`)
}

function responseLines({ response, timings }: EventOf<'response'>, style: Style): readonly string[] {
  return [
    style.bold(`response ${style.signs.dot} ${formatBytes(response.sizeBytes)}`),
    ...headerLines(response.headers, style),
    ...bodyLines(response.body, style),
    style.bold('times'),
    `  ${timesText(timings)}`,
  ]
}

function headerLines(headers: readonly Header[], style: Style): readonly string[] {
  return headers.map(({ key, value }) => `  ${style.dim(`${plain(key)}:`)} ${plain(value)}`)
}

function bodyLines(body: Uint8Array, style: Style): readonly string[] {
  if (body.byteLength === 0) return []
  const text = new TextDecoder().decode(body)
  const clipped = text.length > MAX_BODY ? `${text.slice(0, MAX_BODY)}${style.signs.cut}` : text
  return ['', ...plainLines(clipped).map((line) => `  ${line}`), '']
}

function bytesOf(body: WireBody): Uint8Array {
  if (body.kind === 'bytes') return body.bytes
  const text = body.kind === 'none' ? '' : body.parts.map((part) => ('bytes' in part ? '' : `<${part.path}>`)).join('')
  return new TextEncoder().encode(text)
}

function sizeOf(body: WireBody): number {
  if (body.kind === 'parts') return body.sizeBytes
  return body.kind === 'bytes' ? body.bytes.byteLength : 0
}

function timesText({ dns, tcp, tls, firstByte, total }: Timings): string {
  const times = { dns, tcp, tls, 'first byte': firstByte, total }
  return Object.entries(times)
    .map(([name, ms]) => `${name} ${ms === undefined ? '-' : formatDuration(ms)}`)
    .join(', ')
}
