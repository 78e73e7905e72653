import type { RequestTemplate, Variable } from '../model/collection.ts'
import type { ConsoleLevel, Phase } from '../model/event.ts'
import type { CookieRecord } from '../model/exchange.ts'
import type { Mutation } from '../model/scope.ts'

/** What the host says to the worker. `run` numbers the scripts of a worker, `ticket` the questions of a script. */
export type ToWorker =
  | { readonly type: 'run'; readonly run: number; readonly input: ScriptInput }
  | { readonly type: 'response'; readonly run: number; readonly ticket: number; readonly reply: SendReply }
  | { readonly type: 'cookies'; readonly run: number; readonly ticket: number; readonly reply: CookieReply }

/** What the worker says to the host. After `end` it says nothing more about a run. */
export type FromWorker =
  | { readonly type: 'ready' }
  | {
      readonly type: 'console'
      readonly run: number
      readonly level: ConsoleLevel
      readonly values: readonly unknown[]
    }
  | { readonly type: 'assertion'; readonly run: number; readonly assertion: PlainAssertion }
  | { readonly type: 'error'; readonly run: number; readonly error: PlainError }
  | { readonly type: 'send'; readonly run: number; readonly ticket: number; readonly request: RequestTemplate }
  | { readonly type: 'cookies'; readonly run: number; readonly ticket: number; readonly question: CookieQuestion }
  | { readonly type: 'end'; readonly run: number; readonly end: ScriptEnd }

/** All that the sandbox needs to know to run one script. */
export interface ScriptInput {
  readonly source: string
  readonly phase: Phase
  /** Name of the script in stack traces. */
  readonly label: string
  readonly item: { readonly id: string; readonly name: string }
  /** Name of the collection, folder or item that holds the script. */
  readonly owner: string
  readonly location: readonly string[]
  readonly iteration: number
  readonly iterations: number
  readonly scopes: {
    readonly local: SentScope
    readonly environment: SentScope
    readonly collection: SentScope
    readonly globals: SentScope
    readonly data: Readonly<Record<string, unknown>>
  }
  readonly request: RequestTemplate
  readonly response?: SentResponse
}

/** A scope on its way into the sandbox. */
export interface SentScope {
  readonly id?: string
  readonly name?: string
  readonly values: readonly Variable[]
}

/** A response on its way into the sandbox. The bytes are a copy that belongs to the message. */
export interface SentResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  readonly body: Uint8Array<ArrayBuffer>
  readonly downloadedBytes: number
  readonly responseTimeMs: number
  readonly cookies: readonly CookieRecord[]
}

/** The answer to pm.sendRequest. `code` is the system's error code where there is one. */
export type SendReply =
  | { readonly kind: 'response'; readonly response: SentResponse }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string; readonly code: string }

/** A call of the cookie store behind pm.cookies.jar(), with the arguments of tough-cookie's Store. */
export interface CookieQuestion {
  readonly method: string
  readonly args: readonly unknown[]
}

/** A cookie as tough-cookie serializes it. */
export interface StoredCookie {
  readonly key: string
  readonly value: string
  readonly domain: string
  readonly path: string
  /** ISO 8601 UTC; absent for a session cookie. */
  readonly expires?: string
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly hostOnly: boolean
  readonly sameSite?: string
}

/** The answer to a CookieQuestion; the kind follows from its method. */
export type CookieReply =
  | { readonly kind: 'done' }
  | { readonly kind: 'one'; readonly cookie?: StoredCookie }
  | { readonly kind: 'many'; readonly cookies: readonly StoredCookie[] }
  | { readonly kind: 'failed'; readonly message: string }

/** A pm.test, or an entry of the legacy `tests` object. */
export interface PlainAssertion {
  readonly name: string
  readonly index: number
  readonly skipped: boolean
  /** Present: it failed. */
  readonly error?: PlainError
}

/** Something thrown, as plain data. The stack names only places in the script. */
export interface PlainError {
  readonly name: string
  readonly message: string
  readonly stack?: string
  readonly expected?: unknown
  readonly actual?: unknown
  /** The innermost place in the script as written, from 1. */
  readonly place?: Place
}

/** A place in a script as written, both from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What a script that came to its end leaves behind. */
export interface ScriptEnd {
  readonly mutations: readonly Mutation[]
  /** Present: a pre-request script changed it. */
  readonly request?: RequestTemplate
  readonly nextRequest?: string | null
  readonly skipRequest: boolean
}
