import { type ErrorCode, RunnerError } from '../errors.ts'

/** What an input is read as. */
export type InputKind =
  | 'collection'
  | 'environment'
  | 'globals'
  | 'iteration data'
  | 'cookie jar'
  | 'vault'
  | 'script packages'
  | 'token'
  | 'JWKS'
  | 'seed'
  | 'event log'
  | 'timings'
  | 'baseline'
  | 'record'

/** The text of an input, and how messages call it. */
export interface Input {
  readonly kind: InputKind | 'configuration'
  /** The path or URL as the user gave it, without the parts of a URL that may be secret. */
  readonly name: string
  readonly text: string
  /** The same path or URL; absent for standard input and for objects given by a program. */
  readonly source?: string
}

/** The rest of a refusal: which code it has, what to do now, what caused it. */
interface RefusalOptions {
  readonly code: ErrorCode
  readonly hint?: string | undefined
  readonly cause?: unknown
  readonly line?: number
}

/** The error of an input that cannot be used: `Cannot read <kind> "<name>": <reason>`. */
export function refusal(input: Pick<Input, 'kind' | 'name'>, reason: string, options: RefusalOptions): RunnerError {
  const { code, hint, cause, line } = options
  const message = `Cannot read ${input.kind} "${input.name}": ${reason}`
  return new RunnerError(code, message, { ...(hint === undefined ? {} : { hint }), cause, line })
}

/** The flag an input is given with; the collection is an argument. */
export const FLAGS: Readonly<Record<Exclude<InputKind, 'collection' | 'token' | 'event log'>, string>> = Object.freeze({
  environment: '--environment',
  globals: '--globals',
  'iteration data': '--iteration-data',
  'cookie jar': '--cookie-jar',
  vault: '--vault',
  'script packages': '--script-packages',
  JWKS: '--jwks',
  seed: '--seed',
  timings: '--timings',
  baseline: '--baseline',
  record: '--last-failed',
})

/** What to do about a text that is a Collection v3, or a folder of one. Source: https://learning.postman.com/docs/collections/collections-schemas */
export const EXPORT_V2 =
  'In Postman, open the menu of the collection, choose Export, then Collection v2.1, and pass the JSON file'

/** Why an input was not read: the user stopped the run. */
export const INTERRUPTED = 'it was interrupted'

/** The system's code of an error, else what it says. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
