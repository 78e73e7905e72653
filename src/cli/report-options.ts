import { RunnerError } from '../errors.ts'
import type { MergeOptions } from './commands/merge.ts'
import type { ReportOptions } from './commands/report.ts'
import type { RecordedOptions } from './recorded.ts'
import { reporterChoices } from './reporter-choices.ts'
import type { Beside } from './run-options.ts'
import { screenFlags } from './screen-options.ts'
import type { Arguments } from './values.ts'

type BesideReports = Pick<Beside, 'reporterFlags' | 'env'>

/** The flags of `flowgate report` → what to write. Throws USAGE. */
export function reportOptions(given: Arguments, beside: BesideReports): ReportOptions {
  const [log, other] = given.positionals
  if (log === undefined || other !== undefined) {
    const reason = log === undefined ? 'no log is given' : `"${other}" is one word too many`
    throw new RunnerError('USAGE', `Cannot report: ${reason}`, {
      hint: 'Write flowgate report <run.ndjson>, or - to read it from standard input',
    })
  }
  return { log, ...recordedOptions(given, beside) }
}

/** The flags of `flowgate merge` → what to write. Throws USAGE. */
export function mergeOptions(given: Arguments, beside: BesideReports): MergeOptions {
  if (given.positionals.length === 0) {
    throw new RunnerError('USAGE', 'Cannot merge: no log is given', { hint: 'Write flowgate merge <folder of logs>' })
  }
  return { logs: given.positionals, ...recordedOptions(given, beside) }
}

function recordedOptions(given: Arguments, { reporterFlags, env }: BesideReports): RecordedOptions {
  return {
    reporters: reporterChoices(given, { reporterFlags, reporterValues: {}, env }),
    suppressExitCode: given.isOn('suppress-exit-code', false),
    screen: screenFlags(given, env),
  }
}
