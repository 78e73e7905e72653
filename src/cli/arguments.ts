import yargs, { type Options } from 'yargs'
import { RunnerError } from '../errors.ts'
import type { Flag } from './flags.ts'
import { suggest } from './suggest.ts'

/** The values of the flags as the user wrote them, by flag name; a flag that was not given is absent. */
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

/** Reads the arguments of one command by its table of flags. Unknown flags and values of the wrong kind throw USAGE. */
export function readArguments(argv: readonly string[], flags: readonly Flag[]): Arguments {
  const parsed = parse(argv, flags)
  refuseUnknown(Object.keys(parsed), flags)
  for (const flag of flags) check(flag, parsed[flag.name])

  const text = (name: string): string | undefined => {
    const value = parsed[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    positionals: strings(parsed['_']),
    text,
    list: (name) => strings(parsed[name]),
    isOn: (name, otherwise) => (typeof parsed[name] === 'boolean' ? parsed[name] : otherwise),
    count: (name, least) => count(name, text(name), least),
    ms: (name) => milliseconds(name, text(name)),
  }
}

function parse(argv: readonly string[], flags: readonly Flag[]): Readonly<Record<string, unknown>> {
  const options = Object.fromEntries(flags.map((flag) => [flag.name, yargsOption(flag)]))
  return yargs()
    .help(false)
    .version(false)
    .exitProcess(false)
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'duplicate-arguments-array': true,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
    })
    .options(options)
    .fail((message, error) => {
      throw error ?? new RunnerError('USAGE', message)
    })
    .parseSync([...argv])
}

function yargsOption(flag: Flag): Options {
  const alias = flag.alias === undefined ? {} : { alias: flag.alias }
  if (flag.type === 'boolean') return { ...alias, type: 'boolean', default: undefined }
  if (flag.type === 'list' || flag.type === 'repeat') return { ...alias, type: 'string', array: true }
  return { ...alias, type: 'string' }
}

function refuseUnknown(given: readonly string[], flags: readonly Flag[]): void {
  const names = flags.map(({ name }) => name)
  const known = new Set(['_', '$0', ...names, ...flags.flatMap(({ alias }) => alias ?? [])])
  const unknown = given.find((name) => !known.has(name))
  if (unknown === undefined) return
  const near = suggest(unknown, names)
  const written = unknown.length === 1 ? `-${unknown}` : `--${unknown}`
  throw new RunnerError('USAGE', `Cannot read the command line: unknown flag "${written}"`, {
    ...(near !== undefined && { hint: `Did you mean --${near}?` }),
  })
}

function check(flag: Flag, value: unknown): void {
  if (value === undefined) return
  if (Array.isArray(value) && flag.type !== 'list' && flag.type !== 'repeat') {
    throw usage(flag.name, 'is given twice', 'Give it once')
  }
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0)
  if (isEmpty && flag.type !== 'list' && flag.name !== 'bail') {
    throw usage(flag.name, 'needs a value', `Write --${flag.name} <${flag.value ?? 'value'}>`)
  }
  if (flag.choices !== undefined && typeof value === 'string' && !flag.choices.includes(value)) {
    throw usage(flag.name, `cannot be "${value}"`, `Use one of: ${flag.choices.join(', ')}`)
  }
}

function count(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value
  throw usage(name, `cannot be "${text}"`, `Give a whole number from ${least}`)
}

/** The longest delay that a timer can hold. Source: Node.js timers, 2^31 - 1 ms. */
const MAX_MS = 2_147_483_647

function milliseconds(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const match = /^(\d+)(ms|s|m)?$/.exec(text)
  const factor = { ms: 1, s: 1000, m: 60_000 }[match?.[2] ?? 'ms'] ?? 1
  const value = Number(match?.[1]) * factor
  if (match !== null && value <= MAX_MS) return value
  throw usage(name, `cannot be "${text}"`, 'Give milliseconds, or a time like 30s or 2m')
}

function usage(name: string, reason: string, hint: string): RunnerError {
  return new RunnerError('USAGE', `Cannot read the command line: --${name} ${reason}`, { hint })
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
