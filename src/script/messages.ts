import type { RequestTemplate, Variable } from '../model/collection.ts'
import type { ConsoleLevel, Phase } from '../model/event.ts'
import type { CookieRecord } from '../model/exchange.ts'
import type { ScriptDialect } from '../model/options.ts'
import type { Mutation } from '../model/scope.ts'

/** What the host says to the realm. `run` numbers the scripts of a realm, `ticket` the questions of a realm. */
export type ToRealm =
  /** What all chance of the realm comes from: 32 bytes, in hex. Said once, before anything else. */
  | { readonly type: 'seed'; readonly seed: string }
  /** What pm.require finds: name → source text. */
  | { readonly type: 'packages'; readonly packages: Readonly<Record<string, string>> }
  | { readonly type: 'run'; readonly run: number; readonly input: ScriptInput }
  /** Load the libraries of assertions, which a script will ask for. */
  | { readonly type: 'warm' }
  | { readonly type: 'ping'; readonly run: number }
  /** End a run that waits for something, with what it has changed. */
  | { readonly type: 'stop'; readonly run: number }
  | { readonly type: 'answer'; readonly ticket: number; readonly answer: Answer }

/** What the realm says to the host. After `end` it says nothing more about a run. */
export type FromRealm =
  | {
      readonly type: 'console'
      readonly run: number
      readonly level: ConsoleLevel
      readonly values: readonly unknown[]
      /** The same with what plain data has no word for; absent where there is nothing of that kind. */
      readonly rich?: RichValues
    }
  /** Libraries are loaded for a script; its own time begins when they are there. */
  | { readonly type: 'loading'; readonly run: number }
  | { readonly type: 'loaded'; readonly run: number }
  | { readonly type: 'assertion'; readonly run: number; readonly assertion: PlainAssertion }
  /** `isLate`: it was thrown by a timer or a callback, or while some were still to come. */
  | { readonly type: 'error'; readonly run: number; readonly error: PlainError; readonly isLate: boolean }
  | { readonly type: 'ask'; readonly run: number; readonly ticket: number; readonly question: Question }
  /** The script is done with what it does at once with the answer to a request. */
  | { readonly type: 'heard'; readonly run: number }
  /** The answer to `ping`: the code of the script has come to its end, its timers have not. */
  | { readonly type: 'pong'; readonly run: number }
  /** Several at once, in order. */
  | { readonly type: 'all'; readonly run: number; readonly messages: readonly FromRealm[] }
  | { readonly type: 'end'; readonly run: number; readonly end: ScriptEnd }

/** Values of a script as listeners of newman get them. */
export interface RichValues {
  readonly values: readonly unknown[]
  /** Those views among them that are Buffers of the script: a message to another thread makes them plain views. */
  readonly buffers: readonly Uint8Array[]
}

/** All that the realm needs to know to run one script. */
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
  readonly scopes: SentScopes
  /** Absent: the script has no word for it. */
  readonly request?: RequestTemplate
  readonly response?: SentResponse
  /** The cookies after a response that could not be used. */
  readonly cookies?: SentResponse['cookies']
}

/** The scopes of a script; one that is absent is as the realm has it from the script before. */
interface SentScopes {
  readonly local?: SentScope
  readonly environment?: SentScope
  readonly collection?: SentScope
  readonly globals?: SentScope
  readonly data?: SentScope
}

/** A scope on its way into the realm. */
export interface SentScope {
  readonly id?: string
  readonly name?: string
  readonly values: readonly Variable[]
}

/** A response on its way into the realm. The bytes are a copy that belongs to the message. */
export interface SentResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly { readonly key: string; readonly value: string }[]
  readonly body: Uint8Array<ArrayBuffer>
  readonly downloadedBytes: number
  readonly responseTimeMs: number
  readonly cookies: readonly CookieRecord[]
}

/** What a script asks of the world outside; the only ways out of the realm. */
export type Question =
  /** pm.sendRequest: `request` is Postman's request JSON, `written` the same before its values became texts. */
  | { readonly kind: 'send'; readonly request: unknown; readonly written?: unknown }
  /** pm.execution.runRequest: an item of the collection by its id. */
  | {
      readonly kind: 'run-request'
      readonly id: string
      readonly variables: readonly Mutation[]
      readonly overrides: readonly Variable[]
    }
  | { readonly kind: 'cookies'; readonly question: CookieQuestion }
  | { readonly kind: 'vault'; readonly question: VaultQuestion }
  /** A call of Web Cryptography; arguments and result are plain data, keys are handles. */
  | { readonly kind: 'subtle'; readonly method: string; readonly args: readonly unknown[] }

/** pm.vault. */
export type VaultQuestion =
  | { readonly op: 'get' | 'unset'; readonly key: string }
  | { readonly op: 'set'; readonly key: string; readonly value: string }

/** pm.cookies.jar(). `setCookie` is a Set-Cookie header. */
export type CookieQuestion =
  | { readonly op: 'list'; readonly url: string }
  | { readonly op: 'set'; readonly url: string; readonly setCookie: string }
  | { readonly op: 'remove'; readonly cookies: readonly CookieRecord[] }

/** What the host answers to a Question. */
export type Answer =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'response'; readonly response: SentResponse | null; readonly changes?: readonly Mutation[] }
  | {
      readonly kind: 'failed'
      readonly name: string
      readonly message: string
      /** The system's error code where there is one. */
      readonly code?: string
      /** All that the system says, such as `errno` and `syscall`. */
      readonly system?: object
    }

/** How scripts are read: as newman 6.2.2 does, or as Postman does today. */
export type Dialect = ScriptDialect

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
  /** Errors of chai have it, and `operator` perhaps. */
  readonly showDiff?: boolean
  readonly operator?: string
  readonly lacks?: 'stack' | 'name' | 'message'
  /** What was thrown, as JSON, if it was an object that lacks something. */
  readonly thrown?: unknown
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
  readonly nextRequest?: unknown
  readonly skipRequest: boolean
}
