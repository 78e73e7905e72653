import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RunnerError } from '../errors.ts'
import { CONFIG_NAMES, isJson, JSON_NAME } from './config-names.ts'
import { SHAPE } from './config-options.ts'
import { decode } from './decode.ts'
import { fileReason } from './file-reason.ts'
import { codeOf } from './input.ts'
import { isRecord, type JsonRecord } from './plain.ts'
import { isFile, isThere } from './presence.ts'

/** Where a configuration is looked for that nobody names. */
export interface ConfigPlaces {
  /** Default: the current folder. */
  readonly folder?: string
  /** Collections as the user gave them. Where the folder has no configuration, the JSON file beside them counts, if they are all in one folder. */
  readonly collections?: readonly unknown[]
}

/** A configuration as it was read, not looked at yet. */
export interface ConfigFile {
  /** Its path. */
  readonly name: string
  readonly text: string
  readonly value: JsonRecord
}

/**
 * The path of the configuration: the given one, or the first that is there. A module runs with all rights of the process: one that lies beside somebody's
 * collection is passed over.
 */
export async function findConfig(
  path: string | undefined,
  { folder = '.', collections = [] }: ConfigPlaces,
): Promise<string | undefined> {
  if (path !== undefined) return path
  for (const name of CONFIG_NAMES) if (await isThere(join(folder, name))) return join(folder, name)
  const [beside, other] = new Set(await Promise.all(collections.map(folderOf)))
  const found = beside === undefined || other !== undefined ? undefined : join(beside, JSON_NAME)
  return found !== undefined && (await isThere(found)) ? found : undefined
}

/** Reads a configuration. Fails with INPUT_UNREADABLE, INPUT_NOT_JSON and CONFIG_INVALID. */
export async function readConfig(name: string): Promise<ConfigFile> {
  const isModule = !isJson(name)
  const imported = isModule ? await importDefault(name) : undefined
  const text = await readSource(name)
  const value = isModule ? imported : await parse(name, text)
  if (isRecord(value)) return { name, text, value }
  throw invalidConfig(name, { reason: 'it is not an object', hint: SHAPE })
}

interface Fault {
  readonly reason: string
  readonly hint: string | undefined
  readonly cause?: unknown
}

/** The error of a configuration that cannot be used. */
export function invalidConfig(path: string, { reason, hint, cause }: Fault): RunnerError {
  const options = { cause, ...(hint === undefined ? {} : { hint }) }
  return new RunnerError('CONFIG_INVALID', `Cannot read configuration "${path}": ${reason}`, options)
}

/** The folder of a file; undefined for what is none. */
async function folderOf(collection: unknown): Promise<string | undefined> {
  if (typeof collection !== 'string') return undefined
  return (await isFile(collection)) ? dirname(collection) : undefined
}

async function parse(name: string, text: string): Promise<unknown> {
  // Its parser is loaded for those who have such a file.
  const { parseJsonc } = await import('./jsonc.ts')
  return parseJsonc({ kind: 'configuration', name, text })
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
  throw invalidConfig(path, { reason: 'it has no default export', hint: 'Write export default { producers: { … } }' })
}

async function imported(path: string): Promise<object> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as object
  } catch (cause) {
    if (codeOf(cause) === 'ERR_UNKNOWN_FILE_EXTENSION') {
      const hint = 'Use Node 22.18 or later, or write it in JavaScript as flowgate.config.mjs'
      throw invalidConfig(path, { reason: `Node ${process.versions.node} does not read TypeScript`, hint, cause })
    }
    const isOurs = codeOf(cause) === 'ERR_MODULE_NOT_FOUND' && /'flowgate'/.test(String(cause))
    const hint = isOurs ? 'Install flowgate beside it, or export the object without defineConfig' : undefined
    const reason = cause instanceof Error ? `${cause.name}: ${cause.message.split('\n')[0]}` : String(cause)
    throw invalidConfig(path, { reason: `it throws ${reason}`, hint, cause })
  }
}

function unreadable(path: string, cause: unknown): RunnerError {
  return new RunnerError('INPUT_UNREADABLE', `Cannot read configuration "${path}": ${fileReason(cause)}`, {
    hint: 'Check the path given with --config',
    cause,
  })
}
