import { type ExitCode, RunnerError } from '../errors.ts'
import type { Documents } from '../model/documents.ts'
import type { RunEvent } from '../model/event.ts'
import { exitCode } from '../report/exit-code.ts'
import { fullPath } from '../report/output.ts'
import { withInstability } from '../report/repetitions/instability.ts'
import { type AttachedReporter, report } from '../report/report.ts'
import { attach } from './attach.ts'
import type { CommandIo } from './io.ts'
import type { RunCommandOptions } from './run-options.ts'
import { tell } from './tell.ts'

/** How reports are made of logs. */
export type RecordedOptions = Pick<RunCommandOptions, 'reporters' | 'suppressExitCode' | 'screen'>

/** What was recorded. */
export interface Recorded {
  /** Paths, or `-`. */
  readonly logs: readonly string[]
  readonly name: string
  readonly startedAt: string
  readonly documents: Documents | undefined
  readonly events: AsyncIterable<RunEvent>
}

/** Writes the reports of recorded runs; the exit code is that of the runs. Throws RunnerError for what is no log. */
export async function reportRecorded(
  { logs, events, ...runs }: Recorded,
  { reporters, screen, suppressExitCode }: RecordedOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const attached = await Promise.all(
    reporters.map((choice) => attach(choice, runs, { options: { isCompat: false, screen }, io })),
  )
  for (const log of logs) refuseLog(attached, log)
  const reported = await report(withInstability(untilStopped(events, io.signal)), attached)
  tell(reported, attached, io)
  return exitCode(reported.summary, { broken: reported.broken, isSuppressed: suppressExitCode })
}

/** A log that is written over while it is read is lost. */
function refuseLog(attached: readonly AttachedReporter[], log: string): void {
  const same = attached.find(({ output: { path } }) => path !== undefined && fullPath(path) === fullPath(log))
  if (same === undefined) return
  throw new RunnerError('USAGE', `Cannot write report "${same.name}": "${same.output.path}" is the log that is read`, {
    hint: 'Give it another path: -r name=path',
  })
}

async function* untilStopped(events: AsyncIterable<RunEvent>, signal: AbortSignal): AsyncGenerator<RunEvent> {
  for await (const event of events) {
    if (signal.aborted) throw new RunnerError('INPUT_UNREADABLE', 'Cannot write the reports: it was interrupted')
    yield event
  }
}
