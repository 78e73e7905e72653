import { javaScriptText } from './javascript-text.ts'
import { isRecord, type JsonRecord } from './plain.ts'

/**
 * Credentials of a collection file as newman 6.2.2 reads them: a value is cast to the type that its parameter has, and what is false is nothing.
 * Source: Variable of postman-collection 4.4 (types), authorizers of postman-runtime 7.39; compared in test/compat/values.test.ts.
 */
export function newmanAuth(json: unknown): unknown {
  if (!isRecord(json) || typeof json['type'] !== 'string') return json
  const { type } = json
  const parameters = json[type]
  if (Array.isArray(parameters)) {
    const list = parameters.map((entry) => (isRecord(entry) && 'value' in entry ? castEntry(entry) : entry))
    const read = readersOf(type, (name) => list.find((entry) => isRecord(entry) && entry['key'] === name)?.['value'])
    return { ...json, [type]: list.map((entry) => (isRecord(entry) ? readEntry(entry, read) : entry)) }
  }
  if (!isRecord(parameters)) return json
  const read = readersOf(type, (name) => parameters[name])
  const entries = Object.entries(parameters).map(([key, value]) => [key, read[key]?.(value) ?? value])
  return { ...json, [type]: Object.fromEntries(entries) }
}

function castEntry(entry: JsonRecord): JsonRecord {
  const name = javaScriptText(entry['type']).toLowerCase()
  const cast = Object.hasOwn(CASTS, name) ? CASTS[name] : undefined
  return cast === undefined ? entry : { ...entry, value: cast(entry['value']) }
}

type Cast = (value: unknown) => unknown

/** Type of a parameter → what becomes of its value; other types leave it as it is. */
const CASTS: Readonly<Record<string, Cast>> = Object.freeze({
  string: javaScriptText,
  boolean: Boolean,
  number: Number,
  array: (value) => parsed(value, Array.isArray),
  object: (value) => parsed(value, isRecord),
})

/** Lists and objects may be written as JSON text; what is none of the kind is nothing. */
function parsed(value: unknown, isKind: (value: unknown) => boolean): unknown {
  try {
    const json: unknown = typeof value === 'string' ? JSON.parse(value) : value
    return isKind(json) ? json : undefined
  } catch {
    return undefined
  }
}

function readEntry(entry: JsonRecord, read: Readonly<Record<string, Cast>>): JsonRecord {
  const reader = typeof entry['key'] === 'string' && Object.hasOwn(read, entry['key']) ? read[entry['key']] : undefined
  return reader === undefined ? entry : { ...entry, value: reader(entry['value']) }
}

/** Parameter → how its authorizer reads it. */
function readersOf(type: string, valueOf: (name: string) => unknown): Readonly<Record<string, Cast>> {
  switch (type) {
    case 'apikey':
      return valueOf('in') === 'query'
        ? {
            key: (value) => (typeof value === 'string' ? value : ''),
            value: (value) => (typeof value === 'string' ? value : null),
          }
        : { key: textOrNothing, value: (value) => (value === undefined ? value : javaScriptText(value)) }
    case 'basic':
      return { username: textOrNothing, password: textOrNothing }
    case 'bearer':
      return { token: textOrNothing }
    case 'oauth2':
      return {
        accessToken: textOrNothing,
        addTokenTo: textOrNothing,
        headerPrefix: (value) => (value === null ? value : javaScriptText(value)),
      }
    default:
      return {}
  }
}

function textOrNothing(value: unknown): string {
  return value ? javaScriptText(value) : ''
}
