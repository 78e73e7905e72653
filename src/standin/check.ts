import { type Detail, PingError } from './errors.ts'

/** A value that passed, or what is wrong with it. */
type Reading<T> = { readonly value: T } | { readonly problems: readonly Problem[] }

/** `malformed`: the JSON has another type than the attribute, which PingOne answers with INVALID_REQUEST. */
interface Problem {
  readonly malformed: boolean
  readonly detail: Detail
}

/** Reads one attribute of a body. `target` is its path, for the error. */
export type Field<T> = (value: unknown, target: string) => Reading<T>

/** Attributes by name. */
export type Shape = Readonly<Record<string, Field<unknown>>>

/** What a checked body looks like. Attributes that the shape does not name are left out. */
export type Checked<S extends Shape> = { readonly [Name in keyof S]: S[Name] extends Field<infer T> ? T : never }

/** Bounds of an integer or of a text's length, both inclusive. */
export interface Bounds {
  readonly minimum?: number
  readonly maximum?: number
}

/**
 * Checks a JSON body against a shape and returns it typed.
 * Fails with INVALID_REQUEST when it is no object or an attribute has the wrong JSON type, else with INVALID_DATA, naming every attribute.
 */
export function check<S extends Shape>(shape: S, body: unknown): Checked<S> {
  const reading = object(shape)(body, '')
  if ('value' in reading) return reading.value
  const malformed = reading.problems.filter((problem) => problem.malformed)
  if (malformed.length > 0) throw new PingError('INVALID_REQUEST', ...malformed.map(({ detail }) => detail))
  throw new PingError('INVALID_DATA', ...reading.problems.map(({ detail }) => detail))
}

/** A text that is not empty. */
export function text(bounds: Bounds = {}): Field<string> {
  return (value, target) => {
    if (value === undefined || value === null) return required(target)
    if (typeof value !== 'string') return wrongType(target)
    if (value.trim() === '') return wrong({ code: 'EMPTY_VALUE', target, message: 'must not be empty' })
    return within(value.length, bounds) ? { value } : outOfRange(target, bounds)
  }
}

/** One of a few texts. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Field<T> {
  return (value, target) => {
    if (value === undefined || value === null) return required(target)
    if (typeof value !== 'string') return wrongType(target)
    const match = allowed.find((candidate) => candidate === value)
    if (match !== undefined) return { value: match }
    const message = `must be one of: ${allowed.join(', ')}`
    return wrong({ code: 'INVALID_VALUE', target, message, innerError: { allowedValues: allowed } })
  }
}

/** true or false; the texts "true" and "false" too, because Ping's own sample posts `"default": "false"`. */
export function flag(): Field<boolean> {
  return (value, target) => {
    if (value === undefined || value === null) return required(target)
    if (typeof value === 'boolean') return { value }
    if (value === 'true' || value === 'false') return { value: value === 'true' }
    return wrongType(target)
  }
}

/** A whole number. Source for the error of 1.5: https://developer.pingidentity.com/pingone-api/foundations/conventions/pingone-api-requests.html */
export function integer(bounds: Bounds = {}): Field<number> {
  return (value, target) => {
    if (value === undefined || value === null) return required(target)
    if (typeof value !== 'number' || !Number.isInteger(value)) return wrongType(target)
    return within(value, bounds) ? { value } : outOfRange(target, bounds)
  }
}

/** Digits, as a text or a number: scripts hand on `test.otp`, which is an integer. */
export function digits(): Field<string> {
  return (value, target) => text()(typeof value === 'number' ? String(value) : value, target)
}

/** A list whose items all pass. */
export function listOf<T>(item: Field<T>): Field<readonly T[]> {
  return (value, target) => {
    if (value === undefined || value === null) return required(target)
    if (!Array.isArray(value)) return wrongType(target)
    const readings = value.map((entry: unknown, index) => item(entry, `${target}[${index}]`))
    const problems = readings.flatMap((reading) => ('problems' in reading ? reading.problems : []))
    if (problems.length > 0) return { problems }
    return { value: readings.flatMap((reading) => ('value' in reading ? [reading.value] : [])) }
  }
}

/** An object with these attributes. */
export function object<S extends Shape>(shape: S): Field<Checked<S>> {
  return (value, target) => {
    if (value === undefined || value === null) return required(target)
    if (typeof value !== 'object' || Array.isArray(value)) return wrongType(target)
    const readings = Object.entries(shape).map(([name, field]) => {
      const inner: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined
      return { name, reading: field(inner, target === '' ? name : `${target}.${name}`) }
    })
    const problems = readings.flatMap(({ reading }) => ('problems' in reading ? reading.problems : []))
    if (problems.length > 0) return { problems }
    const entries = readings.map(({ name, reading }) => [name, 'value' in reading ? reading.value : undefined])
    // Each entry was read by the field of its own name in the shape, which is what Checked<S> says.
    return { value: Object.fromEntries(entries) as Checked<S> }
  }
}

/** The same attribute, but it may be left out or null. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return (value, target) => (value === undefined || value === null ? { value: undefined } : field(value, target))
}

function within(value: number, { minimum = -Infinity, maximum = Infinity }: Bounds): boolean {
  return value >= minimum && value <= maximum
}

function required(target: string): Reading<never> {
  return wrong({ code: 'REQUIRED_VALUE', ...(target === '' ? {} : { target }), message: 'must not be null' })
}

function wrongType(target: string): Reading<never> {
  const detail = {
    code: 'INVALID_VALUE',
    ...(target === '' ? {} : { target }),
    message: 'Invalid value for attribute.',
  }
  return { problems: [{ malformed: true, detail }] }
}

function outOfRange(target: string, { minimum, maximum }: Bounds): Reading<never> {
  const innerError = {
    ...(minimum === undefined ? {} : { rangeMinimumValue: minimum }),
    ...(maximum === undefined ? {} : { rangeMaximumValue: maximum }),
  }
  return wrong({ code: 'OUT_OF_RANGE', target, message: 'Value is out of range.', innerError })
}

function wrong(detail: Detail): Reading<never> {
  return { problems: [{ malformed: false, detail }] }
}
