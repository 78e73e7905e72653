import type { ScriptJob } from '../engine/ports.ts'
import { sentRequest, unansweredHeaders } from '../load/sent.ts'
import type { RequestTemplate, Variable } from '../model/collection.ts'
import type { SentRequest, Timings, WireResponse } from '../model/exchange.ts'
import type { ScopeName, Scopes, VariableScope } from '../model/scope.ts'
import type { ScriptInput, SentResponse, SentScope } from './messages.ts'

const SCOPES: readonly ScopeName[] = Object.freeze(['local', 'environment', 'collection', 'globals', 'data'])

/**
 * A job of the engine → what is sent to the realm. `known` are the scopes that the realm has from the script before: what is still the same object
 * is not sent again.
 */
export function inputOf(job: ScriptJob, known: Partial<Scopes> = {}): ScriptInput {
  const { script, ref, phase, cursor, scopes, response, timings, received } = job
  const needs = needsOf(script.source)
  return {
    source: script.source,
    phase,
    label: labelOf(job),
    item: { id: cursor.itemId, name: cursor.itemName },
    owner: ref.owner,
    location: job.location,
    iteration: cursor.iteration,
    iterations: job.iterations,
    scopes: Object.fromEntries(
      SCOPES.filter((name) => scopes[name] !== known[name]).map((name) => [name, sentScope(scopes[name])]),
    ),
    ...(needs.request && { request: job.sent ? sentTemplate(job.sent, job) : job.request }),
    ...(response && { response: needs.response ? sentResponse(response, timings) : UNREAD }),
    ...(received && needs.response && { cookies: received.cookies }),
  }
}

/** Of a response that a script has no word for, only that there is one. */
const UNREAD: SentResponse = Object.freeze({
  status: 0,
  statusText: '',
  headers: [],
  body: new Uint8Array(0),
  downloadedBytes: 0,
  responseTimeMs: 0,
  cookies: [],
})

/** Makes code from text, hands `pm` on, reads it by computed names, or has others read it: could see everything. */
const SEES_ALL = /\b(?:eval|Function|constructor|require|this)\b|\\u|\bpm\b(?!\s*\.)/

/**
 * What a script could look at. Most look at little of a request or response, and carrying these over costs more than the script.
 * A word anywhere in the text counts, comments and texts included.
 */
function needsOf(source: string): { readonly request: boolean; readonly response: boolean } {
  if (SEES_ALL.test(source)) return { request: true, response: true }
  return { request: /request/i.test(source), response: /response|cookie/i.test(source) }
}

/** What a test script sees as pm.request, with what does not go out. */
function sentTemplate(
  { request, wire }: SentRequest,
  { request: { description, written }, response, received }: ScriptJob,
): RequestTemplate {
  const sent = sentRequest(request, wire)
  return {
    ...sent,
    header: response === undefined && received === undefined ? unansweredHeaders(sent.header) : sent.header,
    ...(description === undefined ? {} : { description }),
    ...(written !== undefined && { written }),
  }
}

/** How failures and stack traces name a script. */
export function labelOf({ ref, phase }: ScriptJob): string {
  return `${ref.owner} › ${phase} script`
}

/** A response with a body of its own, which can be handed over to the worker. */
export function sentResponse(response: WireResponse, timings: Timings | undefined): SentResponse {
  return {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers.map(({ key, value }) => ({ key, value })),
    // A Buffer may be a window on a bigger pool, all of which would be sent.
    body: new Uint8Array(response.body),
    downloadedBytes: response.downloadedBytes,
    responseTimeMs: Math.ceil(timings?.total ?? 0),
    cookies: response.cookies,
  }
}

function sentScope({ id, name, values }: VariableScope): SentScope {
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    values: values.map(sentVariable),
  }
}

function sentVariable({ key, value, type, disabled }: Variable): Variable {
  return {
    key,
    value: isNoNumber(type, value) ? 0 : value,
    ...(type === undefined ? {} : { type }),
    ...(disabled ? { disabled } : {}),
  }
}

/** A number that is none is zero in scripts: on its way there it is JSON, which has no NaN. Source: observed with newman 6.2.2. */
function isNoNumber(type: string | undefined, value: unknown): boolean {
  return type === 'number' && Number.isNaN(Number(value))
}
