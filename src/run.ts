import { refuseUnmatched } from './check/unmatched.ts'
import type { Engine } from './engine-job.ts'
import { RunnerError } from './errors.ts'
import { withCertificates } from './load/certificates.ts'
import type { DataRow } from './load/data.ts'
import type { Collection } from './model/collection.ts'
import type { Config } from './model/config.ts'
import type { Documents } from './model/documents.ts'
import type { RunEvent } from './model/event.ts'
import type { VariableScope } from './model/scope.ts'
import { ownEngine } from './own-engine.ts'
import type { Named } from './plan/match.ts'
import { ordersOf } from './plan/orders.ts'
import { type Plan, plan } from './plan/plan.ts'
import { type Repetition, repeated } from './repetitions.ts'
import type { ExportSource } from './report/export/export.ts'
import { keep } from './report/export/keep.ts'
import { givenSecrets, knownSecrets } from './report/known-secrets.ts'
import type { SecretPolicy } from './report/redact.ts'
import { withInstability } from './report/repetitions/instability.ts'
import { emptySummary, summarize, summaryOf } from './report/summarize.ts'
import type { Summary } from './report/summary.ts'
import { type RunInput, withConfig, withDefaults } from './run-input.ts'
import { loadAll } from './run-load.ts'
import { inSequence } from './units/sequence.ts'

/** A run that is loaded and planned, and starts when its events are read. */
export interface PreparedRun {
  /** Name of the collection. */
  readonly name: string
  /** All its repetitions, one after the other. Read once; sockets and scripts are released when it ends or is left. Unmasked. */
  readonly events: AsyncIterable<RunEvent>
  /** What is known to be secret: before the run starts, and by now. */
  readonly secrets: Omit<SecretPolicy, 'show'>
  /** Texts for the user that arose while loading. */
  readonly warnings: readonly string[]
  /** Each of them for itself; read instead of `events`. One, if it is not to be repeated. */
  readonly repetitions: readonly PlannedRepetition[]
  /** What the run left, the last one of several, for `writeExports`; undefined before its end, and if `load.documents` was not asked for. Unmasked. */
  readonly left: () => Promise<ExportSource | undefined>
  /** All requests of the collection, selected or not: checks of the configuration have to mean some of them. */
  readonly requests: readonly Named[]
  /** What the run starts from: reporters of newman are given it. Unmasked. */
  readonly inputs: RunInputs
  readonly collection: Collection
  readonly plan: Plan
  readonly iterations: number
  /** Do its iterations know nothing of each other. */
  readonly isDivisible: boolean
}

/** One of the runs that a collection is repeated in, and its order. */
export interface PlannedRepetition extends Repetition {
  readonly plan: () => Plan
}

/** What a run starts from. */
export interface RunInputs {
  /** The collection as JSON, if `load.documents` asked for it. */
  readonly collection?: object
  /** All inputs as JSON, if asked for. */
  readonly documents?: Documents
  readonly environment: VariableScope
  readonly globals: VariableScope
  /** Rows, if there is a source of them. */
  readonly iterationData?: readonly DataRow[]
}

export type { RunInput }

/** A run of the library: its events, and its summary at the end. */
export interface Run extends AsyncIterable<RunEvent> {
  /** Resolves when the run is over. Reading it runs the collection if nobody reads the events. */
  readonly summary: Promise<Summary>
}

/**
 * Runs a collection: iterate over the events, await the summary, or both.
 * Input that cannot be used rejects with RunnerError; what goes wrong in the run is in events and summary.
 */
export function run(input: RunInput, signal: AbortSignal = new AbortController().signal): Run {
  const prepared = prepareAlone(input, signal)
  let isRead = false
  let settle: Settle = { resolve: () => {}, reject: () => {} }
  const summary = new Promise<Summary>((resolve, reject) => {
    settle = { resolve, reject }
  })
  // Whoever reads events or summary gets the rejection; without a reader it must not end the process.
  prepared.catch(() => {})
  summary.catch(() => {})

  async function* events(): AsyncGenerator<RunEvent, void> {
    if (isRead) throw new Error('The events of a run can be read once')
    isRead = true
    let state = emptySummary
    try {
      const { events: source, repetitions } = await prepared
      for await (const event of repetitions.length > 1 ? withInstability(source) : source) {
        state = summarize(state, event)
        yield event
      }
    } catch (error) {
      settle.reject(error)
      throw error
    } finally {
      settle.resolve(summaryOf(state))
    }
  }

  async function drain(): Promise<void> {
    try {
      await prepared
    } catch (error) {
      return settle.reject(error)
    }
    // Loading took a while: who wanted to iterate does so by now.
    if (isRead) return
    for await (const _ of events());
  }

  return {
    [Symbol.asyncIterator]: events,
    get summary() {
      drain().catch(() => {})
      return summary
    },
  }
}

