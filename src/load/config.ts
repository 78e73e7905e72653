import { access, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RunnerError } from '../errors.ts'
import type { Config } from '../model/config.ts'
import { withCheckSchemas } from './check-schemas.ts'
import { CONFIG, OPTIONS, SHAPE } from './config-options.ts'
import { type ConfigFault, configFault } from './config-schema.ts'
import { decode } from './decode.ts'
import { codeOf } from './input.ts'
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
  return withCheckSchemas(await read(found), dirname(found))
}

async function read(found: string): Promise<Config> {
  if (!isJson(found)) return checked({ value: await importDefault(found), path: found, text: await readSource(found) })
  const text = await readSource(found)
  // Its parser is loaded for those who have such a file.
  const { parseJsonc } = await import('./jsonc.ts')
  return checked({ value: parseJsonc({ kind: 'configuration', name: found, text }), path: found, text })
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

async function readSource(path: string): Promise<string> {
  try {
    return decode(await readFile(path))
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

/** A value, and the text it was read from. */
interface Written {
  readonly value: unknown
  readonly path: string
  readonly text: string
}

async function checked({ value, path, text }: Written): Promise<Config> {
  if (!isRecord(value)) throw invalid(path, { reason: 'it is not an object', hint: SHAPE })
  const fault = configFault(value, CONFIG)
  if (fault !== undefined) {
    const { jsonLine, sourceLine } = await import('./config-lines.ts')
    const line = isJson(path) ? jsonLine(text, fault.path) : sourceLine(text, fault.path)
    const reason = `${line === undefined ? '' : `line ${line}: `}${placeOf(fault)} ${fault.reason}`
    throw invalid(path, { reason, hint: hintOf(fault) })
  }
  const { $schema: _editors, ...config } = value
  // Each member has just been looked at.
  return config as Config
}

/** `checks[0].status`; of an option that does not exist, the place that lacks it. */
function placeOf({ path, known }: ConfigFault): string {
  const place = known === undefined ? path : path.slice(0, -1)
  const text = place.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return text === '' ? 'it' : text.slice(1)
}

function hintOf({ path, known, near }: ConfigFault): string | undefined {
  if (near !== undefined) return `Did you mean "${near}"?`
  if (known !== undefined) return `Options are ${known.filter((name) => name !== '$schema').join(', ')}`
  const option = OPTIONS[path[0] as keyof Config] as (typeof OPTIONS)[keyof Config] | undefined
  return option?.hint
}

function isJson(path: string): boolean {
  return path.endsWith('.json')
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
