import type { PathVariable, QueryParam, UrlTemplate } from '../model/collection.ts'
import { disabledMark, isRecord, type JsonRecord, listOf, textOf } from './plain.ts'

/** A whole `{{name}}`; separators inside of it belong to the name. */
const PLACEHOLDER = /\{\{[^{}]*\}\}/g

/** What stands for a secret where a report takes a URL apart (`report/redact/placeholder.ts`); the sign in it begins no fragment. */
const MASKED = /\[[\w.-]{1,40}#\d+\]/g

/**
 * A URL of a collection as text or as an object → its parts. Nothing is encoded, `{{names}}` stay.
 * An object that has nothing but `raw` is read from that text; Postman ignores `raw` beside other parts, and so do we.
 * Source: Collection Format v2.1 "url"; the splitting is that of postman-collection 5, compared in test/load/url.test.ts.
 */
export function urlFromJson(json: unknown): UrlTemplate {
  if (typeof json === 'string') return parseUrl(json)
  if (!isRecord(json)) return { host: [], query: [], variables: [] }
  const parts = ['protocol', 'auth', 'host', 'port', 'path', 'query', 'hash']
  if (typeof json['raw'] === 'string' && parts.every((part) => json[part] === undefined || json[part] === null)) {
    return { ...parseUrl(json['raw']), ...(json['variable'] ? { variables: variablesFrom(json['variable']) } : {}) }
  }
  const path = pathFrom(json['path'])
  return {
    ...optionalText('protocol', json['protocol']),
    ...(isRecord(json['auth']) ? { auth: credentialsFrom(json['auth']) } : {}),
    host: hostFrom(json['host']),
    ...optionalText('port', json['port']),
    ...(path ? { path } : {}),
    query: queryFrom(json['query']),
    ...optionalText('hash', json['hash']),
    variables: variablesFrom(json['variable']),
  }
}

/** The parts of a URL → Postman's JSON; the inverse of urlFromJson. */
export function urlToJson(url: UrlTemplate): Record<string, unknown> {
  const { host, query, variables, ...parts } = url
  return {
    ...parts,
    ...(host.length > 0 ? { host } : {}),
    ...(query.length > 0 ? { query } : {}),
    ...(variables.length > 0 ? { variable: variables } : {}),
  }
}

/** Splits `a=b&c` into parameters: without `=` the value is null; an empty one before the last (`a&&b`) has the key null. */
export function parseQuery(text: string): readonly QueryParam[] {
  return parseParams(text.split('&'))
}

function parseUrl(text: string): UrlTemplate {
  const [beforeHash, hash] = cut(text.trimStart(), '#')
  const [beforeQuery, query] = cut(beforeHash, '?')
  const { protocol, rest } = cutProtocol(slashed(beforeQuery))
  const [authority, path] = cut(rest, '/')
  const at = mask(authority).lastIndexOf('@')
  const { host, port } = cutPort(authority.slice(at + 1))
  const segments = path === undefined ? undefined : split(path, '/')
  return {
    ...optionalText('protocol', protocol),
    ...(at < 0 ? {} : { auth: parseCredentials(authority.slice(0, at)) }),
    host: host === '' ? [] : split(host, '.'),
    ...optionalText('port', port),
    ...(segments ? { path: segments } : {}),
    query: query === undefined ? [] : parseParams(split(query, '&')),
    ...optionalText('hash', hash),
    variables: namesIn(segments ?? []).map((key) => ({ key, value: '' })),
  }
}

/** The text with every placeholder blotted out, as long as before: an index into one is an index into the other. */
function mask(text: string): string {
  return text.replace(PLACEHOLDER, blot).replace(MASKED, blot)
}

function blot(text: string): string {
  return '_'.repeat(text.length)
}

function cut(text: string, separator: string): readonly [string, string | undefined] {
  const index = mask(text).indexOf(separator)
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + separator.length)]
}

