import { RunnerError } from '../errors.ts'

/** The error of a check that cannot be used: CONFIG_INVALID, with its place, as `checks[0].schema`. */
export function refuse(place: string, reason: string, cause?: unknown): RunnerError {
  return new RunnerError('CONFIG_INVALID', `Cannot use ${place} of the configuration: ${reason}`, { cause })
}
