import type { Phase, ScriptRef } from '../../model/event.ts'
import type { Failure } from '../../model/failure.ts'
import { type DiffLine, diffLines } from '../diff.ts'
import { formatValue } from '../format.ts'

/** A failure as the page shows it. */
export interface FailureView {
  readonly code: string
  /** Absent where the title says it already. */
  readonly message?: string
  readonly hint?: string
  /** Which script, in words, with line and column. */
  readonly where?: string
  readonly expected?: readonly DiffLine[]
  readonly actual?: readonly DiffLine[]
  readonly stack?: string
}

/** The script a failure came from. */
export interface FailurePlace {
  readonly script?: ScriptRef | undefined
  readonly phase?: Phase | undefined
}

/** Longer values are cut here. */
const MAX_VALUE_CHARACTERS = 16 * 1024

/** Prepares a failure; expected and actual values are compared line by line. */
export function viewFailure(failure: Failure, place: FailurePlace = {}): FailureView {
  const where = describePlace(failure, place)
  const stack = failure.error?.stack
  return {
    code: failure.code,
    message: failure.message,
    ...(failure.hint === undefined ? {} : { hint: failure.hint }),
    ...(where === '' ? {} : { where }),
    ...compare(failure.error),
    ...(stack === undefined || stack === '' ? {} : { stack }),
  }
}

function compare(error: Failure['error']): Pick<FailureView, 'expected' | 'actual'> {
  if (error === undefined || !('expected' in error || 'actual' in error)) return {}
  return diffLines(cut(formatValue(error.expected)), cut(formatValue(error.actual)))
}

function cut(text: string): string {
  return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}\n… (cut)` : text
}

function describePlace(failure: Failure, { script, phase }: FailurePlace): string {
  const kind = phase === 'prerequest' ? 'pre-request script' : 'test script'
  const name = script === undefined ? failure.where?.script : `${kind} of ${script.level} “${script.owner}”`
  const line = failure.where === undefined ? undefined : `line ${failure.where.line}:${failure.where.column}`
  return [name, line].filter((part) => part !== undefined).join(', ')
}
