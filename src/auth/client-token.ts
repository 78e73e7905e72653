import type { SendOwn } from '../engine/ports.ts'
import { readGrant } from './grant.ts'
import type { AuthTools } from './signer.ts'
import type { TokenResult } from './token.ts'
import { createFetchToken } from './token-cache.ts'

/** A client, where its token is fetched, and whether its credentials go into the header or the body. */
interface Client {
  readonly endpoint: string
  readonly id: string
  readonly secret: string
  readonly scope?: string | undefined
  readonly placement: 'header' | 'body'
}

/** Fetches tokens by client credentials outside of any request, and keeps them for the run. */
export function createClientToken(tools: AuthTools): (client: Client, send: SendOwn) => Promise<TokenResult> {
  const fetchToken = createFetchToken(tools)
  return async ({ endpoint, id, secret, scope = '', placement }, send) => {
    const grant = readGrant({
      grant_type: 'client_credentials',
      accessTokenUrl: endpoint,
      clientId: id,
      clientSecret: secret,
      scope,
      client_authentication: placement,
    })
    if (grant === undefined) throw new Error('A client has an endpoint and an ID')
    const request = { method: 'POST', url: endpoint, headers: [], body: { kind: 'none' }, behavior: {} } as const
    return fetchToken(grant, { request, send })
  }
}
