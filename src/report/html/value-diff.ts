import { formatValue } from '../format.ts'

/** A line of two values that are compared member by member. */
export interface ValueLine {
  /** `minus`: only expected, `plus`: only found; both have the others. `folded` stands for members that are equal. */
  readonly sign: 'minus' | 'plus' | 'same' | 'folded'
  readonly indent: string
  readonly text: string
  /** Name of the member, or index of the entry. */
  readonly key?: string
}

/** Values deeper than this are compared as a whole; scripts may nest, or make cycles, as they like. */
const MAX_DEPTH = 24
const MAX_LINES = 300
const MAX_TEXT = 2000
/** Names of equal members that are told. */
const NAMED = 4

/**
 * Compares two objects or two lists by their members, so that a key is a difference and a line break is none; texts that hold JSON count as what they hold.
 * Undefined where the values have no members to compare.
 */
export function diffValues(expected: unknown, actual: unknown): readonly ValueLine[] | undefined {
  const [left, right] = [parsed(expected), parsed(actual)]
  if (!isComparable(left, right)) return undefined
  const lines = [...compare({ left, right, depth: 0 })]
  const more = lines.length - MAX_LINES
  return more <= 0 ? lines : [...lines.slice(0, MAX_LINES), { sign: 'folded', indent: '', text: `${more} more lines` }]
}

interface Pair {
  readonly left: unknown
  readonly right: unknown
  readonly depth: number
  readonly key?: string
}

function* compare({ left, right, depth, key }: Pair): Generator<ValueLine> {
  if (depth > MAX_DEPTH || !isComparable(left, right)) {
    yield* whole('minus', left, { depth, key })
    yield* whole('plus', right, { depth, key })
    return
  }
  const isList = Array.isArray(left)
  yield line('same', isList ? '[' : '{', { depth, key })
  const equal: string[] = []
  for (const pair of isList ? entriesOf(left, right as readonly unknown[]) : membersOf(left, right as Members)) {
    if (pair.has === 'both' && isEqual(pair.left, pair.right, depth)) {
      equal.push(pair.name)
      continue
    }
    yield* folded(equal, { depth: depth + 1, isList })
    equal.length = 0
    const place = { depth: depth + 1, key: pair.name }
    if (pair.has === 'left') yield* whole('minus', pair.left, place)
    else if (pair.has === 'right') yield* whole('plus', pair.right, place)
    else yield* compare({ left: pair.left, right: pair.right, ...place })
  }
  yield* folded(equal, { depth: depth + 1, isList })
  yield line('same', isList ? ']' : '}', { depth })
}

interface Member {
  readonly name: string
  readonly has: 'both' | 'left' | 'right'
  readonly left?: unknown
  readonly right?: unknown
}

type Members = Readonly<Record<string, unknown>>

function* membersOf(left: Members, right: Members): Generator<Member> {
  for (const [name, value] of Object.entries(left)) {
    yield Object.hasOwn(right, name)
      ? { name, has: 'both', left: value, right: right[name] }
      : { name, has: 'left', left: value }
  }
  for (const [name, value] of Object.entries(right)) {
    if (!Object.hasOwn(left, name)) yield { name, has: 'right', right: value }
  }
}

/** An entry that one list has more is found by what is equal at both ends. */
function* entriesOf(left: readonly unknown[], right: readonly unknown[]): Generator<Member> {
  const shortest = Math.min(left.length, right.length)
  let start = 0
  while (start < shortest && isEqual(left[start], right[start], 0)) start += 1
  let end = 0
  while (end < shortest - start && isEqual(left.at(-1 - end), right.at(-1 - end), 0)) end += 1
  const inner = Math.max(left.length, right.length) - end
  for (let index = 0; index < inner; index += 1) {
    const name = String(index)
    if (index >= left.length - end) yield { name, has: 'right', right: right[index] }
    else if (index >= right.length - end) yield { name, has: 'left', left: left[index] }
    else yield { name, has: 'both', left: left[index], right: right[index] }
  }
  for (let index = right.length - end; index < right.length; index += 1) {
    const value = right[index]
    yield { name: String(index), has: 'both', left: value, right: value }
  }
}

interface Spot {
  readonly depth: number
  readonly key?: string | undefined
}

function* whole(sign: 'minus' | 'plus', value: unknown, { depth, key }: Spot): Generator<ValueLine> {
  const text = formatValue(value)
  const [first = '', ...others] = (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (cut)` : text).split('\n')
  yield line(sign, first, { depth, key })
  for (const other of others) yield line(sign, other, { depth })
}

function line(sign: ValueLine['sign'], text: string, { depth, key }: Spot): ValueLine {
  return { sign, indent: '  '.repeat(depth), text, ...(key !== undefined && { key }) }
}

function* folded(
  names: readonly string[],
  { depth, isList }: { readonly depth: number; readonly isList: boolean },
): Generator<ValueLine> {
  if (names.length === 0) return
  const more = names.length > NAMED ? ', …' : ''
  const which = isList ? range(names) : names.slice(0, NAMED).join(', ') + more
  yield line('folded', `${names.length} equal: ${which}`, { depth })
}

function range(names: readonly string[]): string {
  return names.length === 1 ? `[${names[0]}]` : `[${names[0]}] to [${names.at(-1)}]`
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    // A text after all.
    return value
  }
}

function isComparable(left: unknown, right: unknown): left is Members & readonly unknown[] {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  return Array.isArray(left) === Array.isArray(right)
}

function isEqual(left: unknown, right: unknown, depth: number): boolean {
  if (Object.is(left, right)) return true
  if (depth > MAX_DEPTH || !isComparable(left, right)) return false
  const names = Object.keys(left)
  const others: Members = right as Members
  return (
    names.length === Object.keys(others).length &&
    names.every((name) => Object.hasOwn(others, name) && isEqual((left as Members)[name], others[name], depth + 1))
  )
}
