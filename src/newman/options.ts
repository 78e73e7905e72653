import { RunnerError } from '../errors.ts'
import type { Variable } from '../model/collection.ts'
import type { CertificateFiles, EngineOptions, ProxyEnv, Source } from '../model/options.ts'
import type { RunInput } from '../run.ts'
import { proxiesOf } from './proxies.ts'
import { WAYS } from './ways.ts'

/** The options of newman's `run`, as in its README, "API Reference". What is absent has newman's default. */
export interface NewmanOptions {
  readonly collection?: Source
  readonly environment?: Source
  readonly globals?: Source
  readonly iterationData?: Source
  readonly iterationCount?: number
  readonly folder?: string | readonly string[]
  readonly envVar?: Assignments
  readonly globalVar?: Assignments
  readonly reporters?: string | readonly string[]
  /** Options of the reporters, by name. */
  readonly reporter?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** `true`, the modifiers, or the modifiers as members. */
  readonly bail?: boolean | readonly string[] | Readonly<Record<string, boolean>>
  /** Stop at the first failed assertion, which is then the error of the run. */
  readonly abortOnFailure?: boolean
  /** Milliseconds; 0 and absent: none. */
  readonly timeout?: number
  readonly timeoutRequest?: number
  readonly timeoutScript?: number
  readonly delayRequest?: number
  readonly ignoreRedirects?: boolean
  readonly insecure?: boolean
  readonly workingDir?: string
  readonly insecureFileRead?: boolean
  /** Of an instance of tough-cookie's CookieJar, the jar takes the cookies that the run leaves. */
  readonly cookieJar?: Source
  /** Agents of Node to send all requests with. */
  readonly requestAgents?: { readonly http?: object; readonly https?: object }
  readonly postmanApiKey?: string
  readonly sslClientCertList?: string | readonly unknown[]
  readonly sslClientCert?: string
  readonly sslClientKey?: string
  readonly sslClientPassphrase?: string
  readonly sslExtraCaCerts?: string
  /** A path; `true` writes into the folder `newman`. */
  readonly exportEnvironment?: string | boolean
  readonly exportGlobals?: string | boolean
  readonly exportCollection?: string | boolean
  readonly exportCookieJar?: string | boolean
  /** Others are handed to reporters as they are. */
  readonly [option: string]: unknown
}

type Assignments = string | Readonly<Record<string, unknown>> | readonly Entry[]
type Entry = string | { readonly key: string; readonly value?: unknown }

/** On the command line these have flags of their own. */
const ENGINE: Partial<EngineOptions> = Object.freeze({
  ...WAYS.engine,
  timeoutRequestMs: 0,
  timeoutScriptMs: 0,
  native: false,
  angle: false,
  sendUnsigned: true,
  rateLimits: { retryAfter: false },
})

/** Options of newman → ours; `env` names proxies. Throws a plain Error as newman does without a collection, and USAGE for what cannot be used. */
export function runInput(given: NewmanOptions, env: ProxyEnv): RunInput {
  const options = withoutEmpty(given)
  const { collection, iterationData, sslClientCertList } = options
  if (collection === undefined) throw new Error('expecting a collection to run')
  if (sslClientCertList !== undefined && typeof sslClientCertList !== 'string' && !Array.isArray(sslClientCertList)) {
    throw new Error('path for ssl client certificates list file must be a string')
  }
  if (iterationData !== undefined && typeof iterationData !== 'string' && !Array.isArray(iterationData)) {
    throw new Error('iteration data could not be loaded\n  it is neither a path nor a list')
  }
  return {
    collection,
    ...defined({
      environment: options.environment,
      globals: options.globals,
      iterationData: options.iterationData,
      cookieJar: options.cookieJar,
      iterationCount: count(options, 'iterationCount', 1),
    }),
    folder: listOf(options.folder).filter((name) => name !== ''),
    envVar: variables(options.envVar),
    globalVar: variables(options.globalVar),
    engine: { ...ENGINE, ...engineOf(options) },
    http: {
      ...WAYS.http,
      strictSSL: options.insecure !== true,
      proxyEnv: proxiesOf(env),
      ...defined({ agents: options.requestAgents }),
    },
    certificates: certificatesOf(options),
    script: { dialect: WAYS.dialect },
    files: defined({ workingDir: options.workingDir, insecureFileRead: options.insecureFileRead }),
    load: { ...WAYS.load, documents: true, ...defined({ postmanApiKey: options.postmanApiKey }) },
  }
}

/** An option that is null or an empty text was not given. */
function withoutEmpty(options: NewmanOptions): NewmanOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null && value !== ''))
}

/** A list that may be given as one entry. */
export function listOf(value: string | readonly string[] | null | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value : []
}

function engineOf(options: NewmanOptions): Partial<EngineOptions> {
  const { bail, abortOnFailure, ignoreRedirects } = options
  return defined({
    bail: abortOnFailure === true ? 'failure' : bailOf(bail),
    delayRequestMs: count(options, 'delayRequest', 0),
    timeoutMs: count(options, 'timeout', 0),
    timeoutRequestMs: count(options, 'timeoutRequest', 0),
    timeoutScriptMs: count(options, 'timeoutScript', 0),
    followRedirects: ignoreRedirects === undefined ? undefined : !ignoreRedirects,
  })
}

function bailOf(bail: NewmanOptions['bail']): EngineOptions['bail'] {
  if (bail === undefined || bail === false) return undefined
  if (bail === true) return 'failure'
  const modifiers: readonly string[] = isList(bail) ? bail : Object.keys(bail).filter((name) => bail[name] === true)
  if (modifiers.includes('failure')) return 'failure'
  return modifiers.includes('folder') ? 'folder' : undefined
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value)
}

function certificatesOf(options: NewmanOptions): CertificateFiles {
  return {
    isLenient: true,
    ...defined({
      clientCertList: options.sslClientCertList,
      clientCert: options.sslClientCert,
      clientKey: options.sslClientKey,
      clientPassphrase: options.sslClientPassphrase,
      extraCaCerts: options.sslExtraCaCerts,
    }),
  }
}

/** `key=value`, a list of those or of `{ key, value }`, or an object of values. */
function variables(assignments: Assignments | undefined): readonly Variable[] {
  if (assignments === undefined) return []
  if (typeof assignments === 'string') return [assignment(assignments)]
  if (!Array.isArray(assignments)) return Object.entries(assignments).map(([key, value]) => given(key, value))
  const entries: readonly (Entry | null)[] = assignments
  return entries
    .filter((entry) => entry !== null)
    .map((entry) => (typeof entry === 'string' ? assignment(entry) : given(entry.key, entry.value)))
}

function assignment(text: string): Variable {
  const equals = text.indexOf('=')
  return equals < 0 ? given(text, undefined) : given(text.slice(0, equals), text.slice(equals + 1))
}

function given(key: string, value: unknown): Variable {
  return { key, value, origin: 'cli' }
}

function count(options: NewmanOptions, name: string, least: number): number | undefined {
  const value = options[name]
  // Newman takes 0 for no number at all.
  if (value === undefined || value === 0) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value
  throw new RunnerError('USAGE', `Cannot run: "${name}" cannot be ${JSON.stringify(value)}`, {
    hint: `Give a whole number from ${least}`,
  })
}

/** The entries that have a value: an option that was not given must not hide its default. */
function defined<T extends object>(entries: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }
}
