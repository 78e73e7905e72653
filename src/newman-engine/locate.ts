import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { RunnerError } from '../errors.ts'

/** newman's package. */
export interface NewmanPackage {
  /** What `require` takes. */
  readonly path: string
  readonly version: string
}

/** Finds newman as seen from `cwd`, else as seen from where flowgate is installed. Throws ENGINE_MISSING. */
export function locateNewman(cwd: string): NewmanPackage {
  for (const base of [resolve(cwd, 'newman.js'), import.meta.url]) {
    const path = resolvePackage(base)
    if (path !== undefined) return { path, version: versionOf(path) }
  }
  throw new RunnerError('ENGINE_MISSING', 'Cannot run with newman: the package "newman" is not installed')
}

function resolvePackage(base: string): string | undefined {
  try {
    return createRequire(base).resolve('newman')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/** Of the nearest package.json. */
function versionOf(path: string): string {
  const text = readFileSync(join(dirname(path), 'package.json'), 'utf8')
  const { version } = JSON.parse(text) as { readonly version?: unknown }
  return String(version)
}