interface Settle {
  readonly resolve: (summary: Summary) => void
  readonly reject: (error: unknown) => void
}

async function prepareAlone(input: RunInput, signal: AbortSignal): Promise<PreparedRun> {
  const prepared = await prepare(input, signal)
  refuseUnmatched(input.config?.checks ?? [], prepared.requests)
  return prepared
}

/** Loads and plans a run. Throws RunnerError for input that cannot be used. */
export async function prepare(
  input: RunInput,
  signal: AbortSignal,
  engine: Engine = ownEngine(),
): Promise<PreparedRun> {
  const options = withConfig(withDefaults(input))
  const http = await withCertificates(options.http, options.certificates)
  const { loaded, supply, checks } = await loadAll(options, http, signal)
  const { collection, environment, globals, data, warnings, documents } = loaded
  const script = { ...options.script, ...supply }
  const planned = plan(collection, options.folder, {
    repeats: options.engine.repeatsSelected === true,
    ...(options.filter && { filter: options.filter }),
    ...(options.config?.tags && { tags: options.config.tags }),
  })
  const iterations = options.iterationCount ?? Math.max(1, data.length)
  const { onlyIterations } = options
  refuseBeyond(onlyIterations, iterations)
  const kept = documents === undefined ? undefined : keep()
  const orders = ordersOf(collection, planned, {
    seed: options.shuffleSeed,
    ordered: options.config?.ordered ?? [],
  })
  const { all, isDivisible, cookieJar, vaulted } = repeated(
    (index, stopping) =>
      engine({ options: { ...options, script }, loaded, plan: orders.plan(index), iterations, http, checks }, stopping),
    {
      count: options.repeat ?? 1,
      iterations,
      isSequential: onlyIterations !== undefined || isSequential(collection.name, options.config),
      seed: options.shuffleSeed,
      signal,
    },
  )
  const watch = (events: AsyncIterable<RunEvent>): AsyncIterable<RunEvent> => kept?.watch(events) ?? events
  const repetitions = all.map(({ events, byCrew }, index) => ({
    plan: () => orders.plan(index),
    events: watch(events),
    byCrew: (...how: Parameters<typeof byCrew>) => watch(byCrew(...how)),
  }))

  async function left(): Promise<ExportSource | undefined> {
    const scopes = kept?.scopes()
    if (kept === undefined || documents === undefined || scopes === undefined) return undefined
    return { documents, scopes, cookieJar: await cookieJar(), ranScripts: kept.ranScripts }
  }

  return {
    name: collection.name,
    events: inSequence(
      repetitions.map(({ events }) => events),
      ['bailed', 'aborted'],
    ),
    repetitions,
    collection,
    plan: planned,
    iterations,
    isDivisible,
    warnings: [...warnings, ...orders.warnings],
    left,
    requests: [...planned.items, ...planned.others],
    inputs: {
      environment,
      globals,
      ...(options.iterationData !== undefined && { iterationData: data }),
      ...(documents !== undefined && { collection: documents.collection, documents }),
    },
    secrets: {
      ...knownSecrets({
        variables: [...environment.values, ...globals.values, ...collection.variables],
        data,
        named: options.secrets ?? [],
        vault: supply.vault,
        config: options.config ?? {},
        given: givenSecrets({ http, ...(options.load && { load: options.load }) }),
      }),
      born: vaulted,
    },
  }
}

function refuseBeyond(only: readonly number[] = [], iterations: number): void {
  const beyond = only.find((iteration) => iteration >= iterations)
  if (beyond === undefined) return
  throw new RunnerError(
    'USAGE',
    `Cannot run iteration ${beyond + 1}: there ${iterations === 1 ? 'is' : 'are'} ${iterations}`,
    {
      hint: 'Choose others with --only-iterations, or give --iteration-count',
    },
  )
}

/** Iterations that hand something on stay together. */
function isSequential(name: string, { sequential = [] }: Config = {}): boolean {
  return sequential === true || sequential.includes(name)
}
