import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A reporter of a `newman-reporter-…` package. */
export interface ExternalReporter {
  readonly name: string
  readonly options: Readonly<Record<string, unknown>>
  /** The constructor: `new create(emitter, options, collectionRunOptions)`. */
  readonly create: unknown
}

/**
 * Finds the reporter of a name: the package `newman-reporter-<name>`, of `@scope/name` the package `@scope/newman-reporter-name`,
 * as seen from `cwd`, else as seen from where flowgate is installed. Undefined when there is no such package.
 * A package that cannot be loaded gives a constructor that throws its reason: it breaks that reporter, not the run.
 * Source: newman's README, "External reporters".
 */
export async function findExternal(name: string, cwd: string): Promise<unknown> {
  const path = resolvePackage(packageOf(name), [resolve(cwd, 'newman.js'), import.meta.url])
  if (path === undefined) return undefined
  try {
    const loaded: unknown = await import(pathToFileURL(path).href)
    return constructorOf(loaded)
  } catch (cause) {
    return function BrokenReporter(): never {
      throw cause
    }
  }
}

/** `html` → `newman-reporter-html`, `@me/html` → `@me/newman-reporter-html`. */
export function packageOf(name: string): string {
  const slash = name.startsWith('@') ? name.indexOf('/') + 1 : 0
  return `${name.slice(0, slash)}newman-reporter-${name.slice(slash)}`
}

function resolvePackage(name: string, bases: readonly string[]): string | undefined {
  for (const base of bases) {
    try {
      return createRequire(base).resolve(name)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code !== 'MODULE_NOT_FOUND' && code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error
    }
  }
  return undefined
}

/** `module.exports`, or what a transpiled module calls `default`. */
function constructorOf(loaded: unknown): unknown {
  const exported = memberOf(loaded, 'default') ?? loaded
  return typeof exported === 'function' ? exported : (memberOf(exported, 'default') ?? exported)
}

function memberOf(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  return Reflect.get(value, name)
}
