import { found, type Reply } from '../endpoint.ts'
import type { Destination } from './authorization-request.ts'

/** Sends a browser back to the application with the answer in the query or the fragment. */
export function redirectTo(
  { redirectUri, responseMode, state }: Destination,
  answer: Readonly<Record<string, string>>,
): Reply {
  const parameters = new URLSearchParams({ ...answer, ...(state === undefined ? {} : { state }) }).toString()
  if (responseMode === 'fragment') return found(`${redirectUri}#${parameters}`)
  return found(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${parameters}`)
}
