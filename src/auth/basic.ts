import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { text, withHeader } from './signer.ts'

/**
 * Basic authentication (RFC 7617) in UTF-8. A missing username or password is empty: `Basic Og==` when both are.
 * Source: Postman Learning Center, "Basic auth"; bytes observed with newman 6.2.2.
 */
export function signBasic(request: WireRequest, { username, password }: AuthSpec['parameters']): AuthorizeResult {
  const credentials = Buffer.from(`${text(username)}:${text(password)}`, 'utf8').toString('base64')
  return withHeader(request, 'Authorization', `Basic ${credentials}`)
}
