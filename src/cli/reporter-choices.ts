import type { ReporterValues } from './config.ts'
import { type ReporterFlag, reporterOptions } from './reporter-flags.ts'
import type { Arguments } from './values.ts'

/** One report to write. */
export interface ReporterChoice {
  readonly name: string
  /** Where it goes; absent: where this reporter usually goes. */
  readonly target?: string
  readonly options: ReporterValues
}

/** Where the options of reporters come from. */
interface Sources {
  readonly reporterFlags: readonly ReporterFlag[]
  /** Of configuration files, by reporter. */
  readonly reporterValues: Readonly<Record<string, ReporterValues>>
}

/** The reports that `--reporters` and `--reporter-…` ask for; the terminal's alone when nothing does. Throws USAGE. */
export function reporterChoices(given: Arguments, sources: Sources): readonly ReporterChoice[] {
  // Named twice is written once.
  const written = [...new Set(given.list('reporters').flatMap(entries))]
  const choices = (written.length === 0 ? ['cli'] : written).map((entry) => reporterEntry(entry, given))
  const names = choices.map(({ name }) => name)
  const verbose = given.text('verbose') ?? given.isOn('verbose', false)
  return choices
    .filter(({ name }) => name !== 'cli' || !given.isOn('silent', false))
    .map((choice) => {
      const { export: target, ...options }: ReporterValues = {
        ...(verbose !== false && choice.name === 'cli' && { verbose }),
        ...sources.reporterValues[choice.name],
        ...reporterOptions(choice.name, names, sources.reporterFlags),
      }
      return { ...choice, ...(typeof target === 'string' && target !== '' && !choice.target && { target }), options }
    })
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
