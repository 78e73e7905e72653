import { Parser } from 'yargs/helpers'
import { RunnerError } from '../errors.ts'
import { suggest } from '../suggest.ts'
import type { Flag } from './flags/flag.ts'
import { type FlagValue, type Given, usage } from './values.ts'

/** Reads the arguments of one command by its table of flags. Unknown flags and values of the wrong kind throw USAGE. */
export function readArguments(argv: readonly string[], flags: readonly Flag[]): Given {
  const words = longFlags(argv)
  refuseUnknown(
    words.map(({ name }) => name),
    flags,
  )
  refuseNegations(words, flags)
  refuseHalfBooleans(words, flags)
  const parsed = { ...parse(joined(argv, flags), flags), ...chosen(words, flags) }
  refuseUnknown(Object.keys(parsed), flags)
  const given = flags.flatMap((flag): readonly (readonly [string, FlagValue])[] => {
    const value = valueOf(parsed, flag)
    return value === undefined ? [] : [[flag.name, value]]
  })
  return { positionals: strings(parsed['_']), values: Object.fromEntries(given) }
}

interface LongFlag {
  readonly name: string
  /** Written as `--no-name`. */
  readonly isNegated: boolean
  /** What follows `=`. */
  readonly value: string | undefined
}

/**
 * The `--name` and `--name=value` of the arguments, as yargs sees them. Looked at before yargs, which fails at the names that every object has
 * (`--constructor`), and takes any value of a boolean but `true` for false.
 */
function longFlags(argv: readonly string[]): readonly LongFlag[] {
  const end = argv.indexOf('--')
  return argv.slice(0, end < 0 ? argv.length : end).flatMap((word) => {
    const [, no, name, value] = /^--(no-)?([^=]+)(?:=(.*))?$/s.exec(word) ?? []
    return name === undefined ? [] : [{ name, value, isNegated: no !== undefined }]
  })
}

/** yargs would pass over `--no-color`. */
function refuseNegations(given: readonly LongFlag[], flags: readonly Flag[]): void {
  const mayBe = (name: string): boolean =>
    flags.some((flag) => flag.name === name && (flag.type === 'boolean' || flag.isNegatable === true))
  const negated = given.find(({ name, isNegated }) => isNegated && !mayBe(name))
  if (negated === undefined) return
  const choices = flags.find(({ name }) => name === negated.name)?.choices ?? []
  throw new RunnerError('USAGE', `Cannot read the command line: unknown flag "--no-${negated.name}"`, {
    ...(choices.includes('off') && { hint: `Write --${negated.name} off` }),
  })
}

function refuseHalfBooleans(given: readonly LongFlag[], flags: readonly Flag[]): void {
  const booleans = new Map(
    flags.filter(({ type }) => type === 'boolean').map((flag) => [flag.name, flag.choices ?? []]),
  )
  const half = given.find(({ name, value }) => {
    const choices = booleans.get(name)
    return choices !== undefined && ![...choices, 'true', 'false', undefined].includes(value)
  })
  if (half === undefined) return
  const ways = (booleans.get(half.name) ?? []).map((choice) => `, --${half.name}=${choice}`).join('')
  throw usage(half.name, `cannot be "${half.value}"`, `Write --${half.name}${ways} or --no-${half.name}`)
}

/** Booleans that are given one of their choices: yargs would take it for false. */
function chosen(given: readonly LongFlag[], flags: readonly Flag[]): Readonly<Record<string, string>> {
  const choices = given.flatMap(({ name, value }): readonly (readonly [string, string])[] => {
    const flag = flags.find((each) => each.name === name && each.type === 'boolean')
    return value !== undefined && flag?.choices?.includes(value) === true ? [[name, value]] : []
  })
  return Object.fromEntries(choices)
}

/**
 * Each flag in one word with its value: yargs would take a value that begins with `-` for a flag. A flag that may stand alone has what follows for
 * its value only if that begins with no `-`, or is a number; one that may not has anything but a flag that we know.
 */
function joined(argv: readonly string[], flags: readonly Flag[]): readonly string[] {
  const words: string[] = []
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? ''
    if (word === '--') return [...words, ...argv.slice(i)]
    const flag = flags.find((each) => each.type !== 'boolean' && isWrittenAs(word, each))
    const following = argv[i + 1]
    if (flag === undefined) words.push(word)
    else if (following !== undefined && isValue(following, flag, flags)) {
      words.push(`--${flag.name}=${following}`)
      i += 1
    } else words.push(flag.alone === undefined ? word : `--${flag.name}=${flag.alone}`)
  }
  return words
}

function isWrittenAs(word: string, { name, alias, spellings = [] }: Flag): boolean {
  return word === `-${alias}` || word === `--${name}` || spellings.some((spelling) => word === `--${spelling}`)
}

function isValue(word: string, flag: Flag, flags: readonly Flag[]): boolean {
  if (flag.follows !== undefined) return flag.follows.test(word)
  if (!word.startsWith('-')) return true
  if (flag.alone !== undefined) return /^-\d/.test(word)
  const [name = ''] = word.replace(/^--no-/, '--').split('=')
  return !name.startsWith('--reporter-') && !flags.some((each) => isWrittenAs(name, each))
}

/** By the parser of yargs alone: its commands, help and checks are ours, and take 40 ms. */
function parse(argv: readonly string[], flags: readonly Flag[]): Readonly<Record<string, unknown>> {
  const namesOf = (isWanted: (flag: Flag) => boolean): string[] => flags.filter(isWanted).map(({ name }) => name)
  const { argv: parsed, error } = Parser.detailed([...argv], {
    alias: Object.fromEntries(flags.map(({ name, alias = [], spellings = [] }) => [name, [alias, spellings].flat()])),
    boolean: namesOf(({ type }) => type === 'boolean'),
    string: namesOf(({ type }) => type !== 'boolean'),
    array: namesOf(({ type }) => type === 'list' || type === 'repeat'),
    configuration: {
      'camel-case-expansion': false,
      'dot-notation': false,
      'duplicate-arguments-array': true,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
    },
  })
  if (error !== null) throw new RunnerError('USAGE', `Cannot read the command line: ${error.message}`)
  return parsed
}

function refuseUnknown(given: readonly string[], flags: readonly Flag[]): void {
  const names = flags.map(({ name }) => name)
  const others = flags.flatMap(({ alias = [], spellings = [] }) => [alias, spellings].flat())
  const known = new Set(['_', '$0', ...names, ...others])
  const unknown = given.find((name) => !known.has(name))
  if (unknown === undefined) return
  const near = suggest(unknown, names)
  const written = unknown.length === 1 ? `-${unknown}` : `--${unknown}`
  throw new RunnerError('USAGE', `Cannot read the command line: unknown flag "${written}"`, {
    ...(near !== undefined && { hint: `Did you mean --${near}?` }),
  })
}

/** Of a flag that is given twice the last value counts, as in newman, unless it collects them. */
function valueOf(parsed: Readonly<Record<string, unknown>>, { name, type }: Flag): FlagValue | undefined {
  const given = parsed[name]
  const value: unknown = Array.isArray(given) && type !== 'list' && type !== 'repeat' ? given.at(-1) : given
  if (typeof value === 'boolean' || typeof value === 'string') return value
  return Array.isArray(value) ? strings(value) : undefined
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
