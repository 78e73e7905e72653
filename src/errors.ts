/** Exit codes of the binary. Precedence when several apply: 130/143 > 4 > 2 > 1 > 3 > 0. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 130 | 143

interface ErrorRow {
  /** What this code stands for, for the documentation. */
  readonly title: string
  /** What to do, unless the place that fails knows better. */
  readonly hint?: string
  /** Exit code when it stops the program (RunnerError) or fails the run (Failure). */
  readonly exit: 1 | 2 | 3 | 4
}

const TABLE = {
  // Usage and input (exit 2)
  USAGE: { title: 'The command line cannot be understood', hint: 'Run flowgate --help', exit: 2 },
  INPUT_UNREADABLE: { title: 'A file or URL cannot be read', exit: 2 },
  INPUT_NOT_JSON: { title: 'A file is not valid JSON', exit: 2 },
  INPUT_NOT_CSV: { title: 'A file is not valid CSV', exit: 2 },
  VAULT_INVALID: { title: 'A vault file holds no secrets', exit: 2 },
  BASELINE_INVALID: {
    title: 'A list of known failures that cannot be used',
    hint: 'See docs/baseline.md',
    exit: 2,
  },
  CONFIG_INVALID: { title: 'A configuration file that cannot be used', exit: 2 },
  COLLECTION_INVALID: { title: 'A file is not a Postman collection', exit: 2 },
  COLLECTION_VERSION: { title: 'A collection format that is not supported', exit: 2 },
  ENVIRONMENT_INVALID: { title: 'A file is not a Postman environment or globals file', exit: 2 },
  DATA_INVALID: { title: 'Iteration data in a shape that cannot be used', exit: 2 },
  COOKIE_JAR_INVALID: { title: 'A file is not a cookie jar', exit: 2 },
  FOLDER_UNKNOWN: { title: 'A folder or request that the collection does not have', exit: 2 },
  NOTHING_SELECTED: { title: 'No request fits --grep, --exclude, --tag and --last-failed', exit: 2 },
  ENGINE_MISSING: {
    title: 'newman is asked for and not installed',
    hint: 'Install it with npm install newman, or leave --engine newman out',
    exit: 2,
  },
  ENGINE_FAILED: { title: 'newman does not start', exit: 2 },
  EVENT_LOG_INVALID: { title: 'A file is no event log, or one of another version', exit: 2 },
  REQUEST_UNKNOWN: { title: 'A request that the collection does not have, or has several times', exit: 2 },
  SNIPPET_FAILED: { title: 'A request cannot be written as code', exit: 2 },
  REPORTER_UNKNOWN: { title: 'A reporter that does not exist', exit: 2 },
  SIGN_FAILED: { title: 'A token cannot be signed', exit: 2 },
  TOKEN_INVALID: { title: 'A text is no JWT, or a file no JWKS', exit: 2 },

  // Reporting (exit 3)
  REPORT_UNWRITABLE: { title: 'A report cannot be written', exit: 3 },
  REPORTER_FAILED: { title: 'A reporter threw', exit: 3 },

  // Outcomes of a run (exit 1)
  CHECK_FAILED: { title: 'A response is not as a check of the configuration wants it', exit: 1 },
  ASSERTION_FAILED: { title: 'A pm.test assertion does not hold', exit: 1 },
  CONTRACT_BROKEN: { title: 'A response that is not what a saved example shows', exit: 1 },
  SCRIPT_ERROR: { title: 'A script threw or rejected', exit: 1 },
  SCRIPT_TIMEOUT: {
    title: 'A script did not end in time',
    hint: 'Raise --timeout-script, or look for a loop that never ends',
    exit: 1,
  },
  SCRIPT_HOST_FAILED: { title: 'The script sandbox could not be started or died', exit: 1 },
  VARIABLE_CYCLE: { title: 'A variable refers to itself', hint: 'Follow the names from scope to scope', exit: 1 },
  URL_INVALID: { title: 'A request has no usable URL', exit: 1 },
  METHOD_INVALID: { title: 'A request method is not an HTTP token', exit: 1 },
  HEADER_INVALID: { title: 'A header that HTTP does not allow', exit: 1 },
  FILE_UNREADABLE: { title: 'A file of a request body cannot be read', exit: 1 },
  AUTH_UNSUPPORTED: { title: 'An auth type that is not supported yet', exit: 1 },
  AUTH_INVALID: { title: 'Auth parameters that cannot sign', exit: 1 },
  PRODUCER_UNKNOWN: {
    title: 'A @native marker that names no producer',
    hint: 'Known producers are listed in the README; --no-native runs the script',
    exit: 1,
  },
  PRODUCER_INPUT: { title: 'A producer lacks an input, or one is unusable', exit: 1 },
  PRODUCER_FAILED: { title: 'A producer was refused what it needs, threw or did not end in time', exit: 1 },
  PRODUCER_KEY: { title: 'A key that does not fit its algorithm', exit: 1 },
  HOST_PROTECTED: { title: 'A request to a host that the configuration protects', exit: 1 },
  CONNECTION_REFUSED: { title: 'Nothing listens at the address', hint: 'Is the server running?', exit: 1 },
  CONNECTION_RESET: { title: 'The server closed the connection', exit: 1 },
  HOST_UNKNOWN: { title: 'A host name that does not resolve', hint: 'Check the URL and the variables in it', exit: 1 },
  TLS_FAILED: { title: 'The TLS handshake failed', hint: 'Pass --insecure to accept any certificate', exit: 1 },
  PROXY_FAILED: { title: 'The proxy cannot be used, or refuses', exit: 1 },
  REQUEST_TIMEOUT: { title: 'No complete response in time', hint: 'Raise --timeout-request', exit: 1 },
  REQUEST_ABORTED: { title: 'The run was stopped before the response', exit: 1 },
  REDIRECT_LOOP: { title: 'Too many redirects', exit: 1 },
  RESPONSE_TOO_LARGE: {
    title: 'A response body beyond --max-response',
    hint: 'Raise --max-response, or look for a body that never ends',
    exit: 1,
  },
  RESPONSE_INVALID: { title: 'A response that is not HTTP or cannot be decoded', exit: 1 },
  ENGINE_DIED: {
    title: 'newman ended in the middle of its run',
    hint: 'Look for a promise in a script that nobody awaits; our own engine goes on after it',
    exit: 1,
  },
  NETWORK_FAILED: { title: 'The exchange failed in another way', exit: 1 },
  ITEM_FLAKY: { title: 'An item passed only after a retry (--fail-on-flaky)', exit: 1 },
  ORDER_DEPENDENT: { title: 'An item fails or passes by its place in the order of requests', exit: 1 },
  ITEM_UNSTABLE: { title: 'An item failed in one repetition and passed in another', exit: 1 },

  BASELINE_EXPIRED: { title: 'A known failure is accepted no longer', exit: 1 },
  BASELINE_PASSED: { title: 'A known failure did not happen', exit: 1 },
  BASELINE_UNMATCHED: { title: 'A known failure of a request that does not exist', exit: 1 },

  // The stand-in
  SEED_INVALID: { title: 'A seed of the stand-in cannot be used', exit: 2 },
  STANDIN_FAILED: { title: 'The stand-in cannot be started', exit: 2 },

  // Shards
  SHARD_PARTIAL: { title: 'A shard ran a part of what was asked for', exit: 1 },
  SHARD_MISSING: { title: 'A merged report lacks what a shard was to run', exit: 1 },

  // Our own defects
  INTERNAL: { title: 'A defect of flowgate', hint: 'Please report it with the command and this message', exit: 4 },
} as const

/** A stable code; once released it is never renamed. */
export type ErrorCode = keyof typeof TABLE

/** The table of all codes. */
export const ERRORS: Readonly<Record<ErrorCode, ErrorRow>> = Object.freeze<Record<ErrorCode, ErrorRow>>(TABLE)

/**
 * What stops flowgate from starting or reporting. What collections, scripts and servers do wrong is a `Failure` in an event instead.
 */
export class RunnerError extends Error {
  override readonly name: string = 'RunnerError'
  readonly code: ErrorCode
  readonly hint: string | undefined
  /** Where in the file it is about, from 1; the message says it as well. */
  readonly line: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown; readonly line?: number | undefined } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.hint = options.hint ?? ERRORS[code].hint
    this.line = options.line
  }
}

/** Ends a switch over a union: a case that is missing does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
