import { MASK } from '../report/redact/rules.ts'
import { ANYTHING, hasVariable } from './example-body.ts'
import { type Format, formatOf } from './format.ts'

/** The types of JSON. */
export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

/** What examples say about a value, without the value. */
export interface Shape {
  /** Types seen here. */
  readonly types: ReadonlySet<JsonType>
  /** An example has a variable here, or null and nothing else: any value fits. */
  readonly isFree: boolean
  readonly text?: TextShape
  readonly object?: ObjectShape
  /** All elements of all lists as one; absent while all lists were empty. */
  readonly elements?: Shape
}

/** What texts have in common. */
export interface TextShape {
  /** Absent: they have none in common. */
  readonly format?: Format
  /** Short texts, and in how many examples each stands. */
  readonly values: ReadonlyMap<string, number>
  /** Were all texts short and few. */
  readonly isSmall: boolean
  /** How many examples have a text here. */
  readonly examples: number
  /** Says nothing but that it is a text. */
  readonly isOpen: boolean
}

/** What objects have in common. */
export interface ObjectShape {
  readonly members: ReadonlyMap<string, Member>
  /** Values of members whose names are ids: they come and go. */
  readonly entries?: Shape
}

/** A member of an object: is it in all of them. */
export interface Member {
  readonly shape: Shape
  readonly isRequired: boolean
}

/** The shape of a value of one example; `name`: of the member that it is the value of. */
export function shapeOf(value: unknown, name = ''): Shape {
  if (value === null) return { types: new Set(['null']), isFree: false }
  if (value === ANYTHING) return { types: new Set(), isFree: true }
  if (typeof value === 'string') return { types: new Set(['string']), isFree: false, text: textShape(value, name) }
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    const elements = list.map((element) => shapeOf(element, name)).reduce<Shape | undefined>(together, undefined)
    return { types: new Set(['array']), isFree: false, ...(elements && { elements }) }
  }
  if (typeof value === 'object') return { types: new Set(['object']), isFree: false, object: objectShape(value, name) }
  return { types: new Set([typeof value === 'number' ? 'number' : 'boolean']), isFree: false }
}

/** The shape that fits what either fits. `from`: two examples, or two places of one. */
export function merge(a: Shape, b: Shape, from: 'examples' | 'one'): Shape {
  const text = both(a.text, b.text, (one, other) => mergeTexts(one, other, from))
  const object = both(a.object, b.object, (one, other) => mergeObjects(one, other, from))
  const elements = both(a.elements, b.elements, (one, other) => merge(one, other, from))
  return {
    types: new Set([...a.types, ...b.types]),
    isFree: a.isFree || b.isFree,
    ...(text && { text }),
    ...(object && { object }),
    ...(elements && { elements }),
  }
}

/** The type of a value that JSON.parse has made. */
export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  // JSON.parse makes nothing else.
  return typeof value as JsonType
}

/** Is a name of a member an id, so that the object is a table and the member an entry of it. */
export function isEntryName(name: string): boolean {
  return hasVariable(name) || formatOf(name, '') === 'uuid'
}

function together(all: Shape | undefined, one: Shape): Shape {
  return all === undefined ? one : merge(all, one, 'one')
}

function both<T>(a: T | undefined, b: T | undefined, join: (a: T, b: T) => T): T | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return join(a, b)
}

function textShape(text: string, name: string): TextShape {
  const isOpen = hasVariable(text) || text.includes(MASK) || STARS.test(text)
  if (isOpen && name !== '_links.href') return { values: new Map(), isSmall: false, examples: 1, isOpen }
  const format = isOpen ? 'link' : formatOf(text, name)
  const isSmall = text.length <= MAX_VALUE_LENGTH
  return { ...(format && { format }), values: new Map(isSmall ? [[text, 1]] : []), isSmall, examples: 1, isOpen: false }
}

function mergeTexts(a: TextShape, b: TextShape, from: 'examples' | 'one'): TextShape {
  const format = a.format === b.format ? a.format : undefined
  const values = new Map(a.values)
  for (const [value, count] of b.values) {
    const known = values.get(value) ?? 0
    values.set(value, from === 'one' ? Math.max(known, count) : known + count)
  }
  return {
    ...(format && { format }),
    values,
    isSmall: a.isSmall && b.isSmall && values.size <= MAX_VALUES,
    examples: from === 'one' ? Math.max(a.examples, b.examples) : a.examples + b.examples,
    isOpen: a.isOpen || b.isOpen,
  }
}

function objectShape(value: object, ownName: string): ObjectShape {
  const members = new Map<string, Member>()
  let entries: Shape | undefined
  for (const [name, member] of Object.entries(value)) {
    if (isEntryName(name)) entries = together(entries, shapeOf(member))
    else members.set(name, { shape: shapeOf(member, nameIn(ownName, name)), isRequired: true })
  }
  return { members, ...(entries && { entries }) }
}

/** Members of HAL's links go by names of their own: what is a link there may be anything elsewhere. */
function nameIn(ownName: string, name: string): string {
  if (ownName === '_links') return '_links.*'
  return ownName === '_links.*' && name === 'href' ? '_links.href' : name
}

function mergeObjects(a: ObjectShape, b: ObjectShape, from: 'examples' | 'one'): ObjectShape {
  const members = new Map<string, Member>()
  for (const name of new Set([...a.members.keys(), ...b.members.keys()])) {
    const [one, other] = [a.members.get(name), b.members.get(name)]
    const shape = both(one?.shape, other?.shape, (x, y) => merge(x, y, from))
    if (shape === undefined) continue
    members.set(name, { shape, isRequired: one?.isRequired === true && other?.isRequired === true })
  }
  const entries = both(a.entries, b.entries, (x, y) => merge(x, y, from))
  return { members, ...(entries && { entries }) }
}

/** Other masks than ours. */
const STARS = /^\*{3,}|\*{6,}$/
/** Of a word in an enumeration. */
const MAX_VALUE_LENGTH = 40
/** More different texts are no enumeration. */
const MAX_VALUES = 20
