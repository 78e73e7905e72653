import type { Cursor, EndReason, EventOf, RunEvent } from '../model/event.ts'
import type { KnowsFailure } from '../model/failure.ts'
import type { EngineOptions } from '../model/options.ts'
import type { FinalScopes, Scopes, VariableScope } from '../model/scope.ts'
import { first, next } from '../plan/cursor.ts'
import type { Plan } from '../plan/plan.ts'
import { type LastEnd, runAttempts } from './attempts.ts'
import type { Finding } from './check.ts'
import { createNoteSkew } from './clock-skew.ts'
import { type Carried, type ItemEnd, itemContext, type RunContext } from './context.ts'
import type { Made } from './natives.ts'
import type { Ports } from './ports.ts'
import { runRequest } from './run-request.ts'
import { dataScope } from './scopes.ts'

/** What a run needs besides plan and ports. */
export interface RunSettings {
  /** Names this run in a stream that several share. */
  readonly run: string
  readonly options: EngineOptions
  /** From 1. */
  readonly iterations: number
  /** Those that run, from 0, ascending; default all. */
  readonly only?: readonly number[]
  /** Row i belongs to iteration i; when there are fewer rows the last repeats. */
  readonly data: readonly Readonly<Record<string, unknown>>[]
  readonly environment: VariableScope
  readonly globals: VariableScope
  readonly collectionVariables: VariableScope
  /** What was found before the run, to be told at its end. Default none. */
  readonly findings?: readonly Finding[]
  /** Failures that do not end the run with `bail`. Default none. */
  readonly knows?: KnowsFailure
  /** Stops the run: exchanges and scripts end at once, `run:end` says `aborted`. */
  readonly signal: AbortSignal
}

/**
 * Runs a plan: every effect through the ports, everything that happens as an event. Never throws for what a collection, a script
 * or a server does; `run:end` is always the last event.
 */
export async function* run(plan: Plan, ports: Ports, settings: RunSettings): AsyncGenerator<RunEvent, void> {
  const startedAt = ports.clock.now()
  const now = (): number => ports.clock.now() - startedAt
  const { run: id, options, iterations } = settings
  const stop = stopSignal(settings, ports)
  let exchanges = 0
  const context: RunContext = {
    run: id,
    ports,
    options,
    iterations,
    signal: stop.signal,
    now,
    find: (id) => plan.items[plan.byId.get(id) ?? plan.byName.get(id) ?? -1] ?? find(plan.others, id),
    runRequest,
    noteSkew: createNoteSkew(ports.clock),
    knows: settings.knows,
    nextExchange: () => exchanges++,
  }

  try {
    yield {
      type: 'run:start',
      run: id,
      at: now(),
      schema: 1,
      startedAt: new Date(ports.clock.epoch()).toISOString(),
      name: plan.name,
      iterations,
      outline: plan.outline,
      scopes: {
        environment: settings.environment,
        globals: settings.globals,
        collection: settings.collectionVariables,
      },
      ...(plan.description !== undefined && { description: plan.description }),
      ...(plan.source !== undefined && { source: plan.source }),
      ...(options.bail !== undefined && { bail: options.bail }),
    }

    let carried: Carried = { scopes: initialScopes(settings), made: new Map() }
    let reason: EndReason = 'completed'
    const flaky: Cursor[] = []
    for (const iteration of settings.only ?? Array(iterations).keys()) {
      if (stop.signal.aborted || reason !== 'completed') break
      const row = settings.data[iteration] ?? settings.data.at(-1)
      yield { type: 'iteration:start', run: id, at: now(), iteration, ...(row && { data: row }) }
      const scopes = { ...carried.scopes, data: dataScope(row) }
      const ended = yield* runIteration(plan, { iteration, carried: { ...carried, scopes } }, context)
      carried = ended.carried
      flaky.push(...ended.flaky)
      if (ended.didBail) reason = 'bailed'
      yield { type: 'iteration:end', run: id, at: now(), iteration }
    }

    if (options.retries?.failOnFlaky === true) {
      for (const cursor of flaky) yield { type: 'finding', run: id, at: now(), ...flakyFinding(cursor) }
    }
    if (stop.signal.aborted) reason = stop.reason()
    for (const finding of settings.findings ?? []) yield { type: 'finding', run: id, at: now(), ...finding }
    const cookies = await ports.cookies.all()
    yield { type: 'run:end', run: id, at: now(), reason, scopes: finalScopes(carried), cookies }
  } finally {
    stop.dispose()
  }
}

