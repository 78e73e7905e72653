import type { EventOf } from '../../model/event.ts'
import type { Case, FailedBefore, Suite } from './suite.ts'

/** What failed in an attempt that was tried again, from 1. */
export interface FailedAttempt {
  readonly attempt: number
  readonly failed: readonly Case[]
}

/** An attempt that was tried again, of which only what failed is kept. `suite`: as if it had been the last one. */
export function failedAttempt(suite: Suite, { cursor, cause }: EventOf<'item:end'>): FailedAttempt {
  const failed = suite.cases.filter(({ outcome }) => 'details' in outcome)
  const status = suite.properties.find(([name]) => name === 'status')?.[1]
  const message = `Tried again: the answer was ${status ?? 'none'}`
  const untested: Case = {
    name: 'request',
    seconds: 0,
    outcome: { kind: 'error', type: cause ?? 'retry', message, details: message },
  }
  return { attempt: cursor.attempt + 1, failed: failed.length === 0 ? [untested] : failed }
}

/**
 * The suite of the last attempt with what failed before it. A case of the same name gets it; what has none there, a request that has come through in
 * the end for instance, becomes a case that passes. Where nothing says that the item has passed it is only counted.
 */
export function withAttempts(suite: Suite, before: readonly FailedAttempt[], end: EventOf<'item:end'>): Suite {
  if (before.length === 0) return suite
  const isFailed = suite.cases.some(({ outcome }) => 'details' in outcome)
  const isFlaky = end.outcome === 'ran' && end.cause === undefined && !isFailed
  const attempts = before.length + 1
  const counted: Suite = { ...suite, properties: [...suite.properties, ['attempts', String(attempts)]] }
  if (!isFlaky && !isFailed) return counted
  const cases = before.reduce(withAttempt, suite.cases)
  return isFlaky
    ? { ...counted, cases, passedAt: attempts, properties: [...counted.properties, ['flaky', 'true']] }
    : { ...counted, cases }
}

function withAttempt(cases: readonly Case[], { attempt, failed }: FailedAttempt): readonly Case[] {
  return failed.reduce((all, each) => withFailure(all, each, attempt), cases)
}

function withFailure(cases: readonly Case[], { name, outcome }: Case, attempt: number): readonly Case[] {
  if (!('details' in outcome)) return cases
  const failure: FailedBefore = { ...outcome, attempt }
  const at = cases.findIndex((each) => each.name === name && each.outcome.kind !== 'skipped' && !has(each, attempt))
  const same = cases[at]
  if (same === undefined) return [...cases, { name, seconds: 0, outcome: { kind: 'passed' }, before: [failure] }]
  return cases.with(at, { ...same, before: [...(same.before ?? []), failure] })
}

/** Several assertions may have one name. */
function has({ before = [] }: Case, attempt: number): boolean {
  return before.some((failure) => failure.attempt === attempt)
}
