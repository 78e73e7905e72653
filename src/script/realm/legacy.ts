import type { Dialect, ScriptInput } from '../messages.ts'
import type { ScopeView } from './scope.ts'
import type { SdkCookieList, SdkRequest, SdkResponse } from './sdk.ts'
import type { Outcome } from './tests.ts'
import { textOf } from './text.ts'

/** What the legacy names are made from. */
export interface LegacySource {
  readonly dialect: Dialect
  readonly input: ScriptInput
  readonly environment: ScopeView
  readonly globals: ScopeView
  readonly data: Record<string, unknown>
  readonly request: () => SdkRequest
  readonly response: () => SdkResponse
  readonly cookies: () => SdkCookieList
  readonly library: (name: string) => unknown
  readonly setNextRequest: (next: unknown) => void
}

/**
 * The names of Postman's API before `pm`. A value is made only for a script that mentions its name.
 * Source: Postman Learning Center, "Postman JavaScript reference", deprecated; observed with postman-sandbox.
 */
export interface Legacy {
  readonly values: Readonly<Record<string, () => unknown>>
  /** What the script left in `tests`, as assertions from `index` on. */
  readonly outcomes: (index: number) => readonly Outcome[]
}

/** Makes the legacy names of one script. */
export function makeLegacy(source: LegacySource): Legacy {
  const { input, environment, globals, request, response, cookies, library } = source
  const tests: Record<string, unknown> = {}
  const snapshots = {
    environment: once(() => environment.syncVariablesTo()),
    globals: once(() => globals.syncVariablesTo()),
  }
  const hasResponse = input.response !== undefined
  const ofResponse: Record<string, () => unknown> = {
    responseCookies: cookies,
    responseHeaders: () => (hasResponse ? headersOf(response()) : {}),
    responseTime: () => response().responseTime,
    responseCode: () => ({ ...response().details() }),
    responseBody: () => response().text(),
  }
  return {
    values: {
      tests: () => tests,
      globals: snapshots.globals,
      environment: snapshots.environment,
      data: () => source.data,
      request: () => legacyRequest(input, request()),
      iteration: () => input.iteration,
      postman: () => legacyPostman(source, snapshots),
      ...(input.phase === 'test' ? ofResponse : {}),
      JSON: () => library('json'),
      _: () => library('lodash3'),
      CryptoJS: () => library('crypto-js'),
      tv4: () => library('tv4'),
      xml2Json: () => xml2Json(library('xml2js') as Xml2js),
      Backbone: () => library('backbone'),
      cheerio: () => library('cheerio'),
      ...(source.dialect === 'newman' && { atob: () => library('atob'), btoa: () => library('btoa') }),
    },
    outcomes: (index) => Object.entries(tests).map(([name, value], offset) => outcomeOf(name, value, index + offset)),
  }
}

function outcomeOf(name: string, value: unknown, index: number): Outcome {
  const outcome = { name, index, skipped: false }
  if (value) return outcome
  const thrown = Object.assign(new Error(`expected ${String(value)} to be truthy`), { name: 'AssertionError' })
  return { ...outcome, error: { thrown } }
}

function headersOf(response: SdkResponse): Record<string, string> {
  const headers: Record<string, string> = {}
  response.headers.each((header) => {
    if (!header.disabled) headers[header.key] = header.value
  })
  return headers
}

function legacyRequest({ item }: ScriptInput, request: SdkRequest): object {
  return {
    id: item.id,
    name: item.name,
    description: request.description?.toString(),
    headers: request.headers.toObject(true, false, true, true),
    method: request.method,
    url: request.url.toString(),
    data: bodyOf(request),
  }
}

interface Param {
  readonly key: string
  readonly value: unknown
  readonly disabled?: boolean
}

function bodyOf({ body }: SdkRequest): unknown {
  if (body === undefined || body.isEmpty()) return {}
  const mode = body.mode ?? ''
  const content = body[mode] as { readonly all?: () => readonly Param[]; readonly content?: unknown } | undefined
  switch (mode) {
    case 'raw':
      return content || {}
    case 'urlencoded':
    case 'formdata':
      return paramsOf(content?.all?.() ?? [])
    case 'file':
      return content?.content || {}
    default:
      return {}
  }
}

/** A key that comes twice holds the list of its values. */
function paramsOf(params: readonly Param[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const { key, value, disabled } of params) {
    if (disabled) continue
    const before = values[key]
    if (Array.isArray(before)) before.push(value)
    else values[key] = before ? [before, value] : value
  }
  return values
}

interface Snapshots {
  readonly environment: () => Record<string, unknown>
  readonly globals: () => Record<string, unknown>
}

/** The object `postman`: it writes text only, and keeps the objects `environment` and `globals` in step. */
function legacyPostman(source: LegacySource, snapshots: Snapshots): object {
  const { environment, globals, setNextRequest, input, cookies, response } = source
  const ofScope = (scope: ScopeView, snapshot: () => Record<string, unknown>, name: string): object => ({
    [`set${name}`]: (key: string, value: unknown) => {
      const text = asText(value)
      snapshot()[key] = text
      return scope.set(key, text)
    },
    [`get${name}`]: (key: string) => scope.get(key),
    [`clear${name}`]: (key: string) => {
      if (key) delete snapshot()[key]
      return scope.unset(key)
    },
    [`clear${name}s`]: () => {
      for (const key of Object.keys(snapshot())) delete snapshot()[key]
      return scope.clear()
    },
  })
  return {
    ...ofScope(environment, snapshots.environment, 'EnvironmentVariable'),
    ...ofScope(globals, snapshots.globals, 'GlobalVariable'),
    setNextRequest,
    ...(input.phase === 'test' && {
      getResponseCookie: (name: unknown) => cookies().one(String(name)),
      getResponseHeader: (name: unknown) => response().headers.one(name)?.value,
    }),
  }
}

function asText(value: unknown): unknown {
  return value && typeof (value as object).toString === 'function' ? textOf(value) : value
}

interface Xml2js {
  readonly parseString: (text: string, options: object, done: (error: unknown, result: unknown) => void) => void
}

/** An XML text as an object, without lists of one; an empty object for what is no XML. */
function xml2Json({ parseString }: Xml2js): (text: string) => unknown {
  return (text) => {
    let json: unknown = {}
    parseString(text, { explicitArray: false, async: false, trim: true, mergeAttrs: false }, (_error, result) => {
      json = result
    })
    return json
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
