import { defineAccessor, defineWritable } from './define.ts'

/** The names that Sugar adds, by the object that it adds them to (`String.prototype`). Made when flowgate is built. */
export type SugarNames = readonly (readonly [holder: string, names: readonly string[]])[]

/**
 * Postman's sandbox extends the objects of the language by Sugar 1.3.9 (`responseBody.has('x')`). Here that happens at the first use of any of its
 * names: until then each of them is an accessor that waits for it, and built-ins that Sugar widens pass on what only Sugar understands.
 * Must come before the globals are sealed.
 */
export function armSugar(names: SugarNames, load: () => void): void {
  const everything = globalThis as unknown as Holder
  const holderAt = (path: string): Holder => path.split('.').reduce((from, name) => from[name] as Holder, everything)
  const holders = names.map(([path, own]) => [holderAt(path), own] as const)
  const widened = WIDENED.flatMap(({ path, own, widen }) => {
    const holder = holderAt(path)
    const sugarsOwn = (name: string) => (): Native => {
      disarm()
      return holder[name] as Native
    }
    return own.map((name) => putWidened(holder, name, widen(holder[name] as Native, sugarsOwn(name))))
  })
  let isArmed = true

  function disarm(): void {
    if (!isArmed) return
    isArmed = false
    for (const [holder, own] of holders) for (const name of own) delete holder[name]
    for (const restore of widened) restore()
    load()
  }

  for (const [holder, own] of holders) {
    for (const name of own) {
      defineAccessor(holder, name, {
        get() {
          disarm()
          return (this as Holder)[name]
        },
        set(value: unknown) {
          if (this === holder) {
            disarm()
            holder[name] = value
            return
          }
          // A script, or lodash, that gives its own function or list such a member gets an ordinary one; a text takes none, and says nothing.
          if (Object(this) === this) defineListed(this as object, name, value)
        },
      })
    }
  }
}

interface Holder {
  [name: string]: unknown
}

type Native = (...values: readonly unknown[]) => unknown

/** Makes what stands for a built-in. `sugar` is Sugar's own, loaded when it is asked for. */
type Widen = (native: Native, sugar: () => Native) => Native

/** Built-ins that Sugar replaces, and the calls that only Sugar understands. Source: Sugar 1.3.9, array, object and string. */
const WIDENED: readonly { readonly path: string; readonly own: readonly string[]; readonly widen: Widen }[] =
  Object.freeze([
    { path: 'Array.prototype', own: ['every', 'some', 'map', 'filter'], widen: widenList },
    { path: 'String.prototype', own: ['startsWith', 'endsWith'], widen: widenText },
    { path: 'Object', own: ['keys'], widen: widenKeys },
  ])

// Each passes on the usual call first, and in the plainest way: they are called everywhere.

function widenList(native: Native, sugar: () => Native): Native {
  return function (this: unknown, callback: unknown, self: unknown): unknown {
    if (typeof callback === 'function' || arguments.length === 0) return native.call(this, callback, self)
    return sugar().call(this, callback, self)
  }
}

function widenText(native: Native, sugar: () => Native): Native {
  return function (this: unknown, find: unknown, at: unknown): unknown {
    if (typeof find === 'string' && arguments.length < 3) return native.call(this, find, at)
    if (find instanceof RegExp || arguments.length > 2) return sugar().apply(this, Array.from(arguments))
    return native.call(this, find, at)
  }
}

function widenKeys(native: Native, sugar: () => Native): Native {
  return function (this: unknown, object: unknown, callback: unknown): unknown {
    return typeof callback === 'function' ? sugar().call(this, object, callback) : native(object)
  }
}

/** Returns what puts the built-in back. */
function putWidened(holder: Holder, name: string, stand: Native): () => void {
  const native = holder[name]
  Object.defineProperty(stand, 'name', { __proto__: null, value: name, configurable: true } as PropertyDescriptor)
  defineWritable(holder, name, stand)
  return () => {
    if (holder[name] === stand) holder[name] = native
  }
}

function defineListed(target: object, name: string, value: unknown): void {
  Reflect.defineProperty(target, name, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor)
}
