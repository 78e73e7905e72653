import type { RunEvent } from '../model/event.ts'
import type { Case, Suite } from './junit/suite.ts'
import type { CreateReporter } from './reporter.ts'
import { type SuiteStep, suitesOf } from './suites.ts'
import type { SummaryState } from './summarize.ts'

/**
 * Common Test Report Format: a test for each assertion, for each failure that is none, and for each item without any. Tests are written as the run
 * goes, and the summary behind them.
 * Source: https://github.com/ctrf-io/ctrf, schema/ctrf.schema.json.
 */
export const createCtrfReporter: CreateReporter = () => (events) => write(events)

type Status = 'passed' | 'failed' | 'skipped'

interface Counts {
  readonly suites: number
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly flaky: number
}

async function* write(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  let counts: Counts = { suites: 0, passed: 0, failed: 0, skipped: 0, flaky: 0 }
  let collection = ''
  let separator = '\n'
  yield `{"reportFormat":"CTRF","specVersion":"0.0.0","generatedBy":"flowgate","results":{"tool":{"name":"flowgate"},\n"tests":[`
  for await (const step of suitesOf(events)) {
    if (step.kind === 'run') collection = step.start.name
    if (step.kind === 'end') yield `],\n"summary":${JSON.stringify(summaryOf(step, counts))}}}\n`
    if (step.kind !== 'suite') continue
    counts = { ...counts, suites: counts.suites + 1 }
    for (const test of testsOf(step.suite, collection)) {
      counts = { ...counts, [test.status]: counts[test.status] + 1, flaky: counts.flaky + (test.flaky ? 1 : 0) }
      yield `${separator}${JSON.stringify(test)}`
      separator = ',\n'
    }
  }
}

interface Test {
  readonly name: string
  readonly status: Status
  readonly duration: number
  readonly suite: readonly string[]
  readonly message?: string
  readonly trace?: string
  readonly rawStatus?: string
  readonly retries?: number
  readonly flaky?: true
  readonly retryAttempts?: readonly RetryAttempt[]
  /** Iteration, request, status, response time of the item. */
  readonly extra: Readonly<Record<string, string>>
}

/** An attempt that was tried again. */
interface RetryAttempt {
  /** From 1. */
  readonly attempt: number
  readonly status: Status
  readonly message: string
  readonly trace: string
}

function testsOf({ name, seconds, cases, properties }: Suite, collection: string): readonly Test[] {
  const extra = Object.fromEntries(properties)
  const whole: Case = { name, seconds, outcome: { kind: 'passed' } }
  return (cases.length === 0 ? [whole] : cases).map(({ name: title, seconds: took, outcome, before }) => ({
    // No name may be empty.
    name: title || '(no name)',
    status: statusOf(outcome),
    duration: Math.round(took * 1000),
    suite: [collection, name],
    ...(before !== undefined && retriesOf(before, outcome)),
    ...('details' in outcome && { message: outcome.message, trace: outcome.details, rawStatus: outcome.type }),
    ...('known' in outcome && { message: outcome.known, rawStatus: 'known' }),
    ...('warning' in outcome && { message: outcome.warning, rawStatus: 'warning' }),
    extra,
  }))
}

function retriesOf(
  before: NonNullable<Case['before']>,
  outcome: Case['outcome'],
): Pick<Test, 'retries' | 'flaky' | 'retryAttempts'> {
  return {
    retries: before.length,
    ...(outcome.kind === 'passed' && { flaky: true as const }),
    retryAttempts: before.map(({ attempt, message, details }) => ({
      attempt,
      status: 'failed',
      message,
      trace: details,
    })),
  }
}

function statusOf({ kind }: Case['outcome']): Status {
  return kind === 'failure' || kind === 'error' ? 'failed' : kind
}

function summaryOf({ counts }: Extract<SuiteStep, { readonly kind: 'end' }>, tests: Counts): object {
  const { passed, failed, skipped, suites, flaky } = tests
  const { start, stop } = times(counts)
  return {
    tests: passed + failed + skipped,
    passed,
    failed,
    skipped,
    pending: 0,
    other: 0,
    ...(flaky > 0 && { flaky }),
    suites,
    start,
    stop,
    duration: stop - start,
  }
}

/** Milliseconds since 1970, whole. */
function times({ startedAt, durationMs }: SummaryState): { readonly start: number; readonly stop: number } {
  const start = Date.parse(startedAt)
  if (Number.isNaN(start)) return { start: 0, stop: 0 }
  return { start, stop: start + Math.round(durationMs) }
}
