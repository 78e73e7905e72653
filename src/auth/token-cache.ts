import type { AuthTools } from './signer.ts'
import type { FetchToken, TokenResult } from './token.ts'
import { requestToken } from './token-request.ts'

/** A token is not used when it ends this soon. */
const MARGIN_MS = 30_000

/** Tokens of one run. Requests that need the same one at the same time wait for one fetch; a failure is not kept. */
export function createFetchToken(tools: AuthTools): FetchToken {
  const tokens = new Map<string, Promise<TokenResult>>()
  return async function fetchToken(grant, fetching) {
    const key = JSON.stringify(grant)
    const held = tokens.get(key)
    const last = await held
    if (last?.kind === 'token' && tools.clock.now() + MARGIN_MS < last.expiresAtMs) return last
    // Another request was first.
    if (tokens.get(key) !== held) return fetchToken(grant, fetching)

    const refreshToken = (last?.kind === 'token' ? last.refreshToken : undefined) ?? grant.refreshToken
    const current = refreshToken === undefined ? grant : { ...grant, refreshToken }
    const fetched = requestToken(current, fetching, tools)
    tokens.set(key, fetched)
    const result = await fetched
    if (result.kind === 'failed') restore(tokens, { key, held })
    return result
  }
}

interface Held {
  readonly key: string
  readonly held: Promise<TokenResult> | undefined
}

/** What was there may hold a newer refresh token than the collection has. */
function restore(tokens: Map<string, Promise<TokenResult>>, { key, held }: Held): void {
  if (held === undefined) tokens.delete(key)
  else tokens.set(key, held)
}
