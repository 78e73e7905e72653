import type { AuthSpec, Body, RequestTemplate, Script, Variable } from '../model/collection.ts'
import type { ConsoleLevel, Cursor, Phase, ScriptRef } from '../model/event.ts'
import type {
  CookieRecord,
  Received,
  SentRequest,
  Timings,
  WireBody,
  WireRequest,
  WireResponse,
} from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import type { Mutation, Scopes } from '../model/scope.ts'
import type { Retry } from './challenge.ts'
import type { Check } from './check.ts'
import type { Pace } from './pace.ts'
import type { ProduceResult, ProveResult } from './produced.ts'

/** All that the engine asks of the world. `createPorts` in compose.ts makes the real ones. */
export interface Ports {
  readonly send: Send
  /** One hop, no redirects, no cookies: for what producers and signers send themselves. */
  readonly sendBare: Send
  /** Absent: requests go out as they come. */
  readonly pace?: Pace
  /** What the user should know about a request before it goes out; each is printed as a warning. */
  readonly warnings?: (request: WireRequest) => readonly string[]
  readonly authorize: Authorize
  readonly produce: Produce
  readonly prove?: Prove
  readonly runScript: RunScript
  /** Absent: only scripts judge. */
  readonly check?: Check
  readonly dynamicValue: DynamicValue
  readonly describeFile: DescribeFile
  readonly cookies: Cookies
  readonly vault: Vault
  readonly clock: Clock
  readonly random: Random
}

/** Sends one request, follows its redirects, keeps its cookies. Never rejects: what goes wrong is a Failure. */
export type Send = (request: WireRequest, options: SendOptions) => Promise<SendResult>

export interface SendOptions {
  /** Aborting ends the exchange at once with REQUEST_ABORTED. */
  readonly signal: AbortSignal
  /** For the whole exchange, redirects included. Milliseconds, 0 = none. */
  readonly timeoutMs: number
}

export type SendResult =
  | { readonly kind: 'response'; readonly response: WireResponse; readonly timings: Timings }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly received?: Received }

/** Sends a request of a producer's or signer's own. It is told in the events of the item, and waits as those of items do. Never rejects. */
export type SendOwn = (request: WireRequest) => Promise<SendResult>

/** Puts the credentials of one auth type on a request. Values in `auth` are resolved. Never rejects. */
export type Authorize = (request: WireRequest, auth: AuthSpec, options?: AuthorizeOptions) => Promise<AuthorizeResult>

interface AuthorizeOptions {
  /** The body as the collection has it, resolved: form fields are signed in another way than bytes. */
  readonly body?: Body
  /** Its wire form where the method has no place for it: newman 6.2.2 hashes what it does not send. */
  readonly pruned?: WireBody
  /** For requests that a signer sends itself (fetching a token). Absent: it sends none. */
  readonly send?: SendOwn
}

export type AuthorizeResult =
  | ({ readonly kind: 'authorized' } & Signed)
  /** `unsigned`: how newman 6.2.2 goes on, what it sends all the same, and the warning it prints (--send-unsigned). */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly unsigned?: Signed }

/** What goes out, and what is made of its response. */
interface Signed {
  readonly request: WireRequest
  readonly retry?: Retry
  /** Why the request goes out unsigned; shown as a console warning. */
  readonly warning?: string
  /** newman 6.2.2 says it once more when the request is under way. */
  readonly warnsTwice?: boolean
}

/** Makes the value of one variable. Never rejects. `lifetime`: made anew for each attempt, or kept for the flow. */
export interface Produce {
  /** Names of variables that have a producer. */
  readonly names: ReadonlySet<string>
  readonly make: (name: string, input: ProducerInput) => Promise<ProduceResult>
  /** Texts with the variables that the producer reads as placeholders; those that have a producer themselves are made first. */
  readonly inputs?: (name: string) => readonly string[]
  /** Told of every response, for producers that read them. */
  readonly hear?: (response: WireResponse) => void
}

export interface ProducerInput {
  /** The value of a variable as text, resolved through all scopes; undefined when it is missing or empty. */
  readonly get: (name: string) => string | undefined
  readonly clock: Clock
  readonly random: Random
  /** For requests that a producer sends itself. */
  readonly send: SendOwn
  /** Fires when the run must stop. */
  readonly signal: AbortSignal
}

/** What a proof is made from, besides its request. */
export type ProofInput = Omit<ProducerInput, 'send' | 'signal'>

/**
 * Puts what can be made only of the finished, signed request on it, where it asks for that (`DPoP: {{dpop}}`). Asked before each time it goes out.
 * Never rejects.
 */
export type Prove = (request: WireRequest, input: ProofInput) => Promise<ProveResult>

/** Runs one script to its end, its timers and requests included. Never rejects, never hangs beyond its timeout. */
export type RunScript = (job: ScriptJob, bridge: ScriptBridge) => Promise<ScriptOutcome>

