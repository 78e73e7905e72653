import { ERRORS, type ExitCode, RunnerError } from '../errors.ts'

/** What the user reads when flowgate cannot go on: one sentence, and what to do. Never a stack trace. */
export function errorText(error: unknown): string {
  if (error instanceof RunnerError) {
    return `error: ${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return `error: flowgate itself failed: ${reason}\n  ${ERRORS.INTERNAL.hint}\n`
}

/** The exit code of an error that ended the program. */
export function errorExit(error: unknown): ExitCode {
  return error instanceof RunnerError ? ERRORS[error.code].exit : ERRORS.INTERNAL.exit
}
