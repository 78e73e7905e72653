import { type ExitCode, RunnerError } from '../../errors.ts'
import { findLogs } from '../../load/find.ts'
import { readPieces } from '../../load/read.ts'
import { complete } from '../../report/complete.ts'
import { type EventLog, readEventLog } from '../../report/event-log.ts'
import { findReporter } from '../../report/registry.ts'
import { merge } from '../../units/merge.ts'
import type { CommandIo } from '../io.ts'
import { refuseSharedPlaces } from '../places.ts'
import { type RecordedOptions, reportRecorded } from '../recorded.ts'

/** What `flowgate merge` is to write. */
export interface MergeOptions extends RecordedOptions {
  /** Files, folders and patterns. */
  readonly logs: readonly string[]
}

interface NamedLog extends EventLog {
  readonly name: string
}

/**
 * Writes the reports of all shards as those of one run; the exit code is that of this run. A log that is cut off counts as a shard that was stopped.
 * Throws RunnerError for what is no log, and for logs that do not belong together.
 */
export async function mergeCommand(options: MergeOptions, io: CommandIo): Promise<ExitCode> {
  const { reporters } = options
  for (const { name } of reporters) findReporter(name)
  await refuseSharedPlaces(reporters, { exports: { paths: {}, showSecrets: false }, runs: [], isCompat: false })
  const names = await findLogs(options.logs)
  const logs: NamedLog[] = []
  for (const name of names) {
    logs.push({ name, ...(await readEventLog(readPieces(name, 'event log', io.signal), { name, warn: io.err })) })
  }
  const [first] = logs.toSorted((a, b) => collectionOf(a) - collectionOf(b))
  if (first === undefined) throw new RunnerError('USAGE', 'Cannot merge: no log is given')
  const events = merge(
    logs.map(({ name, events: recorded }) => ({
      name,
      events: complete(recorded, () => {
        io.err(`warning: event log "${name}" has no end: the run was interrupted\n`)
      }),
    })),
  )
  const { start, documents } = first
  try {
    return await reportRecorded({ logs: names, ...start, documents, events }, options, io)
  } finally {
    await Promise.all(logs.map(({ close }) => close()))
  }
}

/** Reports in newman's shape show the first collection of the command, which not every shard runs. */
function collectionOf({ start }: EventLog): number {
  return start.part?.collection ?? 0
}
