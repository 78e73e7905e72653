import { resolve } from 'node:path'
import { camelCase } from '../load/newmanrc.ts'
import type { ReporterChoice } from './reporter-choices.ts'
import { type ReporterFlag, reporterOptions } from './reporter-flags.ts'
import type { Arguments } from './values.ts'

/** Which reports were asked for, and what for. */
interface Asked {
  readonly reporters: readonly ReporterChoice[]
  readonly reporterFlags: readonly ReporterFlag[]
}

/**
 * The command line as newman hands it to its reporters: `collectionRunOptions`, without what is loaded later.
 * Credentials are left out: no reporter needs them. Source: newman 6.2.2, observed.
 */
export function newmanOptions(
  given: Arguments,
  { reporters, reporterFlags }: Asked,
): Readonly<Record<string, unknown>> {
  const names = reporters.map(({ name }) => name)
  const folder = given.list('folder')
  const texts = TEXTS.map((name) => [camelCase(name), given.text(name)] as const)
  const switches = SWITCHES.map((name) => [camelCase(name), given.isOn(name, false) || undefined] as const)
  const times = TIMES.map((name) => [camelCase(name), given.ms(name) ?? 0] as const)
  const entries = [
    ['reporters', names],
    ['folder', folder.length > 1 ? folder : folder[0]],
    ['globalVar', given.list('global-var').map(variable)],
    ['envVar', given.list('env-var').map(variable)],
    ['color', given.text('color') ?? 'auto'],
    ...times,
    ['iterationCount', given.count('iteration-count', 1)],
    ['bail', bailOf(given.text('bail'))],
    ['insecureFileRead', given.isOn('insecure-file-read', true)],
    ['reporterOptions', reporterOptions('', names, reporterFlags)],
    ['reporter', Object.fromEntries(reporters.map(({ name, options, target }) => [name, withTarget(options, target)]))],
    ['workingDir', resolve(given.text('working-dir') ?? '.')],
    ...texts,
    ...switches,
  ] as const
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

const TEXTS = [
  'cookie-jar',
  'export-environment',
  'export-globals',
  'export-collection',
  'export-cookie-jar',
  'ssl-client-cert-list',
  'ssl-client-cert',
  'ssl-client-key',
  'ssl-extra-ca-certs',
] as const
const SWITCHES = ['ignore-redirects', 'insecure', 'suppress-exit-code', 'silent', 'disable-unicode', 'verbose'] as const
const TIMES = ['delay-request', 'timeout', 'timeout-request', 'timeout-script'] as const

function variable(text: string): { readonly key: string; readonly value: string | undefined } {
  const [key = '', ...rest] = text.split('=')
  return { key, value: rest.length === 0 ? undefined : rest.join('=') }
}

/** The modifiers as members. `--bail` alone is `failure` here; newman says `true`, which means the same. */
function bailOf(text: string | undefined): Readonly<Record<string, true>> | undefined {
  return text === undefined ? undefined : Object.fromEntries(text.split(',').map((modifier) => [modifier, true]))
}

function withTarget(options: ReporterChoice['options'], target: string | undefined): ReporterChoice['options'] {
  return target === undefined ? options : { ...options, export: target }
}
