import { readFileSync } from 'node:fs'
import Module, { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import type { KeptCode } from './kept-code.ts'

/** Loads modules, as `require` does. */
interface Loader {
  /** By `./name` from the folder; whatever else is asked for is Node's to find. */
  readonly load: (name: string) => unknown
  /** What the modules were made from, by `./name`. */
  readonly scripts: ReadonlyMap<string, Script>
}

/** The function that a module's source is wrapped in: of exports, require, module, its file and its folder. */
type Wrapped = (...given: readonly unknown[]) => void

/** Loads the CommonJS modules of a `folder` URL, with the code that V8 has kept of them. They all lie in that folder, and are ASCII. */
export function createLoader(folder: string, kept: KeptCode): Loader {
  const scripts = new Map<string, Script>()
  const root = fileURLToPath(folder)
  const require = createRequire(folder)
  const given = Object.assign((name: string): unknown => (name.startsWith('./') ? load(name) : require(name)), {
    // What is compiled as a script has no `import()` of its own.
    importModule: (name: string): Promise<unknown> => import(name),
  })

  function load(name: string): unknown {
    const path = resolve(root, name)
    const known = require.cache[path]
    if (known !== undefined) return known.exports
    const module = new Module(path)
    require.cache[path] = module
    const script = compile(path, name)
    scripts.set(name, script)
    const run = script.runInThisContext() as Wrapped
    run.call(module.exports, module.exports, given, module, path, dirname(path))
    return module.exports
  }

  function compile(path: string, name: string): Script {
    const source = readFileSync(path)
    const cachedData = kept.of(name, source)
    return new Script(Module.wrap(source.toString('latin1')), { filename: path, ...(cachedData && { cachedData }) })
  }

  return { load, scripts }
}
