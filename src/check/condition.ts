import { isRecord } from '../load/plain.ts'
import type { JsonPathCheck, JsonType } from '../model/check.ts'
import { patternOf } from './header.ts'

/** A condition that one value of JSON fits or not. */
export interface Condition {
  /** Behind `a value that`: `is at least 3`. */
  readonly words: string
  readonly expected: unknown
  readonly fits: (value: unknown) => boolean
}

/** The conditions of a check, in the order of its description. Throws CONFIG_INVALID for a pattern that is none. */
export function conditionsOf(check: JsonPathCheck, place: string): readonly Condition[] {
  const { equals, not, in: choices, matches, contains, type, length, min, max } = check
  return [
    ...given(equals, (fits) => ({ words: `equals ${text(equals)}`, fits: (value) => isSame(value, fits) })),
    ...given(not, (other) => ({ words: `is not ${text(not)}`, fits: (value) => !isSame(value, other) })),
    ...given(choices, (list) => ({
      words: `is one of ${list.map(text).join(', ')}`,
      fits: (value) => list.some((each) => isSame(value, each)),
    })),
    ...given(matches, (source) => {
      const pattern = patternOf(source, `${place}.matches`)
      return { words: `matches /${source}/`, fits: (value) => typeof value === 'string' && pattern.test(value) }
    }),
    ...given(contains, (part) => ({ words: `contains ${text(part)}`, fits: (value) => isIn(value, part) })),
    ...given(type, (wanted) => ({ words: TYPES[wanted].words, fits: TYPES[wanted].fits })),
    ...given(length, (count) => ({ words: `has length ${count}`, fits: (value) => lengthOf(value) === count })),
    ...given(min, (least) => ({
      words: `is at least ${least}`,
      fits: (value) => typeof value === 'number' && value >= least,
    })),
    ...given(max, (most) => ({
      words: `is at most ${most}`,
      fits: (value) => typeof value === 'number' && value <= most,
    })),
  ]
}

function given<T>(expected: T | undefined, make: (value: T) => Omit<Condition, 'expected'>): readonly Condition[] {
  return expected === undefined ? [] : [{ expected, ...make(expected) }]
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing'
}

interface TypeRow {
  readonly words: string
  readonly fits: (value: unknown) => boolean
}

const TYPES: Readonly<Record<JsonType, TypeRow>> = Object.freeze<Record<JsonType, TypeRow>>({
  string: { words: 'is a text', fits: (value) => typeof value === 'string' },
  number: { words: 'is a number', fits: (value) => typeof value === 'number' },
  integer: { words: 'is a whole number', fits: (value) => Number.isInteger(value) },
  boolean: { words: 'is true or false', fits: (value) => typeof value === 'boolean' },
  null: { words: 'is null', fits: (value) => value === null },
  array: { words: 'is a list', fits: (value) => Array.isArray(value) },
  object: { words: 'is an object', fits: isRecord },
})

/** Characters, not UTF-16 units, as in JSON Schema. */
function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string') return Array.from(value).length
  if (Array.isArray(value)) return value.length
  return isRecord(value) ? Object.keys(value).length : undefined
}

function isIn(value: unknown, part: unknown): boolean {
  if (typeof value === 'string') return typeof part === 'string' && value.includes(part)
  return Array.isArray(value) && value.some((each) => isSame(each, part))
}

/** Are two values of JSON equal; members of objects in any order. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => isSame(each, b[i]))
  if (!isRecord(a) || !isRecord(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
  )
}
