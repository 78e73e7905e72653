import type { CheckResult } from '../engine/check.ts'
import type { JsonPathCheck } from '../model/check.ts'
import { failed, passed, valueText } from './assertion.ts'
import { type Condition, conditionsOf } from './condition.ts'
import { refuse } from './refusal.ts'

/** Looks at the JSON of a body. */
type CheckJson = (body: unknown) => CheckResult

/** Makes a check of one path. Throws CONFIG_INVALID for what is no JSONPath. */
export async function jsonPathCheck(check: JsonPathCheck, place: string): Promise<readonly NamedCheck[]> {
  // Only who checks paths waits for it.
  const { jsonpath } = await import('json-p3')
  const { path, exists, count } = check
  const query = compiled(() => jsonpath.compile(path), { path, place })
  const conditions = conditionsOf(check, place)
  // What is read from JSON is a value of JSON.
  const find = (body: unknown): readonly Node[] =>
    query.query(body as Parameters<typeof query.query>[0]).nodes.map(nodeOf)

  const isWanted = exists ?? (count === undefined && conditions.length === 0 ? true : undefined)
  return [
    ...(isWanted === undefined ? [] : [existence(path, isWanted, find)]),
    ...(count === undefined ? [] : [counting(path, count, find)]),
    ...conditions.map((condition) => holding(path, condition, find)),
  ]
}

/** A check and what the assertion of it is called. */
export interface NamedCheck {
  readonly name: string
  readonly check: CheckJson
}

interface Node {
  readonly value: unknown
  /** `$.users[2].id` */
  readonly place: string
}

type Find = (body: unknown) => readonly Node[]

function nodeOf({
  value,
  location,
}: {
  readonly value: unknown
  readonly location: readonly (string | number)[]
}): Node {
  return { value, place: `$${location.map(step).join('')}` }
}

function step(part: string | number): string {
  if (typeof part === 'number') return `[${part}]`
  return /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`
}

function compiled<T>(compile: () => T, { path, place }: { readonly path: string; readonly place: string }): T {
  try {
    return compile()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw refuse(`${place}.path`, `${JSON.stringify(path)} is no JSONPath (RFC 9535): ${reason}`, cause)
  }
}

function existence(path: string, isWanted: boolean, find: Find): NamedCheck {
  const name = `${path} ${isWanted ? 'exists' : 'does not exist'}`
  const check: CheckJson = (body) => {
    const [first] = find(body)
    if ((first !== undefined) === isWanted) return passed(name)
    if (first === undefined)
      return failed(name, `${path}: expected something, found nothing`, { expected: 'something', actual: null })
    return failed(name, `${first.place}: expected nothing, got ${valueText(first.value)}`, {
      expected: null,
      actual: first.value,
    })
  }
  return { name, check }
}

function counting(path: string, count: number, find: Find): NamedCheck {
  const name = `${path} finds ${count}`
  const check: CheckJson = (body) => {
    const { length } = find(body)
    if (length === count) return passed(name)
    return failed(name, `${path}: expected to find ${count}, found ${length}`, { expected: count, actual: length })
  }
  return { name, check }
}

function holding(path: string, { words, expected, fits }: Condition, find: Find): NamedCheck {
  const name = `${path} ${words}`
  const check: CheckJson = (body) => {
    const nodes = find(body)
    const [wrong, ...others] = nodes.filter(({ value }) => !fits(value))
    const wish = `expected a value that ${words}`
    if (nodes.length === 0) return failed(name, `${path}: ${wish}, found nothing`, { expected, actual: null })
    if (wrong === undefined) return passed(name)
    const more = others.length === 0 ? '' : `; of ${nodes.length} found, ${others.length + 1} do not fit`
    return failed(name, `${wrong.place}: ${wish}, got ${valueText(wrong.value)}${more}`, {
      expected,
      actual: wrong.value,
    })
  }
  return { name, check }
}
