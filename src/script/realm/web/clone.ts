import { DOMException } from './dom-exception.ts'

const ERRORS = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } as const

/** A deep copy that keeps circles, maps, sets, dates and bytes. Source: HTML, section 2.7. */
export function structuredClone(value: unknown): unknown {
  return copy(value, new Map())
}

function copy(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new DOMException(`${String(value)} could not be cloned.`, 'DataCloneError')
  }
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
  if (value instanceof Boolean || value instanceof Number || value instanceof String)
    return [Object(value.valueOf()), done]
  if (value instanceof ArrayBuffer) return [value.slice(0), done]
  if (ArrayBuffer.isView(value)) return [viewCopy(value, seen), done]
  if (value instanceof Map) {
    const made = new Map<unknown, unknown>()
    return [made, () => value.forEach((inner, key) => void made.set(copy(key, seen), copy(inner, seen)))]
  }
  if (value instanceof Set) {
    const made = new Set<unknown>()
    return [made, () => value.forEach((inner) => void made.add(copy(inner, seen)))]
  }
  if (value instanceof Error) {
    const Kind = ERRORS[value.name as keyof typeof ERRORS] ?? Error
    return [Object.assign(new Kind(value.message), { stack: value.stack }), done]
  }
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof Promise) {
    throw new DOMException(`#<${value.constructor.name}> could not be cloned.`, 'DataCloneError')
  }
  const made = (Array.isArray(value) ? Array.from({ length: value.length }) : {}) as Record<string, unknown>
  return [
    made,
    () => {
      for (const [key, inner] of Object.entries(value)) made[key] = copy(inner, seen)
    },
  ]
}

function viewCopy(view: ArrayBufferView, seen: Map<object, unknown>): unknown {
  const buffer = copy(view.buffer, seen) as ArrayBuffer
  const Kind = view.constructor as new (buffer: ArrayBuffer, offset: number, length?: number) => unknown
  const length = view instanceof DataView ? view.byteLength : (view as Uint8Array).length
  return new Kind(buffer, view.byteOffset, length)
}
