import { EventEmitter } from 'node:events'
import type { Collection, Item, VariableScope } from 'postman-collection'
import type { Documents } from '../model/documents.ts'
import type { EventOf, RunEvent } from '../model/event.ts'
import type { VariableScope as Scope } from '../model/scope.ts'
import type { BrokenReporter } from '../report/report.ts'
import { createCatalogue } from './catalogue.ts'
import type { Control } from './control.ts'
import { boundsOf, completeCursor, type NewmanCursor } from './cursor.ts'
import { type EndOptions, endError, writeFiles } from './ending.ts'
import { toError } from './error.ts'
import type { ExportFile } from './export-file.ts'
import type { ExternalReporter } from './external.ts'
import type { Happening } from './happening.ts'
import { createListeners, type Listeners, nameScriptEvents } from './listeners.ts'
import { type Moment, momentAfter } from './moment.ts'
import { loadSdk, type Sdk } from './sdk.ts'
import { createShow, type Show } from './show.ts'
import { startReporters } from './start-reporters.ts'
import { createTranslate } from './translate.ts'
import { createTree, type RunTree, type Tree } from './tree.ts'

/** What the emitter of a run is made from. */
export interface SessionInput {
  /** The collection file, parsed. Without it the collection is what the events know of it. */
  readonly collection?: unknown
  /** The files of the collections behind it in the stream. */
  readonly others?: readonly unknown[]
  readonly environment?: Scope
  readonly globals?: Scope
  /** The files that these two were loaded from, parsed. */
  readonly documents?: Pick<Documents, 'environment' | 'globals'>
  readonly iterationData?: readonly Readonly<Record<string, unknown>>[]
  /** What reporters get as `collectionRunOptions`, besides what was loaded. */
  readonly options: Readonly<Record<string, unknown>>
  readonly reporters: readonly ExternalReporter[]
  /** An emitter that somebody listens to already. */
  readonly emitter?: EventEmitter
  /** Lets listeners stop the run and hold it up. */
  readonly control?: Control
  /** What else is to be written between `beforeDone` and `done`. */
  readonly filesLeft?: () => Promise<readonly ExportFile[]>
}

/** Newman's emitter: events, and the summary that grows with the run. */
export type NewmanEmitter = EventEmitter & {
  summary?: NewmanSummary
  /** Files to write at the end. */
  exports: ExportFile[]
  /** The reporters by name. */
  reporters: Record<string, unknown>
}

/** Newman's summary. */
export interface NewmanSummary {
  readonly collection: Collection
  readonly environment: VariableScope
  readonly globals: VariableScope
  readonly run: RunTree
  /** What stopped the run, if anything did. */
  error?: Error
}

/** Newman's emitter over the events of a run. */
export interface Session {
  /** Hands the events on, each after its listeners: what they do to the run they do before it goes on. */
  readonly follow: (events: AsyncIterable<RunEvent>) => AsyncIterable<RunEvent>
  /** Once the events have ended: `beforeDone`, the files, `done`. */
  readonly finish: () => Promise<void>
  readonly emitter: NewmanEmitter
  /** Reporters that threw, once the run is over; they were not called again. */
  readonly broken: () => readonly BrokenReporter[]
}

/**
 * Makes newman's emitter over the events of a run, and starts reporters of newman on it.
 * What they push to `emitter.exports` is written between `beforeDone` and `done`.
 * Source: newman's README, "Newman run events" and "Creating your own reporter"; newman 6.2.2, observed.
 */
export function createSession(input: SessionInput): Session {
  const emitter = Object.assign(input.emitter ?? new EventEmitter(), { exports: [], reporters: {} }) as NewmanEmitter
  const listeners = createListeners(emitter)
  let open: OpenSession | undefined

  async function* follow(events: AsyncIterable<RunEvent>): AsyncGenerator<RunEvent, void> {
    const translate = createTranslate()
    let others = 0
    for await (const event of events) {
      if (event.type === 'run:start') {
        open?.sdk.adopt(createCatalogue(event, input.others?.[others++]))
        open ??= await openSession(event, { input, emitter, listeners })
      }
      if (open !== undefined) {
        open.moment = momentAfter(open.moment, event, input.iterationData ?? [])
        for (const happening of translate(event)) emit(happening, open)
        keepUp(event, open)
      }
      await input.control?.step()
      yield event
    }
  }

  async function finish(): Promise<void> {
    if (open !== undefined) await close(open)
  }

  return {
    emitter,
    broken: listeners.broken,
    follow,
    finish,
  }
}

interface Surroundings {
  readonly input: SessionInput
  readonly emitter: NewmanEmitter
  readonly listeners: Listeners
}

