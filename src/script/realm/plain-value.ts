import type { Place, PlainError } from '../messages.ts'
import { LINES_BEFORE, SCRIPT_URL } from './compile.ts'

/** Longer binary values are cut when they are shown. */
const SHOWN_BYTES = 50

/** What lies deeper is not shown: a message to another thread cannot be nested as deep as a script can nest. */
export const MAX_DEPTH = 200

/**
 * Any value of a script → plain data that survives structuredClone and JSON: errors as `{ name, message, stack }`,
 * maps and sets as arrays, dates as ISO 8601, what has a toJSON by that, the rest (functions, symbols, bytes, …) as text.
 * `undefined`, NaN and the infinities stay. Never throws.
 */
export function plainValue(value: unknown, source: ScriptText, above: readonly object[] = []): unknown {
  try {
    return typeof value === 'object' && value !== null ? plainObject(value, source, above) : plainScalar(value)
  } catch (error) {
    // A getter, a proxy or a toJSON of the script that throws must not break the script that only prints it.
    return `[unreadable: ${error instanceof Error ? error.message : 'it throws'}]`
  }
}

/** The text of a script and the name that its stack traces show. */
export interface ScriptText {
  readonly label: string
  /** Lines of the script as written. */
  readonly lines: number
}

/** Anything that was thrown → plain data, its stack cut down to the script. Never throws. */
export function plainError(thrown: unknown, source: ScriptText): PlainError {
  try {
    return typeof thrown === 'object' && thrown !== null
      ? errorFrom(thrown as ErrorFields, source)
      : { name: 'Error', message: String(thrown), lacks: 'message' }
  } catch {
    return { name: 'Error', message: '[unreadable]' }
  }
}

/** Any of these may be missing, or of any type: scripts throw what they like. */
interface ErrorFields {
  readonly name?: unknown
  readonly message?: unknown
  readonly stack?: unknown
  readonly expected?: unknown
  readonly actual?: unknown
  readonly showDiff?: unknown
  readonly operator?: unknown
}

function errorFrom(thrown: ErrorFields, source: ScriptText): PlainError {
  const { expected, actual, showDiff, operator } = thrown
  const name = typeof thrown.name === 'string' ? thrown.name : 'Error'
  const message = typeof thrown.message === 'string' ? thrown.message : shownMessage(thrown, source)
  const frames = typeof thrown.stack === 'string' ? scriptFrames(thrown.stack, source) : []
  const place = frames[0]?.place
  return {
    name,
    message,
    stack: [`${name}: ${message}`, ...frames.map((frame) => frame.text)].join('\n'),
    ...(expected === undefined ? {} : { expected: plainValue(expected, source) }),
    ...(actual === undefined ? {} : { actual: plainValue(actual, source) }),
    ...(typeof showDiff === 'boolean' && { showDiff }),
    ...(typeof showDiff === 'boolean' && typeof operator === 'string' && { operator }),
    ...lacking(thrown, source),
    ...(place ? { place } : {}),
  }
}

/** What an Error has and this has not. */
function lacking(thrown: ErrorFields, source: ScriptText): Pick<PlainError, 'lacks' | 'thrown'> {
  if (typeof thrown.message !== 'string') return { lacks: 'message', ...asJson(thrown, source) }
  if (typeof thrown.name !== 'string') return { lacks: 'name', ...asJson(thrown, source) }
  return thrown instanceof Error ? {} : { lacks: 'stack', ...asJson(thrown, source) }
}

function asJson(thrown: ErrorFields, source: ScriptText): Pick<PlainError, 'thrown'> {
  const { name, message } = thrown
  try {
    const text: string | undefined = JSON.stringify(thrown instanceof Error ? { type: 'Error', name, message } : thrown)
    // Whatever it is now, it may be too deep.
    return text === undefined ? {} : { thrown: plainValue(JSON.parse(text), source) }
  } catch {
    // One that holds itself, and the like.
    return {}
  }
}

function shownMessage(thrown: ErrorFields, source: ScriptText): string {
  if (thrown.message !== undefined) return JSON.stringify(plainValue(thrown.message, source, [thrown]))
  // An Error whose message was taken away would be shown as one that has it.
  return JSON.stringify(
    thrown instanceof Error ? plainMembers(thrown, source, [thrown]) : plainObject(thrown, source, []),
  )
}

/** A stack frame inside of the script. */
const FRAME = new RegExp(`^ +at (?:async )?(?:(?<name>.+?) \\()?${SCRIPT_URL}:(?<line>\\d+):(?<column>\\d+)\\)?$`)

interface Frame {
  readonly place: Place
  readonly text: string
}

function scriptFrames(stack: string, source: ScriptText): readonly Frame[] {
  return stack.split('\n').flatMap((text) => {
    const groups = FRAME.exec(text)?.groups
    if (!groups) return []
    const line = Number(groups['line']) - LINES_BEFORE
    // Our prologue and the sandbox's own wrapper are no part of the script.
    if (line < 1 || line > source.lines) return []
    const column = Number(groups['column'])
    const name = groups['name']?.replace(/^(?:Object\.)?(?:eval|anonymous)$/, '') ?? ''
    const where = `${source.label}:${line}:${column}`
    return [{ place: { line, column }, text: name === '' ? `    at ${where}` : `    at ${name} (${where})` }]
  })
}

function plainScalar(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'symbol') return value.toString()
  if (typeof value === 'function') {
    const kind = value.constructor?.name || 'Function'
    return value.name === '' ? `[${kind}]` : `[${kind}: ${value.name}]`
  }
  return value
}

function plainObject(value: object, source: ScriptText, above: readonly object[]): unknown {
  if (above.includes(value)) return '[Circular]'
  if (above.length >= MAX_DEPTH) return '[too deep]'
  const path = [...above, value]
  if (value instanceof Error) {
    const { name, message, stack } = errorFrom(value, source)
    return { name, message, stack }
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return value.valueOf()
  if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
    return [...value].map((inner: unknown) => plainValue(inner, source, path))
  }
  if (ArrayBuffer.isView(value)) return shownBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  // newman's words.
  if (value instanceof ArrayBuffer) return `[ArrayBuffer { byteLength: ${value.byteLength} }]`
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof Promise) {
    return `[${value.constructor.name}]`
  }
  const { toJSON } = value as { readonly toJSON?: unknown }
  if (typeof toJSON === 'function') return plainValue(toJSON.call(value), source, path)
  return plainMembers(value, source, path)
}

function plainMembers(value: object, source: ScriptText, path: readonly object[]): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainValue(inner, source, path)]))
}

function shownBytes(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, SHOWN_BYTES)].map((byte) => ` ${byte.toString(16).padStart(2, '0')}`).join('')
  const more = bytes.length - SHOWN_BYTES
  return `<Buffer${shown}${more > 0 ? ` ... ${more} more bytes` : ''}>`
}
