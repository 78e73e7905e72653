import { RunnerError } from '../errors.ts'
import { logOutput } from './log-output.ts'
import { fileOutput, type Output } from './output.ts'
import type { CreateReporter } from './reporter.ts'

/** One built-in reporter. Loaded when it is asked for: templates and adapters cost start-up time. */
export type ReporterEntry = ToStdout | ToFile

interface ToStdout {
  readonly target: 'stdout'
  readonly load: () => Promise<CreateReporter>
}

interface ToFile {
  readonly target: 'file'
  /** Of the file that is written when no path is given. */
  readonly extension: 'html' | 'xml' | 'json' | 'ndjson' | 'ctrf.json' | 'tap' | 'har' | 'timings.json' | 'md'
  /** Its file grows as the run goes, instead of appearing at the end. */
  readonly isLog?: true
  readonly load: () => Promise<CreateReporter>
}

/** The built-in reporters by name. */
export const REPORTERS: Readonly<Record<string, ReporterEntry>> = Object.freeze<Record<string, ReporterEntry>>({
  cli: { target: 'stdout', load: async () => (await import('./cli.ts')).createCliReporter },
  junit: { target: 'file', extension: 'xml', load: async () => (await import('./junit.ts')).createJunitReporter },
  html: { target: 'file', extension: 'html', load: async () => (await import('./html/html.ts')).createHtmlReporter },
  json: { target: 'file', extension: 'json', load: async () => (await import('../newman/json.ts')).createJsonReporter },
  ndjson: {
    target: 'file',
    extension: 'ndjson',
    isLog: true,
    load: async () => (await import('./ndjson.ts')).createNdjsonReporter,
  },
  ctrf: { target: 'file', extension: 'ctrf.json', load: async () => (await import('./ctrf.ts')).createCtrfReporter },
  tap: { target: 'file', extension: 'tap', load: async () => (await import('./tap.ts')).createTapReporter },
  har: { target: 'file', extension: 'har', load: async () => (await import('./har.ts')).createHarReporter },
  timings: {
    target: 'file',
    extension: 'timings.json',
    load: async () => (await import('./timings.ts')).createTimingsReporter,
  },
  github: { target: 'stdout', load: async () => (await import('./github.ts')).createGithubReporter },
  azure: { target: 'stdout', load: async () => (await import('./azure.ts')).createAzureReporter },
  markdown: {
    target: 'file',
    extension: 'md',
    load: async () => (await import('./markdown.ts')).createMarkdownReporter,
  },
  progress: { target: 'stdout', load: async () => (await import('./live/progress.ts')).createProgressReporter },
  emojitrain: { target: 'stdout', load: async () => (await import('./live/emojitrain.ts')).createEmojitrainReporter },
})

/** The reporter of a name. Fails with `REPORTER_UNKNOWN`. */
export function findReporter(name: string): ReporterEntry {
  const entry = Object.hasOwn(REPORTERS, name) ? REPORTERS[name] : undefined
  if (entry !== undefined) return entry
  throw new RunnerError('REPORTER_UNKNOWN', `Cannot find reporter "${name}": there is none of that name`, {
    hint: `Pass one of ${Object.keys(REPORTERS).join(', ')}, or install the package newman-reporter-<name>`,
  })
}

/** The file of a report. */
export function reportFile(entry: ReporterEntry, path: string): Output {
  return entry.target === 'file' && entry.isLog === true ? logOutput(path) : fileOutput(path)
}
