import type { Variable } from '../../model/collection.ts'
import type { VariableScope } from '../../model/scope.ts'
import { MASK } from '../redact/rules.ts'
import { type ExportOptions, isJsonObject, type JsonObject, stamped } from './options.ts'

/** What an export is made from besides options: what it is called, and the JSON it was loaded from. */
interface Origin {
  readonly kind: 'environment' | 'globals'
  readonly document: unknown
}

/** An environment or globals at the end of a run, as a file that Postman and newman import. */
export function scopeExport(scope: VariableScope, { kind, document }: Origin, options: ExportOptions): JsonObject {
  const { id = crypto.randomUUID(), name } = scope
  const originals = isJsonObject(document) ? document['values'] : document
  const values = variablesExport(scope.values, originals, options)
  const meta = options.newmanShape === true ? metaJson(document) : {}
  return stamped({ ...meta, id, ...(name === undefined ? {} : { name }), values }, kind, options)
}

/** What a file says of itself in members such as `_postman_exported_at`: newman keeps them as `_`. */
export function metaJson(document: unknown): { readonly _?: JsonObject } {
  const entries = isJsonObject(document) ? Object.entries(document).filter(([name]) => /^_./.test(name)) : []
  if (entries.length === 0) return {}
  return { _: Object.fromEntries(entries.map(([name, value]) => [name.replace(/^_+/, ''), value])) }
}

/**
 * Variables in newman's shape. Descriptions, ids and names come from the entries they were loaded from: of several with one key the
 * last belongs to the last. Entries without a key are no variables, but stand in the file: they keep their place unless all were cleared.
 */
export function variablesExport(
  variables: readonly Variable[],
  originals: unknown,
  options: ExportOptions,
): readonly JsonObject[] {
  const entries = Array.isArray(originals) ? originals.filter(isJsonObject) : []
  const places = placesOf(variables, entries)
  const isCleared = places.every((place) => place === undefined) && entries.some((entry) => keyOf(entry) !== '')
  const keyless = isCleared ? [] : entries.flatMap((entry, place) => (keyOf(entry) === '' ? [{ entry, place }] : []))

  const written: JsonObject[] = []
  const writeKeyless = (before: number): void => {
    while (keyless[0] !== undefined && keyless[0].place < before) {
      const { entry } = keyless.shift() ?? {}
      written.push(entryJson({ key: '', value: entry?.['value'] }, entry, options))
    }
  }
  for (const [index, variable] of variables.entries()) {
    const place = places[index]
    writeKeyless(place ?? entries.length)
    written.push(entryJson(variable, place === undefined ? undefined : entries[place], options))
  }
  writeKeyless(entries.length)
  return written
}

/** Index of the entry that each variable was loaded from: one that is disabled belongs to one that is, if there is any. */
function placesOf(variables: readonly Variable[], entries: readonly JsonObject[]): readonly (number | undefined)[] {
  const free = new Map<string, number[]>()
  for (const [place, entry] of entries.entries()) free.set(keyOf(entry), [...(free.get(keyOf(entry)) ?? []), place])

  const places: (number | undefined)[] = variables.map(() => undefined)
  const claim = (isLike: (variable: Variable, entry: JsonObject | undefined) => boolean): void => {
    for (const [index, variable] of [...variables.entries()].toReversed()) {
      const namesakes = free.get(variable.key) ?? []
      const at = places[index] === undefined ? namesakes.findLastIndex((each) => isLike(variable, entries[each])) : -1
      if (at >= 0) [places[index]] = namesakes.splice(at, 1)
    }
  }
  claim(({ disabled }, entry) => (entry?.['disabled'] === true) === (disabled === true))
  claim(() => true)
  return places
}

/** As the loader has it: the name of a variable may be a number, or stand in `id`. */
function keyOf(entry: JsonObject): string {
  const key = entry['key'] ?? entry['id'] ?? ''
  return typeof key === 'string' ? key : JSON.stringify(key)
}

function entryJson(variable: Variable, entry: JsonObject | undefined, options: ExportOptions): JsonObject {
  const description = descriptionJson(entry?.['description'])
  const { id, name, system } = entry ?? {}
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof name === 'string' ? { name } : {}),
    ...disabledJson(variable, entry),
    ...(description === undefined ? {} : { description }),
    type: typeOf(variable, options),
    value: valueOf(variable, options),
    key: variable.key,
    ...(system === undefined ? {} : { system }),
  }
}

function descriptionJson(description: unknown): JsonObject | undefined {
  if (typeof description === 'string') return { content: description, type: 'text/plain' }
  return isJsonObject(description) ? description : undefined
}

/** `disabled: false` is kept as it was written. */
function disabledJson({ disabled }: Variable, entry: JsonObject | undefined): { readonly disabled?: boolean } {
  if (disabled === true) return { disabled: true }
  return entry?.['disabled'] === undefined ? {} : { disabled: false }
}

/** Types that Postman's SDK knows; all others become `any` there. Source: Variable.types of postman-collection. */
const TYPES: readonly string[] = Object.freeze(['string', 'boolean', 'number', 'array', 'object', 'any'])

function typeOf({ type = 'any' }: Variable, { newmanShape }: ExportOptions): string {
  const known = type.toLowerCase()
  if (known === 'secret' && newmanShape !== true) return 'secret'
  return TYPES.includes(known) ? known : 'any'
}

function valueOf({ type, value }: Variable, { exportSecrets }: ExportOptions): unknown {
  if (type === 'secret' && exportSecrets !== true) return MASK
  const isList = type?.toLowerCase() === 'array' || type?.toLowerCase() === 'object'
  return isList && typeof value !== 'string' ? JSON.stringify(value) : value
}
