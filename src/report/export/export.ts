import { join } from 'node:path'
import { RunnerError } from '../../errors.ts'
import type { SerializedJar } from '../../model/cookie-jar.ts'
import type { Documents } from '../../model/documents.ts'
import type { FinalScopes } from '../../model/scope.ts'
import { fileOutput, isFolder } from '../output.ts'
import { collectionExport } from './collection.ts'
import type { ExportOptions, JsonObject } from './options.ts'
import { scopeExport } from './scope.ts'

/** What can be exported, in the order in which it is written. */
export type ExportKind = 'environment' | 'globals' | 'collection' | 'cookie-jar'

/** What a run leaves. */
export interface ExportSource {
  readonly documents: Documents
  /** Of run:end, unmasked; values made by producers are left out there. */
  readonly scopes: FinalScopes
  readonly cookieJar: SerializedJar
  /** Ids of scripts that ran. */
  readonly ranScripts: ReadonlySet<string>
}

/** One file that was written, or why it was not. */
export interface ExportResult {
  readonly kind: ExportKind
  /** Where it is, or was to be. */
  readonly path: string
  /** REPORT_UNWRITABLE. */
  readonly error?: RunnerError
}

/**
 * Writes what was asked for: `paths` has a file, or a folder that exists, for each kind; `''` is newman's own folder.
 * Missing folders are made. What cannot be written is in the result; the others are written all the same.
 */
export async function writeExports(
  paths: Readonly<Partial<Record<ExportKind, string>>>,
  source: ExportSource,
  options: ExportOptions,
): Promise<readonly ExportResult[]> {
  const results: ExportResult[] = []
  for (const kind of KINDS) {
    const given = paths[kind]
    if (given === undefined) continue
    const path = await exportPath(given, kind, options)
    const error = await write(path, await exportContent(kind, source, options))
    results.push({ kind, path, ...(error === undefined ? {} : { error }) })
  }
  return results
}

const KINDS: readonly ExportKind[] = Object.freeze(['environment', 'globals', 'collection', 'cookie-jar'])

/** What the file of one kind holds. */
export async function exportContent(
  kind: ExportKind,
  { documents, scopes, cookieJar, ranScripts }: ExportSource,
  options: ExportOptions,
): Promise<JsonObject> {
  switch (kind) {
    case 'environment':
    case 'globals':
      return scopeExport(scopes[kind], { kind, document: documents[kind] }, options)
    case 'collection':
      return collectionExport(scopes.collection, { document: documents.collection, ranScripts }, options)
    case 'cookie-jar':
      return { ...cookieJar }
  }
}

/** newman's names: `newman-<kind>-<time>0.json` in a folder that exists, in `newman` without a path; else the path as it is. */
export async function exportPath(
  path: string,
  kind: ExportKind,
  { exportedAt, number }: Pick<ExportOptions, 'exportedAt' | 'number'>,
): Promise<string> {
  const name = `newman-${kind}-${exportedAt.replaceAll(/\D+/g, '-')}0${number === undefined ? '' : `-${number}`}.json`
  if (path === '') return join('newman', name)
  return (await isFolder(path)) ? join(path, name) : path.replace(/(?<=[^\\/])[\\/]+$/, '')
}

async function write(path: string, content: JsonObject): Promise<RunnerError | undefined> {
  const output = fileOutput(path, 'export')
  try {
    await output.write(JSON.stringify(content, undefined, 2))
    await output.close()
    return undefined
  } catch (error) {
    await output.abort()
    if (!(error instanceof RunnerError)) throw error
    return error
  }
}
