import { defineAccessor, defineWritable } from './define.ts'
/** The names that Sugar adds, by the object that it adds them to (`String.prototype`). Made when flowgate is built. */
export type SugarNames = readonly (readonly [holder: string, names: readonly string[]])[]

/**
 * Postman's sandbox extends the objects of the language by Sugar 1.3.9 (`responseBody.has('x')`). Here that happens at the first use of any of its
 * names: until then each of them is an accessor that waits for it. Must come before the globals are sealed.
 */
export function armSugar(names: SugarNames, load: () => void): void {
  const everything = globalThis as unknown as Holder
  const holders = names.map(
    ([path, own]) => [path.split('.').reduce((from, name) => from[name] as Holder, everything), own] as const,
  )
  let isArmed = true

  function disarm(): void {
    if (!isArmed) return
    isArmed = false
    for (const [holder, own] of holders) for (const name of own) delete holder[name]
    load()
  }

  for (const [holder, own] of holders) {
    for (const name of own) {
      defineAccessor(holder, name, {
        get() {
          disarm()
          return (this as Holder)[name]
        },
        // A script that defines the name itself gets its own property, as if there were none.
        set(value: unknown) {
          defineWritable(this as object, name, value)
        },
      })
    }
  }
}

interface Holder {
  [name: string]: unknown
}
