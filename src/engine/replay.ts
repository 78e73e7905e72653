import type { Header } from '../model/collection.ts'
import type { WireBody, WireRequest } from '../model/exchange.ts'
import type { Cookies } from './ports.ts'

/** How a request is repeated. */
export interface RepeatOptions {
  /** Put what the jar holds behind what was sent, as newman 6.2.2 does. Default false. */
  readonly repeatsCookies?: boolean | undefined
}

/**
 * The request of an exchange as it goes out once more: the headers it had, the place for credentials behind them, then the
 * Content-Type of a form or file, which is written anew. The Cookie header has what the jar holds by now; newman 6.2.2 puts that
 * behind what it sent before, so that a cookie that changed goes out twice, the old value first.
 * Source: bytes recorded from newman 6.2.2.
 */
export async function repeat(
  sent: WireRequest,
  cookies: Cookies,
  { repeatsCookies = false }: RepeatOptions = {},
): Promise<WireRequest> {
  const type = sent.headers.filter((header) => isWrittenAnew(header, sent.body))
  const kept = sent.headers.filter((header) => !isWrittenAnew(header, sent.body))
  if (sent.behavior.disableCookies === true) return { ...sent, headers: [...kept, ...type], credentialsAt: kept.length }

  const before = repeatsCookies ? (kept.find(isCookie)?.value ?? '') : (sent.ownCookie ?? '')
  const value = [before, await cookies.headerFor(sent.url)].filter((part) => part !== '').join('; ')
  const others = kept.flatMap((header) => (isCookie(header) ? withValue(header, value) : header))
  const added = value === '' || kept.some(isCookie) ? [] : [{ key: 'Cookie', value, system: true }]
  return { ...sent, headers: [...others, ...type, ...added], credentialsAt: others.length }
}

function isWrittenAnew({ key, value, system }: Header, body: WireBody): boolean {
  if (system !== true || key.toLowerCase() !== 'content-type') return false
  return body.kind === 'parts' || /^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(value)
}

function isCookie({ key }: Header): boolean {
  return key.toLowerCase() === 'cookie'
}

function withValue(header: Header, value: string): readonly Header[] {
  return value === '' ? [] : [{ ...header, value }]
}