export interface ScriptJob {
  readonly script: Script
  readonly ref: ScriptRef
  readonly phase: Phase
  readonly cursor: Cursor
  /** Iterations of the whole run. */
  readonly iterations: number
  readonly scopes: Scopes
  /** The request as the scripts before left it. */
  readonly request: RequestTemplate
  /** Only for tests: the request as it went out, which is what they see. Absent when nothing could be sent. */
  readonly sent?: SentRequest
  /** Only for tests, and only if there was a response. */
  readonly response?: WireResponse
  readonly timings?: Timings
  /** In place of a response: what came of one that cannot be used. */
  readonly received?: Received
  /** Names of the folders from the collection down to the item, then the item: pm.execution.location. */
  readonly location: readonly string[]
  /** Milliseconds, 0 = none. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** Runs while another script waits for it. */
  readonly isNested?: boolean
}

/** What a running script can do to the run. */
export interface ScriptBridge {
  readonly print: (level: ConsoleLevel, values: readonly unknown[], rich?: readonly unknown[]) => void
  readonly assert: (assertion: ScriptAssertion) => void
  /** Something was thrown that fails nothing (`--compat newman`). */
  readonly exception: (failure: Failure) => void
  /** pm.sendRequest: placeholders in `request` are not resolved. */
  readonly send: (request: RequestTemplate) => Promise<SendResult>
  /** The script is done with the answer it got last from `send`: the next one may come. */
  readonly heard: () => void
  /** pm.execution.runRequest: another item of the collection, its scripts included. */
  readonly runRequest: (call: RunRequestCall) => Promise<RunRequestResult>
  /** The jar behind pm.cookies.jar(). */
  readonly cookies: Cookies
  /** The secrets behind pm.vault. */
  readonly vault: Vault
}

/** What a script asks of runRequest. */
export interface RunRequestCall {
  /** Id of an item, or its name. */
  readonly id: string
  /** What the script has changed so far, which the item sees. */
  readonly mutations: readonly Mutation[]
  /** Local variables for this one run of the item. */
  readonly overrides: readonly Variable[]
}

/** What came of it. */
export type RunRequestResult =
  | {
      readonly kind: 'ran'
      /** Absent: the item skipped its request. */
      readonly answer?: Extract<SendResult, { readonly kind: 'response' }>
      /** What the scripts of the item changed. */
      readonly changes: readonly Mutation[]
    }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** Secrets of a run, which no event, report or export holds: `pm.vault`, `{{vault:name}}`. */
export interface Vault {
  readonly get: (name: string) => string | undefined
  readonly set: (name: string, value: string) => void
  readonly unset: (name: string) => void
  /** What was put into it during the run, in order, also what is no longer there. */
  readonly written: () => readonly { readonly name: string; readonly value: string }[]
}

export type ScriptAssertion =
  | { readonly name: string; readonly index: number; readonly outcome: 'passed' | 'skipped' }
  | { readonly name: string; readonly index: number; readonly outcome: 'failed'; readonly failure: Failure }

export interface ScriptOutcome {
  /** In the order they were made. */
  readonly mutations: readonly Mutation[]
  /** The request, if a pre-request script changed it. */
  readonly request?: RequestTemplate
  /** What pm.execution.setNextRequest was given, as JSON: a name or id, or null to end the iteration; scripts give what they like. */
  readonly nextRequest?: unknown
  /** pm.execution.skipRequest was called. */
  readonly skipRequest: boolean
  readonly failure?: Failure
}

/** The value of `{{$name}}`; undefined when there is no such dynamic variable. `name` comes without the dollar sign. */
export type DynamicValue = (name: string) => string | undefined

/** Looks at a file of a request body: the path to read and its size, or a Failure that says why it may not be read. */
export type DescribeFile = (src: string) => Promise<FileResult>

export type FileResult =
  | { readonly kind: 'file'; readonly path: string; readonly name: string; readonly sizeBytes: number }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** The cookie jar of a run. */
export interface Cookies {
  /** The value of the Cookie header for a URL; empty when there are none. */
  readonly headerFor: (url: string) => Promise<string>
  readonly forUrl: (url: string) => Promise<readonly CookieRecord[]>
  /** Stores a Set-Cookie header as if `url` had sent it, and gives it with its gaps filled. Rejects with the jar's reason if it is refused. */
  readonly set: (url: string, setCookie: string) => Promise<CookieRecord | undefined>
  /** Removes a cookie by its exact domain, path and name; without a name all of domain and path; without path all of the domain. */
  readonly remove: (domain: string, path?: string, name?: string) => Promise<void>
  readonly all: () => Promise<readonly CookieRecord[]>
}

/** Time. */
export interface Clock {
  /** Milliseconds, monotonic, from any origin. */
  readonly now: () => number
  /** Milliseconds since 1970, for claims and time stamps. */
  readonly epoch: () => number
  /** Ends early, without error, when the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Chance. */
export interface Random {
  readonly uuid: () => string
  readonly bytes: (length: number) => Uint8Array
}
