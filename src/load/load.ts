import { RunnerError } from '../errors.ts'
import type { Collection, Variable } from '../model/collection.ts'
import type { VariableScope } from '../model/scope.ts'
import { parseCollection } from './collection.ts'
import type { DataRow } from './data.ts'
import { assignVariables, parseScope, type ScopeKind } from './environment.ts'
import { type Input, type InputKind, refusal } from './input.ts'
import { parseJson } from './json.ts'
import { readText } from './read.ts'

/** A path, an http(s) URL, `-` for standard input, or what such a file holds, already parsed. */
type Source = string | object

/** Where the inputs of a run come from. Part of RunOptions, but that a program may pass objects. */
export interface LoadSources {
  readonly collection: Source
  readonly environment?: Source
  readonly globals?: Source
  readonly iterationData?: Source
  /** Set on the environment after loading. */
  readonly envVar?: readonly Variable[]
  /** Set on the globals after loading. */
  readonly globalVar?: readonly Variable[]
}

/** All that a run needs. Without iteration data `data` is empty: one iteration without a row. */
export interface Loaded {
  readonly collection: Collection
  readonly environment: VariableScope
  readonly globals: VariableScope
  readonly data: readonly DataRow[]
}

/**
 * Reads and checks the inputs of a run, one after the other, so that of several faults always the same is reported.
 * Throws only RunnerError: INPUT_UNREADABLE, INPUT_NOT_JSON, INPUT_NOT_CSV, COLLECTION_INVALID, COLLECTION_VERSION,
 * ENVIRONMENT_INVALID, DATA_INVALID, and USAGE when two inputs are to come from standard input.
 */
export async function load(sources: LoadSources): Promise<Loaded> {
  const { collection, environment, globals, iterationData, envVar = [], globalVar = [] } = sources
  checkStdin({ collection, environment, globals, 'iteration data': iterationData })
  return {
    collection: await loadAs('collection', collection, async (input) => parseCollection(await parseJson(input), input)),
    environment: assignVariables(await loadScope('environment', environment), envVar),
    globals: assignVariables(await loadScope('globals', globals), globalVar),
    data: await loadData(iterationData),
  }
}

/** Standard input can be read once. */
function checkStdin(sources: Readonly<Record<InputKind, Source | undefined>>): void {
  const [first, second] = Object.entries(sources).filter(([, source]) => source === '-')
  if (!first || !second) return
  const message = `Cannot read ${second[0]} "-": standard input is the ${first[0]} already`
  throw new RunnerError('USAGE', message, { hint: 'Pass one of the two by its path' })
}

async function loadScope(kind: ScopeKind, source: Source | undefined): Promise<VariableScope> {
  if (source === undefined) return { values: [] }
  return loadAs(kind, source, async (input) => parseScope(await parseJson(input), { kind, name: input.name }))
}

async function loadData(source: Source | undefined): Promise<readonly DataRow[]> {
  if (source === undefined) return []
  const { parseData } = await import('./data.ts')
  return loadAs('iteration data', source, parseData)
}

async function loadAs<T>(kind: InputKind, source: Source, parse: (input: Input) => Promise<T>): Promise<T> {
  const input = typeof source === 'string' ? await readText(source, kind) : givenInput(kind, source)
  try {
    return await parse(input)
  } catch (error) {
    // A stack overflow: brackets a million deep, by accident or to make us fall.
    if (!(error instanceof RangeError)) throw error
    throw refusal(input, 'it is nested too deep', { code: 'INPUT_UNREADABLE', cause: error })
  }
}

/** What a program passed takes the way of a file, so that instances of the SDK and odd objects are plain data after it. */
function givenInput(kind: InputKind, source: object): Input {
  const name = '<object>'
  try {
    const text: string | undefined = JSON.stringify(source)
    if (text !== undefined) return { kind, name, text }
  } catch (cause) {
    throw refusal({ kind, name }, 'it holds something that JSON does not know', { code: 'INPUT_NOT_JSON', cause })
  }
  throw refusal({ kind, name }, 'it is neither a path nor an object', { code: 'INPUT_NOT_JSON' })
}
