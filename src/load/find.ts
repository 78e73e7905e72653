import { readFile, stat } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { RunnerError } from '../errors.ts'
import { unwrapCollection } from './collection-shape.ts'
import { JSON_NAME } from './config-names.ts'
import { decode } from './decode.ts'
import { isRecord } from './plain.ts'

/**
 * The collections that the words of a command line mean: patterns and folders are looked through, everything else stays as it is. What a pattern or
 * a folder has is sorted by its path, and left out where an earlier word has named it. In a folder these are the files `*.postman_collection.json`, and
 * other JSON files that hold a collection; folders `node_modules` and those whose names begin with a dot are passed over.
 * Of several files our own configuration and baseline are none. Fails with INPUT_UNREADABLE where nothing is found.
 */
export async function findCollections(words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const word of words) {
    const here = await lookUp(word)
    found.push(...(here ?? [word]).filter((path) => here === undefined || !found.includes(path)))
  }
  return found.length === 1 ? found : found.filter((path) => !OWN_FILES.includes(basename(path)))
}

/** What may lie beside collections: `*.json` means it as well. */
const OWN_FILES: readonly string[] = Object.freeze([JSON_NAME, 'flowgate.baseline.json'])

/** The event logs that words mean, sorted: files as they are, patterns, and of folders all `*.ndjson` in them. None twice. Fails with INPUT_UNREADABLE. */
export async function findLogs(words: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    words.map(async (word) => {
      const existing = await stat(word).catch(() => undefined)
      if (existing?.isDirectory() !== true) {
        return existing !== undefined || !(await isPattern(word)) ? [word] : fitting(word, 'Cannot merge')
      }
      const logs = (await filesOf('**/*.ndjson', word)).map((file) => join(word, file))
      if (logs.length > 0) return logs
      throw new RunnerError('INPUT_UNREADABLE', `Cannot merge "${word}": no event log is in this folder`, {
        hint: 'Event logs are files *.ndjson, which flowgate run -r ndjson=run.ndjson writes',
      })
    }),
  )
  return [...new Set(found.flat())]
}

/** Files for a pattern or a folder; undefined for a word that is neither. */
async function lookUp(word: string): Promise<readonly string[] | undefined> {
  if (word === '-' || /^https?:\/\//i.test(word)) return undefined
  const existing = await stat(word).catch(() => undefined)
  if (existing?.isDirectory() === true) return inFolder(word)
  if (existing !== undefined || !(await isPattern(word))) return undefined
  return fitting(word, 'Cannot run')
}

async function fitting(pattern: string, refusal: string): Promise<readonly string[]> {
  const files = await filesOf(pattern, '.')
  if (files.length > 0) return files
  throw new RunnerError('INPUT_UNREADABLE', `${refusal} "${pattern}": no file fits this pattern`, {
    hint: 'Patterns start from the current folder; ** stands for any number of folders',
  })
}

/** A folder without any may be the folder of a Collection v3: who reads it says so. */
async function inFolder(folder: string): Promise<readonly string[] | undefined> {
  const files = (await filesOf('**/*.json', folder)).map((file) => join(folder, file))
  const kept = await Promise.all(files.map(async (file) => isNamedCollection(file) || (await holdsCollection(file))))
  const collections = files.filter((_, i) => kept[i])
  if (collections.length > 0) return collections
  if ((await filesOf('**/*.{yaml,yml}', folder)).length > 0) return undefined
  throw new RunnerError('INPUT_UNREADABLE', `Cannot run "${folder}": no collection is in this folder`, {
    hint: 'Collections are files *.postman_collection.json, and other JSON files with the "info" and "item" of one',
  })
}

/** Most words are paths: only those with signs of a pattern need somebody who can read one. */
async function isPattern(word: string): Promise<boolean> {
  return /[*?!@+()[\]{}|\\]/.test(word) && (await import('tinyglobby')).isDynamicPattern(word)
}

async function filesOf(pattern: string, cwd: string): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby')
  const ignore = ['**/node_modules/**']
  const files = await glob(pattern, { cwd, ignore, absolute: isAbsolute(pattern), expandDirectories: false })
  return files.toSorted((a, b) => (a < b ? -1 : 1))
}

function isNamedCollection(path: string): boolean {
  return path.endsWith('.postman_collection.json')
}

/** A file that cannot be read, or is no JSON, is no collection that anybody has asked for. */
async function holdsCollection(path: string): Promise<boolean> {
  try {
    const json: unknown = JSON.parse(decode(await readFile(path)))
    const collection = unwrapCollection(json)
    return isRecord(collection) && isRecord(collection['info']) && Array.isArray(collection['item'])
  } catch {
    return false
  }
}
