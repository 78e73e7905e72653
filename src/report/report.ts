import { RunnerError } from '../errors.ts'
import type { RunEvent } from '../model/event.ts'
import { broadcast } from './broadcast.ts'
import type { Output } from './output.ts'
import type { Reporter } from './reporter.ts'
import { emptySummary, summarize, summaryOf } from './summarize.ts'
import type { Summary } from './summary.ts'

/** A reporter, and where its text goes. */
export interface AttachedReporter {
  readonly name: string
  readonly reporter: Reporter
  readonly output: Output
}

/** A reporter that did not deliver. The code of `error` is `REPORTER_FAILED` or `REPORT_UNWRITABLE`. */
export interface BrokenReporter {
  readonly name: string
  readonly error: RunnerError
}

/** What is known when a run is over and its reports are written. */
export interface Reported {
  readonly summary: Summary
  /** In the order in which the reporters were given. */
  readonly broken: readonly BrokenReporter[]
}

/**
 * Pulls a run to its end, counts, and has every reporter write its report.
 * A reporter that throws, or whose text cannot be written, is collected; the run and the other reporters go on.
 * Rejects only if the events do; then no report is left behind.
 */
export async function report(
  events: AsyncIterable<RunEvent>,
  reporters: readonly AttachedReporter[],
): Promise<Reported> {
  const branch = broadcast(events)
  const writing = Promise.all(reporters.map((attached) => write(attached, branch())))
  const counting = summaryOfAll(branch())
  const [broken, counted] = await Promise.allSettled([writing, counting])
  if (counted.status === 'rejected') throw counted.reason
  if (broken.status === 'rejected') throw broken.reason
  return { summary: counted.value, broken: broken.value.filter((each) => each !== undefined) }
}

async function summaryOfAll(events: AsyncIterable<RunEvent>): Promise<Summary> {
  let state = emptySummary
  for await (const event of events) state = summarize(state, event)
  return summaryOf(state)
}

async function write(
  { name, reporter, output }: AttachedReporter,
  events: AsyncIterableIterator<RunEvent>,
): Promise<BrokenReporter | undefined> {
  try {
    for await (const text of reporter(events)) await output.write(text)
    await output.close()
    return undefined
  } catch (cause) {
    await output.abort()
    return { name, error: brokenBy(name, cause) }
  } finally {
    // A reporter that stopped reading must not hold back the events that it never asked for.
    await events.return?.()
  }
}

function brokenBy(name: string, cause: unknown): RunnerError {
  if (cause instanceof RunnerError && cause.code === 'REPORT_UNWRITABLE') return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new RunnerError('REPORTER_FAILED', `Cannot render report "${name}": ${reason}`, { cause })
}
