import type { ContractMode } from '../model/contract.ts'
import { MASK } from '../report/redact/rules.ts'
import { enumerationOf } from './enumeration.ts'
import { hasFormat, leastOf, wordsOf } from './format.ts'
import {
  isEntryName,
  type JsonType,
  type Member,
  type ObjectShape,
  type Shape,
  type TextShape,
  typeOf,
} from './shape.ts'

/** Where a value is not what the examples say. */
export interface Violation {
  /** Names and indexes that lead to it. */
  readonly path: readonly (string | number)[]
  readonly kind: 'missing' | 'additional' | 'type' | 'format' | 'value'
  /** Counts only in strict mode. */
  readonly isStrict: boolean
  /** As in "expected a UUID". */
  readonly expected: string
  /** Absent where nothing is there. */
  readonly actual?: unknown
}

/** How a value is held against a shape. */
export interface FitOptions {
  /** Masked texts fit anything: the value comes from a log. Default false. */
  readonly isMasked?: boolean
  /** More are not looked for. Default 100. */
  readonly limit?: number
}

/** All that is wrong with a value, in the order of the shape, what is wrong in strict mode only included. */
export function fit(value: unknown, shape: Shape, options: FitOptions = {}): readonly Violation[] {
  const walk: Walk = { path: [], found: [], isMasked: options.isMasked === true, limit: options.limit ?? 100 }
  fitValue(value, shape, walk)
  return walk.found
}

/** Those that count in a mode. */
export function inMode(violations: readonly Violation[], mode: ContractMode): readonly Violation[] {
  return mode === 'strict' ? violations : violations.filter(({ isStrict }) => !isStrict)
}

interface Walk {
  readonly path: (string | number)[]
  readonly found: Violation[]
  readonly isMasked: boolean
  readonly limit: number
}

function fitValue(value: unknown, shape: Shape, walk: Walk): void {
  if (shape.isFree || walk.found.length >= walk.limit) return
  const type = typeOf(value)
  if (walk.isMasked && typeof value === 'string' && value.includes(MASK)) return
  const known = [...shape.types].filter((each) => each !== 'null')
  // An example that has only null here does not say what else there could be.
  if (known.length === 0) return
  if (!shape.types.has(type)) {
    walk.found.push({
      path: [...walk.path],
      kind: 'type',
      isStrict: false,
      expected: wordsOfShape(shape),
      actual: value,
    })
    return
  }
  if (typeof value === 'string' && shape.text) fitText(value, shape.text, walk)
  else if (Array.isArray(value) && shape.elements) fitElements(value, shape.elements, walk)
  else if (type === 'object' && shape.object) fitObject(value as Readonly<Record<string, unknown>>, shape.object, walk)
}

function fitText(value: string, text: TextShape, walk: Walk): void {
  const { format } = text
  if (
    format !== undefined &&
    text.values.length >= leastOf(format) - (text.isSmall ? 0 : 1) &&
    !hasFormat(value, format)
  ) {
    walk.found.push({ path: [...walk.path], kind: 'format', isStrict: false, expected: wordsOf(format), actual: value })
    return
  }
  const allowed = enumerationOf(text, String(walk.path.findLast((each) => typeof each === 'string') ?? ''))
  if (allowed === undefined || allowed.words.includes(value)) return
  const expected = allowed.words.map((each) => `"${each}"`).join(' or ')
  walk.found.push({ path: [...walk.path], kind: 'value', isStrict: allowed.isStrict, expected, actual: value })
}

function fitElements(values: readonly unknown[], elements: Shape, walk: Walk): void {
  for (let index = 0; index < values.length && walk.found.length < walk.limit; index += 1) {
    walk.path.push(index)
    fitValue(values[index], elements, walk)
    walk.path.pop()
  }
}

function fitObject(value: Readonly<Record<string, unknown>>, { members, entries }: ObjectShape, walk: Walk): void {
  for (const [name, member] of members) {
    walk.path.push(name)
    if (Object.hasOwn(value, name)) fitValue(value[name], member.shape, walk)
    else if (member.isRequired) walk.found.push(missing(member, walk))
    walk.path.pop()
  }
  for (const name of Object.keys(value)) {
    if (members.has(name)) continue
    walk.path.push(name)
    if (entries !== undefined && isEntryName(name)) fitValue(value[name], entries, walk)
    else walk.found.push(additional(value[name], walk))
    walk.path.pop()
  }
}

function missing({ shape }: Member, { path }: Walk): Violation {
  return { path: [...path], kind: 'missing', isStrict: false, expected: wordsOfShape(shape) }
}

function additional(actual: unknown, { path }: Walk): Violation {
  return { path: [...path], kind: 'additional', isStrict: true, expected: 'nothing', actual }
}

const TYPES: Readonly<Record<JsonType, string>> = Object.freeze({
  null: 'null',
  boolean: 'a boolean',
  number: 'a number',
  string: 'a text',
  array: 'a list',
  object: 'an object',
})

/** What is expected where it is not there at all: the format if there is one, else the types. */
export function wordsOfShape({ types, text }: Shape): string {
  const words = [...types].map((type) =>
    type === 'string' && text?.format !== undefined && leastOf(text.format) === 1 ? wordsOf(text.format) : TYPES[type],
  )
  return words.length === 0 ? 'a value' : words.join(' or ')
}
