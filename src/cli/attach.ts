import type { Documents } from '../model/documents.ts'
import type { Control } from '../newman/control.ts'
import type { Session } from '../newman/emitter.ts'
import { type ExternalReporter, findExternal } from '../newman/external.ts'
import { appendedOutput, defaultReportPath, isFolder, type Output, streamOutput } from '../report/output.ts'
import type { Pulse } from '../report/pulse.ts'
import type { Redactor } from '../report/redact.ts'
import { findReporter, REPORTERS, reportFile } from '../report/registry.ts'
import type { AttachedReporter } from '../report/report.ts'
import { detectScreen } from '../report/screen.ts'
import type { PreparedRun, RunInputs } from '../run.ts'
import type { CommandIo } from './io.ts'
import { newmanReportPath } from './newman-path.ts'
import type { ReporterChoice } from './reporter-choices.ts'
import type { RunCommandOptions } from './run-options.ts'

/** What reporters are given besides what the user chose. */
export interface Surroundings {
  readonly options: RunCommandOptions
  readonly io: CommandIo
}

/** The runs of a command, or of a log, which share their reports. */
export interface ReportedRuns {
  /** Names of the collections. */
  readonly name: string
  /** ISO 8601 UTC. */
  readonly startedAt: string
  /** Of the first, masked: newman's tree knows one collection. */
  readonly documents: Documents | undefined
  /** Absent when they are over. */
  readonly pulse?: Pulse
}

/** The reporters that were chosen, by where they come from. */
export interface FoundReporters {
  readonly builtIn: readonly ReporterChoice[]
  readonly external: readonly ExternalReporter[]
}

/** A package `newman-reporter-<name>` comes before a built-in reporter of that name, as in newman. One that nobody knows is fatal, but under `--compat newman` left out. */
export async function findReporters(
  choices: readonly ReporterChoice[],
  { options: asked, io }: Surroundings,
): Promise<FoundReporters> {
  const builtIn: ReporterChoice[] = []
  const external: ExternalReporter[] = []
  for (const choice of choices) {
    const create = await findExternal(choice.name, '.')
    if (create === undefined) {
      if (asked.isCompat && !Object.hasOwn(REPORTERS, choice.name)) {
        io.err(
          `warning: could not find "${choice.name}" reporter\n  install newman-reporter-${choice.name} in the current folder\n`,
        )
        continue
      }
      findReporter(choice.name)
      builtIn.push(choice)
      continue
    }
    const { name, target, options } = choice
    external.push({ name, create, options: target === undefined ? options : { ...options, export: target } })
  }
  return { builtIn, external }
}

interface SessionNeeds {
  readonly control: Control
  readonly options: RunCommandOptions
  readonly gate: Redactor
}

/** All reporters of newman share one emitter. They write their files themselves. */
export async function openSession(
  reporters: readonly ExternalReporter[],
  [first, ...others]: readonly [PreparedRun, ...PreparedRun[]],
  { control, options: { newman }, gate }: SessionNeeds,
): Promise<Session | undefined> {
  if (reporters.length === 0) return undefined
  const { createSession } = await import('../newman/emitter.ts')
  const masked = new Map<PreparedRun, RunInputs>()
  const shown = (run: PreparedRun): RunInputs => {
    const inputs = masked.get(run) ?? shownInputs(run, gate)
    masked.set(run, inputs)
    return inputs
  }
  const { envVar, globalVar } = newman
  // Options of reporters stay as they are: a token among them is for the reporter.
  const variables = gate.document({ envVar, globalVar })
  return createSession({
    ...shown(first),
    others: others.map((run) => shown(run).collection),
    options: { ...newman, ...variables },
    reporters,
    control,
  })
}

/** What a run starts from, as reports may show it. */
export function shownInputs({ inputs }: PreparedRun, gate: Redactor): RunInputs {
  return gate.document(inputs) as RunInputs
}

/** A built-in reporter, and where its text goes. */
export async function attach(
  { name, target, isAppended, options: reporterOptions }: ReporterChoice,
  { name: collection, startedAt, documents, pulse }: ReportedRuns,
  { options, io }: { readonly options: Pick<RunCommandOptions, 'isCompat' | 'screen'>; readonly io: CommandIo },
): Promise<AttachedReporter> {
  const entry = findReporter(name)
  const pathIn = (folder: string, extension: string): string =>
    options.isCompat
      ? newmanReportPath(folder, { startedAt, extension })
      : defaultReportPath(folder, { collection, startedAt, extension })
  const filePath = async (extension: string): Promise<string> => {
    if (target === undefined) return pathIn(options.isCompat ? 'newman' : 'reports', extension)
    return target !== '-' && (await isFolder(target)) ? pathIn(target, extension) : target
  }
  const createReporter = await entry.load()
  const path = entry.target === 'file' ? await filePath(entry.extension) : (target ?? '-')
  const isStdout = path === '-'
  const { env, color, unicode } = options.screen
  const screen = detectScreen({ stream: isStdout ? io.stdout : {}, env }, { color, unicode })
  const fileFor = (file: string): Output => (isAppended ? appendedOutput(file) : reportFile(entry, file))
  const output = isStdout ? streamOutput(io.stdout, 'stdout') : fileFor(path)
  return {
    name,
    output,
    reporter: createReporter({
      screen,
      options: reporterOptions,
      warn: (text) => io.err(`warning: ${text}\n`),
      ...(documents && { documents }),
      // Nobody watches a file.
      ...(isStdout && pulse && { pulse }),
      snippets: async () => (await import('../snippet/sent.ts')).sentSnippets,
    }),
  }
}
