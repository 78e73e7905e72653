import type { Body, FormField, FormPart } from '../model/collection.ts'
import { disabledMark, isRecord, type JsonRecord, listOf, textOf } from './plain.ts'
import { parseQuery } from './url.ts'

/**
 * A request body of a collection → ours; undefined when there is none. A mode that is unknown is read as raw.
 * Source: Collection Format v2.1 "body" and RequestBody of postman-collection 5.
 */
export function bodyFromJson(json: unknown): Body | undefined {
  if (typeof json === 'string') return json === '' ? undefined : { mode: 'raw', raw: json }
  if (!isRecord(json)) return undefined
  const { mode } = json
  if (typeof mode !== 'string' || mode === '') return undefined
  const disabled = disabledMark(json)
  switch (mode.toLowerCase()) {
    case 'urlencoded':
      return { mode: 'urlencoded', urlencoded: fieldsFrom(json['urlencoded']), ...disabled }
    case 'formdata':
      return { mode: 'formdata', formdata: listOf(json['formdata']).filter(isRecord).map(partFrom), ...disabled }
    case 'file':
      return { mode: 'file', ...fileFrom(json['file']), ...disabled }
    case 'graphql':
      return { mode: 'graphql', ...graphqlFrom(json['graphql']), ...disabled }
    default: {
      const { raw, options } = json
      const isScalar = typeof raw === 'number' || typeof raw === 'boolean'
      return {
        mode: 'raw',
        raw: textOf(raw) ?? '',
        ...(isScalar && { isScalar }),
        ...languageFrom(options),
        ...disabled,
      }
    }
  }
}

/** A body → Postman's JSON; the inverse of bodyFromJson. */
export function bodyToJson(body: Body): Record<string, unknown> {
  const { mode, disabled } = body
  const mark = disabled ? { disabled } : {}
  switch (body.mode) {
    case 'raw': {
      const options = body.language === undefined ? {} : { options: { raw: { language: body.language } } }
      return { mode, raw: body.raw, ...options, ...mark }
    }
    case 'urlencoded':
      return { mode, urlencoded: body.urlencoded, ...mark }
    case 'formdata':
      return { mode, formdata: body.formdata.map(partToJson), ...mark }
    case 'file': {
      const { src, content, isUnset } = body
      const file = { ...(src !== undefined && { src }), ...(content !== undefined && { content }) }
      return { mode, ...(isUnset !== true && { file }), ...mark }
    }
    case 'graphql':
      return {
        mode,
        graphql: { query: body.query, operationName: body.operationName, variables: body.variables },
        ...mark,
      }
  }
}

function fieldsFrom(json: unknown): readonly FormField[] {
  if (typeof json === 'string')
    return parseQuery(json).map(({ key, value }) => ({ key: key ?? '', value: value ?? '' }))
  if (isRecord(json) && !('key' in json)) {
    return Object.entries(json).map(([key, value]) => ({ key, value: textOf(value) ?? '' }))
  }
  return listOf(json).filter(isRecord).map(fieldFrom)
}

function fieldFrom(json: JsonRecord): FormField {
  return { key: textOf(json['key']) ?? '', value: textOf(json['value']) ?? '', ...disabledMark(json) }
}

function partFrom(json: JsonRecord): FormPart {
  const type = textOf(json['contentType'])
  const contentType = type ? { contentType: type } : {}
  const { type: kind, src, value } = json
  const { fileName: name } = json
  const fileName = typeof name === 'string' ? { fileName: name } : {}
  if (kind !== 'file')
    return { ...(kind === 'text' && { type: kind }), ...fieldFrom(json), ...fileName, ...contentType }
  const paths = listOf(src).filter((path) => typeof path === 'string' && path !== '')
  return {
    type: 'file',
    key: textOf(json['key']) ?? '',
    src: paths as readonly string[],
    ...(Array.isArray(src) && { isList: true }),
    ...(paths.length === 0 && typeof value === 'string' && value !== '' && { content: value }),
    ...fileName,
    ...contentType,
    ...disabledMark(json),
  }
}

function partToJson(part: FormPart): unknown {
  if (part.type !== 'file') return part
  const { src, isList, content, isUnread: _, ...rest } = part
  return { ...rest, src: isList === true ? src : src[0], value: content }
}

function fileFrom(json: unknown): { readonly src?: string; readonly content?: string; readonly isUnset?: true } {
  if (typeof json === 'string') return { src: json }
  if (!isRecord(json)) return { isUnset: true }
  const { src, content } = json
  return { ...(typeof src === 'string' ? { src } : {}), ...(typeof content === 'string' ? { content } : {}) }
}

function graphqlFrom(json: unknown): {
  readonly query?: string
  readonly operationName?: string | null
  readonly variables?: string | null
} {
  if (!isRecord(json)) return typeof json === 'string' ? { query: json } : {}
  const operationName = json['operationName'] === null ? null : textOf(json['operationName'])
  const variables = json['variables'] === null ? null : textOf(json['variables'])
  const query = textOf(json['query'])
  return {
    ...(query === undefined ? {} : { query }),
    ...(operationName === undefined ? {} : { operationName }),
    ...(variables === undefined ? {} : { variables }),
  }
}

function languageFrom(options: unknown): { readonly language?: string } {
  const raw = isRecord(options) ? options['raw'] : undefined
  const language = isRecord(raw) ? raw['language'] : undefined
  return typeof language === 'string' ? { language } : {}
}
