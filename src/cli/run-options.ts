import { RunnerError } from '../errors.ts'
import type { CertificateFiles, EngineOptions, LoadOptions, ProxyEnv } from '../model/options.ts'
import { proxiesOf } from '../newman/proxies.ts'
import type { ExportKind } from '../report/export/export.ts'
import type { RunInput } from '../run.ts'
import { NEWMAN } from './compat.ts'
import type { ReporterValues } from './config.ts'
import { newmanOptions } from './newman-options.ts'
import { type ReporterChoice, reporterChoices } from './reporter-choices.ts'
import type { ReporterFlag } from './reporter-flags.ts'
import { type Arguments, assignment, defined, usage } from './values.ts'

/** The options of `flowgate run`: those of the runs, one for each collection, and those of what surrounds them. */
export interface RunCommandOptions {
  readonly runs: readonly RunInput[]
  readonly reporters: readonly ReporterChoice[]
  readonly exports: Exports
  readonly suppressExitCode: boolean
  readonly showSecrets: boolean
  readonly standin: boolean
  /** Path of the configuration file; absent: the one in the current folder, if there is one. */
  readonly config?: string
  /** What runs the collections: we, or newman's package. */
  readonly engine: 'flowgate' | 'newman'
  /** Reports and exports go where newman puts them, and exports look like newman's. */
  readonly isCompat: boolean
  readonly screen: ScreenFlags
  /** What newman's reporters get as `collectionRunOptions`. */
  readonly newman: Readonly<Record<string, unknown>>
}

/** What is exported when the run is over. */
interface Exports {
  /** Files or folders; `''`: newman's own folder. */
  readonly paths: Readonly<Partial<Record<ExportKind, string>>>
  readonly showSecrets: boolean
}

/** What the user and the environment say about the terminal. */
interface ScreenFlags {
  readonly color: 'auto' | 'on' | 'off'
  readonly unicode: boolean
  readonly env: Environment
}

/** The variables of the environment that matter. */
type Environment = ProxyEnv &
  Readonly<
    Partial<
      Record<'NO_COLOR' | 'FORCE_COLOR' | 'TERM' | 'CI' | 'POSTMAN_API_KEY' | 'NODE_EXTRA_CA_CERTS', string | undefined>
    >
  >

/** What was given besides flags that a table can list. */
export interface Beside {
  readonly reporterFlags: readonly ReporterFlag[]
  /** Of configuration files, by reporter. */
  readonly reporterValues: Readonly<Record<string, ReporterValues>>
  readonly env: Environment
}

/** The flags of `flowgate run` → what to do. Throws USAGE. */
export function runCommandOptions(given: Arguments, beside: Beside): RunCommandOptions {
  const { env } = beside
  const isCompat = given.text('compat') === 'newman'
  const exports = { paths: exportPaths(given), showSecrets: given.isOn('export-secrets', false) }
  const runs = runInputs(given, env, isCompat)
  const reporters = reporterChoices(given, beside)
  return {
    runs,
    reporters,
    newman: newmanOptions(given, { reporters, reporterFlags: beside.reporterFlags }),
    exports,
    suppressExitCode: given.isOn('suppress-exit-code', false),
    showSecrets: given.isOn('show-secrets', false),
    standin: given.isOn('standin', false),
    ...defined({ config: given.text('config') }),
    engine: given.text('engine') === 'newman' ? 'newman' : 'flowgate',
    isCompat,
    screen: {
      color: colorOf(given.text('color')),
      unicode: !given.isOn('disable-unicode', false),
      env,
    },
  }
}

function runInputs(given: Arguments, env: Environment, isCompat: boolean): readonly RunInput[] {
  if (given.positionals.length === 0) {
    throw new RunnerError('USAGE', 'Cannot run: no collection given', {
      hint: 'Write flowgate run <collection.json>',
    })
  }
  const certificates = certificateFiles(given, env, isCompat)
  const input: Omit<RunInput, 'collection'> = {
    ...defined({
      environment: given.text('environment'),
      globals: given.text('globals'),
      iterationData: given.text('iteration-data'),
      iterationCount: given.count('iteration-count', 1),
      cookieJar: given.text('cookie-jar'),
    }),
    folder: given.list('folder'),
    envVar: given.list('env-var').map(assignment),
    globalVar: given.list('global-var').map(assignment),
    engine: { ...(isCompat && NEWMAN.engine), ...engineInput(given) },
    http: {
      strictSSL: !given.isOn('insecure', false),
      proxyEnv: proxiesOf(env),
      ...(isCompat && NEWMAN.http),
    },
    ...(Object.keys(certificates).length > 0 && { certificates }),
    script: defined({
      dialect: isCompat ? NEWMAN.dialect : undefined,
      memoryMb: given.count('script-memory', 16),
    }),
    scriptFiles: defined({
      vault: given.text('vault'),
      vaultVar: given.list('vault-var').map(assignment),
      packages: given.text('script-packages'),
    }),
    files: defined({
      workingDir: given.text('working-dir'),
      insecureFileRead: given.isOn('insecure-file-read', true),
    }),
    load: { ...(isCompat && NEWMAN.load), ...loadInput(given, env) },
  }
  return given.positionals.map((collection) => ({ ...input, collection }))
}

function engineInput(given: Arguments): Partial<EngineOptions> {
  return defined({
    bail: bailOf(given.text('bail')),
    delayRequestMs: given.ms('delay-request'),
    timeoutMs: given.ms('timeout'),
    timeoutScriptMs: given.ms('timeout-script'),
    timeoutRequestMs: given.ms('timeout-request'),
    native: given.isOn('native', true),
    angle: given.isOn('angle', true),
    explain: given.isOn('explain', false),
    followRedirects: !given.isOn('ignore-redirects', false),
    sendUnsigned: given.isOn('send-unsigned', false),
  })
}

function loadInput(given: Arguments, env: Environment): LoadOptions {
  return defined({
    postmanApiKey: given.text('postman-api-key') ?? (env.POSTMAN_API_KEY || undefined),
    dataTypes: given.text('data-types') === 'string' ? ('string' as const) : undefined,
  })
}

function certificateFiles(given: Arguments, env: Environment, isCompat: boolean): CertificateFiles {
  const files = defined({
    clientCertList: given.text('ssl-client-cert-list'),
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

function bailOf(text: string | undefined): 'failure' | 'folder' | undefined {
  if (text === undefined) return undefined
  const modifiers = text.split(',')
  const wrong = modifiers.find((modifier) => modifier !== 'folder' && modifier !== 'failure')
  if (wrong !== undefined) throw usage('bail', `cannot be "${wrong}"`, 'Use --bail, --bail failure or --bail folder')
  return modifiers.includes('failure') ? 'failure' : 'folder'
}

function colorOf(text: string | undefined): 'auto' | 'on' | 'off' {
  return text === 'on' || text === 'off' ? text : 'auto'
}
