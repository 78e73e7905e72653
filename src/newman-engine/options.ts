import type { EngineJob } from '../engine-job.ts'
import type { Variable } from '../model/collection.ts'
import type { RunOptions } from '../model/options.ts'

/**
 * Our options → those of newman's `run`: paths and URLs as they were given, so that newman loads them itself. What newman cannot load
 * (standard input, cells that are to stay text) is handed over as we read it.
 * What it does not know is left out: producers, `<<name>>`, `--send-unsigned`, HTTP/2. Source: newman's README, "API Reference".
 */
export function newmanOptions({ options, loaded }: EngineJob): Readonly<Record<string, unknown>> {
  const { engine, http, files, certificates = {}, load = {} } = options
  const { documents } = loaded
  const dataTypes = load.dataTypes ?? 'auto'
  return defined({
    collection: source(options.collection, documents?.collection),
    environment: source(options.environment, documents?.environment),
    globals: source(options.globals, documents?.globals),
    iterationData: dataTypes === 'auto' ? source(options.iterationData, loaded.data) : loaded.data,
    iterationCount: options.iterationCount,
    // As newman's own command line hands it over.
    folder: options.folder.length === 0 ? undefined : options.folder,
    envVar: assignments(options.envVar),
    globalVar: assignments(options.globalVar),
    bail: engine.bail === undefined ? undefined : [engine.bail],
    delayRequest: engine.delayRequestMs || undefined,
    timeout: engine.timeoutMs || undefined,
    timeoutRequest: engine.timeoutRequestMs || undefined,
    timeoutScript: engine.timeoutScriptMs || undefined,
    ignoreRedirects: engine.followRedirects ? undefined : true,
    insecure: http.strictSSL ? undefined : true,
    workingDir: files.workingDir,
    insecureFileRead: files.insecureFileRead,
    postmanApiKey: load.postmanApiKey,
    sslClientCertList: certificates.clientCertList,
    sslClientCert: certificates.clientCert,
    sslClientKey: certificates.clientKey,
    sslClientPassphrase: certificates.clientPassphrase,
    sslExtraCaCerts: certificates.extraCaCerts,
    // Without it newman measures no phases.
    verbose: true,
    reporters: [],
  })
}

/** Standard input can be read once, and we have. */
function source(given: RunOptions['environment'], read: unknown): unknown {
  if (given === undefined) return undefined
  return given === '-' ? read : given
}

function assignments(variables: readonly Variable[]): unknown {
  return variables.length === 0 ? undefined : variables.map(({ key, value }) => ({ key, value }))
}

function defined(entries: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
}
