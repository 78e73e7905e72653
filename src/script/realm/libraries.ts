/** placeholder until merged */
export interface Libraries {
  readonly load: (name: string) => unknown
  readonly require: (name: string) => unknown
}
const indirect = eval
export function createLibraries(text: string, index: Readonly<Record<string, readonly [number, number]>>): Libraries {
  const made = new Map<string, unknown>()
  const load = (name: string): unknown => {
    if (made.has(name)) return made.get(name)
    const at = index[name]
    if (at === undefined) throw new Error(`Cannot find module '${name}'`)
    const fn = indirect(`(function(module,exports,require){${text.slice(at[0], at[1])}\n})//# sourceURL=postman:${name}`)
    const module: { exports: unknown } = { exports: {} }
    made.set(name, module.exports)
    fn(module, module.exports, load)
    made.set(name, module.exports)
    return module.exports
  }
  return { load, require: load }
}
