import type { Variable } from '../../model/collection.ts'

/**
 * The value of a variable as scripts read it: what its type makes of it.
 * Source: postman-collection 5, Variable.types; a type it does not know changes nothing.
 */
export function castOut({ type = 'any', value }: Variable): unknown {
  switch (type) {
    case 'array': {
      const list = parsed(value)
      return Array.isArray(list) ? list : undefined
    }
    case 'object': {
      const object = parsed(value)
      return typeof object === 'object' && object !== null && !Array.isArray(object) ? object : undefined
    }
    default:
      return typeof value === 'function' ? castIn(type, (value as () => unknown)()) : castIn(type, value)
  }
}

/** A value as a variable of a type keeps it. */
export function castIn(type: string | undefined, value: unknown): unknown {
  if (typeof value === 'function') return value
  switch (type ?? 'any') {
    case 'string':
      return String(value)
    case 'number':
      return Number(value)
    case 'boolean':
      return Boolean(value)
    case 'array':
    case 'object':
      return typeof value === 'string' ? value : written(value)
    default:
      return value
  }
}

function written(value: unknown): unknown {
  try {
    return JSON.stringify(value)
  } catch {
    return 'null'
  }
}

function parsed(value: unknown): unknown {
  try {
    return JSON.parse(String(value))
  } catch {
    return undefined
  }
}
