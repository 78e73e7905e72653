import { type ExitCode, RunnerError } from '../../errors.ts'
import { readPieces } from '../../load/read.ts'
import type { RunEvent } from '../../model/event.ts'
import { complete } from '../../report/complete.ts'
import { readEventLog } from '../../report/event-log.ts'
import { exitCode } from '../../report/exit-code.ts'
import { fullPath } from '../../report/output.ts'
import { findReporter } from '../../report/registry.ts'
import { type AttachedReporter, report } from '../../report/report.ts'
import { attach } from '../attach.ts'
import type { CommandIo } from '../io.ts'
import { refuseSharedPlaces } from '../places.ts'
import type { RunCommandOptions } from '../run-options.ts'
import { tell } from '../tell.ts'

/** What `flowgate report` is to write. */
export interface ReportOptions extends Pick<RunCommandOptions, 'reporters' | 'suppressExitCode' | 'screen'> {
  /** Path of the log, or `-` for standard input. */
  readonly log: string
}

/** Writes the reports of a recorded run; the exit code is that of the run. Throws RunnerError for what is no log. */
export async function reportCommand(options: ReportOptions, io: CommandIo): Promise<ExitCode> {
  const { log, reporters, screen, suppressExitCode } = options
  for (const { name } of reporters) findReporter(name)
  await refuseSharedPlaces(reporters, { exports: { paths: {}, showSecrets: false }, runs: [], isCompat: false })
  const name = log === '-' ? 'standard input' : log
  const recorded = await readEventLog(readPieces(log, 'event log', io.signal), { name, warn: io.err })
  const { start, documents } = recorded
  const runs = { name: start.name, startedAt: start.startedAt, documents }
  const attached = await Promise.all(
    reporters.map((choice) => attach(choice, runs, { options: { isCompat: false, screen }, io })),
  )
  refuseLog(attached, log)
  const events = complete(recorded.events, () => {
    io.err(`warning: event log "${name}" has no end: the run was interrupted\n`)
  })
  const reported = await report(untilStopped(events, io.signal), attached)
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
