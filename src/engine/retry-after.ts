import type { Header } from '../model/collection.ts'
import { headerValue } from './wire.ts'

/**
 * How long a server asks to wait: `Retry-After` in seconds, or as a date. Milliseconds, not below 0; undefined when it says nothing that can be read.
 * A date is held against the server's own `Date`, because its clock and ours may differ; without one against `epoch`.
 * Source: RFC 9110, sections 10.2.3 and 5.6.7.
 */
export function retryAfterMs(headers: readonly Header[], epoch: number): number | undefined {
  const text = headerValue(headers, 'retry-after')?.trim() ?? ''
  // Fractions are against the rules, but what they mean is plain.
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  const until = dateIn(text)
  if (Number.isNaN(until)) return undefined
  const now = dateIn(headerValue(headers, 'date')?.trim() ?? '')
  return Math.max(0, until - (Number.isNaN(now) ? epoch : now))
}

/** NaN for what is no date of HTTP: `Date.parse` takes much more than these three forms. */
function dateIn(text: string): number {
  if (/^[A-Z][a-z]+, \d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return Date.parse(text)
  const isAsctime = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/.test(text)
  return isAsctime ? Date.parse(`${text} GMT`) : Number.NaN
}
