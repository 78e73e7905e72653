import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
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
  const sets = request.behavior.disableUrlEncoding === true ? RESERVED : ENCODED
  const name = percentEncode(key, sets.key)
  const isBare = value === undefined || value === null
  const added = isBare ? name : `${name}=${percentEncode(text(value), sets.value)}`

  const [path = '', ...rest] = request.url.split('?')
  const others = rest.length === 0 ? [] : rest.join('?').split('&')
  const query = [...others.filter((parameter) => parameter.split('=', 1)[0] !== name), added].join('&')
  return { kind: 'authorized', request: { ...request, url: `${path}?${query}` } }
}

/** Postman encodes less than encodeURIComponent does, and leaves what is percent-encoded already as it is. */
const ENCODED = Object.freeze({ key: /[\p{Cc}\P{ASCII} "#&'<=>]/gu, value: /[\p{Cc}\P{ASCII} "#&'<>]/gu })

/** With `disableUrlEncoding` only what would end the name or the value. */
const RESERVED = Object.freeze({ key: /[#&=]/g, value: /[#&]/g })

function percentEncode(value: string, characters: RegExp): string {
  return value.replace(characters, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  )
}
