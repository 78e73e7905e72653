import type { RichValues } from '../messages.ts'
import { MAX_DEPTH, plainError, plainValue, type ScriptText } from './plain-value.ts'

/**
 * Values of a script with what plain data has no word for (maps, sets, regular expressions, dates, views on bytes, cycles) as it is; everything else as
 * `plainValue` makes it. Undefined: there is nothing of that kind in them. Never throws. Source: newman 6.2.2, observed.
 */
export function richValues(values: readonly unknown[], source: ScriptText): RichValues | undefined {
  if (values.every(isScalar)) return undefined
  const copy = new Copy(source)
  try {
    const copied = values.map((value) => copy.of(value))
    return copy.isNeeded ? { values: copied, buffers: copy.buffers } : undefined
  } catch {
    // A getter or a proxy that throws: `plainValue` says so in its place.
    return undefined
  }
}

/** The copy of one message: an object that comes twice is copied once, so cycles stay cycles. */
class Copy {
  readonly buffers: Uint8Array[] = []
  isNeeded = false
  readonly #source: ScriptText
  readonly #copies = new Map<object, unknown>()

  constructor(source: ScriptText) {
    this.#source = source
  }

  of(value: unknown, depth = 0): unknown {
    if (typeof value === 'bigint') return this.#special(value)
    if (!isObject(value) || depth > MAX_DEPTH) return plainValue(value, this.#source)
    if (this.#copies.has(value)) {
      this.isNeeded = true
      return this.#copies.get(value)
    }
    const inside = (inner: unknown): unknown => this.of(inner, depth + 1)
    if (value instanceof Map) return this.#map(value, inside)
    if (value instanceof Set) return this.#set(value, inside)
    if (value instanceof RegExp) return this.#special(value)
    if (value instanceof Date) return this.#special(Number.isNaN(value.getTime()) ? null : value)
    if (value instanceof Error) return this.#special(this.#error(value, inside))
    if (value instanceof DataView || value instanceof Promise) return this.#special({})
    if (ArrayBuffer.isView(value)) return this.#view(value as Uint8Array)
    if (Array.isArray(value)) return this.#list(value, inside)
    return isPlain(value) ? this.#members(value, inside) : plainValue(value, this.#source)
  }

  #special<T>(value: T): T {
    this.isNeeded = true
    return value
  }

  /** Errors of chai say more of themselves than others do. */
  #error(value: Error & { readonly toJSON?: unknown }, inside: (inner: unknown) => unknown): unknown {
    const { name, message, toJSON } = value
    const json: unknown = typeof toJSON === 'function' ? toJSON.call(value) : { type: 'Error', name, message }
    if (!isObject(json) || !('stack' in json)) return inside(json)
    return inside({ ...json, stack: plainError(value, this.#source).stack })
  }

  #map(value: ReadonlyMap<unknown, unknown>, inside: (inner: unknown) => unknown): unknown {
    const copy = this.#special(new Map<unknown, unknown>())
    this.#copies.set(value, copy)
    for (const [key, inner] of value) copy.set(inside(key), inside(inner))
    return copy
  }

  #set(value: ReadonlySet<unknown>, inside: (inner: unknown) => unknown): unknown {
    const copy = this.#special(new Set<unknown>())
    this.#copies.set(value, copy)
    for (const inner of value) copy.add(inside(inner))
    return copy
  }

  /** Bytes of its own: a message takes along all the memory that a view lies in. */
  #view(value: Uint8Array): unknown {
    // The Buffers of scripts are those of the package `buffer`, which is loaded when a script asks for it.
    const isBuffer = '_isBuffer' in value
    const copy = this.#special(isBuffer ? Uint8Array.from(value) : value.slice())
    if (isBuffer) this.buffers.push(copy)
    this.#copies.set(value, copy)
    return copy
  }

  #list(value: readonly unknown[], inside: (inner: unknown) => unknown): unknown {
    const copy: unknown[] = []
    this.#copies.set(value, copy)
    for (const inner of value) copy.push(inside(inner))
    return copy
  }

  #members(value: object, inside: (inner: unknown) => unknown): unknown {
    const copy = {}
    this.#copies.set(value, copy)
    for (const [key, inner] of Object.entries(value)) {
      // A member may be called __proto__.
      Object.defineProperty(copy, key, { value: inside(inner), enumerable: true, writable: true, configurable: true })
    }
    return copy
  }
}

function isScalar(value: unknown): boolean {
  return !isObject(value) && typeof value !== 'bigint'
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Nothing that `plainValue` makes something else of: errors, boxed values, promises, what has a toJSON. */
function isPlain(value: object): boolean {
  if ('toJSON' in value && typeof value.toJSON === 'function') return false
  return Object.prototype.toString.call(value) === '[object Object]'
}
