import { Script } from 'node:vm'
import type { ScriptAssertion, ScriptJob, ScriptOutcome } from '../engine/ports.ts'
import { ERRORS, type ErrorCode } from '../errors.ts'
import type { Failure, ScriptLine } from '../model/failure.ts'
import { labelOf } from './job-input.ts'
import type { Place, PlainAssertion, PlainError, ScriptEnd } from './messages.ts'

/** What came back from the worker → what the engine is told. The first error is the failure of the script. */
export function outcomeOf(job: ScriptJob, end: ScriptEnd, errors: readonly PlainError[]): ScriptOutcome {
  const [error] = errors
  return error ? { ...end, failure: scriptFailure(job, error) } : end
}

/** The outcome of a script that did not come to its end, and of whose changes nothing is known. */
export function brokenOutcome(failure: Failure): ScriptOutcome {
  return { mutations: [], skipRequest: false, failure }
}

/** An assertion of the script → the engine's. */
export function assertionOf(job: ScriptJob, { name, index, skipped, error }: PlainAssertion): ScriptAssertion {
  if (!error) return { name, index, outcome: skipped ? 'skipped' : 'passed' }
  return { name, index, outcome: 'failed', failure: failureOf(job, 'ASSERTION_FAILED', error) }
}

/** The failure of a script that threw, or left a promise rejected. */
export function scriptFailure(job: ScriptJob, error: PlainError): Failure {
  const place = error.place ?? syntaxPlace(error, job.script.source)
  const failure = failureOf(job, 'SCRIPT_ERROR', place ? { ...error, place } : error)
  return { ...failure, message: unfinished(job, `${error.name}: ${error.message}`) }
}

/** The failure of a script that was ended from outside. `reason` goes behind the colon. */
export function endedFailure(
  job: ScriptJob,
  code: 'SCRIPT_TIMEOUT' | 'SCRIPT_HOST_FAILED' | 'REQUEST_ABORTED',
  reason: string,
): Failure {
  const { hint } = ERRORS[code]
  return { code, message: unfinished(job, reason), ...(hint === undefined ? {} : { hint }) }
}

function unfinished({ ref, phase }: ScriptJob, reason: string): string {
  return `Cannot finish ${phase} script of "${ref.owner}": ${reason}`
}

function failureOf(job: ScriptJob, code: ErrorCode, { place, ...error }: PlainError): Failure {
  return {
    code,
    message: error.message,
    ...(place ? { where: { script: labelOf(job), ...place } } : {}),
    error,
    ...excerptOf(job.script.source, place),
  }
}

/** Longer lines come from tools that pack scripts: nobody wants to read them, and one that is cut could end within a secret. Characters. */
const MAX_LINE = 400
/** Lines before and behind the one that is meant. */
const AROUND = 2

function excerptOf(source: string, place: Place | undefined): Pick<Failure, 'excerpt'> {
  const lines = linesOf(source)
  // What is thrown out of the text that a script has made of itself has lines of its own.
  if (place === undefined || place.line > lines.length) return {}
  const first = Math.max(1, place.line - AROUND)
  const excerpt = lines
    .slice(first - 1, place.line + AROUND)
    .map((text, index): ScriptLine => ({ line: first + index, text: text.length > MAX_LINE ? '…' : text.trimEnd() }))
  return { excerpt }
}

function linesOf(source: string): readonly string[] {
  return source.split(/\r\n|\n|\r/)
}

/**
 * Where a script cannot be parsed: the sandbox's error does not tell, so we parse it once more, in the same wrapping.
 * The script is only compiled here, never run.
 */
function syntaxPlace({ name, message }: PlainError, source: string): Place | undefined {
  if (name !== 'SyntaxError') return undefined
  try {
    new Script(`(async()=>{;\n${source}\n;})`, { filename: 'script', lineOffset: -1 })
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxError) || error.message !== message) return undefined
    const [head, , marker] = error.stack?.split('\n') ?? []
    const lines = source.split('\n')
    const line = Number(/^script:(\d+)$/.exec(head ?? '')?.[1])
    if (!Number.isInteger(line) || line < 1) return undefined
    // Beyond the last line lies our wrapping: something was left open.
    if (line > lines.length) return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
    return { line, column: (marker ?? '').indexOf('^') + 1 || 1 }
  }
}
