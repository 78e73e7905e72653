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
  /** Different short texts, and in how many examples each stands: a list, since most have one. */
  readonly values: readonly (readonly [text: string, count: number])[]
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
  if (value === ANYTHING) return { types: new Set(), isFree: true }
  const types = ONE_TYPE[typeOf(value)]
  if (typeof value === 'string') return { types, isFree: false, text: textShape(value, name) }
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value
    const elements = list.map((element) => shapeOf(element, name)).reduce<Shape | undefined>(together, undefined)
    return { types, isFree: false, ...(elements && { elements }) }
  }
  if (typeof value === 'object' && value !== null) return { types, isFree: false, object: objectShape(value, name) }
  return { types, isFree: false }
}

/** Most values have one type: their sets are shared, which halves the time it takes to read an example. */
const ONE_TYPE: Readonly<Record<JsonType, ReadonlySet<JsonType>>> = Object.freeze({
  null: new Set(['null'] as const),
  boolean: new Set(['boolean'] as const),
  number: new Set(['number'] as const),
  string: new Set(['string'] as const),
  array: new Set(['array'] as const),
  object: new Set(['object'] as const),
})

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
  return hasVariable(name) || (name.length === UUID_LENGTH && formatOf(name, '') === 'uuid')
}

function together(all: Shape | undefined, one: Shape): Shape {
  return all === undefined ? one : merge(all, one, 'one')
}

function both<T>(a: T | undefined, b: T | undefined, join: (a: T, b: T) => T): T | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return join(a, b)
}

function textShape(text: string, name: string): TextShape {
  const isOpen = hasVariable(text) || text.includes(MASK) || text.startsWith('***') || text.endsWith('******')
  if (isOpen) return name === '_links.href' ? { ...OPEN_TEXT, format: 'link' } : OPEN_TEXT
  const format = formatOf(text, name)
  if (format !== undefined && format !== 'digits') return { ...OPEN_TEXT, format, isOpen }
  const isSmall = text.length <= MAX_VALUE_LENGTH
  return { ...(format && { format }), values: isSmall ? [[text, 1]] : [], isSmall, examples: 1, isOpen }
}

/** What has a format, or a variable, is no word of an enumeration: its value is not kept. */
const OPEN_TEXT: TextShape = Object.freeze({ values: [], isSmall: false, examples: 1, isOpen: true })

function mergeTexts(a: TextShape, b: TextShape, from: 'examples' | 'one'): TextShape {
  const format = a.format === b.format ? a.format : undefined
  const values = new Map(a.values)
  for (const [value, count] of b.values) {
    const known = values.get(value) ?? 0
    values.set(value, from === 'one' ? Math.max(known, count) : known + count)
  }
  return {
    ...(format && { format }),
    values: [...values],
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

const UUID_LENGTH = 36
/** Of a word in an enumeration. */
const MAX_VALUE_LENGTH = 40
/** More different texts are no enumeration. */
const MAX_VALUES = 20
