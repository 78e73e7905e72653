import { systemRandom } from '../../compose.ts'
import type { ExitCode } from '../../errors.ts'
import type { EndReason, RunEvent } from '../../model/event.ts'
import { type Control, createControl } from '../../newman/control.ts'
import { dominanceWarning } from '../../newman/dominant.ts'
import { exitCode } from '../../report/exit-code.ts'
import type { ExportResult } from '../../report/export/export.ts'
import { maskCommands } from '../../report/redact/announce.ts'
import { maskedLate } from '../../report/redact/late.ts'
import { createRedactor, type Redactor } from '../../report/redact.ts'
import { findReporter } from '../../report/registry.ts'
import { withInstability } from '../../report/repetitions/instability.ts'
import { type AttachedReporter, type BrokenReporter, report } from '../../report/report.ts'
import { withSignatures } from '../../report/signatures.ts'
import type { PreparedRun } from '../../run.ts'
import type { StartThread } from '../../script/thread.ts'
import { inSequence } from '../../units/sequence.ts'
import { attach, type FoundReporters, findReporters, openSession, type Surroundings, shownInputs } from '../attach.ts'
import { type OpenBaseline, openBaseline } from '../baseline.ts'
import { type SpreadRun, spread } from '../crew.ts'
import { findEngine, refuseUnknownToNewman } from '../engine.ts'
import { exportAll } from '../exports.ts'
import type { CommandIo } from '../io.ts'
import { recordFailures } from '../last-failed.ts'
import { isLines, refuseSharedPlaces } from '../places.ts'
import { inputsOf, loadRunConfig, nothingFailed, prepareAll, secretsOf } from '../prepare.ts'
import { systemPulse } from '../pulse.ts'
import type { ReporterChoice } from '../reporter-choices.ts'
import { givenFor, rerunOf, withRerun } from '../rerun.ts'
import type { RunCommandOptions } from '../run-options.ts'
import type { ScaleOptions } from '../scale-options.ts'
import { drawSeed, unmatchedOrders } from '../shuffle.ts'
import { variablesOf } from '../standin-variables.ts'
import { tell } from '../tell.ts'
import { openStandin } from './standin.ts'

/**
 * Runs collections one after the other and writes their reports; scripts run in threads of `startThread`.
 * Throws RunnerError for what keeps any of them from starting.
 */
export async function runCommand(
  options: RunCommandOptions,
  io: CommandIo,
  startThread?: StartThread,
): Promise<ExitCode> {
  const reporters = await findReporters(options.reporters, { options, io })
  await refuseSharedPlaces(reporters.builtIn, options)
  const onTerminal = reporters.builtIn.filter(({ name, target }) => target === undefined && !isLines(name))
  io.err(dominanceWarning({ ...reporters, builtIn: onTerminal.map(({ name }) => name) }) ?? '')
  const config = await loadRunConfig(options)
  refuseUnknownToNewman(options, config)
  const baseline = await openBaseline(options.baseline, io)
  const engine = await findEngine(options, startThread, baseline.knows)
  const standin = options.standin && (await openStandin({ port: 0, ...options.standin }))
  try {
    const documents =
      reporters.external.length > 0 ||
      reporters.builtIn.some(wantsDocuments) ||
      Object.keys(options.exports.paths).length > 0
    // A reporter of newman may stop the run as well.
    const control = createControl()
    const signal = AbortSignal.any([io.signal, control.signal])
    const seed = options.shuffle && (options.shuffle.seed ?? drawSeed(systemRandom().bytes))
    const around = { config, standin: variablesOf(standin?.variables), ...(seed !== undefined && { seed }) }
    const inputs = await inputsOf(options, around, io)
    const kept = inputs.map((input) => ({ ...input, load: { ...input.load, documents } }))
    const selected = await prepareAll(kept, signal, engine)
    if (selected.length === 0) return nothingFailed(io)
    const prepared = selected.map((each) => each.prepared)
    if (seed !== undefined)
      io.err(
        unmatchedOrders(
          config.ordered ?? [],
          prepared.map(({ collection }) => collection),
        ),
      )
    if (options.lastFailed.log !== undefined) {
      const { lastFailedNote } = await import('../last-failed-note.ts')
      io.err(createRedactor({ ...secretsOf(prepared), show: options.showSecrets }).text(lastFailedNote(selected)))
    }
    const { runs, close } = await spread(prepared, options.scale, io)
    try {
      const chosen = { ...options, runs: selected.map(({ input }) => input) }
      return await runAll(runs, reporters, { options: chosen, io, control, prepared, baseline })
    } finally {
      await close()
    }
  } finally {
    await standin?.close()
  }
}

/** Where runs are, and all that were prepared: of a shard more than are run. */
interface Runs extends Surroundings {
  readonly control: Control
  readonly prepared: readonly PreparedRun[]
  readonly baseline: OpenBaseline
}

