import type { WireResponse } from '../../model/exchange.ts'
import { decodeUtf8 } from './bytes.ts'

/**
 * What producers take from the answers to their own requests, where neither the name of a member nor the shape of a value gives it away: the digits of a
 * message that was sent, and the name of a pushed request. Tokens have names that do.
 */
const TAKEN: Readonly<Record<string, RegExp>> = Object.freeze({
  otp: /(?<!\d)(?<value>\d{6,10})(?!\d)/g,
  requestUri: /"request_uri"\s*:\s*(?<value>"(?:[^"\\]|\\.)*")/g,
})

/** The secrets in an answer to the producer of a variable. */
export function takenFrom(producer: string, { body: bytes }: WireResponse): readonly string[] {
  const pattern = Object.hasOwn(TAKEN, producer) ? TAKEN[producer] : undefined
  const body = pattern && decodeUtf8(bytes)
  if (pattern === undefined || body === undefined) return []
  return [...body.matchAll(pattern)].map(({ groups }) => textOf(groups?.['value'] ?? '')).filter((text) => text !== '')
}

function textOf(found: string): string {
  if (!found.startsWith('"')) return found
  try {
    return String(JSON.parse(found))
  } catch {
    // No JSON: it stands there as it is.
    return found.slice(1, -1)
  }
}
