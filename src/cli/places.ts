import { stat } from 'node:fs/promises'
import { RunnerError } from '../errors.ts'
import { fullPath, isFolder } from '../report/output.ts'
import { findReporter } from '../report/registry.ts'
import type { ReporterChoice } from './reporter-choices.ts'
import type { RunCommandOptions } from './run-options.ts'

/** What is written, how messages call it, and where it goes; absent: to a place of its own. */
interface Placed {
  readonly name: string
  readonly target: string | undefined
}

/**
 * Two reports or exports in one place would be one that nobody can read, or one that the other has replaced: USAGE. Default paths, folders and
 * devices are never shared. Of several collections each has its own exports, which fit into a folder only.
 */
export async function refuseSharedPlaces(
  reporters: readonly ReporterChoice[],
  { exports, runs, isCompat }: Pick<RunCommandOptions, 'exports' | 'runs' | 'isCompat'>,
): Promise<void> {
  const paths = Object.entries(exports.paths).filter(([, path]) => path !== '')
  for (const [, path] of runs.length > 1 ? paths : []) {
    if (await isFolder(path)) continue
    throw new RunnerError('USAGE', `Cannot export to "${path}": several collections would go to one file`, {
      hint: 'Give a folder that exists: each collection gets a file of its own',
    })
  }
  const reports = reporters.map(({ name, target }) => {
    const isStdout = target === undefined && findReporter(name).target === 'stdout' && !isLines(name)
    // There newman lets several have the terminal, and warns.
    return { name: `report "${name}"`, target: isStdout && !isCompat ? '-' : target }
  })
  await refuseShared([...reports, ...paths.map(([kind, path]) => ({ name: `export of ${kind}`, target: path }))])
}

/** Commands for a CI system, each a line of its own: they stand between the lines of another report. */
export function isLines(name: string): boolean {
  return name === 'github' || name === 'azure'
}

async function refuseShared(placed: readonly Placed[]): Promise<void> {
  const places = await Promise.all(placed.map(({ target }) => placeOf(target)))
  const second = places.findIndex((place, i) => place !== undefined && places.indexOf(place) < i)
  if (second < 0) return
  const place = places[second]
  const names = [placed[places.indexOf(place)], placed[second]].map((each) => each?.name)
  const where = place === '-' ? 'stdout' : `"${placed[second]?.target}"`
  throw new RunnerError('USAGE', `Cannot write ${names.join(' and ')}: both go to ${where}`, {
    hint: 'Give one of them another path, a report by -r name=path',
  })
}

async function placeOf(target: string | undefined): Promise<string | undefined> {
  if (target === undefined || target === '-') return target
  const existing = await stat(target).catch(() => undefined)
  return existing === undefined || existing.isFile() ? fullPath(target) : undefined
}
