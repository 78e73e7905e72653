import { RunnerError } from '../errors.ts'
import { camelCase, configurationRefusal } from '../load/newmanrc.ts'
import type { Variable } from '../model/collection.ts'
import type { Flag } from './flags/flag.ts'

/** The value of a flag as it was given: the text of the command line, or what a configuration file says in its place. */
export type FlagValue = string | boolean | readonly string[] | Inline

/** What a configuration file holds where the command line would name a file. */
interface Inline {
  readonly inline: object
}

/** Values by flag name; a flag that was not given is absent. */
export type FlagValues = Readonly<Record<string, FlagValue>>

/** What was given, before it is checked. */
export interface Given {
  /** Words without a flag. */
  readonly positionals: readonly string[]
  readonly values: FlagValues
  /** Of flags that configuration files give: which. */
  readonly origins?: Readonly<Record<string, string>>
}

/** The values of the flags, read as what they are meant to be. */
export interface Arguments {
  readonly positionals: readonly string[]
  readonly text: (name: string) => string | undefined
  /** A path or URL, or what such a file would hold. */
  readonly source: (name: string) => string | object | undefined
  readonly list: (name: string) => readonly string[]
  readonly isOn: (name: string, otherwise: boolean) => boolean
  /** A whole number from `least` up. Throws USAGE. */
  readonly count: (name: string, least: number) => number | undefined
  /** Milliseconds: `500`, `30s`, `2m`. Throws USAGE. */
  readonly ms: (name: string) => number | undefined
  /** The refusal of a value, where it was given. */
  readonly refusal: Refuse
  /** The configuration file that a flag was found in. */
  readonly origin: (name: string) => string | undefined
}

type Refuse = (name: string, reason: string, hint: string) => RunnerError

/** Checks values against the table of flags. Throws USAGE, which names the flag, or the configuration file and its option. */
export function argumentsOf({ values, positionals, origins = {} }: Given, flags: readonly Flag[]): Arguments {
  const refusal: Refuse = (name, reason, hint) => {
    const origin = origins[name]
    if (origin === undefined) return usage(name, reason, hint)
    return configurationRefusal(origin, `${camelCase(name)} ${reason}`, hint)
  }
  for (const flag of flags) check(flag, values[flag.name], refusal)
  const text = (name: string): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    positionals,
    text,
    source: (name) => {
      const value = values[name]
      return typeof value === 'object' && 'inline' in value ? value.inline : text(name)
    },
    list: (name) => {
      const value = values[name]
      return isList(value) ? value : []
    },
    isOn: (name, otherwise) => {
      const value = values[name]
      return typeof value === 'boolean' ? value : otherwise
    },
    count: (name, least) => {
      const value = text(name)
      const count = value === undefined ? undefined : numberOf(value)
      if (count === undefined || isCount(count, least)) return count
      throw refusal(name, `cannot be "${value}"`, `Give a whole number from ${least}`)
    },
    ms: (name) => {
      const value = text(name)
      const ms = value === undefined ? undefined : milliseconds(value)
      if (ms === undefined || (isCount(ms, 0) && ms <= MAX_MS)) return ms
      const limit = ms > MAX_MS ? `; the longest is ${MAX_MS}` : ''
      throw refusal(name, `cannot be "${value}"`, `Give milliseconds, or a time like 30s or 2m${limit}`)
    },
    refusal,
    origin: (name) => origins[name],
  }
}

function isList(value: FlagValue | undefined): value is readonly string[] {
  return Array.isArray(value)
}

function check(flag: Flag, value: FlagValue | undefined, refusal: Refuse): void {
  if (value === undefined) return
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0)
  if (isEmpty && flag.alone === undefined && flag.type !== 'list') {
    throw refusal(flag.name, 'needs a value', `Write --${flag.name} <${flag.value ?? 'value'}>`)
  }
  if (flag.choices !== undefined && typeof value === 'string' && !flag.choices.includes(value)) {
    throw refusal(flag.name, `cannot be "${value}"`, `Use one of: ${flag.choices.join(', ')}`)
  }
}

function isCount(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least
}

/** As newman reads numbers: `1e3` and `2.0` are whole numbers as well. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

/** The longest delay that a timer can hold. Source: Node.js timers, 2^31 - 1 ms. */
const MAX_MS = 2_147_483_647

/** NaN for what is no time. */
function milliseconds(text: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m)$/.exec(text) ?? []
  const factor = { ms: 1, s: 1000, m: 60_000 }[unit ?? 'ms'] ?? 1
  return numberOf(amount ?? text) * factor
}

/** The refusal of one flag. */
export function usage(name: string, reason: string, hint: string): RunnerError {
  return new RunnerError('USAGE', `Cannot read the command line: --${name} ${reason}`, { hint })
}

/** The `key=value` of a flag as variables. Throws USAGE. */
export function assignments(given: Arguments, flag: string): readonly Variable[] {
  return given.list(flag).map((text) => {
    const equals = text.indexOf('=')
    const [key, value] = equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)]
    if (key !== '') return { key, value, origin: 'cli' }
    throw given.refusal(flag, `cannot be "${text}": it has no variable name`, 'Write key=value')
  })
}

/** The entries that have a value: an option that was not given must not hide its default. */
export function defined<T extends object>(entries: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }
}
