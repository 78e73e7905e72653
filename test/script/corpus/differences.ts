/** What a script did, in the form of the recordings; what is absent did not happen. */
export interface Recording {
  readonly assertions?: readonly unknown[]
  readonly console?: readonly (readonly unknown[])[]
  readonly mutations?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly error?: { readonly name: string; readonly message: string } | undefined
  readonly nextRequest?: string | null
  readonly skipped?: true
  readonly request?: unknown
  readonly sent?: readonly unknown[]
  readonly jar?: readonly string[]
}

/** Where we do otherwise than the official package on purpose, and what we do in place of what was recorded. */
export interface Difference {
  readonly reason: string
  readonly change: Partial<Recording>
}

const A_PROMISE_COUNTS =
  'a test fails when its promise is rejected; officially it has passed by then, and the script fails'
const TELLS_MORE = 'the console says what kind of object it is; officially it is {} or a length'
const NO_NODE_PROSE = "what was rejected is told, not Node's explanation of unhandled rejections"
const NOT_TWO = 'AssertionError: expected 1 to equal 2'

/** By the name of the script. */
export const DELIBERATE: Readonly<Record<string, Difference>> = {
  'expect/bigint-in-a-failed-assertion': {
    reason: 'the official package cannot put a bigint into its report of the assertion, and ends the script',
    change: {
      error: undefined,
      assertions: [
        passed('passes', 0),
        failed('fails', 1, 'AssertionError: expected 10n to equal 11n'),
        passed('never runs', 2),
      ],
    },
  },
  'await/rejected-with-nothing': thrown('undefined'),
  'console/array-buffer': {
    reason: TELLS_MORE,
    change: { console: [['log', '<Buffer 00 00 00 00>', 2]] },
  },
  'console/promise': { reason: TELLS_MORE, change: { console: [['log', '[Promise]']] } },
  'console/typed-array-of-one': {
    reason: 'officially an array of one number n is told as n zeros',
    change: { console: [['log', '<Buffer 05>']] },
  },
  'errors/rejection-of-a-text': {
    reason: NO_NODE_PROSE,
    change: { error: { name: 'Error', message: 'text' } },
  },
  'errors/rejection-of-nothing': {
    reason: NO_NODE_PROSE,
    change: { error: { name: 'Error', message: 'undefined' } },
  },
  'errors/throw-null': thrown('null'),
  'errors/throw-undefined': thrown('undefined'),
  'errors/throw-zero-and-empty': thrown('0'),
  'test/async-function-fails-before-its-first-await': {
    reason: A_PROMISE_COUNTS,
    change: { error: undefined, assertions: [failed('fails at once', 0, NOT_TWO)] },
  },
  'test/async-function-that-fails': {
    reason: A_PROMISE_COUNTS,
    change: { error: undefined, assertions: [failed('async fails', 0, NOT_TWO)] },
  },
  'test/returned-promise-rejects': {
    reason: A_PROMISE_COUNTS,
    change: { error: undefined, assertions: [failed('rejected', 0, 'Error: no')] },
  },
  'variables/set-bigint': {
    reason: 'a bigint stays as its text; officially the script never ends',
    change: { mutations: { environment: { big: '10' } }, console: [['log', 'bigint']] },
  },
  'variables/set-symbol': {
    reason: 'a symbol stays as its text; officially it is null from then on',
    change: { mutations: { environment: { symbol: 'Symbol(s)' } } },
  },
}

const UNDEFINED_REMOVES =
  'set(name, undefined) removes the variable; officially it is null from then on, as is a function'
const NAMELESS = 'a cookie without name is stored as "undefined"'
const NO_PACKAGES = 'the port has no packages'
const WRAPPING = 'what a script leaves open or closes too often is told from what we put around it'
const NO_VAULT = 'the port has no vault'

/** What the sandbox of today does otherwise, and should not. A row that no longer fails must leave this table. */
export const TODAY: Readonly<Record<string, string>> = {
  'console/boxed': 'boxed values are printed as objects',
  'console/functions': 'the kind of a function is not printed',
  'errors/syntax-error-extra-brace': WRAPPING,
  'errors/syntax-error-keeps-nothing': WRAPPING,
  'jar/session-cookies-have-no-expiry': 'the jar of the run says that session cookies end in 2038',
  'jar/set-empty-value': NAMELESS,
  'jar/set-malformed': NAMELESS,
  'pm-require/exports': NO_PACKAGES,
  'pm-require/external': NO_PACKAGES,
  'pm-require/missing': NO_PACKAGES,
  'pm-require/package': NO_PACKAGES,
  'pm-require/package-with-an-error': NO_PACKAGES,
  'pm-require/requires-another': NO_PACKAGES,
  'pm-require/shares-no-locals': NO_PACKAGES,
  'pm-require/syntax-error': NO_PACKAGES,
  'pm-require/test-in-a-package': NO_PACKAGES,
  'pm-require/uses-pm-and-globals': NO_PACKAGES,
  'request/pre-url-path-push': 'a path changed in place is the path we compare with: the change is lost',
  'test/this-and-arguments': 'the wrapping that awaits tests passes one argument',
  'variables/set-name-that-is-no-text': UNDEFINED_REMOVES,
  'variables/set-odd-values': UNDEFINED_REMOVES,
  'variables/set-undefined': UNDEFINED_REMOVES,
  'vault/get': NO_VAULT,
  'vault/set-and-unset': NO_VAULT,
}

function thrown(text: string): Difference {
  return {
    reason: 'a script that throws nothing fails; officially it passes',
    change: { error: { name: 'Error', message: `threw ${text}` } },
  }
}

function passed(name: string, index: number): unknown {
  return { name, index, outcome: 'passed' }
}

function failed(name: string, index: number, error: string): unknown {
  const [errorName = '', message = ''] = error.split(/: (.*)/s)
  return { name, index, outcome: 'failed', error: { name: errorName, message } }
}
