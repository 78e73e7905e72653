import type { Phase, ScriptRef } from '../../model/event.ts'
import type { Failure, ScriptLine } from '../../model/failure.ts'
import { type DiffLine, diffLines } from '../diff.ts'
import { formatValue } from '../format.ts'
import { diffValues, type ValueLine } from './value-diff.ts'

/** A failure as the page shows it. */
export interface FailureView {
  /** Absent for assertions, which have one code for all. */
  readonly code?: string
  /** Absent where the title says it already. */
  readonly message?: string
  readonly hint?: string
  /** Which script, in words, with line and column. */
  readonly where?: string
  /** Both values, member by member; where they have none, line by line. */
  readonly members?: readonly ValueLine[]
  readonly expected?: readonly DiffLine[]
  readonly actual?: readonly DiffLine[]
  readonly excerpt?: readonly ExcerptLine[]
  readonly stack?: string
}

interface ExcerptLine extends ScriptLine {
  readonly isHere: boolean
}

/** The script a failure came from. */
export interface FailurePlace {
  readonly script?: ScriptRef | undefined
  readonly phase?: Phase | undefined
}

/** Longer values are cut here. */
const MAX_VALUE_CHARACTERS = 16 * 1024

/** Prepares a failure; expected and actual values are compared by their members, or else line by line. */
export function viewFailure(failure: Failure, place: FailurePlace = {}): FailureView {
  const where = describePlace(failure, place)
  const stack = failure.error?.stack
  return {
    ...(failure.code === 'ASSERTION_FAILED' ? {} : { code: failure.code }),
    message: failure.message,
    ...(failure.hint === undefined ? {} : { hint: failure.hint }),
    ...(where === '' ? {} : { where }),
    ...compare(failure.error),
    ...(failure.excerpt && {
      excerpt: failure.excerpt.map((each) => ({ ...each, isHere: each.line === failure.where?.line })),
    }),
    ...(stack === undefined || stack === '' ? {} : { stack }),
  }
}

function compare(error: Failure['error']): Pick<FailureView, 'expected' | 'actual' | 'members'> {
  if (error === undefined || !('expected' in error || 'actual' in error)) return {}
  const members = diffValues(error.expected, error.actual)
  if (members !== undefined) return { members }
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