interface IterationStart {
  readonly iteration: number
  readonly carried: Carried
}

interface IterationEnd {
  readonly carried: Carried
  /** The attempts that passed after others had failed. */
  readonly flaky: readonly Cursor[]
  readonly didBail: boolean
}

/** Moves the cursor over the plan until it ends, a script ends it, a failure bails or the run is stopped. */
async function* runIteration(
  plan: Plan,
  { iteration, carried: start }: IterationStart,
  context: RunContext,
): AsyncGenerator<RunEvent, IterationEnd> {
  const visits = new Map<string, number>()
  const flaky: Cursor[] = []
  let carried = start
  let position = first(plan)
  while (position !== undefined && !context.signal.aborted) {
    const item = plan.items[position]
    if (item === undefined) break
    const visit = visits.get(item.id) ?? 0
    visits.set(item.id, visit + 1)
    const cursor = { iteration, position, visit, itemId: item.id, itemName: item.name }
    const ended: LastEnd = yield* runAttempts(carried, (attempt) =>
      itemContext(attempt === 0 ? context : withoutDelay(context), item, { ...cursor, attempt }),
    )
    carried = ended
    if (ended.flakyAt !== undefined) flaky.push(ended.flakyAt)
    if (bails(ended, context.options.bail)) return { carried, flaky, didBail: true }
    position = next(plan, position, ended.jump)
  }
  return { carried, flaky, didBail: false }
}

/** An attempt has a wait of its own. */
function withoutDelay(context: RunContext): RunContext {
  return { ...context, options: { ...context.options, delayRequestMs: 0 } }
}

function bails({ didAssertionFail, didError }: ItemEnd, bail: EngineOptions['bail']): boolean {
  return bail !== undefined && (didError || (bail === 'failure' && didAssertionFail))
}

function flakyFinding({ itemName, attempt, iteration }: Cursor): Pick<EventOf<'finding'>, 'failure' | 'severity'> {
  const place = iteration === 0 ? '' : ` in iteration ${iteration + 1}`
  const message = `"${itemName}" is flaky: it passed at attempt ${attempt + 1} only${place}`
  const hint = 'Look at the attempts that failed; without --fail-on-flaky it is reported and fails nothing'
  return { failure: { code: 'ITEM_FLAKY', message, hint }, severity: 'error' }
}

interface Stop {
  readonly signal: AbortSignal
  readonly reason: () => EndReason
  readonly dispose: () => void
}

/** One signal for both ways to stop a run: the user's signal and the run's own timeout. */
function stopSignal({ signal, options }: RunSettings, ports: Ports): Stop {
  const timeout = new AbortController()
  const over = new AbortController()
  if (options.timeoutMs > 0) {
    void ports.clock.sleep(options.timeoutMs, over.signal).then(() => {
      if (!over.signal.aborted) timeout.abort()
    })
  }
  return {
    signal: AbortSignal.any([signal, timeout.signal]),
    reason: () => (signal.aborted ? 'aborted' : 'timed-out'),
    dispose: () => over.abort(),
  }
}

function initialScopes({ environment, globals, collectionVariables }: RunSettings): Scopes {
  return { local: { values: [] }, data: { values: [] }, environment, collection: collectionVariables, globals }
}

/** What producers made is left out: it is good for one attempt, and nobody asked to keep it. */
function finalScopes({ scopes, made }: { readonly scopes: Scopes; readonly made: Made }): FinalScopes {
  const values = scopes.environment.values.filter(({ key, value }) => made.get(key)?.value !== value || !made.has(key))
  return { environment: { ...scopes.environment, values }, globals: scopes.globals, collection: scopes.collection }
}

/** By id, else by name: the last of several, as for setNextRequest. */
function find(items: Plan['items'], id: string): Plan['items'][number] | undefined {
  return items.find((item) => item.id === id) ?? items.findLast((item) => item.name === id)
}
