import type { CookieRecord, ResolvedRequest, Timings, WireRequest, WireResponse } from './exchange.ts'
import type { Failure } from './failure.ts'
import type { RunPart } from './part.ts'
import type { Repetition } from './repetition.ts'
import type { Rerun } from './rerun.ts'
import type { RetryCause } from './retry.ts'
import type { FinalScopes, ScopeName } from './scope.ts'
import type { SignatureVerdict } from './signature.ts'

/** Milliseconds since the run started, monotonic. */
export type At = number

/** run: which run of the command (one per collection), so that several can share a stream. */
interface Base {
  readonly run: string
  readonly at: At
}
interface InItem extends Base {
  readonly cursor: Cursor
}

/** Which of the two kinds of script. */
export type Phase = 'prerequest' | 'test'

/**
 * Everything that can be known about a run, in order, as plain data. Version 1.
 *
 *     run       = run:start iteration* finding* run:end
 *     iteration = iteration:start item* iteration:end
 *     item      = item:start (produced | script:start | script:end | console | mutation | contract | assertion | wait
 *                             | request | response | request:failed)* item:end
 *
 * An item that is tried again is an item for each attempt; all but the last end with `retried`. Each `request` gets exactly one `response` or `request:failed` with its `exchange` number; `run:end` is always the last event.
 */
export type RunEvent =
  | (Base & {
      readonly type: 'run:start'
      readonly schema: 1
      /** ISO 8601 UTC. */
      readonly startedAt: string
      readonly name: string
      readonly source?: string
      /** Of the collection, in Markdown. */
      readonly description?: string
      readonly iterations: number
      /** What ends the run early, if anything does. */
      readonly bail?: 'failure' | 'folder'
      readonly outline: readonly OutlineEntry[]
      /** Absent where no command line was read, or where it cannot be given again. */
      readonly rerun?: Rerun
      /** What the run starts from. Absent where nobody knows (`--engine newman`, older logs). */
      readonly scopes?: FinalScopes
      /** Which part of a command this run belongs to (`--shard`). Absent: the whole. */
      readonly part?: RunPart
      /** Which run of its collection this is (`--repeat`). Absent: the only one. */
      readonly repetition?: Repetition
      /** What the order of the requests was drawn from (`--shuffle`): `--shuffle --seed <seed>` gives it again. Absent: the order of the collection. */
      readonly seed?: number
    })
  | (Base & {
      readonly type: 'iteration:start'
      readonly iteration: number
      /** Its row of iteration data, if there is one. */
      readonly data?: Readonly<Record<string, unknown>>
    })
  | (InItem & { readonly type: 'item:start' })
  | (InItem & { readonly type: 'produced'; readonly name: string; readonly producer: string })
  | (InItem & { readonly type: 'script:start'; readonly script: ScriptRef; readonly phase: Phase })
  | (InItem & {
      readonly type: 'script:end'
      readonly script: ScriptRef
      readonly phase: Phase
      readonly durationMs: number
      readonly failure?: Failure
      /** What the script gave to setNextRequest, as JSON: a name or id, or null; scripts give what they like. Absent: it did not call it. */
      readonly nextRequest?: unknown
    })
  | (InItem & {
      readonly type: 'console'
      readonly level: ConsoleLevel
      readonly values: readonly unknown[]
      /**
       * The values with their maps, sets, regular expressions, dates, bytes and cycles, for listeners of newman; absent where there is nothing of that
       * kind, and where secrets are masked. The only member that is no plain data: it is in no log.
       */
      readonly rich?: readonly unknown[]
      /** Not printed but thrown, by a timer or a callback of a script, where that fails nothing (`--compat newman`). */
      readonly thrown?: Failure
    })
  | (InItem & {
      readonly type: 'mutation'
      readonly scope: ScopeName
      readonly name: string
      /** Absent: removed. */
      readonly value?: unknown
      /** retry: what a failed attempt has changed is as it was before. */
      readonly by: ScriptRef | 'producer' | 'file' | 'cli' | 'retry'
    })
  | (InItem & {
      readonly type: 'request'
      readonly exchange: number
      readonly source: RequestSource
      readonly producer?: ProducerName
      readonly request: ResolvedRequest
      readonly wire: WireRequest
      /**
       * Names of the variables that went into it, in the order of use, those included that nobody has set. Their values are those of the scopes at this
       * moment. Absent: there are none, or a script or a producer sent it.
       */
      readonly used?: readonly string[]
    })
  | (InItem & {
      readonly type: 'response'
      readonly exchange: number
      readonly producer?: ProducerName
      readonly response: WireResponse
      readonly timings: Timings
    })
  | (InItem & {
      readonly type: 'request:failed'
      readonly exchange: number
      readonly producer?: ProducerName
      readonly failure: Failure
      /** A response came that cannot be used: the cookies of the jar after it. */
      readonly cookies?: readonly CookieRecord[]
    })
  | (InItem & { readonly type: 'wait'; readonly reason: 'delay' | 'retry' | 'rate-limit'; readonly ms: number })
  | (InItem & {
      readonly type: 'contract'
      /** Name of the saved example that the response is held against; its assertions follow. Absent: the request has none that fits. */
      readonly example?: string
    })
  | (InItem & {
      readonly type: 'assertion'
      readonly index: number
      readonly name: string
      readonly outcome: 'passed' | 'skipped'
      readonly script?: ScriptRef
      readonly origin?: AssertionOrigin
    })
  | (InItem & {
      readonly type: 'assertion'
      readonly index: number
      readonly name: string
      readonly outcome: 'failed'
      readonly failure: Failure
      readonly script?: ScriptRef
      readonly origin?: AssertionOrigin
    })
  | (InItem & {
      readonly type: 'item:end'
      /**
       * failed: not completed (unsignable, unsendable, a script error). A failed assertion leaves it `ran`.
       * retried: what failed in this attempt does not count, another one follows.
       */
      readonly outcome: 'ran' | 'skipped' | 'failed' | 'retried'
      readonly failure?: Failure
      /** Where retries were asked for: what speaks for one more attempt. An item whose last attempt still has a cause has not passed it. */
      readonly cause?: RetryCause
      /** What is known by now of JWTs that were seen in the run and not told of before. */
      readonly signatures?: readonly SignatureVerdict[]
    })
  | (Base & { readonly type: 'iteration:end'; readonly iteration: number })
  | (Base & {
      readonly type: 'finding'
      /** What only the whole run shows: a known failure that has expired, or that did not happen; an item that fails in some repetitions. */
      readonly failure: Failure
      /** Does it turn the run red, or is it to be read. */
      readonly severity: 'error' | 'warning'
    })
  | (Base & {
      readonly type: 'run:end'
      readonly reason: EndReason
      readonly scopes: FinalScopes
      readonly cookies: readonly CookieRecord[]
    })

