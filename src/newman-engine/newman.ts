/** What newman gives to the listeners of its events, as far as we read it. Source: newman 6.2.2, observed; its README, "Newman run events". */
export interface NewmanArgs {
  readonly cursor?: NewmanCursor
  readonly item?: { readonly id: string; readonly name?: string }
  readonly event?: { readonly id: string; readonly listen: string }
  readonly script?: { readonly id: string }
  readonly execution?: Execution
  /** Of `assertion`: its name. */
  readonly assertion?: string
  readonly skipped?: boolean
  /** Of `assertion` and `exception`. */
  readonly error?: unknown
  readonly level?: string
  readonly messages?: readonly unknown[]
  readonly request?: SdkRequest
  readonly response?: SdkResponse
  readonly cookies?: unknown
  readonly history?: { readonly execution?: { readonly data?: readonly Hop[] } }
}

/** Where newman is. */
interface NewmanCursor {
  readonly position: number
  readonly iteration: number
  readonly length: number
}

/** What a script left. */
export interface Execution {
  readonly _variables?: Mutated
  readonly environment?: Mutated
  readonly collectionVariables?: Mutated
  readonly globals?: Mutated
  readonly return?: { readonly nextRequest?: unknown }
}

/** A scope, and what the script changed in it. */
export interface Mutated {
  readonly toJSON: () => unknown
}

/** A request of Postman's SDK. */
export interface SdkRequest {
  readonly url: { readonly toString: () => string }
  readonly toJSON: () => unknown
}

/** A response of Postman's SDK. */
export interface SdkResponse {
  readonly code: number
  readonly status?: string
  readonly responseTime?: number
  readonly stream?: Uint8Array
  readonly headers?: { readonly toJSON: () => unknown }
  readonly size?: () => { readonly body?: number }
}

/** One message there and back; redirects make several. Times are milliseconds. */
export interface Hop {
  readonly request: { readonly method: string; readonly href: string; readonly headers?: readonly Pair[] }
  readonly response?: { readonly statusCode: number; readonly headers?: readonly Pair[]; readonly httpVersion?: string }
  readonly timings?: { readonly offset?: Readonly<Record<string, number | undefined>> }
}

interface Pair {
  readonly key: string
  readonly value: string
}

/** Name of an event of newman that is listened to. */
export type NewmanEvent =
  | 'beforeIteration'
  | 'iteration'
  | 'beforeItem'
  | 'item'
  | 'beforeScript'
  | 'script'
  | 'beforeRequest'
  | 'request'
  | 'assertion'
  | 'console'
  | 'exception'

/** All of them. */
export const EVENTS: readonly NewmanEvent[] = Object.freeze([
  'beforeIteration',
  'iteration',
  'beforeItem',
  'item',
  'beforeScript',
  'script',
  'beforeRequest',
  'request',
  'assertion',
  'console',
  'exception',
])

/** An error as newman gives it to listeners: of scripts and assertions a plain object, of requests an Error. */
export interface Thrown {
  readonly name: string
  readonly message: string
  readonly stack?: string
  readonly code?: string
  readonly errno?: number
  readonly syscall?: string
}
