/** The configuration that may lie beside collections. */
export const JSON_NAME = 'flowgate.config.json'

/** The names of a configuration, the first that is there counts. */
export const CONFIG_NAMES: readonly string[] = Object.freeze([
  'flowgate.config.ts',
  'flowgate.config.mjs',
  'flowgate.config.js',
  JSON_NAME,
])

/** Is a configuration data, and no code. */
export function isJson(path: string): boolean {
  return path.endsWith('.json')
}
