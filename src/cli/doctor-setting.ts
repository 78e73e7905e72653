import { dirname } from 'node:path'
import { createConfiguredCheck } from '../check/check.ts'
import type { Finding } from '../doctor/finding.ts'
import type { Setting } from '../doctor/setting.ts'
import { RunnerError } from '../errors.ts'
import { withCertificates } from '../load/certificates.ts'
import { withCheckSchemas } from '../load/check-schemas.ts'
import { configOf, faultsOf, faultText, hintOf } from '../load/config.ts'
import { type ConfigFile, findConfig, readConfig } from '../load/config-file.ts'
import { configLine, jsonLine } from '../load/config-lines.ts'
import type { HttpOptions } from '../model/options.ts'
import { type RunInput, withDefaults } from '../run-input.ts'
import { type BaselineOptions, findBaseline, readBaseline } from './baseline.ts'
import { maskError } from './error-gate.ts'

/** What is examined. */
export interface Examined {
  /** One for each collection. */
  readonly runs: readonly RunInput[]
  /** Path of the configuration; absent: the one that a run would find. */
  readonly config?: string
  readonly baseline: BaselineOptions
}

/** What surrounds the projects of a command, and what is wrong with its files. */
export interface OpenSetting {
  readonly setting: Setting
  /** How requests are sent, with all certificates that could be read. */
  readonly http: HttpOptions
  readonly told: readonly Finding[]
  /** Is known what the configuration protects. */
  readonly isSafe: boolean
}

/** Reads configuration, baseline and certificates. What cannot be used is a finding. */
export async function openSetting(options: Examined, signal: AbortSignal): Promise<OpenSetting> {
  const [config, baseline, tls] = [
    await openConfig(options),
    await openBaseline(options.baseline, signal),
    await openCertificates(options),
  ]
  const { allowedHosts } = tls.http
  return {
    setting: {
      today: new Date().toISOString().slice(0, 10),
      ...(config.opened && { config: config.opened }),
      ...(baseline.opened && { baseline: baseline.opened }),
      ...(allowedHosts && { allowedHosts }),
    },
    http: tls.http,
    told: [...config.told, ...baseline.told, ...tls.told],
    isSafe: config.told.length === 0 || config.opened !== undefined,
  }
}

/** A file: what it says, if that can be used, and what is wrong with it. */
interface Opened<T> {
  readonly opened?: T
  readonly told: readonly Finding[]
}

async function openConfig({ config, runs }: Examined): Promise<Opened<NonNullable<Setting['config']>>> {
  const found = await findConfig(config, { collections: runs.map(({ collection }) => collection) })
  if (found === undefined) return { told: [] }
  try {
    const file = await readConfig(found)
    const lineOf = (path: readonly (string | number)[]): number | undefined => configLine(file, path)
    const faults = faultsOf(file).map((fault): Finding => {
      const line = lineOf(fault.path)
      const hint = hintOf(fault) ?? ''
      const message = `Cannot read configuration "${found}": ${faultText(fault)}`
      return { level: 'error', code: 'CONFIG_INVALID', message, file: found, ...(line !== undefined && { line }), hint }
    })
    if (faults.length > 0) return { told: faults }
    return { opened: { file: found, value: configOf(file), lineOf }, told: await checkFaults(file) }
  } catch (error) {
    return { told: [faultOf(error, found)] }
  }
}

/** Checks that cannot be compiled, and schemas that are not there, each by itself. */
async function checkFaults(file: ConfigFile): Promise<readonly Finding[]> {
  const { checks = [] } = configOf(file)
  const faults = checks.map(async (check, index): Promise<readonly Finding[]> => {
    // The others are there for its number.
    const alone = checks.map(({ request }, other) => (other === index ? check : { request }))
    try {
      await createConfiguredCheck((await withCheckSchemas({ checks: alone }, dirname(file.name))).checks ?? [])
      return []
    } catch (error) {
      const line = configLine(file, ['checks', index])
      return [{ ...faultOf(error, file.name), ...(line !== undefined && { line }) }]
    }
  })
  return (await Promise.all(faults)).flat()
}

async function openBaseline(
  options: BaselineOptions,
  signal: AbortSignal,
): Promise<Opened<NonNullable<Setting['baseline']>>> {
  const file = await findBaseline(options)
  if (file === undefined) return { told: [] }
  try {
    const { text, baseline } = await readBaseline(file, options, signal)
    return { opened: { file, entries: baseline.failures, lineOf: (path) => jsonLine(text, path) }, told: [] }
  } catch (error) {
    return { told: [faultOf(error, file)] }
  }
}

async function openCertificates({ runs: [run] }: Examined): Promise<Opened<never> & Pick<OpenSetting, 'http'>> {
  const { http, certificates } = withDefaults(run ?? { collection: '' })
  try {
    const read = await withCertificates(http, certificates)
    const told = (read.clientCertificates ?? []).flatMap(({ warnings, matches }) =>
      warnings.map((warning): Finding => {
        const hosts = matches.join(', ').replace('<all_urls>', 'all hosts')
        const message = `A client certificate for ${hosts} is left out: ${warning.replace(/\s+/g, ' ')}`
        return { level: 'warning', code: 'CERTIFICATE_MISSING', message, hint: OWN }
      }),
    )
    return { http: read, told }
  } catch (error) {
    return { http, told: [faultOf(error)] }
  }
}

const OWN = 'Check the paths of --ssl-client-cert, --ssl-client-key and --ssl-client-cert-list'

/** What a run would be refused for. Without a file its message names one. */
function faultOf(error: unknown, file?: string): Finding {
  if (!(error instanceof RunnerError)) throw error
  const { code, message, hint = 'Correct the file at this place', line } = error
  const place = { ...(file !== undefined && { file }), ...(line !== undefined && { line }) }
  return { level: 'error', code, message: maskError(message, []), ...place, hint }
}
