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
  const value = text(parameters['value'])
  // HTTP has no header without a name: newman 6.2.2 shows it, and sends none; a query parameter may have none (`?=value`).
  return key === '' && value === '' ? unsigned(request) : withHeader(request, key, value)
}

function withQueryParameter(request: WireRequest, key: string, value: unknown): AuthorizeResult {
  if (key === '' && text(value) === '') return unsigned(request)
  const added = parameter(request, key, value === undefined || value === null ? undefined : text(value))
  const [name = ''] = added.split('=', 1)
  return unsigned(withParameters(withoutParameters(request, [name]), [added]))
}
