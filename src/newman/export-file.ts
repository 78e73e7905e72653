import { mkdir, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, parse, resolve } from 'node:path'

/** A file that a reporter wants written: what it pushes to `emitter.exports`. */
export interface ExportFile {
  /** Of the reporter, for messages. */
  readonly name?: unknown
  /** The file name when `path` is none or a folder. */
  readonly default?: unknown
  readonly path?: unknown
  /** Text, bytes, or an object that is written as JSON. */
  readonly content?: unknown
}

/**
 * Writes a file where newman writes it: to `path`; into `path`, if that is a folder; or into `newman/`, the last two with the time
 * behind the default name. Missing folders are made. Resolves with the path; undefined when there is neither a path nor a default name.
 * Source: newman 6.2.2, observed.
 */
export async function writeExport(file: ExportFile, now: Date): Promise<string | undefined> {
  const path = await targetOf(file, now)
  if (path === undefined) return undefined
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, contentOf(file.content))
  return path
}

async function targetOf(file: ExportFile, now: Date): Promise<string | undefined> {
  const name = typeof file.default === 'string' && file.default !== '' ? file.default : undefined
  if (typeof file.path !== 'string' || file.path === '') {
    return name === undefined ? undefined : join('newman', timed(name, now))
  }
  const path = resolve(file.path)
  const existing = await stat(path).catch(() => undefined)
  return existing?.isDirectory() === true ? join(path, timed(name ?? 'newman-export', now)) : path
}

/** `report.html` → `report-2026-11-23-17-40-11-000-0.html`. */
function timed(name: string, now: Date): string {
  const { name: stem, ext } = parse(basename(name))
  return `${stem}-${now.toISOString().replace(/\D+/g, '-')}0${ext}`
}

function contentOf(content: unknown): string | Uint8Array {
  if (content instanceof Uint8Array || typeof content === 'string') return content
  if (content === undefined || content === null) return ''
  return JSON.stringify(content, null, 2)
}