/**
 * Who sends a request. `auth`: the request of the item once more, because its signer answers a challenge.
 * `producer`: what a producer sends to make its value, or a signer to fetch a token; that it fails, the item says.
 */
export type RequestSource = 'item' | 'script' | 'auth' | 'producer'

/** Whose exchange it is, where a producer or a signer has it for itself: the variable, or the auth type (`oauth2`). Absent everywhere else. */
type ProducerName = string

/** Why a run ended. */
export type EndReason = 'completed' | 'bailed' | 'aborted' | 'timed-out'

/** The console methods of a script. */
export type ConsoleLevel = 'log' | 'info' | 'warn' | 'error' | 'debug' | 'clear'

/** The event of one type. */
export type EventOf<T extends RunEvent['type']> = Extract<RunEvent, { readonly type: T }>

/** visit: how many times this item has run in this iteration (setNextRequest can come back), from 0. attempt: retries, from 0. */
export interface Cursor {
  readonly iteration: number
  /** Index in the plan, from 0. */
  readonly position: number
  readonly visit: number
  readonly attempt: number
  readonly itemId: string
  readonly itemName: string
}

/** One entry a folder or item: id, name, parent, description, position in the collection file (line), for annotations and reports. */
export interface OutlineEntry {
  readonly id: string
  readonly name: string
  readonly kind: 'folder' | 'item'
  /** Id of the folder it lies in; absent at the top. */
  readonly parent?: string
  readonly description?: string
  readonly line?: number
  /** An item that is not part of the run (`--folder`). */
  readonly isLeftOut?: true
  /** How often an iteration runs it, if more than once: several folders were selected that hold it. */
  readonly times?: number
}

/** Who asserts, where it is no script: a saved example (`--contract`), or the configuration. */
export type AssertionOrigin = 'contract' | 'check'

/** Names a script: `owner` is the name of the collection, folder or item that holds it. */
export interface ScriptRef {
  readonly id: string
  readonly eventId: string
  readonly level: 'collection' | 'folder' | 'item'
  readonly owner: string
  /** Line of its first line in the collection file, from 1, if each of its lines has one there. */
  readonly line?: number
}
