import type { PingError } from './errors.ts'
import type { Posted } from './records.ts'

/** A value of a seed file and the way to it, like `environments[0].users[1]`. */
export interface Plot<Value = unknown> {
  readonly value: Value
  readonly path: string
}

/** A word that is wrong, and those that would be right. */
interface Misspelling {
  readonly given: string
  readonly known: readonly string[]
}

/** What is wrong with a seed file. The message starts with the path inside the file. */
export class SeedError extends Error {
  override readonly name: string = 'SeedError'

  /** A misspelt word and what could stand there. */
  readonly given: string
  readonly known: readonly string[]

  constructor(path: string, reason: string, { given = '', known = [] }: Partial<Misspelling> = {}) {
    super(`${path === '' ? 'the file' : path}: ${reason}`)
    this.given = given
    this.known = known
  }
}

/** A refusal of the management API as an error of the seed. */
export function refusal(error: PingError, path: string): SeedError {
  const [detail] = error.details
  const target = detail?.target === undefined ? path : `${path}.${detail.target}`
  return new SeedError(target, detail?.message ?? error.message)
}

/** The properties of an object, which may have only these if they are named. Fails with SeedError. */
export function valuesOf({ value, path }: Plot, known?: readonly string[]): Posted {
  const values = objectOf({ value, path })
  if (known === undefined) return values
  const unknown = Object.keys(values).find((key) => !known.includes(key))
  if (unknown === undefined) return values
  throw new SeedError(path === '' ? unknown : `${path}.${unknown}`, `unknown; known are ${known.join(', ')}`, {
    given: unknown,
    known,
  })
}

/** The objects of a list that may be left out. Fails with SeedError. */
export function entriesOf(values: Posted, key: string, parent = ''): readonly Plot<Posted>[] {
  const path = parent === '' ? key : `${parent}.${key}`
  const list = values[key]
  if (list === undefined) return []
  if (!Array.isArray(list)) throw new SeedError(path, 'must be a list')
  return list.map((value: unknown, index) => ({
    value: objectOf({ value, path: `${path}[${index}]` }),
    path: `${path}[${index}]`,
  }))
}

/** A text. Fails with SeedError. */
export function textOf(value: unknown, path: string): string {
  if (typeof value !== 'string' || value === '') throw new SeedError(path, 'must be a text')
  return value
}

function objectOf({ value, path }: Plot): Posted {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SeedError(path, 'must be an object')
  // An object out of JSON has string keys and unknown values.
  return value as Posted
}