async function runAll(
  runs: readonly SpreadRun[],
  { builtIn, external }: FoundReporters,
  { options, io, control, prepared, baseline }: Runs,
): Promise<ExitCode> {
  const [first, ...others] = runs.map((run) => run.prepared)
  if (first === undefined) throw new Error('Nothing to run')
  const secrets = secretsOf(prepared)
  const announce = options.announceSecrets ? { announce: announcer(builtIn, io) } : {}
  const gate = createRedactor({ ...secrets, ...announce, show: options.showSecrets })
  for (const { warnings } of prepared) io.err(warnings.map((warning) => `${gate.text(warning)}\n`).join(''))
  const startedAt = new Date().toISOString()
  // It becomes a part of the names of files.
  const name = gate.text([...new Set([first, ...others])].map((each) => each.name).join(' + '))
  const { documents } = builtIn.some(wantsDocuments) ? shownInputs(first, gate) : {}
  const attached = await Promise.all(
    builtIn.map(async (choice) =>
      late(await attach(choice, { name, startedAt, documents, pulse: systemPulse() }, { options, io }), gate),
    ),
  )
  const session = await openSession(external, [first, ...others], { control, options, gate })
  // With --silent nobody reads the events but the counts: nothing could show a secret.
  const isRead = attached.length > 0 || session !== undefined
  // It never holds a secret, also where reports do.
  const judge = options.showSecrets ? createRedactor({ ...secrets, show: false }) : gate
  const told = runs.map(({ prepared: one, events: source }) => {
    const collection = options.runs[prepared.indexOf(one)]?.collection
    return withRerun(source, (seed) => rerunOf(givenFor(options.given, seed), collection, judge))
  })
  const recorder = recordFailures(options.lastFailed)
  const judged = baseline.judge(inSequence(told, stopping(options.scale)), runs.length)
  const isRepeated = prepared.some(({ repetitions }) => repetitions.length > 1)
  const all = recorder.follow(isRepeated ? withInstability(judged) : judged)
  const whole = builtIn.some(wantsSignatures) ? withSignatures(all) : all
  const events = isRead ? through(gate, whole) : whole
  // Reporters of newman hear of a step before the next one is taken, as under newman.
  const { summary, broken } = await report(session?.follow(events) ?? events, attached)
  await session?.finish()
  await recorder.finish(summary, judge, io)
  const unwritten = await baseline.finish(judge)
  const exported = await exportAll(prepared, { options, io })
  const reported = {
    summary,
    broken: [...broken, ...(session?.broken() ?? []), ...exported.flatMap(brokenExport), ...unwritten],
  }

  tell(reported, attached, maskedIo(io, gate))
  const signal = io.interruptedBy()
  return exitCode(reported.summary, {
    broken: reported.broken,
    isSuppressed: options.suppressExitCode,
    ...(signal && { signal }),
  })
}

/** What reporters say when they break, and paths of reports, are words of others. */
function maskedIo(io: CommandIo, { text: mask }: Redactor): CommandIo {
  return { ...io, out: (text) => io.out(mask(text)), err: (text) => io.err(mask(text)) }
}

/** A report in a file, and a document on stdout, is read when the run is over; a log is written as it goes. */
function late(attached: AttachedReporter, { again }: Redactor): AttachedReporter {
  const { name, output, reporter } = attached
  if (name === 'ndjson' || (output.path === undefined && AS_IT_GOES.has(name))) return attached
  return { ...attached, reporter: (events) => reporter(maskedLate(events, again)) }
}

/** Reports that are watched on stdout. */
const AS_IT_GOES: ReadonlySet<string> = new Set(['cli', 'github', 'tap'])

/** Where the runner of GitHub Actions reads what to mask: on stdout, or on stderr while another report than lines goes there. */
function announcer(reporters: readonly ReporterChoice[], io: CommandIo): (value: string) => void {
  const write = reporters.some(isDocumentOnStdout) ? io.errAsIs : io.out
  return (value) => write(maskCommands(value))
}

/** Text that lines of others would spoil, or that ends in the middle of a line. */
function isDocumentOnStdout({ name, target }: ReporterChoice): boolean {
  const usual = findReporter(name).target === 'stdout' ? '-' : undefined
  return (target ?? usual) === '-' && name !== 'cli' && !isLines(name)
}

async function* through(gate: Redactor, events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void> {
  for await (const event of events) yield gate.event(event)
}

/** newman's tree shows the collection file, and a log is there for every other report. */
function wantsDocuments({ name }: ReporterChoice): boolean {
  return name === 'json' || name === 'ndjson'
}

/** The page explains tokens, and can be made of a log later. */
function wantsSignatures({ name }: ReporterChoice): boolean {
  return name === 'html' || name === 'ndjson'
}

/** What stops a run stops those behind it; of what workers had begun by then is told how it was stopped. */
function stopping({ workers }: ScaleOptions): readonly EndReason[] {
  return workers === undefined ? ['bailed', 'aborted'] : ['bailed']
}

function brokenExport({ kind, error }: ExportResult): readonly BrokenReporter[] {
  return error === undefined ? [] : [{ name: `export of ${kind}`, error }]
}
