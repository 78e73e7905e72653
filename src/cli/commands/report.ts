import type { ExitCode } from '../../errors.ts'
import { readPieces } from '../../load/read.ts'
import { complete } from '../../report/complete.ts'
import { readEventLog } from '../../report/event-log.ts'
import { findReporter } from '../../report/registry.ts'
import type { CommandIo } from '../io.ts'
import { refuseSharedPlaces } from '../places.ts'
import { type RecordedOptions, reportRecorded } from '../recorded.ts'

/** What `flowgate report` is to write. */
export interface ReportOptions extends RecordedOptions {
  /** Path of the log, or `-` for standard input. */
  readonly log: string
}

/** Writes the reports of a recorded run; the exit code is that of the run. Throws RunnerError for what is no log. */
export async function reportCommand(options: ReportOptions, io: CommandIo): Promise<ExitCode> {
  const { log, reporters } = options
  for (const { name } of reporters) findReporter(name)
  await refuseSharedPlaces(reporters, { exports: { paths: {}, showSecrets: false }, runs: [], isCompat: false })
  const name = log === '-' ? 'standard input' : log
  const { start, documents, events, close } = await readEventLog(readPieces(log, 'event log', io.signal), {
    name,
    warn: io.err,
  })
  const completed = complete(events, () => {
    io.err(`warning: event log "${name}" has no end: the run was interrupted\n`)
  })
  try {
    return await reportRecorded({ logs: [log], ...start, documents, events: completed }, options, io)
  } finally {
    await close()
  }
}
