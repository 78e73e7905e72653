import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { text, unsigned, withHeader } from './signer.ts'

/**
 * A bearer token (RFC 6750). Without a token nothing is added, and an Authorization header of the user's own stays.
 * Source: Postman Learning Center, "Bearer token"; bytes observed with newman 6.2.2.
 */
export function signBearer(request: WireRequest, parameters: AuthSpec['parameters']): AuthorizeResult {
  const token = text(parameters['token'])
  return token === '' ? unsigned(request) : withHeader(request, 'Authorization', `Bearer ${token}`)
}
