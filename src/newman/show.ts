import type { CookieList, Item } from 'postman-collection'
import { isRecord } from '../load/plain.ts'
import type { EventOf } from '../model/event.ts'
import { thrownValue, toError } from './error.ts'
import { createExecution, type Exchanged, executionId } from './execution.ts'
import { failureJson } from './failure.ts'
import type { Happening, ItemRef, ScriptExecution } from './happening.ts'
import type { Moment } from './moment.ts'
import type { Sdk } from './sdk.ts'
import type { Shown } from './tree.ts'

/** A happening as listeners get it: the first argument, the second, and what the summary keeps. */
interface ShownHappening {
  readonly error: unknown
  readonly args: Readonly<Record<string, unknown>>
  readonly shown: Shown
}

/** Shows a happening with objects of the SDK. */
export type Show = (happening: Happening) => ShownHappening

/** What a happening is shown with. */
export interface ShowContext {
  readonly sdk: Sdk
  readonly start: EventOf<'run:start'>
  /** The variables as they are now. */
  readonly now: () => Moment
}

/** Errors of requests are Error objects, those of scripts are serialised, those of assertions are plain: as in newman. */
export function createShow({ sdk, start, now }: ShowContext): Show {
  /** The item of a pm.sendRequest is the same in `beforeRequest` and `request`. */
  let made: { readonly id: string; readonly item: Item } | undefined

  function itemOf(ref: ItemRef): Item {
    if (ref.kind === 'item') return sdk.item(ref)
    if (made?.id !== ref.id) made = { id: ref.id, item: sdk.item(ref) }
    return made.item
  }

  /** Of the item that runs. */
  let exchanged: Exchanged = {}
  /** A phase ends with the executions that its scripts ended with. */
  const executions = new WeakMap<ScriptExecution, object>()

  function executionOf({ execution, cursor }: ScriptHappening, item: Item): object {
    const said = { ...cursor, execution: executionId(cursor, execution.script) }
    const shown = createExecution(execution, { cursor: said, item, exchanged, moment: now() }, sdk)
    executions.set(execution, shown)
    return shown
  }

  const context = { sdk, start, executionOf, ran: (execution: ScriptExecution) => executions.get(execution) }

  return (happening) => {
    const { cursor } = happening
    const item = 'item' in happening ? itemOf(happening.item) : undefined
    const own = item === undefined ? {} : argsOf(happening, item, context)
    if (happening.name === 'beforeItem') exchanged = {}
    if (happening.name === 'request' && happening.item.kind === 'item') exchanged = exchangedOf(own)
    const error = errorOf(happening, start)
    const failure = failureJson(happening, start)
    return {
      error: error ?? null,
      args: {
        cursor,
        ...own,
        ...(happening.name === 'console' && consoleArgs(happening)),
        ...exceptionArgs(happening),
      },
      shown: {
        ...own,
        ...settledRequest(happening, sdk),
        ...(item !== undefined && { item, ...(happening.name !== 'request' && { parent: item.parent() }) }),
        ...(error !== undefined && { error, failure }),
      },
    }
  }
}

type ScriptHappening = Extract<Happening, { readonly name: 'script' }>

interface ArgsContext extends Pick<ShowContext, 'sdk' | 'start'> {
  readonly executionOf: (happening: ScriptHappening, item: Item) => object
  readonly ran: (execution: ScriptExecution) => object | undefined
}

type WithItem = Extract<Happening, { readonly item: ItemRef }>

