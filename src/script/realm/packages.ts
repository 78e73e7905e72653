import { DEPRECATED } from './names.ts'

/** What packages see: the names of the script that asks for them, but for the legacy ones. */
export interface PackageScope {
  readonly names: readonly string[]
  readonly value: (name: string) => unknown
}

interface Module {
  readonly id: string
  exports: unknown
}

/** `npm:lodash`, `jsr:@std/path`: a package that is not Postman's own does not see `pm`. */
const EXTERNAL = /^[^:]+:.+$/

/** The version of an external package: which one it is was decided when it was put into the folder. */
const VERSION = /(?<=.)@[^/@]*$/

const FunctionMaker = Function

/**
 * `pm.require`: runs a package once and returns its exports; a package that is asked for in a circle is given as far as it got.
 * Source: Postman Learning Center, "Reuse scripts with the Package Library"; the errors are those of postman-sandbox.
 */
export function makePackages(
  packages: Readonly<Record<string, string>>,
  scope: PackageScope,
): (name: unknown) => unknown {
  const loaded = new Map<string, Module>()
  return (given) => {
    const name = String(given)
    const id = Object.hasOwn(packages, name) ? name : name.replace(VERSION, '')
    const source = Object.hasOwn(packages, id) ? packages[id] : undefined
    if (source === undefined) throw new Error(`Cannot find package '${name}'`)
    const known = loaded.get(id)
    if (known !== undefined) return known.exports
    const module: Module = { id, exports: {} }
    loaded.set(id, module)
    try {
      run(source, module, scope)
    } catch (error) {
      throw new Error(`Error in package '${name}': ${String((error as Error | undefined)?.message ?? error)}`)
    }
    return module.exports
  }
}

function run(source: string, module: Module, { names, value }: PackageScope): void {
  const hidden = EXTERNAL.test(module.id) ? [...DEPRECATED, 'pm'] : DEPRECATED
  const given = [
    ...names,
    'Buffer',
    'pm',
    'console',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearInterval',
    'clearImmediate',
  ]
  const seen = [...new Set(given)].filter((name) => !hidden.includes(name))
  const body = `;((exports, module) => {\n${source}\n})(arguments[0].exports, arguments[0]);\n//# sourceURL=package:${module.id}`
  const made = FunctionMaker('__module', ...seen, ...hidden, body) as (...values: readonly unknown[]) => void
  made(module, ...seen.map(value))
}
