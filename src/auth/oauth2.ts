import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { readGrant } from './grant.ts'
import { parameter, withoutParameters, withParameters } from './query.ts'
import { type SignerTools, text, unsigned, withHeader, withoutHeaders } from './signer.ts'

type Parameters = AuthSpec['parameters']

/**
 * An OAuth 2.0 access token, in the header or the query: the one of the auth tab, or where that is empty one that is
 * fetched with client credentials or a refresh token, which newman cannot do. Without either nothing is added.
 * Source: Postman Learning Center, "OAuth 2.0"; RFC 6750; bytes observed with newman 6.2.2.
 */
export async function signOAuth2(
  request: WireRequest,
  parameters: Parameters,
  tools: SignerTools,
): Promise<AuthorizeResult> {
  const given = text(parameters['accessToken'])
  if (given !== '') return place(request, given, parameters)
  const { send, fetchTokens = true } = tools
  const grant = fetchTokens ? readGrant(parameters) : undefined
  if (grant === undefined || send === undefined) return unsigned(request)
  const result = await tools.fetchToken(grant, { request, send })
  if (result.kind === 'token') return place(request, result.accessToken, parameters)
  const { failure } = result
  return { kind: 'failed', failure, unsigned: { request, warning: failure.message } }
}

function place(request: WireRequest, token: string, parameters: Parameters): AuthorizeResult {
  const { addTokenTo, tokenType, headerPrefix } = parameters
  if (text(tokenType).toLowerCase() === 'mac') return unsigned(request)
  const cleared = withoutParameters(withoutHeaders(request, ['Authorization']), ['access_token'])
  const target = text(addTokenTo) || 'header'
  if (target === 'queryParams') return unsigned(withParameters(cleared, [parameter(cleared, 'access_token', token)]))
  if (target !== 'header') return unsigned(cleared)
  const prefix = headerPrefix === undefined || headerPrefix === null ? 'Bearer' : text(headerPrefix).trim()
  return withHeader(cleared, 'Authorization', prefix === '' ? token : `${prefix} ${token}`)
}
