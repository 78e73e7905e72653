import type { Dialect, ScriptInput } from '../messages.ts'
import type { ScopeView } from './scope.ts'
import type { SdkCookieList, SdkRequest, SdkResponse } from './sdk.ts'
import type { Outcome } from './tests.ts'
import { textOf } from './text.ts'

/** What the legacy names are made from. */
export interface LegacySource {
  readonly dialect: Dialect
  readonly input: ScriptInput
  readonly environment: () => ScopeView
  readonly globals: () => ScopeView
  readonly data: () => Record<string, unknown>
  readonly request: () => SdkRequest
  readonly response: () => SdkResponse
  readonly cookies: () => SdkCookieList
  readonly library: (name: string) => unknown
  readonly setNextRequest: (next: unknown) => void
}

/**
 * The names of Postman's API before `pm`, for one script. A value is made only for a script that mentions its name.
 * Source: Postman Learning Center, "Postman JavaScript reference", deprecated; observed with postman-sandbox.
 */
export class Legacy {
  readonly #makers: Makers
  readonly #source: LegacySource
  readonly #tests: Record<string, unknown> = {}
  #environment: Record<string, unknown> | undefined
  #globals: Record<string, unknown> | undefined

  constructor(source: LegacySource) {
    this.#source = source
    this.#makers = MAKERS[source.input.phase][source.dialect]
  }

  get names(): readonly string[] {
    return Object.keys(this.#makers)
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#makers, name)
  }

  value(name: string): unknown {
    return this.#makers[name]?.(this.#source, this)
  }

  get tests(): object {
    return this.#tests
  }

  get environment(): Record<string, unknown> {
    this.#environment ??= this.#source.environment().syncVariablesTo()
    return this.#environment
  }

  get globals(): Record<string, unknown> {
    this.#globals ??= this.#source.globals().syncVariablesTo()
    return this.#globals
  }

  /** What the script left in `tests`, as assertions from `index` on. */
  outcomes(index: number): readonly Outcome[] {
    return Object.entries(this.#tests).map(([name, value], offset) => outcomeOf(name, value, index + offset))
  }
}

type Makers = Readonly<Record<string, (source: LegacySource, legacy: Legacy) => unknown>>

const FIRST: Makers = {
  tests: (_, { tests }) => tests,
  globals: (_, { globals }) => globals,
  environment: (_, { environment }) => environment,
  data: ({ data }) => data(),
  request: ({ input, request }) => legacyRequest(input, request()),
}

const OF_RESPONSE: Makers = {
  responseCookies: ({ cookies }) => cookies(),
  responseHeaders: ({ input, response }) => (input.response === undefined ? {} : headersOf(response())),
  responseTime: ({ response }) => response().responseTime,
  responseCode: ({ response }) => ({ ...response().details() }),
  responseBody: ({ response }) => response().text(),
}

const LAST: Makers = {
  iteration: ({ input }) => input.iteration,
  postman: legacyPostman,
}

const LIBRARIES: Makers = {
  JSON: ({ library }) => library('json'),
  _: ({ library }) => library('lodash3'),
  CryptoJS: ({ library }) => library('crypto-js'),
  atob: ({ library }) => library('atob'),
  btoa: ({ library }) => library('btoa'),
  tv4: ({ library }) => library('tv4'),
  xml2Json: ({ library }) => xml2Json(library('xml2js') as Xml2js),
  Backbone: ({ library }) => library('backbone'),
  cheerio: ({ library }) => library('cheerio'),
}

/** Today they are web globals. */
const { atob: _, btoa: __, ...LIBRARIES_NOW } = LIBRARIES

/** In the order of the names of `this` in newman 6.2.2. */
const MAKERS: Readonly<Record<ScriptInput['phase'], Readonly<Record<Dialect, Makers>>>> = Object.freeze({
  prerequest: {
    postman: { ...LIBRARIES_NOW, ...FIRST, ...LAST },
    newman: { ...LIBRARIES, ...FIRST, ...LAST },
  },
  test: {
    postman: { ...LIBRARIES_NOW, ...FIRST, ...OF_RESPONSE, ...LAST },
    newman: { ...LIBRARIES, ...FIRST, ...OF_RESPONSE, ...LAST },
  },
})

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

/** The object `postman`: it writes text only, and keeps the objects `environment` and `globals` in step. */
function legacyPostman(source: LegacySource, legacy: Legacy): object {
  const { environment, globals, setNextRequest, input, cookies, response } = source
  const ofScope = (scope: ScopeView, list: 'environment' | 'globals', name: string): object => ({
    [`set${name}`]: (key: string, value: unknown) => {
      const text = asText(value)
      legacy[list][key] = text
      return scope.set(key, text)
    },
    [`get${name}`]: (key: string) => scope.get(key),
    [`clear${name}`]: (key: string) => {
      if (key) delete legacy[list][key]
      return scope.unset(key)
    },
    [`clear${name}s`]: () => {
      for (const key of Object.keys(legacy[list])) delete legacy[list][key]
      return scope.clear()
    },
  })
  return {
    ...ofScope(environment(), 'environment', 'EnvironmentVariable'),
    ...ofScope(globals(), 'globals', 'GlobalVariable'),
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
