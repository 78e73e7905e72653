import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, createContext, Script } from 'node:vm'
import { build } from 'esbuild'

const ROOT = join(import.meta.dirname, '../..')

/** A vm context that has nothing but ECMAScript, and the libraries in it. */
export interface BareRealm {
  /** Evaluates a script in the context. `load` is there, by the libraries' own names, and `require`, by those of scripts. */
  readonly run: (source: string) => unknown
  /** Names of all libraries. */
  readonly names: readonly string[]
}

interface Ways {
  readonly dialect?: 'postman' | 'newman'
  readonly isSugared?: boolean
}

interface Index {
  readonly index: Readonly<Record<string, unknown>>
  readonly sugar: unknown
}

/** Makes realms from dist/realm; their only world is a random source that is none, and microtasks. */
export async function createBareRealms(): Promise<(ways?: Ways) => BareRealm> {
  const bundled = await build({
    stdin: {
      contents: ['libraries', 'globals', 'sugar']
        .map((name) => `export * from ${JSON.stringify(join(ROOT, `src/script/realm/${name}.ts`))}`)
        .join('\n'),
      resolveDir: ROOT,
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'parts',
    target: 'es2022',
    logLevel: 'error',
  })
  const parts = bundled.outputFiles[0]?.text ?? ''
  const text = readFileSync(join(ROOT, 'dist/realm/libraries.txt'), 'latin1')
  const json = readFileSync(join(ROOT, 'dist/realm/libraries.json'), 'utf8')
  const names = Object.keys((JSON.parse(json) as Index).index)
  return ({ dialect = 'postman', isSugared = false } = {}) => {
    const context = createContext(constants.DONT_CONTEXTIFY)
    const run = (source: string): unknown => new Script(source).runInContext(context)
    const start = run(`${parts};(${START})`) as (...values: readonly unknown[]) => void
    start(text, json, dialect, isSugared)
    return { run, names }
  }
}

/** Runs in the context. */
const START = `(text, json, dialect, isSugared) => {
  const { index, sugar } = JSON.parse(json)
  const world = {
    later() {},
    randomBytes: (length) => new Uint8Array(length).fill(7),
    queue: (callback) => void Promise.resolve().then(callback),
    subtle: async () => undefined,
  }
  const timers = { start: () => 1, cancel() {} }
  const libraries = parts.createLibraries(text, index, { timers, world, dialect, ready: new Map() })
  if (isSugared) parts.armSugar(sugar, () => void libraries.load('sugar'))
  if (dialect === 'postman') parts.armGlobals(globalThis, libraries)
  globalThis.load = libraries.load
  globalThis.require = libraries.require
  globalThis.thrown = (run) => { try { run() } catch (error) { return error.name + ': ' + error.message } }
}`
