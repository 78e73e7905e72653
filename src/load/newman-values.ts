import type { RequestTemplate } from '../model/collection.ts'
import { javaScriptText, joined } from './javascript-text.ts'
import { newmanAuth } from './newman-auth.ts'
import { isRecord, type JsonRecord, listOf } from './plain.ts'
import { requestFromJson } from './request.ts'
import { hasOddValues } from './written.ts'

/**
 * A request of a collection file with texts in place of its values that are none, such as newman 6.2.2 sends for them. Half of them are as one would
 * expect; but a number in the query is left out, a list is sent as several headers or fields, and an object as `[object Object]`.
 * Source: observed; compared in test/compat/values.test.ts.
 */
export function newmanRequest(json: unknown): unknown {
  if (!isRecord(json)) return json
  const { method, url, header, body, auth } = json
  return {
    ...json,
    method: method === null || method === undefined ? undefined : javaScriptText(method),
    url: isRecord(url) ? urlFrom(url) : url,
    header: headersFrom(header),
    body: isRecord(body) ? bodyFrom(body) : body,
    auth: newmanAuth(auth),
  }
}

/** The template of such a request. It keeps the JSON if scripts are to see values that are no text. */
export function newmanTemplate(json: unknown): RequestTemplate {
  return { ...requestFromJson(newmanRequest(json)), ...(hasOddValues(json) && { written: json }) }
}

/** Settings in the same way, those that decide what is sent: what is on or off may have any value. */
export function newmanBehavior(json: unknown): unknown {
  if (!isRecord(json)) return json
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, setting(name, value)]))
}

function setting(name: string, value: unknown): unknown {
  switch (name) {
    case 'followRedirects':
    case 'disableBodyPruning':
      return Boolean(value)
    case 'maxRedirects':
      // newman would follow for ever.
      return Number.isNaN(Number(value)) ? undefined : Number(value)
    case 'disabledSystemHeaders':
      return isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([header, isOff]) => [header, Boolean(isOff)]))
        : value
    default:
      return value
  }
}

function headersFrom(json: unknown): unknown {
  if (typeof json === 'string') return headersOfText(json)
  if (isRecord(json)) {
    const entries = Object.entries(json).filter(([, value]) => typeof value === 'string')
    return entries.map(([key, value]) => ({ key, value }))
  }
  if (!Array.isArray(json)) return json
  return json.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [headerOfLine(entry)]
    if (!isRecord(entry)) return [entry]
    const { key, value } = entry
    const values = Array.isArray(value) ? value : [value]
    return values.map((each: unknown) => ({
      ...entry,
      key: falsyAsEmpty(key),
      value: each === undefined ? '' : javaScriptText(each),
    }))
  })
}

/** Lines without a name of one word before a colon are none, and neither are those that go on with the line above. */
function headersOfText(text: string): readonly object[] {
  return [...text.matchAll(/^(\S+):(.*)$/gm)].map(([, key, value]) => ({ key, value: value?.trim() }))
}

/** All that stands in an entry of a list is one header. */
function headerOfLine(line: string): object {
  const [key = '', ...value] = line.split(':')
  return { key: key.trim(), value: value.join(':').trim() }
}

function urlFrom(url: JsonRecord): JsonRecord {
  const { host, port, path, query, variable } = url
  return {
    ...url,
    ...(Array.isArray(host) && { host: host.map(joined) }),
    ...(Array.isArray(port) && { port: javaScriptText(port) }),
    ...(Array.isArray(path) && { path: path.map(joined) }),
    ...(query !== undefined && { query: queryFrom(query) }),
    ...(Array.isArray(variable) && {
      variable: variable.map((each: unknown) =>
        isRecord(each) ? { ...each, value: textOrNull(each['value']) } : each,
      ),
    }),
  }
}

function queryFrom(json: unknown): unknown {
  if (typeof json === 'string') return json || []
  if (!json) return []
  if (isRecord(json) && !('key' in json)) {
    return Object.entries(json).map(([key, value]) => ({ key, value: textOrNull(value) }))
  }
  return listOf(json).flatMap((entry): readonly unknown[] => {
    if (entry === null || typeof entry === 'string') return entry === null ? [] : [entry]
    if (!isRecord(entry)) return [{ key: null, value: null }]
    return [{ ...entry, key: textOrNull(entry['key']), value: textOrNull(entry['value']) }]
  })
}

function bodyFrom(body: JsonRecord): JsonRecord {
  const { mode, raw, urlencoded, formdata } = body
  const isEmpty = typeof raw === 'object' && raw !== null && Object.keys(raw).length === 0
  return {
    ...body,
    mode: mode && typeof mode !== 'string' ? 'raw' : mode,
    ...(isEmpty && { raw: '' }),
    ...(urlencoded !== undefined && { urlencoded: fieldsFrom(urlencoded) }),
    ...(formdata !== undefined && { formdata: formdata ? listOf(formdata).filter(isGiven).map(partFrom) : [] }),
  }
}

function fieldsFrom(json: unknown): unknown {
  if (typeof json === 'string') return json || []
  return json ? listOf(json).filter(isGiven).flatMap(fieldFrom) : []
}

function fieldFrom(entry: unknown): readonly unknown[] {
  if (typeof entry === 'string') {
    const [key, ...value] = entry.split('=')
    return [{ key, value: value.join('=') }]
  }
  const { key, value, ...rest } = isRecord(entry) ? entry : ({} as JsonRecord)
  const values = Array.isArray(value) ? value : [value]
  return values.map((each: unknown) => ({
    ...rest,
    key: javaScriptText(key),
    value: typeof each === 'object' ? '' : (each ?? ''),
  }))
}

function partFrom(entry: unknown): unknown {
  if (!isRecord(entry)) return { key: '', value: '' }
  const { key, value, contentType } = entry
  const type = typeof contentType === 'string' ? { contentType } : { contentType: undefined }
  return { ...entry, ...type, key: falsyAsEmpty(key), ...(entry['type'] !== 'file' && { value: value || '' }) }
}

function isGiven(entry: unknown): boolean {
  return entry !== null
}

function falsyAsEmpty(value: unknown): string {
  return value ? javaScriptText(value) : ''
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
