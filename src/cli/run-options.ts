import { RunnerError } from '../errors.ts'
import type { ContractMode } from '../model/contract.ts'
import type { CertificateFiles, EngineOptions, LoadOptions, ProxyEnv } from '../model/options.ts'
import { proxiesOf } from '../newman/proxies.ts'
import type { ExportKind } from '../report/export/export.ts'
import type { RunInput } from '../run.ts'
import { type BaselineOptions, baselineOptions } from './baseline.ts'
import type { StandinCommandOptions } from './commands/standin.ts'
import { NEWMAN } from './compat.ts'
import type { Config } from './config.ts'
import { filterOf } from './filter-options.ts'
import { iterationOptions } from './iterations.ts'
import { type LastFailedOptions, lastFailedOptions } from './last-failed.ts'
import { newmanOptions } from './newman-options.ts'
import { type Preview, previewOf } from './preview-options.ts'
import { type RepeatOptions, repeatOptions } from './repeat-options.ts'
import { type GithubEnvironment, type ReporterChoice, reporterChoices } from './reporter-choices.ts'
import type { ReporterFlag } from './reporter-flags.ts'
import { maxRpsOf, retriesOf } from './retry-options.ts'
import { type ScaleOptions, type ShardEnvironment, scaleOptions } from './scale-options.ts'
import { type ScreenFlags, screenFlags } from './screen-options.ts'
import { startedStandin } from './standin-options.ts'
import { type Arguments, assignments, defined, type Given } from './values.ts'

/** The options of `flowgate run`: those of the runs, one for each collection, and those of what surrounds them. */
export interface RunCommandOptions {
  readonly runs: readonly RunInput[]
  readonly reporters: readonly ReporterChoice[]
  readonly exports: Exports
  readonly suppressExitCode: boolean
  readonly showSecrets: boolean
  /** A runner of GitHub Actions reads what is printed: it is told what to mask. */
  readonly announceSecrets: boolean
  /** How it behaves; undefined: none is started. */
  readonly standin: Pick<StandinCommandOptions, 'behaviours'> | undefined
  /** Path of the configuration file; absent: the one in the current folder, if there is one. */
  readonly config?: string
  /** What runs the collections: we, or newman's package. */
  readonly engine: 'flowgate' | 'newman'
  /** Reports and exports go where newman puts them, and exports look like newman's. */
  readonly isCompat: boolean
  readonly screen: ScreenFlags
  /** The words of the command line, to write it down again. */
  readonly given: Given
  readonly scale: ScaleOptions
  /** The order of the runs; how often they run is theirs. */
  readonly shuffle?: RepeatOptions['shuffle']
  readonly baseline: BaselineOptions
  readonly lastFailed: LastFailedOptions
  /** What is shown of the runs. Absent: they are run. */
  readonly preview?: Preview
  /** What newman's reporters get as `collectionRunOptions`. */
  readonly newman: Readonly<Record<string, unknown>>
}

/** What is exported when the run is over. */
interface Exports {
  /** Files or folders; `''`: newman's own folder. */
  readonly paths: Readonly<Partial<Record<ExportKind, string>>>
  readonly showSecrets: boolean
}

/** The variables of the environment that matter. */
type Environment = ProxyEnv &
  ShardEnvironment &
  GithubEnvironment &
  Readonly<
    Partial<
      Record<'NO_COLOR' | 'FORCE_COLOR' | 'TERM' | 'CI' | 'POSTMAN_API_KEY' | 'NODE_EXTRA_CA_CERTS', string | undefined>
    >
  >

/** What was given besides flags that a table can list. */
export interface Beside {
  readonly given: Given
  readonly reporterFlags: readonly ReporterFlag[]
  /** What configuration files say that no flag can. */
  readonly config: Pick<Config, 'reporter' | 'collection'>
  readonly env: Environment
}

/** The flags of `flowgate run` → what to do. Throws USAGE. */
export function runCommandOptions(given: Arguments, beside: Beside): RunCommandOptions {
  const { env, config, reporterFlags } = beside
  const isCompat = given.text('compat') === 'newman'
  const exports = { paths: exportPaths(given), showSecrets: given.isOn('export-secrets', false) }
  const scale = scaleOptions(given, env)
  const { repeat, shuffle } = repeatOptions(given, scale.shard !== undefined)
  const runs = collections(given, config).map((collection) => ({
    ...runInput(given, env, isCompat),
    ...defined({ repeat }),
    collection,
  }))
  const reporters = reporterChoices(given, { reporterFlags, reporterValues: config.reporter, env })
  return {
    runs,
    reporters,
    newman: newmanOptions(given, { reporters, reporterFlags }),
    exports,
    suppressExitCode: given.isOn('suppress-exit-code', false),
    showSecrets: given.isOn('show-secrets', false),
    announceSecrets: env.GITHUB_ACTIONS === 'true' && !given.isOn('show-secrets', false),
    standin: startedStandin(given),
    ...defined({ config: given.text('config'), preview: previewOf(given) }),
    engine: given.text('engine') === 'newman' ? 'newman' : 'flowgate',
    isCompat,
    screen: screenFlags(given, env),
    given: beside.given,
    scale,
    ...defined({ shuffle }),
    lastFailed: lastFailedOptions(given, env),
    baseline: baselineOptions(given, scale.shard !== undefined),
  }
}

