import type { AuthSpec, Header, RequestTemplate } from '../model/collection.ts'
import { bodyFromJson, bodyToJson } from './body.ts'
import { contentText, disabledMark, isRecord, type JsonRecord, listOf, textOf } from './plain.ts'
import { urlFromJson, urlToJson } from './url.ts'

/**
 * A request as collections hold it, or as Request.toJSON of postman-collection 5 gives it → our template.
 * A text is the URL of a GET request. What cannot be understood is left out, never thrown.
 * Source: https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html ("request"); v2.0 differs in url and auth.
 */
export function requestFromJson(json: unknown): RequestTemplate {
  if (!isRecord(json)) return { method: 'GET', url: urlFromJson(json), header: [] }
  const body = bodyFromJson(json['body'])
  const auth = authFromJson(json['auth'])
  // Older exports hold an empty one or null for every request; scripts see it as an empty text.
  const description = 'description' in json ? (contentText(json['description']) ?? '') : undefined
  return {
    method: (textOf(json['method']) || 'GET').toUpperCase(),
    url: urlFromJson(json['url']),
    header: headersFromJson(json['header']),
    ...(body ? { body } : {}),
    ...(auth ? { auth } : {}),
    ...(description === undefined ? {} : { description }),
  }
}

/** A template → Postman's request JSON (v2.1); the inverse of requestFromJson. */
export function requestToJson(request: RequestTemplate): Record<string, unknown> {
  return {
    method: request.method,
    url: urlToJson(request.url),
    ...(request.header.length > 0 ? { header: request.header } : {}),
    ...(request.body ? { body: bodyToJson(request.body) } : {}),
    ...(request.auth ? { auth: authToJson(request.auth) } : {}),
    ...(request.description === undefined ? {} : { description: request.description }),
  }
}

/**
 * Headers as a list of `{ key, value }` or of `Name: value` lines, as one text of such lines, or as `{ Name: value }`.
 * Source: Collection Format v2.1 "header" and HeaderList of postman-collection 5.
 */
export function headersFromJson(json: unknown): readonly Header[] {
  if (typeof json === 'string') return headerLines(json)
  if (isRecord(json)) return Object.entries(json).map(([key, value]) => ({ key, value: textOf(value) ?? '' }))
  return listOf(json).flatMap((entry) => {
    if (typeof entry === 'string') return headerLines(entry.includes(':') ? entry : `${entry}:`)
    if (!isRecord(entry)) return []
    const system = entry['system'] === true ? { system: true } : {}
    return [{ key: textOf(entry['key']) ?? '', value: textOf(entry['value']) ?? '', ...disabledMark(entry), ...system }]
  })
}

/**
 * `{ type, <type>: parameters }` with the parameters as a list (v2.1) or as an object (v2.0); undefined when there is
 * none, so that it is inherited. Of several parameters with one key the last wins.
 */
export function authFromJson(json: unknown): AuthSpec | undefined {
  if (!isRecord(json)) return undefined
  const type = json['type']
  if (typeof type !== 'string' || type === '') return undefined
  const parameters = json[type]
  if (isRecord(parameters)) return { type, parameters: { ...parameters } }
  const entries = listOf(parameters).filter(isRecord)
  const nameOf = (entry: JsonRecord): string => textOf(entry['key']) ?? ''
  const types = entries.flatMap((entry) => {
    const named = entry['type']
    return typeof named === 'string' && named !== 'any' ? [[nameOf(entry), named] as const] : []
  })
  return {
    type,
    parameters: Object.fromEntries(entries.map((entry) => [nameOf(entry), entry['value']])),
    ...(types.length > 0 && { types: Object.fromEntries(types) }),
  }
}

/** An auth type and its parameters as a list, each with the type that the collection gives it; the inverse of authFromJson. */
export function authToJson({ type, parameters, types = {} }: AuthSpec): JsonRecord {
  const list = Object.entries(parameters).map(([key, value]) => ({ type: types[key] ?? 'any', value, key }))
  return { type, ...(list.length > 0 && { [type]: list }) }
}

function headerLines(text: string): readonly Header[] {
  // A line that starts with white space goes on where the last one ended (RFC 9112 section 5.2).
  const lines = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return lines.flatMap((line) => {
    const [key = '', ...value] = line.split(':')
    // A line without a colon is no header, as for postman-collection.
    return key.trim() === '' || value.length === 0 ? [] : [{ key: key.trim(), value: value.join(':').trim() }]
  })
}
