import { createPorts, openDownloads } from './compose.ts'
import { make, missingInputs } from './engine/natives.ts'
import type { Ports } from './engine/ports.ts'
import type { ProduceResult } from './engine/produced.ts'
import { applyMutations } from './engine/scopes.ts'
import { RunnerError } from './errors.ts'
import { loadConfig } from './load/config.ts'
import { type Loaded, type LoadSources, load } from './load/load.ts'
import { loadScriptFiles } from './load/script-files.ts'
import type { HttpOptions, ScriptFiles } from './model/options.ts'
import type { Scopes } from './model/scope.ts'

/** What a token is signed from: variables, as in a run. */
export interface SignInput extends Pick<LoadSources, 'environment' | 'globals' | 'envVar' | 'globalVar' | 'load'> {
  /** Its variables count. */
  readonly collection?: string
  readonly scriptFiles: ScriptFiles
  readonly http: HttpOptions
  /** Path of the configuration file; absent: the one in the current folder, if there is one. */
  readonly config?: string
}

/** A signed token, and what it is signed of. */
export interface SignedToken {
  readonly token: string
  readonly jwt: NonNullable<Extract<ProduceResult, { kind: 'produced' }>['jwt']>
}

/** Has one producer sign outside of any run. Fails with SIGN_FAILED, and as loading does. */
export async function sign(name: string, input: SignInput, signal: AbortSignal): Promise<SignedToken> {
  const config = await loadConfig(input.config)
  const { scopes, vault } = await loadAll(input, signal)
  const ports = createPorts({
    http: input.http,
    files: { workingDir: '.', insecureFileRead: true },
    script: { startTimeoutMs: 0, vault },
    producers: { config },
  })
  try {
    return await signFrom(name, { scopes, ports, signal })
  } finally {
    await ports.close()
  }
}

interface Signing {
  readonly scopes: Scopes
  readonly ports: Ports
  readonly signal: AbortSignal
}

async function signFrom(name: string, { scopes: start, ports, signal }: Signing): Promise<SignedToken> {
  const rest = { made: new Map(), ports, angle: true }
  const sending = { signal, timeoutMs: TIMEOUT_MS }
  let scopes = start
  for (const wanted of [...missingInputs(name, { ...rest, scopes }), name]) {
    const result = await make(wanted, { ...rest, scopes }, sending)
    if (result.kind !== 'made') {
      const { message, hint } = result.failure
      throw new RunnerError('SIGN_FAILED', message, hint === undefined ? {} : { hint })
    }
    const { value } = result.made
    if (wanted === name && result.jwt !== undefined) return { token: value, jwt: result.jwt }
    scopes = applyMutations(scopes, [{ scope: 'environment', name: wanted, value }])
  }
  throw new RunnerError('SIGN_FAILED', `Cannot sign "${name}": its producer makes no JWT of ours`)
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
  readonly vault: NonNullable<Awaited<ReturnType<typeof loadScriptFiles>>>['vault']
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

function scopesOf({ environment, globals, collection }: Loaded): Scopes {
  const none = { values: [] }
  return { local: none, data: none, environment, collection: { values: collection.variables }, globals }
}