function split(text: string, separator: string): readonly string[] {
  let start = 0
  return mask(text)
    .split(separator)
    .map((piece) => {
      const from = start
      start += piece.length + separator.length
      return text.slice(from, from + piece.length)
    })
}

function slashed(text: string): string {
  return text.replace(/\{\{[^{}]*\}\}|\\/g, (match) => (match === '\\' ? '/' : match))
}

function cutProtocol(text: string): { readonly protocol: string | undefined; readonly rest: string } {
  const [before, after] = cut(text, '://')
  if (after === undefined) return { protocol: undefined, rest: text }
  return { protocol: before, rest: after.replace(/^\/+/, before.toLowerCase() === 'file' ? '/' : '') }
}

function cutPort(authority: string): { readonly host: string; readonly port: string | undefined } {
  const colon = mask(authority).lastIndexOf(':')
  const port = authority.slice(colon + 1)
  // The colons of an IPv6 address lie before its closing bracket.
  if (colon < 0 || mask(port).includes(']')) return { host: authority, port: undefined }
  return { host: authority.slice(0, colon), port }
}

function parseCredentials(text: string): NonNullable<UrlTemplate['auth']> {
  const [user, password] = cut(text, ':')
  return { user, ...optionalText('password', password) }
}

function parseParams(params: readonly string[]): readonly QueryParam[] {
  const last = params.length - 1
  return params.map((param, index) => (param === '' && index < last ? { key: null, value: null } : parseParam(param)))
}

function parseParam(text: string): QueryParam {
  const equals = text.indexOf('=')
  return equals < 0 ? { key: text, value: null } : { key: text.slice(0, equals), value: text.slice(equals + 1) }
}

function credentialsFrom(json: JsonRecord): NonNullable<UrlTemplate['auth']> {
  return { ...optionalText('user', json['user']), ...optionalText('password', json['password']) }
}

function hostFrom(json: unknown): readonly string[] {
  if (typeof json === 'string') return json === '' ? [] : split(json, '.')
  return listOf(json).map((label) => textOf(label) ?? '')
}

function pathFrom(json: unknown): readonly string[] | undefined {
  if (typeof json === 'string') return json === '' ? undefined : split(json.replace(/^\//, ''), '/')
  if (!Array.isArray(json)) return undefined
  // The format allows { type, value } as a segment.
  const segments = json.map((segment: unknown) => textOf(isRecord(segment) ? segment['value'] : segment) ?? '')
  return segments.length === 0 ? [''] : segments
}

function queryFrom(json: unknown): readonly QueryParam[] {
  if (typeof json === 'string') return parseQuery(json)
  if (isRecord(json)) return Object.entries(json).map(([key, value]) => ({ key, value: textOf(value) ?? null }))
  return listOf(json).flatMap((param) => {
    if (typeof param === 'string') return [parseParam(param)]
    if (!isRecord(param)) return []
    return [{ key: textOf(param['key']) ?? null, value: textOf(param['value']) ?? null, ...disabledMark(param) }]
  })
}

function variablesFrom(json: unknown): readonly PathVariable[] {
  return listOf(json)
    .filter(isRecord)
    .map((variable) => ({
      key: textOf(variable['key']) ?? textOf(variable['id']) ?? '',
      value: textOf(variable['value']) ?? '',
      ...disabledMark(variable),
    }))
}

function optionalText<K extends string>(key: K, value: unknown): { readonly [P in K]?: string } {
  const text = textOf(value)
  return text === undefined ? {} : ({ [key]: text } as { readonly [P in K]: string })
}

/** The name of a `:name` segment; a dot ends it (`:id.json`). */
function nameIn(segment: string): string | undefined {
  return /^:([^.]+)/.exec(segment)?.[1]
}

function namesIn(segments: readonly string[]): readonly string[] {
  return [...new Set(segments.flatMap((segment) => nameIn(segment) ?? []))]
}
