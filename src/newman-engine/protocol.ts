import type { EndReason, RunEvent, ScriptRef } from '../model/event.ts'

/** What the process that newman runs in is told. */
export interface Order {
  /** Path of newman's package. */
  readonly newman: string
  /** For newman's `run`. */
  readonly options: Readonly<Record<string, unknown>>
  /** The cookies to start with: a path, or nothing. */
  readonly cookieJar?: string
  readonly run: string
  /** In the order of the run. */
  readonly items: readonly OrderedItem[]
  /** Ids of all requests of the collection, in its order. */
  readonly collectionIds: readonly string[]
}

/** One item of the plan. */
export interface OrderedItem {
  readonly id: string
  readonly name: string
  readonly prerequest: readonly ScriptRef[]
  readonly test: readonly ScriptRef[]
}

/** What that process tells. */
export type Told =
  | { readonly kind: 'started' }
  | { readonly kind: 'event'; readonly event: RunEvent }
  /** A request goes out. As an event it follows with its answer. */
  | { readonly kind: 'sending'; readonly event: RunEvent }
  /** newman does not start. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'ended'; readonly left: Left; readonly error?: string }
  /** An error that nobody caught, which ends newman. */
  | { readonly kind: 'died'; readonly left: Left; readonly error: Death }

/** What ended newman. */
interface Death {
  readonly name: string
  readonly message: string
  readonly stack?: string
}

/** What newman has at the end, as JSON of Postman's SDK. */
export interface Left {
  readonly environment?: unknown
  readonly globals?: unknown
  readonly collection?: unknown
  /** As tough-cookie writes it. */
  readonly cookieJar?: unknown
}

/** How a run of newman came to its end. */
export interface Ending {
  readonly reason: EndReason
  readonly left: Left
}
