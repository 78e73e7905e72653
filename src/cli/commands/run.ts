import type { ExitCode } from '../../errors.ts'
import type { Variable } from '../../model/collection.ts'
import { exitCode } from '../../report/exit-code.ts'
import { defaultReportPath, fileOutput, streamOutput } from '../../report/output.ts'
import { redact } from '../../report/redact.ts'
import { findReporter } from '../../report/registry.ts'
import { type AttachedReporter, type Reported, report } from '../../report/report.ts'
import { detectScreen } from '../../report/screen.ts'
import { type PreparedRun, prepare } from '../../run.ts'
import { errorText } from '../error-text.ts'
import type { CommandIo } from '../io.ts'
import type { ReporterChoice, RunCommandOptions } from '../parse.ts'
import { openStandin } from './standin.ts'

/** Runs a collection and writes its reports. Throws RunnerError for what keeps it from starting. */
export async function runCommand(options: RunCommandOptions, io: CommandIo): Promise<ExitCode> {
  for (const { name } of options.reporters) findReporter(name)
  const standin = options.standin ? await openStandin(0) : undefined
  try {
    // What the user says about a variable outranks the stand-in.
    const envVar = [...variablesOf(standin?.variables), ...(options.run.envVar ?? [])]
    const prepared = await prepare({ ...options.run, envVar }, io.signal)
    return await runPrepared(prepared, options, io)
  } finally {
    await standin?.close()
  }
}

async function runPrepared(prepared: PreparedRun, options: RunCommandOptions, io: CommandIo): Promise<ExitCode> {
  const startedAt = new Date().toISOString()
  const attached = await Promise.all(
    options.reporters.map((choice) => attach(choice, { collection: prepared.name, startedAt }, { options, io })),
  )
  const events = redact(prepared.events, { ...prepared.secrets, show: options.showSecrets })
  const reported = await report(events, attached)

  tell(reported, attached, io)
  const signal = io.interruptedBy()
  return exitCode(reported.summary, {
    broken: reported.broken,
    isSuppressed: options.suppressExitCode,
    ...(signal && { signal }),
  })
}

interface Surroundings {
  readonly options: RunCommandOptions
  readonly io: CommandIo
}

async function attach(
  { name, target, options: reporterOptions }: ReporterChoice,
  named: { readonly collection: string; readonly startedAt: string },
  { options, io }: Surroundings,
): Promise<AttachedReporter> {
  const entry = findReporter(name)
  const createReporter = await entry.load()
  const path =
    target ?? (entry.target === 'file' ? defaultReportPath('reports', { ...named, extension: entry.extension }) : '-')
  const isStdout = path === '-'
  const { env, color, unicode } = options.screen
  const screen = detectScreen({ stream: isStdout ? io.stdout : {}, env }, { color, unicode })
  const output = isStdout ? streamOutput(io.stdout, 'stdout') : fileOutput(path)
  return { name, output, reporter: createReporter({ screen, options: reporterOptions }) }
}

/** After the reports: which of them are broken, the verdict if nothing else said it, and where the files are, the HTML report last. */
function tell({ summary, broken }: Reported, attached: readonly AttachedReporter[], io: CommandIo): void {
  for (const { error } of broken) io.err(errorText(error))

  const isBroken = (name: string): boolean => broken.some((each) => each.name === name)
  const files = attached.filter(({ name, output }) => output.path !== undefined && !isBroken(name))
  const lines = files
    .toSorted((a, b) => Number(a.name === 'html') - Number(b.name === 'html'))
    .map(({ name, output }) => `${name.padEnd(6)} ${output.path}\n`)

  // What is written to stdout by another reporter must stay pure.
  const saysIt = attached.some(({ name, output }) => name === 'cli' && output.path === undefined)
  if (saysIt) return io.out(lines.join(''))
  const { failures, requests, reason } = summary
  const verdict = failures.length === 0 && reason === 'completed' ? 'passed' : `failed (${failures.length} failures)`
  io.err(`${summary.name}: ${verdict}, ${requests.total} requests\n${lines.join('')}`)
}

function variablesOf(values: Readonly<Record<string, string>> = {}): readonly Variable[] {
  return Object.entries(values).map(([key, value]) => ({ key, value, ...(/secret/i.test(key) && { type: 'secret' }) }))
}
