import type { Send } from '../engine/ports.ts'
import { RunnerError } from '../errors.ts'
import type { Collection, Variable } from '../model/collection.ts'
import type { SerializedJar } from '../model/cookie-jar.ts'
import type { Documents } from '../model/documents.ts'
import type { LoadOptions, Source } from '../model/options.ts'
import type { VariableScope } from '../model/scope.ts'
import { parseCollection } from './collection.ts'
import { unwrapCollection } from './collection-shape.ts'
import type { DataRow } from './data.ts'
import { assignVariables, parseScope, type ScopeKind, unwrapScope } from './environment.ts'
import { type Input, type InputKind, refusal } from './input.ts'
import { parseJson } from './json.ts'
import { readText } from './read.ts'
import { convertV1, isV1, V1_WARNING } from './v1.ts'

/** Where the inputs of a run come from. Part of RunOptions, but that a program may pass objects. */
export interface LoadSources {
  readonly collection: Source
  readonly environment?: Source
  readonly globals?: Source
  readonly iterationData?: Source
  /** A jar of cookies to start with, as tough-cookie writes it. */
  readonly cookieJar?: Source
  /** Set on the environment after loading. */
  readonly envVar?: readonly Variable[]
  /** Set on the globals after loading. */
  readonly globalVar?: readonly Variable[]
  /** How the inputs are fetched and read. */
  readonly load?: LoadOptions
}

/** What loading needs of the world. */
export interface LoadPorts {
  /** Sends the requests of downloads, one hop each. */
  readonly send: Send
  /** Ends the wait for a server or for standard input; the input it waited for is INPUT_UNREADABLE. */
  readonly signal?: AbortSignal
}

/** All that a run needs. Without iteration data `data` is empty: one iteration without a row. */
export interface Loaded {
  readonly collection: Collection
  readonly environment: VariableScope
  readonly globals: VariableScope
  readonly data: readonly DataRow[]
  readonly cookieJar?: SerializedJar
  /** Texts for the user, in the order they arose; each wants a line break behind it. */
  readonly warnings: readonly string[]
  /** Only if `load.documents` asked for them. */
  readonly documents?: Documents
}

/**
 * Reads and checks the inputs of a run, one after the other, so that of several faults always the same is reported.
 * Throws only RunnerError: INPUT_UNREADABLE, INPUT_NOT_JSON, INPUT_NOT_CSV, COLLECTION_INVALID, COLLECTION_VERSION,
 * ENVIRONMENT_INVALID, DATA_INVALID, COOKIE_JAR_INVALID, and USAGE when two inputs are to come from standard input.
 */
export async function load(sources: LoadSources, ports: LoadPorts): Promise<Loaded> {
  const { envVar = [], globalVar = [], load: options = {} } = sources
  checkStdin({
    collection: sources.collection,
    environment: sources.environment,
    globals: sources.globals,
    'iteration data': sources.iterationData,
    'cookie jar': sources.cookieJar,
  })
  const given = (source: Source | undefined): Given => ({ source, options, ports })
  const collection = await loadAs('collection', { source: sources.collection, options, ports }, (input) =>
    readCollection(input, options),
  )
  const environment = await loadScope('environment', given(sources.environment))
  const globals = await loadScope('globals', given(sources.globals))
  const data = await loadData(given(sources.iterationData))
  const cookieJar = await loadCookieJar(given(sources.cookieJar))
  return {
    collection: collection.collection,
    environment: assignVariables(environment.scope, envVar),
    globals: assignVariables(globals.scope, globalVar),
    data,
    ...(cookieJar === undefined ? {} : { cookieJar }),
    warnings: collection.warnings,
    ...(collection.document === undefined
      ? {}
      : {
          documents: {
            collection: collection.document,
            ...(environment.document === undefined ? {} : { environment: environment.document }),
            ...(globals.document === undefined ? {} : { globals: globals.document }),
          },
        }),
  }
}

/** Standard input can be read once. */
function checkStdin(sources: Readonly<Partial<Record<InputKind, Source | undefined>>>): void {
  const [first, second] = Object.entries(sources).filter(([, source]) => source === '-')
  if (!first || !second) return
  const message = `Cannot read ${second[0]} "-": standard input is the ${first[0]} already`
  throw new RunnerError('USAGE', message, { hint: 'Pass one of the two by its path' })
}

/** An input, if it was given, and how it is read. */
interface Given<S extends Source | undefined = Source | undefined> {
  readonly source: S
  readonly options: LoadOptions
  readonly ports: LoadPorts
}

interface LoadedCollection {
  readonly collection: Collection
  readonly warnings: readonly string[]
  readonly document: Documents['collection'] | undefined
}

async function readCollection(input: Input, options: LoadOptions): Promise<LoadedCollection> {
  const written = unwrapCollection(await parseJson(input))
  const isOld = isV1(written)
  const json = isOld ? await convertV1(written, input) : written
  const collection = parseCollection(json, input, options)
  return {
    collection,
    warnings: isOld ? [V1_WARNING] : [],
    document: options.documents === true ? (await import('./document.ts')).identified(json, collection) : undefined,
  }
}

interface LoadedScope {
  readonly scope: VariableScope
  readonly document?: unknown
}

async function loadScope(kind: ScopeKind, { source, options, ports }: Given): Promise<LoadedScope> {
  if (source === undefined) return { scope: { values: [] } }
  return loadAs(kind, { source, options, ports }, async (input) => {
    const document = unwrapScope(await parseJson(input), kind)
    return { scope: parseScope(document, { kind, name: input.name }, options), document }
  })
}

async function loadData({ source, options, ports }: Given): Promise<readonly DataRow[]> {
  if (source === undefined) return []
  const { parseData } = await import('./data.ts')
  return loadAs('iteration data', { source, options, ports }, (input) => parseData(input, options))
}

async function loadCookieJar({ source, options, ports }: Given): Promise<SerializedJar | undefined> {
  if (source === undefined) return undefined
  const { parseCookieJar } = await import('./cookie-jar.ts')
  return loadAs('cookie jar', { source, options, ports }, parseCookieJar)
}

async function loadAs<T>(
  kind: InputKind,
  { source, options, ports }: Given<Source>,
  parse: (input: Input) => Promise<T>,
): Promise<T> {
  const input =
    typeof source === 'string'
      ? await readText(source, kind, { ...options, ...ports })
      : givenInput(kind, { source, name: options.objectNames?.[kind] ?? '<object>' })
  try {
    return await parse(input)
  } catch (error) {
    // A stack overflow: brackets a million deep, by accident or to make us fall.
    if (!(error instanceof RangeError)) throw error
    throw refusal(input, 'it is nested too deep', { code: 'INPUT_UNREADABLE', cause: error })
  }
}

/** What a program passed takes the way of a file, so that instances of the SDK and odd objects are plain data after it. */
function givenInput(kind: InputKind, { source, name }: { readonly source: object; readonly name: string }): Input {
  try {
    const text: string | undefined = JSON.stringify(source)
    if (text !== undefined) return { kind, name, text }
  } catch (cause) {
    throw refusal({ kind, name }, 'it holds something that JSON does not know', { code: 'INPUT_NOT_JSON', cause })
  }
  throw refusal({ kind, name }, 'it is neither a path nor an object', { code: 'INPUT_NOT_JSON' })
}
