import { resolve } from 'node:path'
import { openDownloads, openProbe } from '../../compose.ts'
import { destinationsOf } from '../../doctor/destinations.ts'
import { examine } from '../../doctor/examine.ts'
import { filesOf } from '../../doctor/files.ts'
import type { Finding } from '../../doctor/finding.ts'
import { networkFindings, unknownFindings } from '../../doctor/network.ts'
import type { Project, ProjectFile } from '../../doctor/project.ts'
import { protectedBy } from '../../doctor/protected.ts'
import { sourcesOf } from '../../doctor/sources.ts'
import { findingsText } from '../../doctor/text.ts'
import { load } from '../../load/load.ts'
import { isFile } from '../../load/presence.ts'
import { readText } from '../../load/read.ts'
import type { Source } from '../../model/options.ts'
import { plan } from '../../plan/plan.ts'
import { plainText } from '../../report/cli/text.ts'
import { type RunInput, withDefaults } from '../../run-input.ts'
import { syntaxFault } from '../../script/syntax.ts'
import { type Examined, type OpenSetting, openSetting } from '../doctor-setting.ts'
import type { CommandIo } from '../io.ts'

/** What `flowgate doctor` examines. */
export interface DoctorOptions extends Examined {
  /** Findings as JSON. */
  readonly isJson: boolean
  /** Warnings count as errors. */
  readonly isStrict: boolean
  /** No host is asked. */
  readonly isOffline: boolean
}

/**
 * Examines projects and prints what would go wrong in a run. No script is run, and nothing of the collection is sent: hosts that are not protected are
 * asked for `HEAD /`, unless it is offline. Exit code 1 if there are errors, or, if it is strict, warnings. Throws RunnerError for collections and
 * environments that cannot be used.
 */
export async function doctorCommand(options: DoctorOptions, io: CommandIo): Promise<0 | 1> {
  const { runs, isJson, isStrict } = options
  const opened = await openSetting(options, io.signal)
  const projects: Project[] = []
  const config = opened.setting.config?.value
  for (const run of runs) {
    projects.push(await openProject({ ...run, http: opened.http, ...(config && { config }) }, io.signal))
  }
  const network = options.isOffline ? [] : await askHosts(projects, opened, io.signal)
  const findings = examine(projects, opened.setting, [...opened.told, ...network])
  io.out(isJson ? `${JSON.stringify(findings, null, 2)}\n` : plainText(findingsText(findings)))
  return findings.some(({ level }) => level === 'error' || (isStrict && level === 'warning')) ? 1 : 0
}

/** Without its configuration nobody knows which hosts are to be left alone: none is asked. */
async function askHosts(
  projects: readonly Project[],
  { setting, http, isSafe }: OpenSetting,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  if (!isSafe) return []
  const { known, unknown } = destinationsOf(projects)
  const ask = openProbe(http, signal)
  const asked = known
    .filter((destination) => protectedBy(destination, setting) === -1)
    .map(async (destination) => {
      const { url, item } = destination
      return { destination, probed: await ask({ url, behavior: item.behavior }) }
    })
  return [...networkFindings(await Promise.all(asked)), ...unknownFindings(unknown)]
}

/** Reads all that is known of a collection before it runs. Throws RunnerError. */
export async function openProject(run: RunInput, signal: AbortSignal): Promise<Project> {
  const options = withDefaults(run)
  const { send, close } = openDownloads(options.http)
  try {
    const { collection, environment, globals, data } = await load(options, { send, signal })
    const planned = plan(collection, options.folder)
    const { config } = options
    const loaded = { collection, environment, globals, config }
    const sources = sourcesOf({ ...loaded, plan: planned, rows: data, native: true })
    const fileOf = async (source: Source | undefined): Promise<ProjectFile | undefined> => {
      if (typeof source !== 'string') return undefined
      const isPath = source !== '-' && (await isFile(source))
      return isPath
        ? { name: source, text: (await readText(source, 'collection', { send, signal })).text }
        : { name: shownUrl(source) }
    }
    const [file, environmentFile, globalsFile] = await Promise.all(
      [options.collection, options.environment, options.globals].map(fileOf),
    )
    const paths = planned.items.flatMap(filesOf)
    const found = await Promise.all(paths.map((path) => isFile(resolve(options.files.workingDir, path))))
    return {
      ...sources,
      file: file ?? { name: collection.name },
      environment: { ...environment, ...(environmentFile && { file: environmentFile }) },
      globals: { ...globals, ...(globalsFile && { file: globalsFile }) },
      syntaxFault,
      missing: new Set(paths.filter((_, index) => found[index] !== true)),
    }
  } finally {
    close()
  }
}

/** Without the parts of a URL that may be secret. */
function shownUrl(source: string): string {
  return source.replace(/^(https?:\/\/)[^/@]*@/i, '$1').replace(/[?#].*$/, '')
}
