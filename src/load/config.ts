import { access, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RunnerError } from '../errors.ts'
import type { Config } from '../model/config.ts'
import { faultOfRetries } from './config-retries.ts'
import { decode } from './decode.ts'
import { codeOf } from './input.ts'
import { parseJson } from './json.ts'
import { isRecord } from './plain.ts'

/** Gives a configuration its type: `export default defineConfig({ … })`. */
export function defineConfig(config: Config): Config {
  return config
}

const NAMES = Object.freeze(['flowgate.config.ts', 'flowgate.config.mjs', 'flowgate.config.js', 'flowgate.config.json'])

/**
 * Reads the configuration at a path, or the one in a folder, if there is one. A module runs with all rights of the process, as the user's own code.
 * Fails with INPUT_UNREADABLE, INPUT_NOT_JSON and CONFIG_INVALID.
 */
export async function loadConfig(path: string | undefined, folder = '.'): Promise<Config> {
  const found = path ?? (await findIn(folder))
  if (found === undefined) return {}
  return checked(found.endsWith('.json') ? await readJson(found) : await importDefault(found), found)
}

async function findIn(folder: string): Promise<string | undefined> {
  for (const name of NAMES) {
    const path = join(folder, name)
    if (await isThere(path)) return path
  }
  return undefined
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return await parseJson({ kind: 'configuration', name: path, text: decode(await readFile(path)) })
  } catch (cause) {
    throw cause instanceof RunnerError ? cause : unreadable(path, cause)
  }
}

async function importDefault(path: string): Promise<unknown> {
  if (!(await isThere(path))) throw unreadable(path, Object.assign(new Error(), { code: 'ENOENT' }))
  const module = await imported(path)
  if ('default' in module) return module.default
  throw invalid(path, { reason: 'it has no default export', hint: 'Write export default { producers: { … } }' })
}

async function imported(path: string): Promise<object> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as object
  } catch (cause) {
    if (codeOf(cause) === 'ERR_UNKNOWN_FILE_EXTENSION') {
      const hint = 'Use Node 22.18 or later, or write it in JavaScript as flowgate.config.mjs'
      throw invalid(path, { reason: `Node ${process.versions.node} does not read TypeScript`, hint, cause })
    }
    const isOurs = codeOf(cause) === 'ERR_MODULE_NOT_FOUND' && /'flowgate'/.test(String(cause))
    const hint = isOurs ? 'Install flowgate beside it, or export the object without defineConfig' : undefined
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message.split('\n')[0]}` : String(cause)
    throw invalid(path, { reason: `it throws ${reason}`, hint, cause })
  }
}

function checked(value: unknown, path: string): Config {
  if (!isRecord(value)) throw invalid(path, { reason: 'it is not an object', hint: SHAPE })
  for (const [name, member] of Object.entries(value)) {
    const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name as keyof Config] : undefined
    if (option === undefined) {
      const hint = `Options are ${Object.keys(OPTIONS).join(', ')}`
      throw invalid(path, { reason: `it has no option "${name}"`, hint })
    }
    const fault = member === undefined ? undefined : option.faultOf(member)
    if (fault !== undefined) throw invalid(path, { reason: `${name}${fault}`, hint: option.hint })
  }
  // Each member has just been looked at.
  return value as Config
}

const SHAPE = 'Write export default { producers: { name: async ({ get, clock, random }) => value } }'

/** What an option may be. */
interface ConfigOption {
  /** Where in a value something is wrong, and what: `.requestAlg is not a text`. */
  readonly faultOf: (value: unknown) => string | undefined
  readonly hint: string
}

const OPTIONS: Readonly<Record<keyof Config, ConfigOption>> = Object.freeze({
  inputs: {
    faultOf: (value) =>
      withWords(
        wrongMember(value, (member) => typeof member === 'string'),
        'is not a text',
      ),
    hint: 'Write {"inputs": {"requestAlg": "RS256"}}',
  },
  contract: {
    faultOf: contractFault,
    hint: 'Write {"contract": "shape"}, or {"contract": {"default": "shape", "requests": {"Folder/Request": "off"}}}',
  },
  producers: {
    faultOf: (value) =>
      withWords(
        wrongMember(value, (member) => typeof member === 'function'),
        'is not a function',
      ),
    hint: SHAPE,
  },
  sequential: {
    faultOf: (value) =>
      value === true || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
        ? undefined
        : ' is neither true nor a list of names',
    hint: 'Write {"sequential": ["Name of the collection"]}, or true for all collections',
  },
  secrets: {
    faultOf: secretsFault,
    hint: 'Write {"secrets": {"names": ["*pin*"], "not": ["tokenType"]}}',
  },
  retries: {
    faultOf: faultOfRetries,
    hint: 'Write {"retries": {"count": 2, "on": ["network", "5xx", "429"], "unsafe": ["Folder/Name"]}}',
  },
})

function secretsFault(value: unknown): string | undefined {
  if (!isRecord(value)) return ' is not a list of names'
  const unknown = Object.keys(value).find((key) => key !== 'names' && key !== 'not')
  if (unknown !== undefined) return ` has no option "${unknown}"`
  // A lone star would name everything.
  const isList = (member: unknown): boolean =>
    Array.isArray(member) && member.every((each) => typeof each === 'string' && /[^*\s_-]/.test(each))
  return withWords(wrongMember(value, isList), 'is not a list of names')
}

const MODES: readonly unknown[] = Object.freeze(['off', 'shape', 'strict'])
const NO_MODE = 'is none of off, shape and strict'

/** One mode, or `default` and `requests`. */
function contractFault(value: unknown): string | undefined {
  if (!isRecord(value)) return MODES.includes(value) ? undefined : ` ${NO_MODE}`
  const unknown = Object.keys(value).find((name) => name !== 'default' && name !== 'requests')
  if (unknown !== undefined) return ` has no option "${unknown}"`
  const { default: otherwise = 'off', requests = {} } = value
  if (!MODES.includes(otherwise)) return `.default ${NO_MODE}`
  if (!isRecord(requests)) return '.requests is not an object'
  const wrong = Object.entries(requests).find(([, mode]) => !MODES.includes(mode))
  return wrong === undefined ? undefined : `.requests[${JSON.stringify(wrong[0])}] ${NO_MODE}`
}

function withWords(place: string | undefined, words: string): string | undefined {
  return place === undefined ? undefined : `${place} ${words}`
}

/** `.name` of the first member that is wrong, or nothing when it is no object at all. */
function wrongMember(value: unknown, isRight: (member: unknown) => boolean): string | undefined {
  if (!isRecord(value)) return ''
  const wrong = Object.entries(value).find(([, member]) => !isRight(member))
  return wrong === undefined ? undefined : `.${wrong[0]}`
}

interface Fault {
  readonly reason: string
  readonly hint: string | undefined
  readonly cause?: unknown
}

function invalid(path: string, { reason, hint, cause }: Fault): RunnerError {
  const options = { cause, ...(hint === undefined ? {} : { hint }) }
  return new RunnerError('CONFIG_INVALID', `Cannot read configuration "${path}": ${reason}`, options)
}

function unreadable(path: string, cause: unknown): RunnerError {
  const code = codeOf(cause)
  const reason = { ENOENT: 'no such file', EISDIR: 'it is a folder' }[code] ?? `the system answers ${code}`
  return new RunnerError('INPUT_UNREADABLE', `Cannot read configuration "${path}": ${reason}`, {
    hint: 'Check the path given with --config',
    cause,
  })
}
