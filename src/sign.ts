import { createPorts, openDownloads } from './compose.ts'
import { make, missingInputs } from './engine/natives.ts'
import type { Ports, SendResult } from './engine/ports.ts'
import { applyMutations } from './engine/scopes.ts'
import { RunnerError } from './errors.ts'
import { loadConfig } from './load/config.ts'
import { type Loaded, type LoadSources, load } from './load/load.ts'
import { loadScriptFiles } from './load/script-files.ts'
import type { Variable } from './model/collection.ts'
import type { Config } from './model/config.ts'
import type { WireRequest } from './model/exchange.ts'
import type { HttpOptions, ScriptFiles } from './model/options.ts'
import type { Scopes } from './model/scope.ts'
import { givenSecrets, knownSecrets } from './report/known-secrets.ts'
import { createRedactor, type Redactor } from './report/redact.ts'

/** What a token is signed from: variables, as in a run. */
export interface SignInput extends Pick<LoadSources, 'environment' | 'globals' | 'envVar' | 'globalVar' | 'load'> {
  /** Its variables count. */
  readonly collection?: string
  readonly scriptFiles: ScriptFiles
  readonly http: HttpOptions
  /** Path of the configuration file; absent: the one in the current folder, if there is one. */
  readonly config?: string
}

/** A token, and the gate of what is said of it: it knows what the token was signed with. */
export interface Signed {
  readonly token: string
  readonly gate: Redactor
}

/** Has one producer sign outside of any run. Fails with SIGN_FAILED, whose message shows no secret, and as loading does. */
export async function sign(name: string, input: SignInput, signal: AbortSignal): Promise<Signed> {
  const config = await loadConfig(input.config, { collections: [input.collection] })
  const { scopes, vault } = await loadAll(input, signal)
  const gate = createRedactor({ ...secretsOf(scopes, { vault, config, input }), show: false })
  const ports = createPorts({
    http: { ...input.http, ...(config.protectedHosts && { protectedHosts: config.protectedHosts }) },
    files: { workingDir: '.', insecureFileRead: true },
    script: { startTimeoutMs: 0, vault },
    producers: { config, timeoutMs: TIMEOUT_MS },
  })
  try {
    return { token: await signFrom(name, { scopes, ports, signal, gate }), gate }
  } finally {
    await ports.close()
  }
}

interface Signing {
  readonly scopes: Scopes
  readonly ports: Ports
  readonly signal: AbortSignal
  readonly gate: Redactor
}

async function signFrom(name: string, signing: Signing): Promise<string> {
  const { ports } = signing
  let { scopes } = signing
  for (const input of missingInputs(name, { scopes, ports, made: new Map(), angle: true })) {
    const value = await valueOf(input, { ...signing, scopes })
    scopes = applyMutations(scopes, [{ scope: 'environment', name: input, value }])
  }
  return valueOf(name, { ...signing, scopes })
}

async function valueOf(name: string, { scopes, ports, signal, gate }: Signing): Promise<string> {
  const need = { scopes, ports, made: new Map(), angle: true }
  const send = (request: WireRequest): Promise<SendResult> => ports.sendBare(request, { signal, timeoutMs: TIMEOUT_MS })
  const result = await make(name, need, { send, signal })
  if (result.kind === 'made') return result.made.value
  const { message, hint } = result.failure
  // A producer of the user may say what it has tried to sign with.
  throw new RunnerError('SIGN_FAILED', gate.text(message), hint === undefined ? {} : { hint: gate.text(hint) })
}

/** As for a request of a run. */
const TIMEOUT_MS = 120_000

/** Where none is given: a collection has a request. */
const EMPTY_COLLECTION = Object.freeze({
  info: { name: 'sign', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [{ name: 'sign', request: 'http://localhost' }],
})

interface LoadedAll {
  readonly scopes: Scopes
  readonly vault: readonly Variable[]
}

async function loadAll(
  { collection, scriptFiles, http, ...sources }: SignInput,
  signal: AbortSignal,
): Promise<LoadedAll> {
  const { send, close } = openDownloads(http)
  const ports = { send, signal }
  try {
    const loaded = await load({ ...sources, collection: collection ?? EMPTY_COLLECTION }, ports)
    return { scopes: scopesOf(loaded), vault: (await loadScriptFiles(scriptFiles, ports)).vault }
  } finally {
    close()
  }
}

interface SecretSources {
  readonly vault: readonly Variable[]
  readonly config: Config
  readonly input: Pick<SignInput, 'http' | 'load'>
}

function secretsOf(
  { environment, globals, collection }: Scopes,
  { vault, config, input: { http, load: loading } }: SecretSources,
): ReturnType<typeof knownSecrets> {
  return knownSecrets({
    variables: [environment, globals, collection].flatMap(({ values }) => values),
    data: [],
    vault,
    config,
    named: [],
    given: givenSecrets({ http, ...(loading && { load: loading }) }),
  })
}

function scopesOf({ environment, globals, collection }: Loaded): Scopes {
  const none = { values: [] }
  return { local: none, data: none, environment, collection: { values: collection.variables }, globals }
}
