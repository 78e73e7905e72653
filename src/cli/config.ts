import { camelCase, configurationRefusal, readNewmanrc } from '../load/newmanrc.ts'
import { isRecord } from '../load/plain.ts'
import type { Flag } from './flags/flag.ts'
import type { FlagValue, FlagValues } from './values.ts'

/** What configuration files say: flags, and options of reporters by their names. */
export interface Config {
  readonly values: FlagValues
  /** The file that each flag was found in. */
  readonly origins: Readonly<Record<string, string>>
  /** A path, a URL or a collection itself, for a command line that names none. */
  readonly collection?: string | object
  readonly reporter: Readonly<Record<string, ReporterValues>>
}

/** Options of one reporter, in camelCase. */
export type ReporterValues = Readonly<Record<string, string | boolean>>

/**
 * Reads newman's configuration files. Names that we do not know are left alone: newman's library has more.
 * Fails with INPUT_UNREADABLE, INPUT_NOT_JSON and USAGE.
 */
export async function readConfig(flags: readonly Flag[], paths: readonly string[]): Promise<Config> {
  const { options, origins } = await readNewmanrc(paths)
  const values = flags.flatMap((flag) => {
    const name = camelCase(flag.name)
    const written = options[name]
    if (isNoOption(flag, written)) return []
    const value = flagValue(flag, written)
    if (value !== undefined) return [[flag.name, value] as const]
    throw configurationRefusal(origins[name] ?? '', `${name} cannot be ${JSON.stringify(written)}`)
  })
  const { collection } = options
  return {
    values: Object.fromEntries(values),
    origins: Object.fromEntries(values.map(([name]) => [name, origins[camelCase(name)] ?? ''])),
    reporter: reporterValues(options['reporter']),
    ...((typeof collection === 'string' || isRecord(collection)) && { collection }),
  }
}

/** newman's library takes these for an option that was not given. */
function isNoOption(flag: Flag, written: unknown): boolean {
  if (written === undefined || written === null || written === '') return true
  if (Array.isArray(written)) return written.length === 0
  return (written === false && flag.alone !== undefined) || (written === 0 && flag.type === 'count')
}

/** The value as the command line would have it, or what a file that it names would hold; undefined when it is none. */
function flagValue(flag: Flag, written: unknown): FlagValue | undefined {
  if (flag.type === 'boolean')
    return typeof written === 'boolean' ? written : flag.choices?.find((choice) => choice === written)
  if (flag.type === 'list' || flag.type === 'repeat') {
    const list = Array.isArray(written) ? written.map(entryText) : [entryText(written)]
    return list.every((entry) => entry !== undefined) ? list : undefined
  }
  if (written === true) return flag.alone
  if (flag.follows !== undefined && Array.isArray(written)) return written.join(',')
  if (Array.isArray(written) || isRecord(written)) return isInline(flag, written) ? { inline: written } : undefined
  return typeof written === 'string' || typeof written === 'number' ? String(written) : undefined
}

function isInline({ inline }: Flag, written: object): boolean {
  return inline === 'any' || (inline === 'list' && Array.isArray(written))
}

/** A text, or `{key, value}`, as newman's library has variables. */
function entryText(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry
  if (!isRecord(entry) || typeof entry['key'] !== 'string') return undefined
  const value = entry['value'] ?? ''
  return `${entry['key']}=${typeof value === 'string' ? value : JSON.stringify(value)}`
}

function reporterValues(written: unknown): Config['reporter'] {
  if (!isRecord(written)) return {}
  const reporters = Object.entries(written).map(([name, options]) => {
    const entries = Object.entries(isRecord(options) ? options : {})
    const plain = entries.flatMap(([key, value]) => {
      if (typeof value === 'string' || typeof value === 'boolean') return [[key, value] as const]
      return typeof value === 'number' ? [[key, String(value)] as const] : []
    })
    return [name, Object.fromEntries(plain)] as const
  })
  return Object.fromEntries(reporters)
}
