import type { ProducerInput } from '../engine/ports.ts'
import { UnusableInput } from './producer.ts'

/** One variable that a producer reads: a row of its documentation, and what stands in when it is missing. */
export interface InputRow {
  readonly meaning: string
  /** Used when the variable is missing or empty. `{{names}}` in it are other variables. */
  readonly default?: string
  /** Which values can be used. */
  readonly rule?: string
  readonly isSecret?: true
}

/** A value, and the variables it was read from. */
export interface Input {
  readonly text: string
  readonly from: string
}

/** Reads the inputs of one producer. Each function ends it with PRODUCER_INPUT when the value cannot be used. */
export interface InputReader<Name extends string> {
  /** The variable, or its default. */
  readonly required: (name: Name) => Input
  readonly optional: (name: Name) => string | undefined
  /** One of the values, exactly as written. `reason` goes on after the name. */
  readonly choice: <Value extends string>(name: Name, values: readonly Value[], reason: string) => Value
  /** A JSON object. */
  readonly object: (name: Name) => Readonly<Record<string, unknown>>
  /** A whole number within both bounds. */
  readonly integer: (name: Name, bounds: { readonly min: number; readonly max: number }) => number
}

/** A reader over the rows of one producer. A value with a placeholder left in it cannot be used, whatever it is for. */
export function inputReader<Name extends string>(
  rows: Readonly<Record<Name, InputRow>>,
  get: ProducerInput['get'],
): InputReader<Name> {
  function required(name: Name): Input {
    const row: InputRow = rows[name]
    const own = get(name)
    if (own !== undefined) return { text: resolved(own, name, row), from: name }

    const sources = placeholders(row.default ?? '')
    const missing = sources.filter((source) => get(source) === undefined)
    if (row.default === undefined || missing.length > 0) throw absent(name, sources, missing)
    const text = row.default.replace(PLACEHOLDER, (_, source: string) => resolved(get(source) ?? '', source, row))
    return { text, from: sources.length === 0 ? name : sources.join(' and ') }
  }

  function optional(name: Name): string | undefined {
    const own = get(name)
    return own === undefined ? undefined : resolved(own, name, rows[name])
  }

  function choice<Value extends string>(name: Name, values: readonly Value[], reason: string): Value {
    const { text } = required(name)
    const value = values.find((known) => known === text)
    if (value !== undefined) return value
    throw new UnusableInput(
      'PRODUCER_INPUT',
      `${name}${quoted(text)} ${reason}`,
      `Set ${name} to one of ${values.join(', ')}`,
    )
  }

  function object(name: Name): Readonly<Record<string, unknown>> {
    const value = parseJson(required(name).text)
    if (isObject(value)) return value
    throw new UnusableInput('PRODUCER_INPUT', `${name} is not a JSON object`, `Write ${name} as {"key":"value"}`)
  }

  function integer(name: Name, { min, max }: { readonly min: number; readonly max: number }): number {
    const { text } = required(name)
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= min && value <= max) return value
    const reason = `${name}${quoted(text)} is not a whole number from ${min} to ${max}`
    throw new UnusableInput('PRODUCER_INPUT', reason, `Set ${name} to a number from ${min} to ${max}, or remove it`)
  }

  return { required, optional, choice, object, integer }
}

/** ` "text"`, or nothing when it is not short and plain: it may be a secret or a key in the wrong variable. */
export function quoted(text: string): string {
  return /^[\w.+-]{1,20}$/.test(text) ? ` "${text}"` : ''
}

const PLACEHOLDER = /\{\{([^{}]+)\}\}/g

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')
}

function resolved(text: string, variable: string, { isSecret }: InputRow): string {
  const [left] = placeholders(text)
  if (left === undefined) return text
  // A secret may hold braces of its own: not even that much of it is shown.
  if (isSecret || quoted(left) === '') {
    const hint = `Set ${variable} to the value itself`
    throw new UnusableInput('PRODUCER_INPUT', `${variable} still has a placeholder in it`, hint)
  }
  const hint = `Set ${left}, or ${variable} itself`
  throw new UnusableInput('PRODUCER_INPUT', `${variable} still has "{{${left}}}" in it`, hint)
}

function absent(name: string, sources: readonly string[], missing: readonly string[]): UnusableInput {
  const also = missing.length === 0 ? '' : `, and so ${missing.length === 1 ? 'is' : 'are'} ${missing.join(' and ')}`
  const instead = sources.length === 0 ? '' : `, or ${sources.join(' and ')}`
  return new UnusableInput('PRODUCER_INPUT', `${name} is missing${also}`, `Set ${name}${instead}`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
