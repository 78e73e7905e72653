import { access, constants, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { decode } from './decode.ts'
import { fileReason } from './file-reason.ts'
import { codeOf } from './input.ts'
import { parseJson } from './json.ts'
import { isRecord, type JsonRecord } from './plain.ts'

/** What newman's configuration files say. */
export interface Newmanrc {
  /** Options as newman's library names them. */
  readonly options: JsonRecord
  /** The file that each of them was found in. */
  readonly origins: Readonly<Record<string, string>>
}

/** Where newman's configuration files are, the later over the earlier: of the machine, of the user, of the current folder. */
export function newmanrcPaths(home: string | undefined): readonly string[] {
  return ['/etc/postman/newmanrc', ...(home === undefined ? [] : [join(home, '.postman/newmanrc')]), '.newmanrc']
}

/**
 * Reads those files that are there, each over those before it. JSON; a member `run`, if there is one, holds the options.
 * Fails with INPUT_UNREADABLE, INPUT_NOT_JSON and USAGE. Source: newman's README, "Configuration file".
 */
export async function readNewmanrc(paths: readonly string[]): Promise<Newmanrc> {
  let options: JsonRecord = {}
  let origins: Newmanrc['origins'] = {}
  for (const path of paths) {
    const own = await readOptions(path)
    options = mergeOptions(options, own)
    origins = { ...origins, ...Object.fromEntries(Object.keys(own).map((name) => [name, path])) }
  }
  return { options, origins }
}

/** The upper options over the lower; those of reporters one by one. */
export function mergeOptions(lower: JsonRecord, upper: JsonRecord): JsonRecord {
  const [below, above] = [lower['reporter'], upper['reporter']]
  if (!isRecord(below) || !isRecord(above)) return { ...lower, ...upper }
  const both = Object.entries(above).map(([name, own]) => {
    const others = below[name]
    return [name, isRecord(own) && isRecord(others) ? { ...others, ...own } : own] as const
  })
  return { ...lower, ...upper, reporter: { ...below, ...Object.fromEntries(both) } }
}

async function readOptions(path: string): Promise<JsonRecord> {
  const text = await readIfThere(path)
  if (text === undefined) return {}
  const json = await parseJson({ kind: 'configuration', name: path, text })
  if (!isRecord(json)) throw configurationRefusal(path, 'it is not an object')
  const options = isRecord(json['run']) ? json['run'] : json
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [camelCase(name), value]))
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return decode(await readFile(path))
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT' || code === 'ENOTDIR' || !(await mayEnter(dirname(path)))) return undefined
    throw new RunnerError('INPUT_UNREADABLE', `Cannot read configuration "${path}": ${fileReason(cause)}`, {
      hint: 'It may hold options of the run: let this user read it, or remove it',
      cause,
    })
  }
}

/** In containers the home is often that of another user: what is in it is not meant for this one. */
function mayEnter(folder: string): Promise<boolean> {
  return access(folder, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** `iteration-count` → `iterationCount`: how newman's library names the flag. */
export function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** The refusal of what a configuration file says. */
export function configurationRefusal(path: string, reason: string, hint: string = NAMES): RunnerError {
  return new RunnerError('USAGE', `Cannot read configuration "${path}": ${reason}`, { hint })
}

const NAMES = 'Options are named as in newman: {"run": {"reporters": ["cli"], "bail": true}}'