function collections({ positionals }: Arguments, { collection }: Beside['config']): readonly (string | object)[] {
  if (positionals.length > 0) return positionals
  if (collection !== undefined) return [collection]
  throw new RunnerError('USAGE', 'Cannot run: no collection given', {
    hint: 'Write flowgate run <collection.json>',
  })
}

function runInput(given: Arguments, env: Environment, isCompat: boolean): Omit<RunInput, 'collection'> {
  const certificates = certificateFiles(given, env, isCompat)
  return {
    ...defined({
      environment: given.source('environment'),
      globals: given.source('globals'),
      cookieJar: given.text('cookie-jar'),
      contract: contractOf(given),
    }),
    ...iterationOptions(given),
    folder: given.list('folder'),
    ...filterOf(given),
    secrets: given.list('secret'),
    envVar: assignments(given, 'env-var'),
    globalVar: assignments(given, 'global-var'),
    engine: { ...(isCompat && NEWMAN.engine), ...engineInput(given) },
    http: {
      strictSSL: !given.isOn('insecure', false),
      proxyEnv: proxiesOf(env),
      ...(given.list('allow-host').length > 0 && { allowedHosts: given.list('allow-host') }),
      ...maxRpsOf(given),
      ...(isCompat && NEWMAN.http),
      ...defined({ maxBodyBytes: maxBodyBytes(given) }),
    },
    ...(Object.keys(certificates).length > 0 && { certificates }),
    script: defined({
      dialect: isCompat ? NEWMAN.dialect : undefined,
      memoryMb: given.count('script-memory', 16),
    }),
    scriptFiles: defined({
      vault: given.text('vault'),
      vaultVar: assignments(given, 'vault-var'),
      packages: given.text('script-packages'),
    }),
    files: defined({
      workingDir: given.text('working-dir'),
      insecureFileRead: given.isOn('insecure-file-read', true),
    }),
    load: { ...(isCompat && NEWMAN.load), ...loadInput(given, env), ...objectNames(given) },
  }
}

/** 0 is no limit. */
function maxBodyBytes(given: Arguments): number | undefined {
  const megabytes = given.count('max-response', 0)
  return megabytes === 0 ? Number.POSITIVE_INFINITY : megabytes && megabytes * 1024 * 1024
}

function engineInput(given: Arguments): Partial<EngineOptions> {
  return defined({
    bail: bailOf(given),
    delayRequestMs: given.ms('delay-request'),
    timeoutMs: given.ms('timeout'),
    timeoutScriptMs: given.ms('timeout-script'),
    timeoutRequestMs: given.ms('timeout-request'),
    native: given.isOn('native', true),
    angle: given.isOn('angle', true),
    explain: given.isOn('explain', false),
    retries: retriesOf(given),
    rateLimits: defined({ retryAfter: given.isOn('retry-after', true), maxWaitMs: given.ms('max-wait') }),
    followRedirects: !given.isOn('ignore-redirects', false),
    sendUnsigned: given.isOn('send-unsigned', false),
    // Its own engine runs them again, whatever we think of it.
    repeatsSelected: given.text('engine') === 'newman' ? true : undefined,
  })
}

function loadInput(given: Arguments, env: Environment): LoadOptions {
  return defined({
    postmanApiKey: given.text('postman-api-key') ?? (env.POSTMAN_API_KEY || undefined),
    dataTypes: given.text('data-types') === 'string' ? ('string' as const) : undefined,
  })
}

/** What a configuration file holds is called by its path. */
function objectNames({ origin }: Arguments): LoadOptions {
  const names = defined({
    environment: origin('environment'),
    globals: origin('globals'),
    'iteration data': origin('iteration-data'),
  })
  return Object.keys(names).length > 0 ? { objectNames: names } : {}
}

function certificateFiles(given: Arguments, env: Environment, isCompat: boolean): CertificateFiles {
  const list = given.source('ssl-client-cert-list')
  const files = defined({
    clientCertList: typeof list === 'string' || Array.isArray(list) ? list : undefined,
    clientCert: given.text('ssl-client-cert'),
    clientKey: given.text('ssl-client-key'),
    clientPassphrase: given.text('ssl-client-passphrase'),
    extraCaCerts: given.text('ssl-extra-ca-certs'),
  })
  const isAny = Object.keys(files).length > 0
  if (!isAny) return {}
  return {
    ...files,
    ...defined({ nodeExtraCaCerts: env.NODE_EXTRA_CA_CERTS || undefined }),
    ...(isCompat && { isLenient: NEWMAN.lenientCertificates }),
  }
}

function exportPaths(given: Arguments): Exports['paths'] {
  return defined({
    environment: given.text('export-environment'),
    globals: given.text('export-globals'),
    collection: given.text('export-collection'),
    'cookie-jar': given.text('export-cookie-jar'),
  })
}

function bailOf(given: Arguments): 'failure' | 'folder' | undefined {
  const text = given.text('bail')
  if (text === undefined) return undefined
  const modifiers = text.split(',')
  const wrong = modifiers.find((modifier) => modifier !== 'folder' && modifier !== 'failure')
  if (wrong !== undefined) throw given.refusal('bail', `cannot be "${wrong}"`, 'It is folder or failure')
  return modifiers.includes('failure') ? 'failure' : 'folder'
}

function contractOf(given: Arguments): ContractMode | undefined {
  const text = given.text('contract')
  if (text !== 'off' && text !== 'shape' && text !== 'strict') return undefined
  if (text === 'off' || given.text('engine') !== 'newman') return text
  throw given.refusal('contract', 'is not known to newman', 'Leave --engine newman out, or --contract')
}