interface OpenSession extends Surroundings {
  readonly sdk: Sdk
  readonly show: Show
  readonly tree: Tree
  readonly summary: NewmanSummary
  readonly start: EventOf<'run:start'>
  end: EventOf<'run:end'> | undefined
  lastIteration: number
  moment: Moment
}

const NONE: Scope = Object.freeze({ values: [] })

/** The SDK is loaded, the summary made and the reporters started when the run starts. */
async function openSession(start: EventOf<'run:start'>, surroundings: Surroundings): Promise<OpenSession> {
  const { input, emitter, listeners } = surroundings
  const sdk = await loadSdk(createCatalogue(start, input.collection))
  const tree = createTree()
  const summary: NewmanSummary = {
    collection: sdk.collection,
    environment: sdk.scope(input.environment ?? NONE, input.documents?.environment),
    globals: sdk.scope(input.globals ?? NONE, input.documents?.globals),
    run: tree.run,
  }
  emitter.summary = summary
  nameScriptEvents(emitter, listeners)
  const { collection, environment, globals } = summary
  const { options, iterationData } = input
  startReporters(input.reporters, {
    ...surroundings,
    options: { ...options, collection, environment, globals, ...(iterationData !== undefined && { iterationData }) },
  })
  const open: OpenSession = {
    ...surroundings,
    sdk,
    tree,
    summary,
    start,
    show: createShow({ sdk, start, now: () => open.moment }),
    end: undefined,
    lastIteration: 0,
    moment: {
      environment: input.environment ?? NONE,
      globals: input.globals ?? NONE,
      collection: { values: sdk.variables() },
      local: NONE,
      data: {},
    },
  }
  return open
}

/** The summary first, the listeners after it. */
function emit(happening: Happening, { input, show, tree, listeners, start, sdk, summary }: OpenSession): void {
  if (happening.name === 'exception' && happening.doneEarly !== undefined) {
    summary.error ??= toError(happening.doneEarly)
    listeners.call('done', summary.error, summary)
  }
  const { error, args, shown } = show(happening)
  tree.note(happening, shown)
  const { name } = happening
  if (name === 'start') {
    tree.run.timings = { ...tree.run.timings, started: Date.parse(start.startedAt) }
    const handle: object = Object.create(input.control?.handle ?? {})
    listeners.call(name, error, { ...args, run: Object.assign(handle, { resolveCursor: resolveCursor(sdk) }) })
    return
  }
  listeners.call(name, error, args)
}

function resolveCursor({ collection }: Sdk): (cursor?: NewmanCursor) => Item | undefined {
  const items: Item[] = []
  collection.forEachItem((item) => items.push(item))
  return (cursor) => (cursor?.position === undefined ? undefined : items[cursor.position])
}

/** The scopes of the summary follow the run. */
function keepUp(event: RunEvent, open: OpenSession): void {
  const { summary } = open
  const { documents } = open.input
  if (event.type === 'iteration:end') open.lastIteration = event.iteration
  if (event.type === 'run:end') {
    open.end = event
    open.sdk.refill(summary.environment, event.scopes.environment, documents?.environment)
    open.sdk.refill(summary.globals, event.scopes.globals, documents?.globals)
  }
  if (event.type !== 'mutation' || (event.scope !== 'environment' && event.scope !== 'globals')) return
  const scope = summary[event.scope]
  if (event.value === undefined) scope.unset(event.name)
  else scope.set(event.name, event.value, undefined as never)
}

async function close(open: OpenSession): Promise<void> {
  const { input, emitter, listeners, summary, tree, start, end, lastIteration } = open
  const completed = Date.parse(start.startedAt) + Math.round(end?.at ?? 0)
  tree.run.timings = { ...tree.run.timings, completed }
  const bounds = boundsOf(start)
  const cursor = completeCursor(bounds, { position: Math.max(0, bounds.length - 1), iteration: lastIteration })
  listeners.call('beforeDone', null, { cursor, summary })
  emitter.exports.push(...((await input.filesLeft?.()) ?? []))
  const failed = await writeFiles(emitter.exports, new Date(completed))
  const error = endError(end?.reason ?? 'aborted', endOptions(open)) ?? failed
  if (error !== undefined) summary.error = error
  listeners.call('done', error ?? null, summary)
}

function endOptions({ input, start, tree }: OpenSession): EndOptions {
  return {
    isAsked: input.control?.signal.aborted === true,
    isFatal: start.bail === 'folder' || input.options['abortOnFailure'] === true,
    last: tree.run.failures.at(-1)?.error,
  }
}
