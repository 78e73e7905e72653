import type { TextShape } from './shape.ts'

/** The words that a text may be. */
export interface Enumeration {
  readonly words: readonly string[]
  /** Only one or two examples say so: it counts in strict mode. */
  readonly isStrict: boolean
}

/**
 * The words that examples agree on, if they look like an enumeration: in capitals (`OTP_REQUIRED`), or the value of a member whose name says that it
 * tells one kind from another (`token_type`, `status`). They agree when three examples or more have a word here, at most eight different ones, and one
 * of them more than once. Fewer examples make an enumeration in strict mode.
 */
export function enumerationOf(text: TextShape, name: string): Enumeration | undefined {
  const { values, examples } = text
  if (!text.isSmall || text.isOpen || text.format !== undefined || values.length === 0 || values.length > MAX_WORDS)
    return undefined
  const isWord = TELLING.test(name) ? WORD : CAPITALS
  if (!values.every(([word]) => isWord.test(word))) return undefined
  const uses = values.reduce((sum, [, count]) => sum + count, 0)
  return { words: values.map(([word]) => word), isStrict: examples < MIN_EXAMPLES || values.length === uses }
}

/** Is the value of a member what tells one kind of answer from another: `status`, `type`, or `code` in capitals. */
export function isTelling(name: string, value: unknown): boolean {
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return false
  return TELLING.test(name) ? WORD.test(value) : /^(?:code|state)$/.test(name) && CAPITALS.test(value)
}

/** Codes and states of OAuth are drawn by lot: they count only in capitals. */
const TELLING =
  /^(?:status|type|kind|mode|error)$|[a-z](?:Status|State|Type|Kind|Mode)$|_(?:type|status|state|kind|mode)$/
const WORD = /^[A-Za-z][A-Za-z0-9_.:-]*$/
const CAPITALS = /^[A-Z][A-Z0-9]{2,}(?:_[A-Z0-9]+)*$|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/
const MAX_WORDS = 8
const MAX_LENGTH = 40
const MIN_EXAMPLES = 3
