import { type LibraryPlace, libraryCode } from '../library-code.ts'
import type { Dialect } from '../messages.ts'
import type { World } from './web/world.ts'

export type LibraryIndex = Readonly<Record<string, LibraryPlace>>

/** A library as a function that fills its `module`. */
export type LibraryFunction = (...values: readonly unknown[]) => void

/** The libraries of a realm; each is evaluated at its first use. */
export interface Libraries {
  /** A library by its own name. */
  readonly load: (name: string) => unknown
  /** The `require` of scripts, which knows fewer names. */
  readonly require: (name: unknown) => unknown
  /** The libraries that a script names in a `require` and that are not there yet. */
  readonly missing: (source: string) => readonly string[]
}

/** Calls back after some milliseconds; returns a number that `cancel` knows. */
export interface LibraryTimers {
  readonly start: (then: () => void, ms: number) => number
  readonly cancel: (id: number) => void
}

/** What libraries need of the realm. */
export interface LibraryWorld {
  readonly timers: LibraryTimers
  readonly world: World
  readonly dialect: Dialect
  /** Libraries that are compiled already, by their names. */
  readonly ready: ReadonlyMap<string, LibraryFunction>
}

/** What scripts may require. Source: postman-sandbox, environment.js. */
const OFFERED: readonly string[] = Object.freeze(
  `_process ajv assert atob backbone btoa buffer chai cheerio crypto-js csv-parse/lib/sync events fs json lodash moment os path
  postman-collection punycode querystring stream string_decoder timers tv4 url util uuid xml2js`.split(/\s+/),
)

/** Those that are Node's own in Postman's current sandbox, and packages in that of newman. */
const NATIVE: readonly string[] = Object.freeze(['atob', 'btoa', 'buffer'])

/** Taken at the start: a script may replace the global one. */
// oxlint-disable-next-line no-eval -- a library is text; it is evaluated inside of the realm
const evaluate = eval

/** Makes the libraries of a realm from their texts. */
export function createLibraries(
  text: string,
  index: LibraryIndex,
  { timers, world, dialect, ready }: LibraryWorld,
): Libraries {
  const loaded = new Map<string, Module>()
  // The global object itself is taken away from scripts, not from libraries.
  const everything: unknown = globalThis
  const given: Readonly<Record<string, () => unknown>> = {
    global: () => everything,
    globalThis: () => everything,
    process: () => load('_process'),
    Buffer: () => (load('buffer') as { readonly Buffer: unknown }).Buffer,
    setTimeout: () => timers.start,
    setInterval: () => timers.start,
    setImmediate: () => (then: () => void) => timers.start(then, 0),
    clearTimeout: () => timers.cancel,
    clearInterval: () => timers.cancel,
    clearImmediate: () => timers.cancel,
    console: () => SILENT,
    TextEncoder: () => web().TextEncoder,
    TextDecoder: () => web().TextDecoder,
  }

  function web(): Readonly<Record<string, unknown>> {
    return load('web') as Readonly<Record<string, unknown>>
  }

  function load(name: string): unknown {
    const known = loaded.get(name)
    if (known !== undefined) return known.exports
    if (name === 'fs') return {}
    if (name === 'flowgate:world') return world
    const entry = Object.hasOwn(index, name) ? index[name] : undefined
    if (entry === undefined) throw unknown(name)
    const run = ready.get(name) ?? (evaluate(libraryCode(name, text, entry)) as LibraryFunction)
    const module: Module = { exports: {} }
    // Before it is run: libraries may ask for each other in a circle.
    loaded.set(name, module)
    try {
      run.call(module.exports, module, module.exports, load, ...entry[2].map((wanted) => given[wanted]?.()))
    } catch (error) {
      // Half a library is none: whoever asks again is told again.
      loaded.delete(name)
      throw error
    }
    return module.exports
  }

  function require(name: unknown): unknown {
    if (typeof name !== 'string' || !OFFERED.includes(name)) throw unknown(name)
    if (dialect === 'newman' || !NATIVE.includes(name)) return load(name)
    return name === 'buffer' ? load('postman-buffer') : web()[name]
  }

  function missing(source: string): readonly string[] {
    const names = Array.from(source.matchAll(REQUIRED), ([, name = '']) => name)
    return names.filter((name) => OFFERED.includes(name) && !loaded.has(name) && name !== 'fs')
  }

  return { load, require, missing }
}

const REQUIRED = /\brequire\(\s*['"]([^'"]+)['"]/g

/** Libraries that warn of their own use have nobody to tell. */
const SILENT = Object.freeze({ log: nothing, info: nothing, warn: nothing, error: nothing, debug: nothing })

function nothing(): void {}

interface Module {
  exports: unknown
}

function unknown(name: unknown): Error {
  return Object.assign(new Error(`Cannot find module '${String(name)}'`), { code: 'MODULE_NOT_FOUND' })
}
