import type { Cursor, EventOf, Failure, OutlineEntry } from '../model/event.ts'
import { type Exchange, exchangesOf, type ItemEvents, select } from '../report/item-events.ts'
import { type NewmanRequest, newmanRequest } from './request.ts'

/** One entry of `run.executions`, and the body that belongs into its `response.stream`. */
export interface Execution {
  readonly json: {
    readonly cursor: NewmanCursor
    readonly item: NewmanItem
    readonly id: string
    readonly request?: NewmanRequest
    readonly requestError?: NewmanError
    readonly assertions?: readonly unknown[]
    readonly prerequestScript?: readonly unknown[]
    readonly testScript?: readonly unknown[]
  }
  readonly response?: { readonly json: object; readonly body: Uint8Array }
}

/** An item as far as events know it: its scripts and saved examples are missing, its request is resolved. */
export interface NewmanItem {
  readonly id: string
  readonly name: string
  readonly description?: { readonly content: string; readonly type: 'text/plain' }
  readonly request?: NewmanRequest
  readonly response: readonly never[]
}

/** Newman's cursor. `ref` and `httpRequestId` name the same things as newman's random ones, but are the same in every report of a run. */
export interface NewmanCursor {
  readonly position: number
  readonly iteration: number
  readonly length: number
  readonly cycles: number
  readonly empty: boolean
  readonly eof: boolean
  readonly bof: boolean
  readonly cr: boolean
  readonly ref: string
  readonly httpRequestId?: string
}

/** An error in newman's reports. */
export interface NewmanError {
  readonly name: string
  readonly message: string
  readonly stack?: string
  readonly code?: string
}

/**
 * Writes what an item did: one entry an exchange, so that none is lost (newman repeats the last one instead).
 * What belongs to the item as a whole, assertions and script errors, is in the last entry of the item's own exchange.
 * An item that failed before it could send has one entry without a request; a skipped one has none.
 */
export function newmanExecutions(
  events: ItemEvents,
  end: EventOf<'item:end'>,
  start: EventOf<'run:start'>,
): readonly Execution[] {
  const item = newmanItem(events, end.cursor, start)
  const cursor = newmanCursor(end.cursor, start)
  const id = end.cursor.itemId
  const exchanges = exchangesOf(events)
  const main = exchanges.findLast(({ request }) => request.source === 'item')
  const executions = exchanges.map((exchange): Execution => {
    const execution = executionOf(exchange, { cursor, item, id })
    return exchange === main ? { ...execution, json: { ...execution.json, ...newmanChecks(events) } } : execution
  })
  if (main !== undefined || end.outcome !== 'failed') return executions
  const requestError = end.failure === undefined ? {} : { requestError: newmanError(end.failure) }
  return [...executions, { json: { cursor, item, id, ...requestError, ...newmanChecks(events) } }]
}

function executionOf({ request, end }: Exchange, base: Pick<Execution['json'], 'cursor' | 'item' | 'id'>): Execution {
  const id = `${request.run}-${request.exchange}`
  const json = {
    ...base,
    cursor: { ...base.cursor, httpRequestId: id },
    request: newmanRequest(request.request, request.wire),
  }
  if (end === undefined) return { json }
  if (end.type === 'request:failed') return { json: { ...json, requestError: newmanError(end.failure) } }
  return { json, response: { json: newmanResponse(end, id), body: end.response.body } }
}

/** Writes an item: the request is the first that it sent itself. */
export function newmanItem(events: ItemEvents, cursor: Cursor, start: EventOf<'run:start'>): NewmanItem {
  const entry: OutlineEntry | undefined = start.outline.find(({ id }) => id === cursor.itemId)
  const sent = select(events, 'request').find(({ source }) => source === 'item')
  return {
    id: cursor.itemId,
    name: cursor.itemName,
    ...newmanDescription(entry?.description),
    ...(sent !== undefined && { request: newmanRequest(sent.request, sent.wire) }),
    response: [],
  }
}

/** Writes a description as postman-collection does. */
export function newmanDescription(content: string | undefined): Pick<NewmanItem, 'description'> {
  return content === undefined || content === '' ? {} : { description: { content, type: 'text/plain' } }
}

/** Writes a cursor. `length` counts the items of the whole collection; events do not say which of them were selected. */
export function newmanCursor(cursor: Cursor, start: EventOf<'run:start'>): NewmanCursor {
  const { iteration, position, visit, attempt } = cursor
  const length = start.outline.filter(({ kind }) => kind === 'item').length
  return {
    position,
    iteration,
    length,
    cycles: start.iterations,
    empty: length === 0,
    eof: iteration === start.iterations - 1 && position === length - 1,
    bof: iteration === 0 && position === 0,
    cr: iteration > 0 && position === 0,
    ref: `${start.run}-${iteration}-${position}-${visit}-${attempt}`,
  }
}

/** Writes an error; `code` is ours, for newman's (`ECONNREFUSED`) is not in the events. */
export function newmanError({ code, message, error }: Failure): NewmanError {
  return {
    name: error?.name ?? 'Error',
    message: error?.message ?? message,
    ...(error?.stack !== undefined && { stack: error.stack }),
    code,
  }
}

function newmanResponse({ response, timings }: EventOf<'response'>, id: string): object {
  const { statusText, status, headers, sizeBytes } = response
  return {
    id,
    status: statusText,
    code: status,
    header: headers,
    cookie: [],
    responseTime: Math.ceil(timings.total),
    responseSize: sizeBytes,
  }
}

function newmanChecks(events: ItemEvents): Pick<Execution['json'], 'assertions' | 'prerequestScript' | 'testScript'> {
  const assertions = select(events, 'assertion').map((assertion) => ({
    assertion: assertion.name,
    skipped: assertion.outcome === 'skipped',
    ...(assertion.outcome === 'failed' && { error: newmanAssertionError(assertion) }),
  }))
  const scripts = select(events, 'script:end')
  const prerequestScript = scriptErrors(scripts.filter(({ phase }) => phase === 'prerequest'))
  const testScript = scriptErrors(scripts.filter(({ phase }) => phase === 'test'))
  return {
    ...(assertions.length > 0 && { assertions }),
    ...(prerequestScript.length > 0 && { prerequestScript }),
    ...(testScript.length > 0 && { testScript }),
  }
}

function newmanAssertionError({ index, name, failure }: Extract<EventOf<'assertion'>, { outcome: 'failed' }>): object {
  const { code: _, ...error } = newmanError(failure)
  return { ...error, name: failure.error?.name ?? 'AssertionError', index, test: name }
}

function scriptErrors(ends: readonly EventOf<'script:end'>[]): readonly { readonly error: NewmanError }[] {
  return ends.flatMap(({ failure }) => (failure === undefined ? [] : [{ error: newmanError(failure) }]))
}
