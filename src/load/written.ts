import { javaScriptText } from './javascript-text.ts'
import { isRecord, type JsonRecord } from './plain.ts'

/**
 * Gives a request, as JSON, the shapes that the collection file has and our model does not keep: newman passes them through, to scripts and reports. A body without
 * a mode or with more than its mode says, a raw body that is no text, headers, form fields and credentials with values that are no text.
 * `written`: the request in the file.
 */
export function likeWritten<T extends RequestJson>(request: T, written: unknown): T {
  return isRecord(written) ? withCredentials(withHeaders(withBody(request, written), written), written) : request
}

/** The parts that are compared with the file. */
interface RequestJson {
  readonly header?: unknown
  readonly body?: unknown
  readonly auth?: unknown
}

/** The description of a part as its member, if it has one, be it empty or null. Source: Description of postman-collection. */
export function descriptionJson(description: unknown): JsonRecord {
  if (description === undefined) return {}
  const type = 'text/plain'
  if (isRecord(description)) return { description: { type, ...description } }
  return { description: { ...(description !== null && { content: description }), type } }
}

/** Does a request of a file hold what our model does not keep: values that are no text where one belongs, descriptions of its parts. */
export function hasOddValues(written: unknown): boolean {
  if (!isRecord(written)) return false
  const { header, body, url, auth } = written
  return (
    [header, body, url, auth].some((part) => part !== undefined && isOdd(part)) ||
    hasBareFields(body) ||
    isMoreOrLess(body)
  )
}

/** Has a body no mode, or content of other modes. */
function isMoreOrLess(body: unknown): boolean {
  if (!isRecord(body)) return false
  return !body['mode'] || MODES.some((mode) => mode !== body['mode'] && body[mode] !== undefined)
}

/** Has a form fields without a name or a value, which newman keeps so; headers and parts without one have an empty text. */
function hasBareFields(body: unknown): boolean {
  const fields = isRecord(body) ? body['urlencoded'] : undefined
  return Array.isArray(fields) && fields.some((each) => isRecord(each) && !('key' in each && 'value' in each))
}

/** May be anything. */
const MARKS: readonly string[] = Object.freeze(['disabled', 'system'])
/** A list or an object is out of place here. */
const TEXTS: readonly string[] = Object.freeze(['key', 'value', 'raw'])

function isOdd(part: unknown): boolean {
  if (typeof part === 'string') return false
  if (Array.isArray(part)) return part.some(isOdd)
  if (!isRecord(part)) return true
  return Object.entries(part).some(([name, value]) =>
    name === 'description'
      ? Boolean(value)
      : !MARKS.includes(name) && (TEXTS.includes(name) ? typeof value !== 'string' : isOdd(value)),
  )
}

function withHeaders<T extends RequestJson>(request: T, { header: before }: JsonRecord): T {
  const { header } = request
  return Array.isArray(header) ? { ...request, header: entriesLike(header, before).map(withName) } : request
}

/** A header without a name has an empty one, whatever the file says. */
function withName(header: unknown): unknown {
  return isRecord(header) && !header['key'] ? { ...header, key: '' } : header
}

function withCredentials<T extends RequestJson>(request: T, { auth: before }: JsonRecord): T {
  const { auth } = request
  if (!isRecord(auth) || !isRecord(before)) return request
  const type = String(auth['type'])
  const parameters = auth[type]
  const own = Array.isArray(parameters) ? { [type]: entriesLike(parameters, before[type]) } : {}
  const others = Object.entries(before).filter(([name, value]) => name !== type && Array.isArray(value))
  return { ...request, auth: { ...auth, ...own, ...Object.fromEntries(others) } }
}

function entriesLike(entries: readonly unknown[], written: unknown): readonly unknown[] {
  const alike = entries.map((entry) => entryLike(entry, written))
  return Array.isArray(written) ? described(alike, written) : alike
}

/** Entries with the descriptions of those that have the same names in the file, in turn. */
function described(entries: readonly unknown[], written: readonly unknown[]): readonly unknown[] {
  if (!written.some((each) => isRecord(each) && 'description' in each)) return entries
  const left = [...written]
  return entries.map((entry) => {
    if (!isRecord(entry) || entry['system'] === true) return entry
    const at = left.findIndex((each) => isRecord(each) && each['key'] === entry['key'])
    const [same] = at < 0 ? [] : left.splice(at, 1)
    return isRecord(same) ? { ...entry, ...descriptionJson(same['description']) } : entry
  })
}

