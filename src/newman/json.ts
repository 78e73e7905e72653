import type { Documents } from '../model/documents.ts'
import type { EventOf, RunEvent } from '../model/event.ts'
import type { FinalScopes } from '../model/scope.ts'
import { isFurther, marksOf } from '../report/repetitions/repetition.ts'
import type { CreateReporter } from '../report/reporter.ts'
import { type Catalogue, createCatalogue, identified } from './catalogue.ts'
import type { NewmanError } from './error.ts'
import { idOf } from './id.ts'
import { collectionJson } from './normalise.ts'
import { plainShow } from './plain.ts'
import { scopeJson } from './scope-json.ts'
import { createTranslate } from './translate.ts'
import { createTree, type Execution, type RunTree } from './tree.ts'

/**
 * Writes newman's report: `{collection, environment, globals, run}`, fields as in newman 6.2.2 `-r json`.
 * Each execution is written when its item ends, so the order of the keys is another: executions first, what needs the whole run last.
 * Without the collection file the source of scripts, saved examples and unresolved requests are left out.
 */
export const createJsonReporter: CreateReporter =
  ({ documents }) =>
  (events) =>
    writeJson(events, documents)

interface OpenRun {
  readonly start: EventOf<'run:start'>
  readonly catalogue: Catalogue
  end: EventOf<'run:end'> | undefined
  /** How many have been written. */
  executions: number
}

async function* writeJson(
  events: AsyncIterable<RunEvent>,
  documents: Documents | undefined,
): AsyncGenerator<string, void> {
  const translate = createTranslate()
  const { run: tree, note } = createTree()
  const runs: OpenRun[] = []
  let separator = '\n'
  let doneEarly: NewmanError | undefined

  yield '{"run":{"executions":['
  for await (const event of events) {
    if (event.type === 'run:start') {
      // The file is that of the first run.
      const catalogue = createCatalogue(event, runs.length === 0 ? documents?.collection : undefined)
      runs.push({ start: event, catalogue, end: undefined, executions: 0 })
    }
    const run = runs.at(-1)
    if (run === undefined) continue
    if (event.type === 'run:end') run.end = event
    for (const happening of translate(event)) {
      note(happening, plainShow(happening, run))
      if (happening.name === 'exception') doneEarly ??= happening.doneEarly
    }
    if (event.type !== 'item:end') continue
    for (const execution of tree.executions.splice(0)) {
      yield separator
      yield* writeExecution(execution)
      run.executions += 1
      separator = ',\n'
    }
  }
  yield `],\n${writeEnd({ tree, doneEarly }, runs, documents)}`
}

/** Bytes that are written in one piece. */
const SLICE = 16 * 1024

/** The body goes out in pieces: as JSON text it takes four times its size. */
function* writeExecution({ response, ...json }: Execution): Generator<string> {
  const text = JSON.stringify(json)
  if (!isResponse(response)) {
    yield text
    return
  }
  const { stream, ...rest } = response
  yield `${text.slice(0, -1)},"response":${JSON.stringify(rest).slice(0, -1)},"stream":{"type":"Buffer","data":[`
  for (let from = 0; from < stream.length; from += SLICE) {
    yield `${from === 0 ? '' : ','}${stream.subarray(from, from + SLICE).join(',')}`
  }
  yield ']}}}'
}

function isResponse(response: unknown): response is { readonly stream: Uint8Array } {
  return typeof response === 'object' && response !== null && 'stream' in response
}

interface Ending {
  readonly tree: RunTree
  /** What newman put on the summary when a script was in a loop. */
  readonly doneEarly: NewmanError | undefined
}

const NO_SCOPES: FinalScopes = Object.freeze({
  environment: { values: [] },
  globals: { values: [] },
  collection: { values: [] },
})

function writeEnd(
  { tree: { stats, timings, transfers, failures, error }, doneEarly }: Ending,
  runs: readonly OpenRun[],
  documents: Documents | undefined,
): string {
  const [first] = runs
  const last = runs.at(-1)
  const scopes = last?.end?.scopes ?? NO_SCOPES
  const started = Date.parse(first?.start.startedAt ?? '')
  const idFor = (scope: string): { readonly id: string } => ({ id: idOf(first?.start.run ?? '', scope) })
  const completed = Date.parse(last?.start.startedAt ?? '') + Math.round(last?.end?.at ?? 0)
  return `${[
    `"stats":${JSON.stringify(stats)}`,
    `"timings":${JSON.stringify({ ...timings, started, completed })}`,
    `"transfers":${JSON.stringify(transfers)}`,
    `"failures":[${failures.map((failure) => `\n${JSON.stringify(failure)}`).join(',')}]`,
    // Not newman's: it runs once.
    ...(runs.some(({ start }) => marksOf(start).length > 0)
      ? [`"repetitions":${JSON.stringify(runs.map(repetitionJson))}`]
      : []),
    `"error":${JSON.stringify(error ?? runError(last))}}`,
    // As newman serialises it.
    ...(doneEarly === undefined
      ? []
      : [`"error":${JSON.stringify({ type: 'Error', name: doneEarly.name, message: doneEarly.message })}`]),
    `"collection":${JSON.stringify(documents === undefined || first === undefined ? collectionOf(runs) : collectionJson(identified(documents.collection, first.start)))}`,
    `"environment":${JSON.stringify(scopeJson({ ...idFor('environment'), ...scopes.environment }, documents?.environment))}`,
    `"globals":${JSON.stringify(scopeJson({ ...idFor('globals'), ...scopes.globals }, documents?.globals))}}`,
  ].join(',\n')}\n`
}

/** Which of the executions are whose: they follow each other. */
function repetitionJson({ start, executions }: OpenRun): object {
  const { name, repetition, seed } = start
  return { collection: name, repetition: repetition?.number ?? 1, seed, executions }
}

/** What stopped the run, if anything did. Newman writes no report at all then. */
function runError(run: OpenRun | undefined): { readonly name: string; readonly message: string } | null {
  switch (run?.end?.reason) {
    case 'completed':
    case 'bailed':
      return null
    case 'timed-out':
      return { name: 'Error', message: 'callback timed out' }
    case 'aborted':
      return { name: 'Error', message: 'the run was aborted' }
    case undefined:
      return { name: 'Error', message: 'the run did not end' }
  }
}

/** Newman knows one collection a report; several become the folders of one. */
function collectionOf(runs: readonly OpenRun[]): object {
  const firsts = runs.filter(({ start }, i) => !isFurther(runs[i - 1]?.start, start))
  const collections = firsts.map(({ catalogue, end }) => ({
    ...catalogue.collection,
    variable: scopeJson(end?.scopes.collection ?? { values: [] })['values'],
  }))
  const [collection] = collections
  if (collections.length === 1 && collection !== undefined) return collection
  return { item: collections, info: { name: firsts.map(({ start }) => start.name).join(' + ') } }
}
