import { dirname } from 'node:path'
import type { Config } from '../model/config.ts'
import { withCheckSchemas } from './check-schemas.ts'
import { type ConfigFile, type ConfigPlaces, findConfig, invalidConfig, readConfig } from './config-file.ts'
import { CONFIG, OPTIONS } from './config-options.ts'
import { type ConfigFault, configFaults } from './config-schema.ts'

/** Gives a configuration its type: `export default defineConfig({ … })`. */
export function defineConfig(config: Config): Config {
  return config
}

/**
 * Reads the configuration at a path, or the one that is found where it usually is, if there is one.
 * Fails with INPUT_UNREADABLE, INPUT_NOT_JSON and CONFIG_INVALID.
 */
export async function loadConfig(path: string | undefined, places: ConfigPlaces = {}): Promise<Config> {
  const found = await findConfig(path, places)
  if (found === undefined) return {}
  const file = await readConfig(found)
  const [fault] = faultsOf(file)
  if (fault === undefined) return withCheckSchemas(configOf(file), dirname(found))
  const { configLine } = await import('./config-lines.ts')
  const line = configLine(file, fault.path)
  const reason = `${line === undefined ? '' : `line ${line}: `}${faultText(fault)}`
  throw invalidConfig(found, { reason, hint: hintOf(fault) })
}

/** All that does not fit what a configuration may say. */
export function faultsOf({ value }: Pick<ConfigFile, 'value'>): readonly ConfigFault[] {
  return configFaults(value, CONFIG)
}

/** What a file without faults says. */
export function configOf({ value: { $schema: _editors, ...config } }: Pick<ConfigFile, 'value'>): Config {
  return config as Config
}

/** What is wrong, behind its place: `checks[0].status is not …`; of an option that does not exist, behind the place that lacks it. */
export function faultText({ path, known, reason }: ConfigFault): string {
  const place = known === undefined ? path : path.slice(0, -1)
  const text = place.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return `${text === '' ? 'it' : text.slice(1)} ${reason}`
}

/** What to write instead. */
export function hintOf({ path, known, near }: ConfigFault): string | undefined {
  if (near !== undefined) return `Did you mean "${near}"?`
  if (known !== undefined) return `Options are ${known.filter((name) => name !== '$schema').join(', ')}`
  const option = OPTIONS[path[0] as keyof Config] as (typeof OPTIONS)[keyof Config] | undefined
  return option?.hint
}
