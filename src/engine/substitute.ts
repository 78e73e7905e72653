import type { Variable } from '../model/collection.ts'
import type { DynamicValue } from './ports.ts'
import type { Lookup } from './scopes.ts'

/** Rounds after which a text that still changes is taken for a cycle. Source: newman 6.2.2, which stops there silently. */
const MAX_ROUNDS = 19

const BRACES = /\{\{([^{}]*?)\}\}/g
const ANGLES = /<<([^<>{}]+)>>/g

/** Where placeholders get their values from, and which of them count. */
export interface Substitution {
  readonly lookup: Lookup
  readonly dynamicValue: DynamicValue
  /** Is `<<name>>` a placeholder. */
  readonly angle: boolean
  /** A cycle is no fault: what is left after the last round stays as it is. */
  readonly sendCycles?: boolean
  /** Objects are `[object Object]`, and null in iteration data is no value, as in newman 6.2.2. */
  readonly plainObjects?: boolean
  /** Told each name that is looked up, found or not. */
  readonly onName?: (name: string) => void
}

/** A text with its placeholders replaced, or the name that never stops resolving. */
export type Substituted =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'cycle'; readonly name: string }

/**
 * Replaces `{{name}}` (and `<<name>>`) by values, again and again, so that values and names may hold placeholders too.
 * An unknown name stays as written. `{{$name}}` is a dynamic variable unless a scope has that very name.
 * Source: Postman Learning Center, "Using variables" and "Dynamic variables".
 */
export function substitute(
  text: string,
  { lookup, dynamicValue, angle, sendCycles, plainObjects, onName }: Substitution,
): Substituted {
  let last = ''
  let didReplace = false

  function replace(written: string, name: string): string {
    onName?.(name)
    const variable = lookup(name)
    const value = variable === undefined ? dynamic(name, dynamicValue) : placedText(variable, plainObjects === true)
    if (value === undefined) return written
    didReplace = true
    last = name
    return value
  }

  let current = text
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    didReplace = false
    if (current.includes('{{')) current = current.replace(BRACES, replace)
    if (angle && current.includes('<<')) current = current.replace(ANGLES, replace)
    if (!didReplace) return { kind: 'text', text: current }
  }
  return sendCycles === true ? { kind: 'text', text: current } : { kind: 'cycle', name: last }
}

/**
 * The text that stands in place of a name: null as `null`, a list of scalars with commas, as newman 6.2.2 writes them;
 * other objects as JSON, where newman writes `[object Object]`.
 */
function placedText({ value, origin }: Variable, plainObjects: boolean): string | undefined {
  if (value === null) return plainObjects && origin === 'data' ? undefined : 'null'
  if (plainObjects && typeof value === 'object') return plainText(value)
  const isFlat = Array.isArray(value) && value.every((entry) => typeof entry !== 'object' || entry === null)
  return isFlat ? value.join(',') : valueText(value)
}

function plainText(value: object): string {
  return Array.isArray(value)
    ? value.map((entry) => (entry === null ? '' : String(entry))).join(',')
    : '[object Object]'
}

/** The text of a value: objects as JSON, null and undefined as nothing. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value.toString()
  return JSON.stringify(value) ?? ''
}

function dynamic(name: string, dynamicValue: DynamicValue): string | undefined {
  return name.startsWith('$') ? dynamicValue(name.slice(1)) : undefined
}
