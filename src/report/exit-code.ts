import type { ExitCode } from '../errors.ts'
import type { BrokenReporter } from './report.ts'
import type { Summary } from './summary.ts'

/** What decides the exit code besides the summary. */
export interface Circumstances {
  readonly broken: readonly BrokenReporter[]
  /** The signal that interrupted the run. */
  readonly signal?: 'SIGINT' | 'SIGTERM'
  /** `--suppress-exit-code`: hides failures of the run, and nothing else. */
  readonly isSuppressed?: boolean
}

/**
 * The exit code of a run that took place: 130 / 143 interrupted, 4 a defect of ours, 1 failures, 3 a broken report, 0 all passed; the first that applies.
 * Source: 128 + signal number is the shell's convention (POSIX.1-2024, 2.8.2 "Exit Status for Commands").
 */
export function exitCode(summary: Summary, { broken, signal, isSuppressed = false }: Circumstances): ExitCode {
  if (signal !== undefined) return signalExit(signal)
  if (summary.failures.some(({ failure }) => failure.code === 'INTERNAL')) return 4
  if (isFailed(summary) && !isSuppressed) return 1
  return broken.length > 0 ? 3 : 0
}

/** The exit code of what a signal ended, before the run or in it. */
export function signalExit(signal: 'SIGINT' | 'SIGTERM'): ExitCode {
  return signal === 'SIGINT' ? 130 : 143
}

/** Is the run red. */
export function isFailed({ failures, findings, items, reason }: Summary): boolean {
  const hasFindings = findings.some(({ severity }) => severity === 'error')
  return failures.length > 0 || hasFindings || items.failed > 0 || reason !== 'completed'
}
