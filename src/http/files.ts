import { constants } from 'node:fs'
import { access, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, relative, resolve, sep } from 'node:path'
import type { DescribeFile, FileResult } from '../engine/ports.ts'
import type { FileOptions } from '../model/options.ts'

/**
 * Looks at files of request bodies. Relative paths start at `workingDir`; with `insecureFileRead: false` nothing outside
 * of it may be read, not even by a symbolic link. Fails with FILE_UNREADABLE.
 * Source: newman's options --working-dir and --no-insecure-file-read.
 */
export function createDescribeFile(options: FileOptions): DescribeFile {
  return async (src) => {
    const path = resolve(options.workingDir, src)
    const outside = failed(src, 'it is outside of the working directory', {
      hint: 'Move it there, set --working-dir, or leave out --no-insecure-file-read',
      newman: 'PPERM: insecure file access outside working directory',
    })
    // Refused before it is looked at: whether a file exists outside is nobody's business.
    if (!options.insecureFileRead && !isInside(path, resolve(options.workingDir))) return outside
    try {
      const stats = await stat(path)
      if (!stats.isFile()) return failed(src, 'it is not a file', { newman: `"${src}", is not a file` })
      await access(path, constants.R_OK)
      if (options.insecureFileRead) return { kind: 'file', path, name: basename(path), sizeBytes: stats.size }
      const [real, root] = await Promise.all([realpath(path), realpath(options.workingDir)])
      if (!isInside(real, root)) return outside
      return { kind: 'file', path: real, name: basename(path), sizeBytes: stats.size }
    } catch (error) {
      return unreadable(src, error)
    }
  }
}

function isInside(path: string, folder: string): boolean {
  const steps = relative(folder, path)
  return steps !== '..' && !steps.startsWith(`..${sep}`) && !isAbsolute(steps)
}

function unreadable(src: string, error: unknown): FileResult {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return failed(src, 'no such file', {
      hint: 'Relative paths start at --working-dir, by default the current folder',
      newman: `"${src}", no such file`,
    })
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return failed(src, 'permission denied', { newman: `"${src}", read permission denied` })
  }
  const reason = error instanceof Error ? error.message : String(error)
  return failed(src, reason, { newman: reason })
}

/** `newman`: the words of newman 6.2.2, kept for its reporters. */
function failed(src: string, reason: string, said: { readonly hint?: string; readonly newman: string }): FileResult {
  return {
    kind: 'failed',
    failure: {
      code: 'FILE_UNREADABLE',
      message: `Cannot read "${src}" for the request body: ${reason}`,
      ...(said.hint === undefined ? {} : { hint: said.hint }),
      error: { name: 'Error', message: said.newman },
    },
  }
}
