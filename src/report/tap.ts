import type { RunEvent } from '../model/event.ts'
import type { Case, Suite } from './junit/suite.ts'
import type { CreateReporter } from './reporter.ts'
import { suitesOf } from './suites.ts'

/**
 * TAP version 14: a test point for each item that ran, behind a subtest with a point for each of its assertions and failures. The plan comes last.
 * Source: https://testanything.org/tap-version-14-specification.html
 */
export const createTapReporter: CreateReporter = () => (events) => write(events)

async function* write(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  let number = 0
  yield 'TAP version 14\n'
  for await (const step of suitesOf(events)) {
    if (step.kind !== 'suite') continue
    number += 1
    yield suiteTap(step.suite, number)
  }
  yield `1..${number}\n`
}

function suiteTap({ name, seconds, cases, passedAt }: Suite, number: number): string {
  // An item without assertions, or one that was skipped, says it all itself.
  const [only] = cases
  const isAlone =
    cases.length === 0 ||
    (cases.length === 1 && only?.outcome.kind === 'skipped' && !('known' in only.outcome) && name.endsWith(only.name))
  const time = (seconds * 1000).toFixed(3)
  const ok = !cases.some(({ outcome }) => 'details' in outcome)
  const skip = isAlone && only !== undefined ? ' # SKIP' : ''
  const flaky = passedAt === undefined ? '' : ` (flaky: passed at attempt ${passedAt})`
  const attempts = passedAt === undefined ? '' : `  flaky: true\n  attempts: ${passedAt}\n`
  const line = `${ok ? 'ok' : 'not ok'} ${number} - ${description(name)}${flaky}${skip}\n  ---\n  duration_ms: ${time}\n${attempts}  ...\n`
  if (isAlone) return line
  const points = cases.map((each, index) => pointTap(each, index + 1)).join('')
  return `# Subtest: ${description(name)}\n${points}    1..${cases.length}\n${line}`
}

function pointTap({ name, outcome }: Case, number: number): string {
  const point = `${number} - ${description(name)}`
  // Source: TAP 14, "TODO tests": a test that is expected to fail, and is no failure.
  if ('known' in outcome) return `    not ok ${point} # TODO ${description(outcome.known ?? '')}\n`
  if ('warning' in outcome) return `    ok ${point} # SKIP warning ${description(outcome.warning ?? '')}\n`
  if (!('details' in outcome)) return `    ok ${point}${outcome.kind === 'skipped' ? ' # SKIP' : ''}\n`
  return [
    `    not ok ${point}`,
    '      ---',
    `      message: ${yaml(outcome.message)}`,
    `      severity: ${outcome.kind === 'failure' ? 'fail' : 'error'}`,
    `      type: ${yaml(outcome.type)}`,
    `      details: ${yaml(outcome.details)}`,
    '      ...\n',
  ].join('\n')
}

/** One line in which nothing is taken for a directive, and nothing is turned round. */
function description(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .replace(/[\\#]/g, '\\$&')
}

/** A string of JSON is one of YAML, but for what YAML does not take unescaped. */
function yaml(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
