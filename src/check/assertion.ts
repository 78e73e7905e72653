import type { CheckResult } from '../engine/check.ts'

/** An assertion that holds. */
export function passed(name: string): CheckResult {
  return { kind: 'assertion', name, origin: 'check', outcome: 'passed' }
}

/** An assertion that another one has decided already. */
export function skipped(name: string): CheckResult {
  return { kind: 'assertion', name, origin: 'check', outcome: 'skipped' }
}

/** What was expected and what is there, as values of JSON. */
interface Sides {
  readonly expected: unknown
  readonly actual: unknown
}

/** An assertion that does not hold. */
export function failed(name: string, message: string, sides: Sides): CheckResult {
  const error = { name: 'CheckError', message, ...sides }
  const failure = { code: 'CHECK_FAILED', message, error } as const
  return { kind: 'assertion', name, origin: 'check', outcome: 'failed', failure }
}

/** A value in a sentence. It is never cut: the start of a token would not be known for a secret. */
export function valueText(value: unknown): string {
  if (typeof value === 'string' && value.length > MAX_TEXT) return `a text of ${value.length} characters`
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return JSON.stringify(value) ?? 'nothing'
}

const MAX_TEXT = 200
