import type { ReporterValues } from './config.ts'
import { type ReporterFlag, reporterOptions } from './reporter-flags.ts'
import type { Arguments } from './values.ts'

/** One report to write. */
export interface ReporterChoice {
  readonly name: string
  /** Where it goes; absent: where this reporter usually goes. */
  readonly target?: string
  /** The file has what others wrote before. */
  readonly isAppended?: true
  readonly options: ReporterValues
}

/** What GitHub Actions tells a step. Source: GitHub Docs, "Variables". */
export type GithubEnvironment = Readonly<Partial<Record<'GITHUB_ACTIONS' | 'GITHUB_STEP_SUMMARY', string | undefined>>>

/** Where the options of reporters come from. */
interface Sources {
  readonly reporterFlags: readonly ReporterFlag[]
  /** Of configuration files, by reporter. */
  readonly reporterValues: Readonly<Record<string, ReporterValues>>
  readonly env: GithubEnvironment
}

/**
 * The reports that `--reporters` and `--reporter-…` ask for. When nothing does: the terminal's, and in GitHub Actions its annotations. With these goes
 * the job summary, where there is one. Throws USAGE.
 */
export function reporterChoices(given: Arguments, sources: Sources): readonly ReporterChoice[] {
  // Named twice is written once.
  const written = [...new Set(given.list('reporters').flatMap(entries))]
  const choices = (written.length === 0 ? usual(given, sources.env) : written).map((entry) =>
    reporterEntry(entry, given),
  )
  const names = choices.map(({ name }) => name)
  const verbose = given.text('verbose') ?? given.isOn('verbose', false)
  const chosen = choices
    .filter(({ name }) => name !== 'cli' || !given.isOn('silent', false))
    .map((choice) => {
      const { export: target, ...options }: ReporterValues = {
        ...(verbose !== false && choice.name === 'cli' && { verbose }),
        ...sources.reporterValues[choice.name],
        ...reporterOptions(choice.name, names, sources.reporterFlags),
      }
      return { ...choice, ...(typeof target === 'string' && target !== '' && !choice.target && { target }), options }
    })
  const summary = sources.env.GITHUB_STEP_SUMMARY
  if (!names.includes('github') || !summary) return chosen
  return [...chosen, { name: 'markdown', target: summary, isAppended: true, options: {} }]
}

/** Under `--compat newman` nothing is said that newman would not say. */
function usual(given: Arguments, { GITHUB_ACTIONS }: GithubEnvironment): readonly string[] {
  return GITHUB_ACTIONS === 'true' && given.text('compat') !== 'newman' ? ['cli', 'github'] : ['cli']
}

/** `cli`, or `html=a.html`. */
function reporterEntry(entry: string, given: Arguments): Pick<ReporterChoice, 'name' | 'target'> {
  const equals = entry.indexOf('=')
  if (equals < 0) return { name: entry }
  const [name, target] = [entry.slice(0, equals), entry.slice(equals + 1)]
  if (target !== '') return { name, target }
  throw given.refusal('reporters', `cannot be "${entry}": it has no path`, 'Write name=path, or the name alone')
}

/** `cli,html=a.html` → its entries; a comma inside of a path is not supported, as in newman. */
function entries(list: string): readonly string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
