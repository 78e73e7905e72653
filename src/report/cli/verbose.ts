import type { Header } from '../../model/collection.ts'
import type { EventOf } from '../../model/event.ts'
import type { Timings, WireBody } from '../../model/exchange.ts'
import { formatBytes, formatDuration } from '../format.ts'
import type { Style } from './style.ts'
import { plain, plainLines } from './text.ts'

/** Characters of a body that are shown. Source: newman 6.2.2 `--verbose`. */
const MAX_BODY = 2048

/** What `--verbose` adds to an exchange: headers and bodies of both sides, and where the time went. */
export function exchangeDetails(
  { wire }: EventOf<'request'>,
  { response, timings }: EventOf<'response'>,
  style: Style,
): readonly string[] {
  const sent = `request ${style.signs.dot} ${formatBytes(sizeOf(wire.body))}`
  const received = `response ${style.signs.dot} ${formatBytes(response.sizeBytes)}`
  const lines = [
    style.bold(sent),
    ...headerLines(wire.headers, style),
    ...bodyLines(bytesOf(wire.body), style),
    style.bold(received),
    ...headerLines(response.headers, style),
    ...bodyLines(response.body, style),
    style.bold('times'),
    `  ${timesText(timings)}`,
  ]
  return lines.map((line) => `    ${line}`)
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
