import { RunnerError } from '../errors.ts'
import type { ReportOptions } from './commands/report.ts'
import { reporterChoices } from './reporter-choices.ts'
import { type Beside, screenFlags } from './run-options.ts'
import type { Arguments } from './values.ts'

/** The flags of `flowgate report` → what to write. Throws USAGE. */
export function reportOptions(
  given: Arguments,
  { reporterFlags, env }: Pick<Beside, 'reporterFlags' | 'env'>,
): ReportOptions {
  const [log, other] = given.positionals
  if (log === undefined || other !== undefined) {
    const reason = log === undefined ? 'no log is given' : `"${other}" is one word too many`
    throw new RunnerError('USAGE', `Cannot report: ${reason}`, {
      hint: 'Write flowgate report <run.ndjson>, or - to read it from standard input',
    })
  }
  return {
    log,
    reporters: reporterChoices(given, { reporterFlags, reporterValues: {} }),
    suppressExitCode: given.isOn('suppress-exit-code', false),
    screen: screenFlags(given, env),
  }
}