/** What stands beside the cursor. Order and names are newman's. */
function argsOf(happening: Happening, item: Item, context: ArgsContext): Readonly<Record<string, unknown>> {
  const { sdk } = context
  const shown = happening as WithItem
  switch (shown.name) {
    case 'beforeItem':
    case 'item':
      return { item }
    case 'beforePrerequest':
      return { events: sdk.events(item, 'prerequest'), item }
    case 'beforeTest':
      return { events: sdk.events(item, 'test'), item }
    case 'prerequest':
    case 'test':
      return { executions: executionsOf(shown, item, context), item }
    case 'beforeScript': {
      const { script, event } = sdk.script(item, shown.script)
      return { script, event, item }
    }
    case 'script': {
      const { script, event } = sdk.script(item, shown.script)
      return { execution: context.executionOf(shown, item), script, event, item }
    }
    case 'beforeRequest':
      return { request: shown.request === undefined ? item.request : sdk.request(shown.request, shown.item), item }
    case 'request':
      return { ...requestArgs(shown, item, sdk) }
    case 'assertion': {
      const { name: assertion, outcome } = shown.assertion
      return { assertion, skipped: outcome === 'skipped', error: thrownOf(shown.assertion), item }
    }
  }
}

function requestArgs(
  { request, answer, cookies = [], item: ref }: Extract<Happening, { readonly name: 'request' }>,
  item: Item,
  sdk: Sdk,
): Readonly<Record<string, unknown>> {
  return {
    response: answer && sdk.response(answer),
    request: request === undefined ? item.request : sdk.request(request, ref),
    item,
    cookies: answer === undefined && cookies.length === 0 ? [] : sdk.cookies(answer?.cookies ?? cookies),
    history: answer?.history,
  }
}

function settledRequest(happening: Happening, sdk: Sdk): Pick<Shown, 'request'> {
  if (happening.name !== 'request' || happening.settled === undefined) return {}
  return { request: sdk.request(happening.settled, happening.item) }
}

/**
 * One for each event of the phase, in order: those that did not run have nothing but their event, and are left out when the run ends there.
 * Errors are serialised, without frames.
 */
function executionsOf(
  { name, executions }: Extract<Happening, { readonly name: 'prerequest' | 'test' }>,
  item: Item,
  { sdk, start, ran: resultOf }: ArgsContext,
): readonly unknown[] {
  const ran = executions.map((execution) => {
    const { error } = execution
    return {
      ...sdk.script(item, execution.script),
      result: resultOf(execution),
      ...(error && { error: { ...error, stacktrace: [] } }),
    }
  })
  if (start.bail !== undefined && executions.some(({ error }) => error !== undefined)) return ran
  const events = sdk.events(item, name)
  const strays = ran.filter(({ event }) => event === undefined || !events.includes(event))
  return [...strays, ...events.map((event) => ran.find((each) => each.event === event) ?? { event })]
}

/** A script has the cookies as a list of JavaScript's. */
function exchangedOf({ request, response, cookies }: Readonly<Record<string, unknown>>): Exchanged {
  return { request, response, cookies: Array.isArray(cookies) ? cookies : (cookies as CookieList).all() }
}

function consoleArgs({ level, values }: Extract<Happening, { readonly name: 'console' }>): object {
  return { level, messages: values }
}

function exceptionArgs(happening: Happening): object {
  if (happening.name !== 'exception') return {}
  return { error: happening.thrown }
}

function errorOf(happening: Happening, start: EventOf<'run:start'>): unknown {
  const { error } = happening
  if (error === undefined || happening.name === 'assertion') return error
  return happening.name === 'script' ? failureJson(happening, start) : toError(error)
}

/** What `throw null` and the like leave. */
const NOTHING: readonly string[] = Object.freeze(['null', 'undefined', 'false'])

function thrownOf(assertion: EventOf<'assertion'>): unknown {
  if (assertion.outcome !== 'failed') return null
  const { error, message } = assertion.failure
  const { lacks, thrown, showDiff: _, operator: __, ...known } = error ?? { name: 'AssertionError', message }
  if (isRecord(thrown)) return thrown
  if (lacks === undefined) return { type: 'Error', ...known }
  if (lacks === 'message' && NOTHING.includes(known.message)) return null
  if (lacks === 'message') return thrownValue(known.message, thrown)
  return { ...(lacks === 'stack' && { name: known.name }), message: known.message }
}
