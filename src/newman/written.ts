import type { JsonObject } from './catalogue.ts'
import { descriptionJson } from './normalise.ts'
import type { NewmanRequest } from './request.ts'

/**
 * Gives a request the shapes that the collection file has and our model does not keep: newman passes them through. A body without a mode or with more than its mode says,
 * a raw body that is no text, headers, form fields and credentials with values that are no text; and its description.
 */
export function likeWritten(request: NewmanRequest, item: JsonObject | undefined): NewmanRequest {
  const written = item?.['request']
  const description = isObject(written) ? descriptionJson(written['description']) : {}
  return { ...description, ...withCredentials(withHeaders(withBody(request, item), written), written) }
}

function withHeaders(request: NewmanRequest, written: unknown): NewmanRequest {
  if (!isObject(written)) return request
  return { ...request, header: request.header.map((header) => entryLike(header, written['header'])) }
}

function withCredentials(request: NewmanRequest, written: unknown): NewmanRequest {
  const { auth } = request
  if (auth === undefined || !isObject(written) || !isObject(written['auth'])) return request
  const type = String(auth['type'])
  const [parameters, before] = [auth[type], written['auth'][type]]
  if (!Array.isArray(parameters)) return request
  return {
    ...request,
    auth: {
      ...auth,
      [type]: parameters.map((parameter: JsonObject) =>
        entryLike({ ...parameter, ...typeOf(parameter, before) }, before),
      ),
    },
  }
}

/** The type that the collection gives a parameter; without one it is `any`. */
function typeOf({ key }: JsonObject, written: unknown): JsonObject {
  const named: unknown = Array.isArray(written)
    ? written.find((each) => isObject(each) && each['key'] === key)
    : undefined
  return isObject(named) && typeof named['type'] === 'string' ? { type: named['type'] } : {}
}

/** An entry with a name and a value, as the collection has it: numbers, `true` and null are sent as texts. */
function entryLike<T extends object>(entry: T, written: unknown): T {
  if (!Array.isArray(written) || !('key' in entry) || !('value' in entry)) return entry
  const same = written.find(
    (each: unknown) => isObject(each) && isTextOf(each['key'], entry.key) && isTextOf(each['value'], entry.value),
  )
  return isObject(same) ? { ...entry, key: same['key'], value: same['value'] } : entry
}

function isTextOf(value: unknown, text: unknown): boolean {
  if (value === text) return true
  if (value === null) return text === 'null' || text === ''
  return (typeof value === 'number' || typeof value === 'boolean') && String(value) === text
}

function withBody(request: NewmanRequest, item: JsonObject | undefined): NewmanRequest {
  const written = bodyOf(item)
  if (written === undefined) return request
  const { body } = request
  if (body === undefined) return written['mode'] === undefined ? { ...request, body: {} } : request
  return isObject(body) ? { ...request, body: bodyLike(body, written) } : request
}

/** What a body can hold beside what its mode says. */
const MODES: readonly string[] = Object.freeze(['raw', 'urlencoded', 'formdata', 'file', 'graphql'])

function bodyLike(body: JsonObject, written: JsonObject): JsonObject {
  const { mode } = body
  const others = MODES.filter((other) => other !== mode && written[other] !== undefined && body[other] === undefined)
  const kept = Object.fromEntries(others.map((other) => [other, written[other]]))
  if (mode !== written['mode']) return { ...body, ...kept }
  const isMarked = written['disabled'] === false && body['disabled'] === undefined
  return { ...body, ...kept, ...(isMarked && { disabled: false }), ...contentLike(body, written) }
}

function contentLike(body: JsonObject, written: JsonObject): JsonObject {
  const { raw, urlencoded, formdata, graphql } = written
  const fields = body['urlencoded']
  if (Array.isArray(fields)) return { urlencoded: fields.map((field: object) => entryLike(field, urlencoded)) }
  if (isObject(graphql) && isObject(body['graphql'])) return { graphql: queryLike(body['graphql'], graphql) }
  if (raw !== undefined && typeof raw !== 'string') return textOf(raw) === body['raw'] ? { raw: raw || '' } : {}
  const parts = body['formdata']
  if (!Array.isArray(formdata) || !Array.isArray(parts) || formdata.length !== parts.length) return {}
  return { formdata: parts.map((part: unknown, i) => partLike(part, formdata[i])) }
}

function bodyOf(item: JsonObject | undefined): JsonObject | undefined {
  const request = item?.['request']
  if (!isObject(request) || !Object.hasOwn(request, 'body')) return undefined
  return isObject(request['body']) ? request['body'] : {}
}

function partLike(part: unknown, written: unknown): unknown {
  if (!isObject(part) || !isObject(written) || part['type'] === 'file' || part['key'] !== written['key']) return part
  const isSame = typeof written['value'] !== 'string' && textOf(written['value']) === part['value']
  return isSame ? { ...part, value: written['value'] ?? '' } : part
}

/** A query may be missing, and variables may be an object. */
function queryLike(graphql: JsonObject, written: JsonObject): JsonObject {
  const { query, variables, ...rest } = graphql
  const isSame = isObject(written['variables']) && JSON.stringify(written['variables']) === variables
  return {
    ...(written['query'] !== undefined && { query }),
    ...rest,
    ...(variables !== undefined && { variables: isSame ? written['variables'] : variables }),
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}
