import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { parameter, withoutParameters, withParameters } from './query.ts'
import { text, unsigned, withHeader } from './signer.ts'

/**
 * An API key as a header, or as a query parameter when `in` is `query`. It takes the place of what the user wrote under the same name.
 * Source: Postman Learning Center, "API key"; bytes observed with newman 6.2.2.
 */
export function signApiKey(request: WireRequest, parameters: AuthSpec['parameters']): AuthorizeResult {
  const key = text(parameters['key'])
  if (parameters['in'] === 'query') return withQueryParameter(request, key, parameters['value'])
  // A header cannot be without a name; a query parameter can (`?=value`).
  return key === '' ? unsigned(request) : withHeader(request, key, text(parameters['value']))
}

function withQueryParameter(request: WireRequest, key: string, value: unknown): AuthorizeResult {
  if (key === '' && text(value) === '') return unsigned(request)
  const added = parameter(request, key, value === undefined || value === null ? undefined : text(value))
  const [name = ''] = added.split('=', 1)
  return unsigned(withParameters(withoutParameters(request, [name]), [added]))
}
