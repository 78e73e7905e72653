import { headersFromJson } from '../load/request.ts'
import { urlFromJson, urlToJson } from '../load/url.ts'
import { descriptionJson } from '../load/written.ts'
import type { JsonObject } from './catalogue.ts'

/** A collection file → what `JSON.stringify` makes of postman-collection's Collection. Source: postman-collection 5, observed. */
export function collectionJson(document: JsonObject): JsonObject {
  const info = isObject(document['info']) ? document['info'] : {}
  const { _postman_id: postmanId } = info
  return {
    ...(postmanId !== undefined && { _: { postman_id: postmanId } }),
    item: childrenJson(document['item']),
    ...levelJson(document),
    variable: listOf(document['variable']).filter(isObject).map(variableJson),
    info: {
      ...defined({ _postman_id: info['_postman_id'] ?? document['id'], name: info['name'] ?? document['name'] }),
      ...descriptionJson(info['description']),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
  }
}

/** A folder or item of a collection file in the same way. */
export function partJson(json: JsonObject): JsonObject {
  const identity = { ...named(json), ...descriptionJson(json['description']) }
  if (json['item']) return { ...identity, item: childrenJson(json['item']), ...levelJson(json) }
  return {
    ...identity,
    request: requestJson(json['request']),
    response: listOf(json['response']).filter(isObject).map(exampleJson),
    ...levelJson(json),
  }
}

function childrenJson(list: unknown): readonly JsonObject[] {
  return listOf(list).filter(isObject).map(partJson)
}

function levelJson(json: JsonObject): JsonObject {
  const auth = authJson(json['auth'])
  return {
    ...(auth !== undefined && { auth }),
    event: listOf(json['event']).filter(isObject).map(eventJson),
    ...defined({ protocolProfileBehavior: json['protocolProfileBehavior'] }),
  }
}

function eventJson(json: JsonObject): JsonObject {
  const { id, listen, disabled, script } = json
  const given = isObject(script) ? script : { exec: script }
  const exec = typeof given['exec'] === 'string' ? given['exec'].split(/\r?\n/) : given['exec']
  return {
    ...defined({ id, listen, disabled }),
    ...(script !== undefined && {
      script: {
        ...defined({ id: given['id'] }),
        type: 'text/javascript',
        ...defined({ packages: given['packages'], exec }),
      },
    }),
  }
}

function requestJson(json: unknown): JsonObject {
  const request = isObject(json) ? json : { url: json }
  const { header: written } = request
  const lines = typeof written === 'string' ? headersFromJson(written) : listOf(written).filter(isObject)
  const header = lines.map((line) => describedJson({ value: '', ...line, key: line.key || '' }))
  const auth = authJson(request['auth'])
  return {
    ...descriptionJson(request['description']),
    url: urlJson(request['url']),
    ...(header.length > 0 && { header }),
    method: typeof request['method'] === 'string' ? request['method'].toUpperCase() : 'GET',
    ...defined({ body: bodyJson(request['body']) }),
    ...(auth !== undefined && { auth }),
  }
}

const MODES: readonly unknown[] = Object.freeze(['raw', 'urlencoded', 'formdata', 'file', 'graphql', undefined, ''])

/** A mode that is none is an empty text. */
function bodyJson(json: unknown): unknown {
  if (!isObject(json)) return json
  const lists = Object.entries(json).filter(([name]) => name === 'urlencoded' || name === 'formdata')
  const described = lists.map(([name, list]) => [name, Array.isArray(list) ? list.map(fieldJson) : list] as const)
  const body = { ...json, ...Object.fromEntries(described) }
  return MODES.includes(json['mode']) ? body : { ...body, mode: 'raw', raw: json['raw'] ?? '' }
}

function fieldJson(json: unknown): unknown {
  return isObject(json) ? describedJson(json) : json
}

function urlJson(json: unknown): JsonObject {
  const url = { query: [], variable: [], ...urlToJson(urlFromJson(json)) }
  const query = isObject(json) && Array.isArray(json['query']) ? json['query'].filter(isObject).map(describedJson) : []
  return { ...url, ...(query.length > 0 && { query }) }
}

function exampleJson(json: JsonObject): JsonObject {
  const { _postman_previewlanguage: language, originalRequest, header, ...rest } = json
  return {
    ...(language !== undefined && { _: { postman_previewlanguage: language } }),
    ...describedJson(rest),
    ...(originalRequest !== undefined && { originalRequest: requestJson(originalRequest) }),
    header: listOf(header).filter(isObject).map(describedJson),
  }
}

/** Parameters are a list in format v2.1, an object in v2.0. */
function authJson(json: unknown): JsonObject | undefined {
  if (!isObject(json) || typeof json['type'] !== 'string') return undefined
  const { type } = json
  const parameters = json[type]
  if (!isObject(parameters) && !Array.isArray(parameters)) return { type }
  const list: readonly unknown[] = Array.isArray(parameters)
    ? parameters
    : Object.entries(parameters).map(([key, value]) => ({ key, value }))
  return { type, [type]: list.filter(isObject).map(variableJson) }
}

function variableJson(json: JsonObject): JsonObject {
  const { id, name, disabled, type, value, key } = json
  const known = typeof type === 'string' && TYPES.includes(type.toLowerCase()) ? type.toLowerCase() : 'any'
  return {
    ...defined({ id: key === undefined ? undefined : id, name, disabled }),
    ...descriptionJson(json['description']),
    type: known,
    value,
    key: key ?? id,
  }
}

const TYPES: readonly string[] = ['string', 'boolean', 'number', 'array', 'object', 'any']

function describedJson(json: JsonObject): JsonObject {
  const { description, ...rest } = json
  return { ...descriptionJson(description), ...rest }
}

function named({ id, name }: JsonObject): JsonObject {
  return { ...defined({ id }), ...(name ? { name } : {}) }
}

function listOf(json: unknown): readonly unknown[] {
  if (json === undefined || json === null) return []
  return Array.isArray(json) ? json : [json]
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function defined(json: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined && value !== null))
}
