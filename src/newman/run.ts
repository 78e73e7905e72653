import { EventEmitter } from 'node:events'
import { mergeOptions, newmanrcPaths, readNewmanrc } from '../load/newmanrc.ts'
import { type ExportSource, exportContent } from '../report/export/export.ts'
import { REPORTERS } from '../report/registry.ts'
import { report } from '../report/report.ts'
import { type PreparedRun, prepare } from '../run.ts'
import { attachBuiltIn } from './built-in.ts'
import { type Control, createControl } from './control.ts'
import { refill } from './cookie-jar.ts'
import { dominanceWarning } from './dominant.ts'
import { createSession, type NewmanEmitter, type NewmanSummary, type Session } from './emitter.ts'
import type { ExportFile } from './export-file.ts'
import { type ExternalReporter, findExternal } from './external.ts'
import { callOwn } from './listeners.ts'
import { listOf, type NewmanOptions, runInput } from './options.ts'
import { WAYS } from './ways.ts'

/** What newman's `run` tells at the end: why there was no run or it was stopped, and the summary. */
export type RunCallback = (error: Error | null, summary?: NewmanSummary) => void

/**
 * Newman's `run`: starts a run and returns its emitter at once; the run begins after the caller has had the chance to listen.
 * `options` is not changed. What could not be loaded goes to the callback alone, as in newman; scripts are run as newman runs them: no
 * producers, no `<<name>>`, no time limits, nothing masked.
 * Source: newman's README, "API Reference"; newman 6.2.2, observed.
 */
export function run(options: NewmanOptions | RunCallback, callback?: RunCallback): NewmanEmitter {
  if (typeof options === 'function') return run({}, options)
  const emitter = Object.assign(new EventEmitter(), { exports: [], reporters: {} }) as NewmanEmitter
  // Callers without types give null for no options, and anything for no callback.
  void tell(execute(options ?? {}, emitter), typeof callback === 'function' ? callback : () => {})
  return emitter
}

async function tell(running: Promise<NewmanSummary | undefined>, callback: RunCallback): Promise<void> {
  const [outcome] = await Promise.allSettled([running])
  if (outcome.status === 'fulfilled') return callOwn(() => callback(outcome.value?.error ?? null, outcome.value))
  const reason: unknown = outcome.reason
  callOwn(() => callback(reason instanceof Error ? reason : new Error(String(reason))))
}

async function execute(given: NewmanOptions, emitter: NewmanEmitter): Promise<NewmanSummary | undefined> {
  // Whoever called gets the emitter before anything happens on it.
  await Promise.resolve()
  const options = await withConfiguration(given)
  const control = createControl()
  const prepared = await prepare(runInput(options, process.env), control.signal)
  const found = await findReporters(options)
  process.stderr.write([...found.unknown.map(unknownReporter), dominanceWarning(found) ?? ''].join(''))
  const session = openSession(prepared, { options, emitter, control, reporters: found.external })
  const builtIn = await Promise.all(found.builtIn.map((name) => attachBuiltIn(name, options, prepared)))
  const { broken } = await report(session.follow(prepared.events), builtIn)
  await session.finish()
  const { summary } = emitter
  const [first] = [...broken, ...session.broken()]
  // Newman warns about a reporter that failed; a report that is missing must not go unnoticed.
  if (summary !== undefined && first !== undefined) summary.error ??= first.error
  return summary
}

/** What is null does not hide what a configuration file says. */
async function withConfiguration(given: NewmanOptions): Promise<NewmanOptions> {
  const { options } = await readNewmanrc(newmanrcPaths(process.env['HOME'] ?? process.env['USERPROFILE']))
  const asked = Object.entries(given).filter(([, value]) => value !== null && value !== undefined)
  return mergeOptions(options, Object.fromEntries(asked))
}

interface FoundReporters {
  readonly external: readonly ExternalReporter[]
  readonly builtIn: readonly string[]
  /** There is neither a package nor a reporter of ours: newman warns, and runs without it. */
  readonly unknown: readonly string[]
}

function unknownReporter(name: string): string {
  return `newman: could not find "${name}" reporter\n  ensure that newman-reporter-${name} is installed in the current folder\n`
}

async function findReporters({ reporters, reporter = {} }: NewmanOptions): Promise<FoundReporters> {
  const external: ExternalReporter[] = []
  const builtIn: string[] = []
  const unknown: string[] = []
  for (const name of new Set(listOf(reporters).map(String))) {
    const create = await findExternal(name, '.')
    if (create === undefined) (Object.hasOwn(REPORTERS, name) ? builtIn : unknown).push(name)
    else external.push({ name, create, options: reporter[name] ?? {} })
  }
  return { external, builtIn, unknown }
}

interface Opening {
  readonly options: NewmanOptions
  readonly emitter: NewmanEmitter
  readonly control: Control
  readonly reporters: readonly ExternalReporter[]
}

function openSession(prepared: PreparedRun, { options, ...opening }: Opening): Session {
  return createSession({
    ...prepared.inputs,
    ...opening,
    options: shownOptions(options),
    filesLeft: async () => {
      const left = await prepared.left()
      if (left === undefined) return []
      await refill(options.cookieJar, left.cookieJar)
      return await exportFiles(options, left)
    },
  })
}

/** The options as newman's reporters see them. */
function shownOptions(options: NewmanOptions): Readonly<Record<string, unknown>> {
  const { bail, folder } = options
  return {
    ...options,
    workingDir: options.workingDir ?? process.cwd(),
    ...(Array.isArray(bail) && { bail: Object.fromEntries(bail.map((modifier: unknown) => [String(modifier), true])) }),
    ...(Array.isArray(folder) && folder.length === 1 && { folder: folder[0] }),
  }
}

async function exportFiles(options: NewmanOptions, left: ExportSource): Promise<readonly ExportFile[]> {
  const { exportEnvironment, exportGlobals, exportCollection, exportCookieJar } = options
  const paths = [
    ['environment', exportEnvironment],
    ['globals', exportGlobals],
    ['collection', exportCollection],
    ['cookie-jar', exportCookieJar],
  ] as const
  const shape = {
    exportedAt: new Date().toISOString(),
    exportedUsing: WAYS.exporter,
    exportSecrets: true,
    newmanShape: true,
  }
  // What is no path, such as true, asks for newman's own folder.
  return await Promise.all(
    paths
      .filter(([, path]) => Boolean(path))
      .map(async ([kind, path]) => {
        const content = await exportContent(kind, left, shape)
        return { name: kind, default: `newman-${kind}.json`, path, content }
      }),
  )
}
