import type { WireRequest } from '../model/exchange.ts'

/** Removes query parameters by name, as written in the URL. */
export function withoutParameters(request: WireRequest, names: readonly string[]): WireRequest {
  const { path, parameters } = splitUrl(request.url)
  if (parameters === undefined) return request
  const kept = parameters.filter((parameter) => !names.includes(parameter.split('=', 1)[0] ?? ''))
  return { ...request, url: joinUrl(path, kept) }
}

/** Adds query parameters, which are in wire form (`key` or `key=value`), after all others. */
export function withParameters(request: WireRequest, added: readonly string[]): WireRequest {
  const { path, parameters = [] } = splitUrl(request.url)
  return { ...request, url: joinUrl(path, [...parameters, ...added]) }
}

/** The query of a URL as written, without its question mark; undefined when there is none. */
export function queryOf(url: string): string | undefined {
  const at = url.indexOf('?')
  return at === -1 ? undefined : url.slice(at + 1)
}

/** A query parameter in wire form, encoded as the URL of this request is. A value of undefined or null is a bare name. */
export function parameter(request: WireRequest, key: string, value: string | undefined | null): string {
  const sets = request.behavior.disableUrlEncoding === true ? RESERVED : ENCODED
  const name = encode(key, sets.key)
  return value === undefined || value === null ? name : `${name}=${encode(value, sets.value)}`
}

/**
 * Postman encodes less than encodeURIComponent does, and leaves what is percent-encoded already as it is.
 * Source: bytes observed with newman 6.2.2.
 */
const ENCODED = Object.freeze({ key: /[\p{Cc}\P{ASCII} "#&'<=>]/gu, value: /[\p{Cc}\P{ASCII} "#&'<>]/gu })

/** With `disableUrlEncoding` only what would end the name or the value. */
const RESERVED = Object.freeze({ key: /[#&=]/g, value: /[#&]/g })

function encode(text: string, characters: RegExp): string {
  return text.replace(characters, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  )
}

interface SplitUrl {
  readonly path: string
  readonly parameters?: readonly string[]
}

function splitUrl(url: string): SplitUrl {
  const query = queryOf(url)
  if (query === undefined) return { path: url }
  return { path: url.slice(0, url.length - query.length - 1), parameters: query.split('&') }
}

function joinUrl(path: string, parameters: readonly string[]): string {
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`
}
