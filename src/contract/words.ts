import type { Failure } from '../model/failure.ts'
import type { Violation } from './fit.ts'

/** `response.body._links["otp.check"].href`. `indexes`: shown (default), or left out, so that all elements of a list share a path. */
export function pathText(path: readonly (string | number)[], indexes: 'shown' | 'shared' = 'shown'): string {
  return `response.body${path.map((part) => (typeof part === 'number' && indexes === 'shared' ? '[]' : step(part))).join('')}`
}

/** The JSON of a body; undefined when it is none. */
export function parseBody(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder().decode(body)) }
  } catch {
    // Told by whoever expected JSON.
    return undefined
  }
}

/** What is wrong with a body, as one failure: a line each, and all of it as a comparison. */
export function bodyFailure(violations: readonly Violation[], exampleName: string): Failure {
  const shown = violations.slice(0, MAX_LINES)
  const more = violations.length - shown.length
  const lines = [...shown.map((each) => violationText(each, exampleName)), ...(more > 0 ? [`and ${more} more`] : [])]
  const expected = Object.fromEntries(shown.map(({ path, expected: words }) => [pathText(path), words]))
  const actual = Object.fromEntries(
    shown.flatMap((each) => (each.kind === 'missing' ? [] : [[pathText(each.path), briefly(each.actual)]])),
  )
  return broken(lines.join('\n'), { expected, actual })
}

/** A contract that is broken. */
export function broken(message: string, sides: { readonly expected: unknown; readonly actual: unknown }): Failure {
  return { code: 'CONTRACT_BROKEN', message, error: { name: 'ContractError', message, ...sides } }
}

/** `response.body.id: expected a UUID as in example "200 OK", got number 7`. */
function violationText({ path, kind, expected, actual }: Violation, exampleName: string): string {
  const place = pathText(path)
  const example = `example "${exampleName}"`
  if (kind === 'missing') return `${place}: expected ${expected} as in ${example}, got nothing`
  if (kind === 'additional') return `${place}: not expected, ${example} has no such member; got ${valueText(actual)}`
  return `${place}: expected ${expected} as in ${example}, got ${valueText(actual)}`
}

/** A value in a sentence. It is never cut: the start of a token would not be known for a secret. */
function valueText(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string') {
    if (value === '') return 'an empty text'
    return value.length > MAX_TEXT ? `a text of ${value.length} characters` : `text "${value}"`
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value === 'number' || typeof value === 'boolean') return `${typeof value} ${value}`
  return 'an object'
}

/** In a comparison: objects and lists would bury it. */
function briefly(value: unknown): unknown {
  const isPlain = value === null || typeof value !== 'object'
  return isPlain && !(typeof value === 'string' && value.length > MAX_TEXT) ? value : `(${valueText(value)})`
}

function step(part: string | number): string {
  if (typeof part === 'number') return `[${part}]`
  return /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`
}

const MAX_LINES = 20
const MAX_TEXT = 80
