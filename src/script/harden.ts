const { defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf } = Object
const { deleteProperty, ownKeys } = Reflect

/** Functions from whose kind one comes to what makes code from text. */
const KINDS: readonly unknown[] = [
  () => {},
  async () => {},
  function* () {
    yield
  },
  async function* () {
    yield
  },
]

/** What no name leads to: what loops get to see, and an error for its stack, which has functions of its own from Node 22 on. */
const UNNAMED: readonly unknown[] = [
  ...[[], '', new Map(), new Set()].map((values) => getPrototypeOf(values[Symbol.iterator]())),
  getPrototypeOf('a'.matchAll(/a/g)),
  getPrototypeOf(Int8Array),
  new Error('any'),
]

/** What the language itself has, but for what makes code from text: a thread needs no more once it is at work. */
const LANGUAGE: readonly string[] =
  `Object Array Number Boolean String Symbol BigInt Promise Date RegExp Error AggregateError EvalError RangeError
  ReferenceError SyntaxError TypeError URIError Map Set WeakMap WeakSet WeakRef FinalizationRegistry Proxy Reflect Math JSON Intl Atomics ArrayBuffer
  SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array
  Float32Array Float64Array Iterator`.split(/\s+/)

/**
 * Makes what a script could get hold of on this side useless. Nothing of it goes into the realm, but V8 makes an error here where a script leaves no room on
 * the stack for code of Node that it has called (`import()` calls some): from such an error no way leads to `Function`, to a global name, or to
 * something that can be changed. To be called last: what runs after it must have taken what it needs.
 */
export function harden(everything: object): void {
  for (const kind of KINDS) defineProperty(getPrototypeOf(kind), 'constructor', { value: undefined })
  const found = LANGUAGE.map((name) => (everything as Readonly<Record<string, unknown>>)[name])
  freezeAll([...found, ...UNNAMED, ...KINDS.map((kind) => getPrototypeOf(kind) as unknown)])
  // Messages are made of what the language has.
  for (const name of ownKeys(everything)) if (!LANGUAGE.includes(String(name))) deleteProperty(everything, name)
}

/** These and what they are made of. */
function freezeAll(roots: readonly unknown[]): void {
  const seen = new Set<unknown>()
  const left = [...roots]
  while (left.length > 0) {
    const value = left.pop()
    if (!isObject(value) || seen.has(value)) continue
    seen.add(value)
    freeze(value)
    left.push(getPrototypeOf(value))
    for (const key of ownKeys(value)) {
      const part = getOwnPropertyDescriptor(value, key) as Readonly<Record<string, unknown>> | undefined
      left.push(part?.['value'], part?.['get'], part?.['set'])
    }
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
