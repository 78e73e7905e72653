import type { Header } from '../model/collection.ts'
import type { Clock, SendResult } from './ports.ts'
import { headerValue } from './wire.ts'

/** What a signed token can take. Seconds. */
const TOLERANCE_S = 60

/** Says once for each host that its clock and ours are apart: what is signed here may not be valid there. */
export type NoteSkew = (answer: Extract<SendResult, { kind: 'response' }>) => string | undefined

/** Compares the Date of responses with our clock. */
export function createNoteSkew(clock: Clock): NoteSkew {
  const told = new Set<string>()
  return ({ response: { url, headers }, timings }) => {
    const host = /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(url)?.[1] ?? ''
    if (told.has(host)) return undefined
    const note = skewNote({ host, headers, from: clock.epoch() - timings.total, to: clock.epoch() })
    if (note !== undefined) told.add(host)
    return note
  }
}

/** An answer, and when by our clock its request went out and it was there: milliseconds since 1970. */
export interface Dated {
  readonly host: string
  readonly headers: readonly Header[]
  readonly from: number
  readonly to: number
}

/** Says that the clock of a host is more than a minute away from ours. Source: RFC 9110, section 6.6.1; a response with an Age comes from a cache. */
export function skewNote({ host, headers, from, to }: Dated): string | undefined {
  if (headerValue(headers, 'age') !== undefined) return undefined
  const skewS = skew(Date.parse(headerValue(headers, 'date') ?? ''), from, to)
  if (Number.isNaN(skewS) || Math.abs(skewS) <= TOLERANCE_S) return undefined
  const [side, consequence] = skewS > 0 ? ['ahead of', 'be out of date there'] : ['behind', 'not be valid there yet']
  return `The clock of "${host}" is ${Math.abs(skewS)} s ${side} this machine: what is signed here may ${consequence}`
}

/** Whole seconds by which a date lies outside of the exchange; NaN for no date. */
function skew(date: number, from: number, to: number): number {
  if (date < from) return Math.ceil((date - from) / 1000)
  return Math.floor(Math.max(0, date - to) / 1000)
}
