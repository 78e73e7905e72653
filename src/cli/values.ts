import { RunnerError } from '../errors.ts'
import type { Variable } from '../model/collection.ts'
import type { Flag } from './flags/flag.ts'

/** The value of a flag as it was given: the text of the command line, or what a configuration file says in its place. */
export type FlagValue = string | boolean | readonly string[]

/** Values by flag name; a flag that was not given is absent. */
export type FlagValues = Readonly<Record<string, FlagValue>>

/** The values of the flags, read as what they are meant to be. */
export interface Arguments {
  readonly positionals: readonly string[]
  readonly text: (name: string) => string | undefined
  readonly list: (name: string) => readonly string[]
  readonly isOn: (name: string, otherwise: boolean) => boolean
  /** A whole number from `least` up. Throws USAGE. */
  readonly count: (name: string, least: number) => number | undefined
  /** Milliseconds: `500`, `30s`, `2m`. Throws USAGE. */
  readonly ms: (name: string) => number | undefined
}

/** Checks values against the table of flags. Throws USAGE, which names the flag. */
export function argumentsOf(values: FlagValues, positionals: readonly string[], flags: readonly Flag[]): Arguments {
  for (const flag of flags) check(flag, values[flag.name])
  const text = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    positionals,
    text,
    list: (name) => {
      const value = values[name]
      return Array.isArray(value) ? value : []
    },
    isOn: (name, otherwise) => {
      const value = values[name]
      return typeof value === 'boolean' ? value : otherwise
    },
    count: (name, least) => count(name, text(name), least),
    ms: (name) => milliseconds(name, text(name)),
  }
}

function check(flag: Flag, value: FlagValue | undefined): void {
  if (value === undefined) return
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0)
  if (isEmpty && flag.alone === undefined && flag.type !== 'list') {
    throw usage(flag.name, 'needs a value', `Write --${flag.name} <${flag.value ?? 'value'}>`)
  }
  if (flag.choices !== undefined && typeof value === 'string' && !flag.choices.includes(value)) {
    throw usage(flag.name, `cannot be "${value}"`, `Use one of: ${flag.choices.join(', ')}`)
  }
}

function count(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  const value = numberOf(text)
  if (Number.isSafeInteger(value) && value >= least) return value
  throw usage(name, `cannot be "${text}"`, `Give a whole number from ${least}`)
}

/** As newman reads numbers: `1e3` and `2.0` are whole numbers as well. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

/** The longest delay that a timer can hold. Source: Node.js timers, 2^31 - 1 ms. */
const MAX_MS = 2_147_483_647

function milliseconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, amount, unit] = /^(\d+)(ms|s|m)$/.exec(text) ?? []
  const factor = { ms: 1, s: 1000, m: 60_000 }[unit ?? 'ms'] ?? 1
  const value = numberOf(amount ?? text) * factor
  if (Number.isSafeInteger(value) && value >= 0 && value <= MAX_MS) return value
  throw usage(name, `cannot be "${text}"`, 'Give milliseconds, or a time like 30s or 2m')
}

/** The refusal of one flag. */
export function usage(name: string, reason: string, hint: string): RunnerError {
  return new RunnerError('USAGE', `Cannot read the command line: --${name} ${reason}`, { hint })
}

/** `key=value` of the command line as a variable. Throws USAGE. */
export function assignment(text: string): Variable {
  const equals = text.indexOf('=')
  const [key, value] = equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
  if (key !== '') return { key, value, origin: 'cli' }
  throw new RunnerError('USAGE', `Cannot read the command line: "${text}" has no variable name`, {
    hint: 'Write key=value',
  })
}

/** The entries that have a value: an option that was not given must not hide its default. */
export function defined<T extends object>(entries: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }
}
