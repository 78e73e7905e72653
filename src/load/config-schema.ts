import { suggest } from '../suggest.ts'
import { isRecord } from './plain.ts'

/** The part of JSON Schema that options of the configuration are described in; `words` and `function` are ours. */
export interface ConfigSchema {
  readonly description?: string
  /** `function` has no JSON: only a module can hold it. */
  readonly type?: ConfigType
  /** What it has to be, for messages, where the type says too little: `a list of names`. */
  readonly words?: string
  readonly enum?: readonly (string | number | boolean)[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly items?: ConfigSchema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, ConfigSchema>>
  /** What members may be that `properties` does not name. Absent: there may be none. */
  readonly additionalProperties?: ConfigSchema
  readonly anyOf?: readonly ConfigSchema[]
}

type ConfigType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'function'

/** What is wrong with a value, and where. */
export interface ConfigFault {
  /** Names and indexes that lead there from the value; the last may be of an option that does not exist. */
  readonly path: readonly (string | number)[]
  /** Behind the name of the place: `is not a text`, `has no option "x"`. */
  readonly reason: string
  /** Options that the place has. Absent: the name is not what is wrong. */
  readonly known?: readonly string[]
  /** The one of them that was most likely meant. */
  readonly near?: string
}

/** What in a value does not fit its schema. `undefined` in an object counts as absent. */
export function configFaults(value: unknown, schema: ConfigSchema): readonly ConfigFault[] {
  if (schema.anyOf !== undefined) return faultsOfAny(value, schema)
  if (!isFit(value, schema)) return [{ path: [], reason: `is not ${wordsOf(schema)}` }]
  if (Array.isArray(value)) return value.flatMap((item, index) => faultsIn(item, schema.items ?? {}, index))
  return isRecord(value) && schema.type === 'object' ? faultsOfMembers(value, schema) : []
}

/** Of several shapes the one whose type fits has the most to say. */
function faultsOfAny(value: unknown, schema: ConfigSchema): readonly ConfigFault[] {
  const all = (schema.anyOf ?? []).map((each) => ({ each, faults: configFaults(value, each) }))
  if (all.some(({ faults }) => faults.length === 0)) return []
  const near = all.filter(({ each }) => each.type !== undefined && isOfType(value, each.type))
  const [only] = near
  return near.length === 1 && only ? only.faults : [{ path: [], reason: `is not ${wordsOf(schema)}` }]
}

function faultsIn(value: unknown, schema: ConfigSchema, step: string | number): readonly ConfigFault[] {
  return configFaults(value, schema).map((fault) => ({ ...fault, path: [step, ...fault.path] }))
}

function isFit(value: unknown, { type, enum: choices, pattern, minimum, maximum, minItems }: ConfigSchema): boolean {
  if (type !== undefined && !isOfType(value, type)) return false
  if (choices !== undefined && !choices.some((choice) => choice === value)) return false
  if (pattern !== undefined && typeof value === 'string' && !new RegExp(pattern, 'u').test(value)) return false
  if (typeof value === 'number' && (value < (minimum ?? value) || value > (maximum ?? value))) return false
  return !Array.isArray(value) || value.length >= (minItems ?? 0)
}

function isOfType(value: unknown, type: ConfigType): boolean {
  if (type === 'object') return isRecord(value)
  if (type === 'array') return Array.isArray(value)
  return type === 'integer' ? Number.isSafeInteger(value) : typeof value === type
}

function faultsOfMembers(value: Readonly<Record<string, unknown>>, schema: ConfigSchema): readonly ConfigFault[] {
  const { properties = {}, additionalProperties, required = [] } = schema
  const own = Object.entries(value).flatMap(([name, member]): readonly ConfigFault[] => {
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties
    if (known === undefined) return [unknownOption(name, Object.keys(properties))]
    return member === undefined ? [] : faultsIn(member, known, name)
  })
  const missing = required.filter((name) => value[name] === undefined)
  return [...own, ...missing.map((name): ConfigFault => ({ path: [], reason: `lacks "${name}"` }))]
}

function unknownOption(name: string, known: readonly string[]): ConfigFault {
  const near = suggest(name, known)
  return { path: [name], reason: `has no option "${name}"`, known, ...(near !== undefined && { near }) }
}

const WORDS: Readonly<Record<ConfigType, string>> = Object.freeze({
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  function: 'a function',
})

function wordsOf(schema: ConfigSchema): string {
  if (schema.words !== undefined) return schema.words
  if (schema.enum !== undefined) return choice(schema.enum.map(String))
  if (schema.minItems !== undefined) return 'a list with something in it'
  if (schema.anyOf !== undefined) return choice(schema.anyOf.map(wordsOf))
  return schema.type === undefined ? 'what it should be' : WORDS[schema.type]
}

/** `a, b or c`. */
function choice(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' or ')
}

/** The schema as others read it: plain JSON Schema, where a function is something that JSON cannot hold. */
export function publishedSchema({ words: _words, type, ...schema }: ConfigSchema): object {
  const { items, properties, additionalProperties, anyOf, ...plain } = schema
  if (type === 'function') return { ...plain, not: {} }
  return {
    ...plain,
    ...(type !== undefined && { type }),
    ...(items && { items: publishedSchema(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, own]) => [name, publishedSchema(own)])),
    }),
    ...(type === 'object' && {
      additionalProperties: additionalProperties ? publishedSchema(additionalProperties) : false,
    }),
    ...(anyOf && { anyOf: anyOf.map(publishedSchema) }),
  }
}
