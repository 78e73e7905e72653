import type { ErrorCode } from '../errors.ts'

/** What a collection, a script or a server did wrong: data, never an exception. */
export interface Failure {
  readonly code: ErrorCode
  /** The action that failed, the value in quotes, a colon, the reason. */
  readonly message: string
  /** What to do now. */
  readonly hint?: string
  /** It was expected, and does not turn the run red. */
  readonly known?: KnownFailure
  /** Line and column in the script as written, both from 1. */
  readonly where?: { readonly script: string; readonly line: number; readonly column: number }
  /** Lines of the script around that place. */
  readonly excerpt?: readonly ScriptLine[]
  readonly error?: {
    readonly name: string
    readonly message: string
    readonly stack?: string
    /** Of an error of the system: `ECONNREFUSED`, -111, `connect`. */
    readonly code?: string
    readonly errno?: number
    readonly syscall?: string
    /** What was looked up. */
    readonly hostname?: string
    /** Where the system tried to connect to. */
    readonly address?: string
    readonly port?: number
    readonly expected?: unknown
    readonly actual?: unknown
    /** Of an assertion of chai: are `expected` and `actual` worth comparing, and which comparison failed. */
    readonly showDiff?: boolean
    readonly operator?: string
    /** What was thrown was no Error: it had name and message but no stack, no name either, or not even a message (`throw 'text'`). */
    readonly lacks?: 'stack' | 'name' | 'message'
    /** What was thrown, as JSON, if it was an object that was no Error or had a message that was no text. */
    readonly thrown?: unknown
  }
}

/** A failure and its place, in the words of a baseline. */
export interface PlacedFailure {
  readonly collection: string
  /** Folders and name of the request: `Folder/Request`. */
  readonly request: string
  /** Name of the assertion that failed. */
  readonly assertion?: string
  readonly failure: Failure
}

/** Is a failure one that the user expects. The same failure gets the same answer. */
export type KnowsFailure = (happening: PlacedFailure) => boolean

/** An entry of the baseline that a failure fits. */
export interface KnownFailure {
  readonly id: string
  readonly reason: string
  readonly owner?: string
  /** The last day on which it is accepted, `2026-12-31`. */
  readonly expires?: string
}

/** A line of a script as written, counted from 1; one that is too long to be one of a person is `…`. */
export interface ScriptLine {
  readonly line: number
  readonly text: string
}
