import { Blob } from './blob.ts'
import { CryptoKey } from './crypto.ts'
import { DOMException } from './dom-exception.ts'

const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } as const

const VIEWS = {
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
} as const

/**
 * A deep copy that keeps circles, maps, sets, dates and bytes. Source: HTML, section 2.7.
 * What is named as `transfer` is copied as well and stays usable: the language of the realm cannot take bytes from their owner.
 */
export function structuredClone(...values: readonly unknown[]): unknown {
  if (values.length === 0) throw new TypeError('The value argument must be specified')
  return copy(values[0], new Map())
}

function copy(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw uncloneable(String(value))
  if (typeof value !== 'object' || value === null) return value
  if (seen.has(value)) return seen.get(value)
  const [made, fill] = begin(value, seen)
  seen.set(value, made)
  fill()
  return made
}

/** The copy while it is empty, and how it is filled: what it holds may hold it. */
function begin(value: object, seen: Map<object, unknown>): readonly [made: unknown, fill: () => void] {
  const done = (): void => undefined
  if (value instanceof Date) return [new Date(value.getTime()), done]
  if (value instanceof RegExp) return [new RegExp(value.source, value.flags), done]
  if (
    value instanceof Boolean ||
    value instanceof Number ||
    value instanceof String ||
    value instanceof BigInt ||
    value instanceof Symbol
  ) {
    if (value instanceof Symbol) throw uncloneable('#<Symbol>')
    return [Object(value.valueOf()), done]
  }
  if (value instanceof ArrayBuffer) return [value.slice(0), done]
  if (ArrayBuffer.isView(value)) return [viewCopy(value, seen), done]
  // They cannot be changed: the same one is as good as a copy.
  if (value instanceof Blob || value instanceof CryptoKey) return [value, done]
  if (value instanceof Map) {
    const made = new Map<unknown, unknown>()
    return [made, () => value.forEach((inner, key) => void made.set(copy(key, seen), copy(inner, seen)))]
  }
  if (value instanceof Set) {
    const made = new Set<unknown>()
    return [made, () => value.forEach((inner) => void made.add(copy(inner, seen)))]
  }
  if (value instanceof Error) return errorCopy(value, seen)
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof Promise) {
    throw uncloneable(`#<${value.constructor.name}>`)
  }
  const made: unknown[] | object = Array.isArray(value) ? [] : {}
  return [made, () => fillFrom(value, made, seen)]
}

function fillFrom(value: object, made: unknown[] | object, seen: Map<object, unknown>): void {
  // Its holes stay holes.
  if (Array.isArray(made)) made.length = (value as readonly unknown[]).length
  for (const [key, inner] of Object.entries(value)) {
    // Defined, not set: a member may be called __proto__.
    Object.defineProperty(made, key, {
      value: copy(inner, seen),
      writable: true,
      enumerable: true,
      configurable: true,
    })
  }
}

function errorCopy(error: Error, seen: Map<object, unknown>): readonly [made: unknown, fill: () => void] {
  const made =
    error instanceof DOMException
      ? new DOMException(error.message, error.name)
      : new (ERRORS[error.name as keyof typeof ERRORS] ?? Error)(error.message)
  const fill = (): void => {
    for (const name of ['stack', 'cause'] as const) {
      if (!Object.hasOwn(error, name)) continue
      Object.defineProperty(made, name, { value: copy(error[name], seen), writable: true, configurable: true })
    }
  }
  return [made, fill]
}

function viewCopy(view: ArrayBufferView, seen: Map<object, unknown>): unknown {
  const buffer = copy(view.buffer, seen) as ArrayBuffer
  if (view instanceof DataView) return new DataView(buffer, view.byteOffset, view.byteLength)
  // A Buffer becomes a Uint8Array: by what it is, not by its class.
  const kind = (view as Uint8Array)[Symbol.toStringTag] as keyof typeof VIEWS
  return new VIEWS[kind](buffer, view.byteOffset, (view as Uint8Array).length)
}

function uncloneable(what: string): DOMException {
  return new DOMException(`${what} could not be cloned.`, 'DataCloneError')
}
