import type { ErrorCode } from '../../src/errors.ts'
import { RunnerError } from '../../src/errors.ts'
import type { Input } from '../../src/load/input.ts'

/** All that a user sees of a refusal. */
export interface Refused {
  readonly code: ErrorCode
  readonly message: string
  readonly hint: string | undefined
}

/** Runs what must be refused with a RunnerError, and gives code, message and hint. */
export async function refused(action: () => unknown): Promise<Refused> {
  try {
    await action()
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    return { code: error.code, message: error.message, hint: error.hint }
  }
  throw new Error('nothing was refused')
}

/** A collection read from c.json, unless told otherwise. */
export function input(text: string, rest: Partial<Input> = {}): Input {
  return { kind: 'collection', name: 'c.json', source: 'c.json', text, ...rest }
}
