import type { Item } from 'postman-collection'
import type { EventOf } from '../model/event.ts'
import { type NewmanError, toError } from './error.ts'
import { failureJson } from './failure.ts'
import type { Happening, ItemRef, ScriptExecution } from './happening.ts'
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

/** Errors of requests are Error objects, those of scripts are serialised, those of assertions are plain: as in newman. */
export function createShow(sdk: Sdk, start: EventOf<'run:start'>): Show {
  /** The item of a pm.sendRequest is the same in `beforeRequest` and `request`. */
  let made: { readonly id: string; readonly item: Item } | undefined

  function itemOf(ref: ItemRef): Item {
    if (ref.kind === 'item') return sdk.item(ref)
    if (made?.id !== ref.id) made = { id: ref.id, item: sdk.item(ref) }
    return made.item
  }

  return (happening) => {
    const { cursor } = happening
    const item = 'item' in happening ? itemOf(happening.item) : undefined
    const own = item === undefined ? {} : argsOf(happening, item, { sdk, start })
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

type WithItem = Extract<Happening, { readonly item: ItemRef }>

/** What stands beside the cursor. Order and names are newman's. */
function argsOf(
  happening: Happening,
  item: Item,
  { sdk, start }: { readonly sdk: Sdk; readonly start: EventOf<'run:start'> },
): Readonly<Record<string, unknown>> {
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
      return { executions: executionsOf(shown, item, { sdk, start }), item }
    case 'beforeScript': {
      const { script, event } = sdk.script(item, shown.script)
      return { script, event, item }
    }
    case 'script': {
      const { script, event } = sdk.script(item, shown.script)
      return { execution: resultOf(shown.execution), script, event, item }
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
 * One for each script of the phase: those that did not run have nothing but their event, and are left out when the run ends there.
 * Errors are serialised, without frames.
 */
function executionsOf(
  { name, executions }: Extract<Happening, { readonly name: 'prerequest' | 'test' }>,
  item: Item,
  { sdk, start }: { readonly sdk: Sdk; readonly start: EventOf<'run:start'> },
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
  const rest = sdk.events(item, name).filter((event) => !ran.some((each) => each.event === event))
  return [...ran, ...rest.map((event) => ({ event }))]
}

function resultOf({ nextRequest }: ScriptExecution): object {
  return { return: nextRequest === undefined ? {} : { nextRequest } }
}

function consoleArgs({ level, values }: Extract<Happening, { readonly name: 'console' }>): object {
  return { level, messages: values }
}

function exceptionArgs(happening: Happening): object {
  if (happening.name !== 'exception') return {}
  const { thrown } = happening
  // What a script threw was no error: it is told as it was.
  return { error: thrown.name === undefined ? thrown : toError(thrown) }
}

function errorOf(happening: Happening, start: EventOf<'run:start'>): unknown {
  const { error } = happening
  if (error === undefined || happening.name === 'assertion') return error
  return happening.name === 'script' ? failureJson(happening, start) : toError(error)
}

/** What `throw null` and the like leave. */
const NOTHING: readonly string[] = Object.freeze(['null', 'undefined', 'false'])

function thrownOf(assertion: EventOf<'assertion'>): NewmanError | null {
  if (assertion.outcome !== 'failed') return null
  const { error, message } = assertion.failure
  const { lacks, showDiff: _, operator: __, ...known } = error ?? { name: 'AssertionError', message }
  if (lacks === undefined) return { type: 'Error', ...known }
  if (lacks === 'message' && NOTHING.includes(known.message)) return null
  return { ...(lacks === 'stack' && { name: known.name }), message: known.message }
}
