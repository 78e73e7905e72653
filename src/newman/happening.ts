import type { ConsoleLevel, EventOf, Phase, ScriptRef } from '../model/event.ts'
import type { CookieRecord, Timings } from '../model/exchange.ts'
import type { NewmanCursor } from './cursor.ts'
import type { NewmanError, NewmanFrame } from './error.ts'
import type { NewmanHistory } from './history.ts'
import type { NewmanRequest } from './request.ts'
import type { NewmanResponse } from './response.ts'

/** One event of newman in plain data: its name, its first argument and what its second holds. */
export type Happening = { readonly at: number; readonly cursor: NewmanCursor; readonly error?: NewmanError } & (
  | { readonly name: 'start' | 'beforeIteration' | 'iteration' }
  | { readonly name: 'beforeItem'; readonly item: ItemRef }
  /** isRetried: another attempt follows, and what failed in this one does not count. */
  | { readonly name: 'item'; readonly item: ItemRef; readonly isRetried?: true }
  | { readonly name: 'beforePrerequest' | 'beforeTest'; readonly item: ItemRef }
  | {
      readonly name: 'prerequest' | 'test'
      readonly item: ItemRef
      readonly executions: readonly ScriptExecution[]
    }
  | { readonly name: 'beforeScript'; readonly item: ItemRef; readonly script: RunScript }
  | {
      readonly name: 'script'
      readonly item: ItemRef
      readonly script: RunScript
      readonly execution: ScriptExecution
      readonly frame?: NewmanFrame
    }
  | { readonly name: 'beforeRequest'; readonly item: ItemRef; readonly request?: NewmanRequest }
  | {
      readonly name: 'request'
      readonly item: ItemRef
      /** Absent when there was nothing to send: what the collection says. */
      readonly request?: NewmanRequest
      /** What the request has become when newman's summary is written: hops of a redirect loop were answered. */
      readonly settled?: NewmanRequest
      readonly answer?: NewmanAnswer
      /** Cookies of the jar after a response that could not be used. */
      readonly cookies?: readonly CookieRecord[]
    }
  | {
      readonly name: 'assertion'
      readonly item: ItemRef
      readonly assertion: EventOf<'assertion'>
    }
  | { readonly name: 'console'; readonly level: ConsoleLevel; readonly values: readonly unknown[] }
  | {
      readonly name: 'exception'
      readonly thrown: unknown
      /** newman says `done` with this before it tells of a script that was in a loop, and once more at the end. */
      readonly doneEarly?: NewmanError
    }
)

/** An item of the collection, or the nameless one that newman makes up for a pm.sendRequest. */
export type ItemRef =
  | {
      readonly kind: 'item'
      readonly id: string
      readonly name: string
      /** In `request`, if the name has placeholders. */
      readonly resolvedName?: string
    }
  | { readonly kind: 'script'; readonly id: string; readonly request: NewmanRequest }

/** A script of an item: the `index`-th that ran in its phase. */
export interface RunScript {
  readonly ref: ScriptRef
  readonly phase: Phase
  readonly index: number
}

/** What became of a script. */
export interface ScriptExecution {
  readonly script: RunScript
  readonly error?: NewmanError
  readonly nextRequest?: unknown
}

/** A response and what newman hands out beside it. */
export interface NewmanAnswer {
  readonly response: NewmanResponse
  readonly body: Uint8Array
  readonly timings: Timings
  /** Cookies of the jar for the URL of the response. */
  readonly cookies: readonly CookieRecord[]
  readonly history: NewmanHistory
}