/** An entry with a name and a value, as the file has it: numbers, `true`, null and objects are sent as texts. */
function entryLike(entry: unknown, written: unknown): unknown {
  if (!Array.isArray(written) || !isRecord(entry) || !('key' in entry) || !('value' in entry)) return entry
  const same = written.find(
    (each: unknown) => isRecord(each) && isTextOf(each['key'], entry['key']) && isTextOf(each['value'], entry['value']),
  )
  return isRecord(same) ? { ...entry, key: same['key'], value: same['value'] } : entry
}

function isTextOf(value: unknown, text: unknown): boolean {
  if (value === text) return true
  if (typeof value === 'string' || value === undefined) return false
  return javaScriptText(value) === text || (typeof value === 'object' && text === '')
}

function withBody<T extends RequestJson>(request: T, json: JsonRecord): T {
  if (json['body'] === undefined) return request
  const written = isRecord(json['body']) ? json['body'] : {}
  const { body } = request
  if (body === undefined) return written['mode'] ? request : { ...request, body: {} }
  return isRecord(body) ? { ...request, body: bodyLike(body, written) } : request
}

/** What a body can hold beside what its mode says. */
const MODES: readonly string[] = Object.freeze(['raw', 'urlencoded', 'formdata', 'file', 'graphql', 'options'])

function bodyLike(body: JsonRecord, written: JsonRecord): JsonRecord {
  const { mode } = body
  const others = MODES.filter((other) => other !== mode && written[other] !== undefined && body[other] === undefined)
  const kept = Object.fromEntries(others.map((other) => [other, written[other]]))
  if (mode !== written['mode']) return { ...body, ...kept }
  const isMarked = written['disabled'] === false && body['disabled'] === undefined
  return { ...body, ...kept, ...(isMarked && { disabled: false }), ...contentLike(body, written) }
}

function contentLike(body: JsonRecord, written: JsonRecord): JsonRecord {
  const { raw, urlencoded, formdata, graphql } = written
  const fields = body['urlencoded']
  if (Array.isArray(fields)) {
    const places = Array.isArray(urlencoded) ? urlencoded : []
    return {
      urlencoded: entriesLike(
        fields.map((field, i) => bareLike(field, places[i])),
        urlencoded,
      ),
    }
  }
  if (isRecord(graphql) && isRecord(body['graphql'])) return { graphql: queryLike(body['graphql'], graphql) }
  if (raw !== undefined && typeof raw !== 'string') {
    // newman sends nothing for an empty one.
    const isSame = body['raw'] === (isEmptyObject(raw) ? '' : textOf(raw))
    return { raw: objectOf(body['raw'], raw) ?? (isSame ? raw || '' : body['raw']) }
  }
  const parts = body['formdata']
  if (!Array.isArray(formdata) || !Array.isArray(parts) || formdata.length !== parts.length) return {}
  return {
    formdata: described(
      parts.map((part: unknown, i) => partLike(part, formdata[i])),
      formdata,
    ),
  }
}

/** A field without a name or a value, as the one at its place in the file is. */
function bareLike(field: unknown, written: unknown): unknown {
  if (!isRecord(field) || !isRecord(written)) return field
  const { key, value, ...rest } = field
  const isNamed = 'key' in written || key !== 'undefined'
  const hasValue = 'value' in written || value !== ''
  return { ...rest, ...(isNamed && { key }), ...(hasValue && { value }) }
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

function partLike(part: unknown, written: unknown): unknown {
  if (!isRecord(part) || !isRecord(written) || part['type'] === 'file') return part
  const { key = '', value = '' } = written
  return isTextOf(key, part['key']) && isPartOf(value, part['value'])
    ? { ...part, key: key ?? '', value: value ?? '' }
    : part
}

/** Lists and objects go out as JSON. */
function isPartOf(value: unknown, text: unknown): boolean {
  return value === text || (typeof value !== 'string' && textOf(value) === text)
}

/** A query may be missing, and variables may be an object. */
function queryLike(graphql: JsonRecord, written: JsonRecord): JsonRecord {
  const { query, variables, ...rest } = graphql
  return {
    ...(written['query'] !== undefined && { query }),
    ...rest,
    ...(variables !== undefined && { variables: objectOf(variables, written['variables']) ?? variables }),
  }
}

/** An object of the file, which is sent as JSON, with its placeholders filled in; undefined if this is the JSON of something else. */
function objectOf(json: unknown, written: unknown): JsonRecord | undefined {
  if (!isRecord(written) || typeof json !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(json)
    return isRecord(value) && Object.keys(value).join() === Object.keys(written).join() ? value : undefined
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
