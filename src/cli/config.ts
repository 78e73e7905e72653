import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { decode } from '../load/decode.ts'
import { parseJson } from '../load/json.ts'
import type { Flag } from './flags/flag.ts'
import type { FlagValue, FlagValues } from './values.ts'

/** What configuration files say: flags, and options of reporters by their names. */
export interface Config {
  readonly values: FlagValues
  readonly reporter: Readonly<Record<string, ReporterValues>>
}

/** Options of one reporter, in camelCase. */
export type ReporterValues = Readonly<Record<string, string | boolean>>

/**
 * Reads newman's configuration files, the later over the earlier: for the machine, of the user, of the current folder.
 * JSON, the options as newman's library names them; a member `run`, if there is one, holds them. Names that we do not know are left alone: newman's
 * library has more.
 * Fails with INPUT_UNREADABLE, INPUT_NOT_JSON and USAGE. Source: newman's README, "Configuration file".
 */
export async function readConfig(home: string | undefined, flags: readonly Flag[]): Promise<Config> {
  const paths = ['/etc/postman/newmanrc', ...(home === undefined ? [] : [join(home, '.postman/newmanrc')]), '.newmanrc']
  let config: Config = { values: {}, reporter: {} }
  for (const path of paths) {
    const { values, reporter } = await readFileAt(path, flags)
    config = { values: { ...config.values, ...values }, reporter: merged(config.reporter, reporter) }
  }
  return config
}

function merged(lower: Config['reporter'], upper: Config['reporter']): Config['reporter'] {
  const both = Object.entries(upper).map(([name, options]) => [name, { ...lower[name], ...options }])
  return { ...lower, ...Object.fromEntries(both) }
}

async function readFileAt(path: string, flags: readonly Flag[]): Promise<Config> {
  const text = await readIfThere(path)
  if (text === undefined) return { values: {}, reporter: {} }
  const json = await parseJson({ kind: 'configuration', name: path, text })
  if (!isObject(json)) throw refused(path, 'it is not an object')
  const options = isObject(json['run']) ? json['run'] : json
  const values = flags.flatMap((flag) => {
    const written = options[camelCase(flag.name)] ?? options[flag.name]
    if (isNoOption(flag, written)) return []
    const value = flagValue(flag, written)
    if (value === undefined) throw refused(path, `${camelCase(flag.name)} cannot be ${JSON.stringify(written)}`)
    return [[flag.name, value] as const]
  })
  return { values: Object.fromEntries(values), reporter: reporterValues(options['reporter']) }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return decode(await readFile(path))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    const reason = code === 'EISDIR' ? 'it is a folder' : `the system answers ${String(code)}`
    throw new RunnerError('INPUT_UNREADABLE', `Cannot read configuration "${path}": ${reason}`, { cause })
  }
}

function refused(path: string, reason: string): RunnerError {
  return new RunnerError('USAGE', `Cannot read configuration "${path}": ${reason}`, {
    hint: 'Options are named as in newman: {"run": {"reporters": ["cli"], "bail": true}}',
  })
}

/** `iteration-count` → `iterationCount`: how newman's library names it. */
function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** newman's library takes these for an option that was not given. */
function isNoOption(flag: Flag, written: unknown): boolean {
  if (written === false) return flag.alone !== undefined
  return written === undefined || written === null || (written === 0 && flag.type === 'count')
}

/** The value as the command line would have it; undefined when it is none. */
function flagValue(flag: Flag, written: unknown): FlagValue | undefined {
  if (flag.type === 'boolean') return typeof written === 'boolean' ? written : undefined
  if (flag.type === 'list' || flag.type === 'repeat') {
    const list = Array.isArray(written) ? written.map(entryText) : [entryText(written)]
    return list.every((entry) => entry !== undefined) ? list : undefined
  }
  if (written === true) return flag.alone
  if (flag.follows !== undefined && Array.isArray(written)) return written.join(',')
  return typeof written === 'string' || typeof written === 'number' ? String(written) : undefined
}

/** A text, or `{key, value}`, as newman's library has variables. */
function entryText(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry
  if (!isObject(entry) || typeof entry['key'] !== 'string') return undefined
  const value = entry['value'] ?? ''
  return `${entry['key']}=${typeof value === 'string' ? value : JSON.stringify(value)}`
}

function reporterValues(written: unknown): Config['reporter'] {
  if (!isObject(written)) return {}
  const reporters = Object.entries(written).map(([name, options]) => {
    const entries = Object.entries(isObject(options) ? options : {})
    const plain = entries.flatMap(([key, value]) => {
      if (typeof value === 'string' || typeof value === 'boolean') return [[key, value] as const]
      return typeof value === 'number' ? [[key, String(value)] as const] : []
    })
    return [name, Object.fromEntries(plain)] as const
  })
  return Object.fromEntries(reporters)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
