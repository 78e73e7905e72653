import type { Header } from '../model/collection.ts'
import type { EventOf } from '../model/event.ts'
import type { WireBody } from '../model/exchange.ts'
import { jwtsIn, mayHoldJwt } from '../token/find.ts'
import type { ItemEvents } from './item-events.ts'

/** A JWT where it stood. */
export interface Sighting {
  /** As it stands there. */
  readonly text: string
  /** In words: `sent in the URL as request`. */
  readonly place: string
  /** Milliseconds since the run started. */
  readonly at: number
  readonly way: 'sent' | 'received' | 'kept'
  /** Of the request, also for its answer; absent for variables. */
  readonly url?: string
}

/** Finds the JWTs in events of an item, masked or not, in URLs, headers, bodies and variables. */
export function sightingsIn(events: ItemEvents): readonly Sighting[] {
  const urls = new Map<number, string>()
  return events.flatMap((event): readonly Sighting[] => {
    if (event.type === 'request') {
      urls.set(event.exchange, event.wire.url)
      return sent(event)
    }
    if (event.type === 'response') return received(event, urls.get(event.exchange) ?? event.response.url)
    // Whatever else holds a JWT has it from one of these.
    return event.type === 'mutation' ? kept(event) : []
  })
}

interface Found {
  readonly text: string
  readonly where: string
}

function sent({ at, wire }: EventOf<'request'>): readonly Sighting[] {
  const { url, headers, body } = wire
  const found = [...inUrl(url, 'in the URL'), ...headers.flatMap(inHeader), ...inWireBody(body)]
  return found.map(({ text, where }) => ({ text, place: `sent ${where}`, at, way: 'sent', url }))
}

function received({ at, response }: EventOf<'response'>, url: string): readonly Sighting[] {
  const { headers, body, redirects } = response
  const found = [
    ...redirects.flatMap(({ next }) => inUrl(next.url, 'in a redirect')),
    ...headers.flatMap(inHeader),
    ...inBody(body),
  ]
  return found.map(({ text, where }) => ({ text, place: `received ${where}`, at, way: 'received', url }))
}

function kept({ at, name, scope, value }: EventOf<'mutation'>): readonly Sighting[] {
  const texts = typeof value === 'string' ? jwtsIn(value) : []
  return texts.map((text) => ({ text, place: `in the ${scope} variable ${name}`, at, way: 'kept' }))
}

function inUrl(url: string, where: string): readonly Found[] {
  return jwtsIn(url).map((text) => ({ text, where: `${where}${named(/[?&#](?<name>[^=&#?]+)=$/, url, text)}` }))
}

function inHeader({ key, value }: Header): readonly Found[] {
  return jwtsIn(value).map((text) => ({ text, where: `in the header ${key}` }))
}

function inWireBody(body: WireBody): readonly Found[] {
  return body.kind === 'bytes' ? inBody(body.bytes) : []
}

/** Longer bodies are no answers of token endpoints. Bytes. */
const MAX_BODY = 1024 * 1024

function inBody(bytes: Uint8Array): readonly Found[] {
  if (bytes.length > MAX_BODY || !mayHoldJwt(bytes)) return []
  const body = new TextDecoder().decode(bytes)
  return jwtsIn(body).map((text) => {
    const member = named(/"(?<name>[^"\\]{1,80})"\s*:\s*"$/, body, text)
    return { text, where: `in the body${member === '' ? named(/(?:^|&)(?<name>[^=&]{1,80})=$/, body, text) : member}` }
  })
}

/** The name that stands before a value: ` as request`. */
function named(before: RegExp, whole: string, text: string): string {
  const at = whole.indexOf(text)
  const name = before.exec(whole.slice(Math.max(0, at - 120), at))?.groups?.['name']
  return name === undefined ? '' : ` as ${name}`
}
