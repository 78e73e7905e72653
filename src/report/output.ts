import { appendFile, type FileHandle, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { RunnerError } from '../errors.ts'
import { hasReaderLeft } from './reader-left.ts'

/** Where the text of one report goes. */
export interface Output {
  /** The file it ends up in; absent for a stream. */
  readonly path?: string
  /** Resolves when more text may come. Rejects with `REPORT_UNWRITABLE`. */
  readonly write: (text: string) => Promise<void>
  /** All was written: a file appears under its name only now. Rejects with `REPORT_UNWRITABLE`. */
  readonly close: () => Promise<void>
  /** Leaves nothing behind, not even half a file. Never rejects. */
  readonly abort: () => Promise<void>
}

/** Characters that are collected before they are written: reporters yield many short texts. */
export const CHUNK = 65_536

/**
 * A report in a file. Missing folders are made; the text goes to a temporary file beside it as the run goes, which takes the name at the end,
 * so nobody ever reads half a report. What is no regular file (a pipe, `/dev/null`) is written directly.
 */
export function fileOutput(path: string, what: 'report' | 'export' = 'report'): Output {
  const name = `${what} "${path}"`
  let pending = ''
  let opened: OpenFile | undefined

  async function flush(): Promise<void> {
    opened ??= await openFile(path)
    const text = pending
    pending = ''
    await opened.handle.appendFile(text)
  }

  return {
    path,
    write: async (text) => {
      pending += text
      if (pending.length >= CHUNK || opened === undefined) await orUnwritable(name, flush())
    },
    close: async () => {
      await orUnwritable(name, flush())
      const file = opened
      opened = undefined
      if (file !== undefined) await orUnwritable(name, file.finish())
    },
    abort: async () => {
      const file = opened
      opened = undefined
      await file?.discard().catch(() => undefined)
    },
  }
}

/** A report behind what is in a file already: a job summary, to which each part of a step adds its own. Nothing of it is written before the end. */
export function appendedOutput(path: string): Output {
  let pending = ''
  return {
    path,
    write: async (text) => {
      pending += text
    },
    close: () => orUnwritable(`report "${path}"`, appendFile(path, pending)),
    abort: async () => undefined,
  }
}

/** Makes a folder and those above it. Node's own `recursive` never ends where mkdir answers ENOENT for ever, as in /proc. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const parent = dirname(folder)
    if (isThere(error)) return
    if (codeOf(error) !== 'ENOENT' || parent === folder) throw error
    await makeFolder(parent)
    await mkdir(folder).catch((again: unknown) => {
      if (!isThere(again)) throw again
    })
  }
}

function isThere(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'EEXIST' || code === 'EISDIR'
}

interface OpenFile {
  readonly handle: FileHandle
  readonly finish: () => Promise<void>
  readonly discard: () => Promise<void>
}

async function openFile(path: string): Promise<OpenFile> {
  await makeFolder(dirname(path))
  const existing = await stat(path).catch(() => undefined)
  if (existing?.isDirectory() === true) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' })
  if (existing !== undefined && !existing.isFile()) {
    const handle = await open(path, 'w')
    return { handle, finish: () => handle.close(), discard: () => handle.close() }
  }
  // Through a symbolic link: renaming onto the link itself would cut it.
  const target = existing === undefined ? path : await realpath(path)
  const temporary = join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.tmp`)
  const handle = await open(temporary, 'wx')
  const discard = async (): Promise<void> => {
    await handle.close().catch(() => undefined)
    await rm(temporary, { force: true })
  }
  const finish = async (): Promise<void> => {
    await handle.close()
    await rename(temporary, target).catch(async (error: unknown) => {
      await discard()
      throw error
    })
  }
  return { handle, finish, discard }
}

/**
 * A report on a stream that is not ours to end, such as stdout.
 * When the other side has gone (`flowgate run … | head`), the rest is dropped without a word: nobody is left to read it.
 */
export function streamOutput(stream: NodeJS.WritableStream, name: string): Output {
  let hasLeft = false
  // Without a listener a broken pipe would end the process.
  const onError = (): void => undefined
  stream.on('error', onError)

  return {
    write: async (text) => {
      if (hasLeft) return
      const error = await new Promise<Error | null | undefined>((resolve) => {
        stream.write(text, resolve)
      })
      if (!error) return
      hasLeft = hasReaderLeft(error)
      if (!hasLeft) throw unwritable(`report "${name}"`, error)
    },
    close: async () => {
      // The 'error' event of a broken pipe may come after the callback that told us.
      if (!hasLeft) stream.off('error', onError)
    },
    abort: async () => undefined,
  }
}

/** Is it a folder that exists. */
export async function isFolder(path: string): Promise<boolean> {
  const existing = await stat(path).catch(() => undefined)
  return existing?.isDirectory() === true
}

/** The one spelling of the path of a report: two reports with the same would replace each other. */
export function fullPath(path: string): string {
  return resolve(path)
}

/** The path of a report that was given none: `<folder>/<collection>-<time>.<extension>`, safe on every file system. */
export function defaultReportPath(
  folder: string,
  report: { readonly collection: string; readonly startedAt: string; readonly extension: string },
): string {
  const words = report.collection
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? ['collection']
  const [name = ''] = SHORT_NAME.exec(words.join('-')) ?? []
  const time = report.startedAt.replaceAll(/[:.]/g, '-')
  return join(folder, `${name}-${time}.${report.extension}`)
}

/** 48 code points: at four bytes each still within the 255 bytes of a file name. */
const SHORT_NAME = /^.{1,48}(?<!-)/u

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a part of the path is a file',
  EISDIR: 'it is a directory',
  ENOENT: 'its folder cannot be made',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'a part of the path is a file',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
}

async function orUnwritable(name: string, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    throw unwritable(name, error)
  }
}

/** The error of a report or export that cannot be written. */
export function unwritable(name: string, cause: unknown): RunnerError {
  const code = codeOf(cause)
  const reason = (code !== undefined && REASONS[code]) || (cause instanceof Error ? cause.message : String(cause))
  const hint = code === 'EISDIR' ? { hint: 'Give the name of a file in it.' } : {}
  return new RunnerError('REPORT_UNWRITABLE', `Cannot write ${name}: ${reason}`, { ...hint, cause })
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
