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
  /** In the dialect `newman`, where it is another. */
  readonly newman?: Partial<Recording>
}

const A_PROMISE_COUNTS =
  'a test fails when its promise is rejected; officially it has passed by then, and the script fails'
const TELLS_MORE = 'the console says what kind of object it is; officially it is {} or a length'
const NO_NODE_PROSE = "what was rejected is told, not Node's explanation of unhandled rejections"
const MINIFIED = 'names of functions and classes are not those that bundling left of them in the official package'
const UNREADABLE = 'what cannot be read is told as such; officially printing it ends the script'
const NO_COOKIES = 'the runtime of newman gives a response no cookies: those are in pm.cookies'
const NOT_TWO = 'AssertionError: expected 1 to equal 2'

const SESSION_COOKIE = {
  name: 'a',
  value: '1',
  domain: 'api.test',
  path: '/',
  secure: false,
  httpOnly: false,
  hostOnly: true,
  expires: null,
  maxAge: 0,
}

const SCOPE_MEMBERS =
  `_layers _postman_enableTracking addLayer clear constructor get has id mutations name replaceIn set syncVariablesFrom syncVariablesTo toJSON toObject unset values
  variables`.split(/\s+/)

const NODE_NAMES =
  `process global globalThis window self module exports __dirname __filename bridge __exitscope document navigator
  XMLHttpRequest importScripts postMessage`.split(/\s+/)

const REFUSED_NAMES =
  ',null,undefined,[object Object],./file,../x,/etc/passwd,postman-sandbox,lodash/fp,lodash3,chai-postman,axios,toString,__proto__,sugar'.split(
    ',',
  )

const HEARD = ['twice', 'once', true, 2]

/** By the name of the script. */
export const DELIBERATE: Readonly<Record<string, Difference>> = {
  'request/pre-body-removed': {
    reason: 'the runtime of newman keeps a body that a script makes undefined',
    change: {},
    newman: { request: undefined },
  },
  'response/cookies-of-the-response': {
    reason: NO_COOKIES,
    change: {},
    newman: { console: [['log', '‹undefined›', 0, []]] },
  },
  'send/cookies-of-the-answer': { reason: NO_COOKIES, change: {}, newman: { console: [['log', '9', 0, ['cookies']]] } },
  'send/test-in-the-callback': {
    reason: 'the runtime of newman gives each response an id by chance, which is too long for the message',
    change: {},
    newman: {
      assertions: [
        failed(
          'in the callback',
          0,
          "AssertionError: expected PostmanResponse{ …(9) } to have property 'code' of 404, but got 200",
        ),
      ],
    },
  },
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
  'console/getter-that-throws': {
    reason: UNREADABLE,
    change: {
      error: undefined,
      console: [
        ['log', '[unreadable: no]'],
        ['log', 'never'],
      ],
    },
  },
  'console/to-json-that-throws': {
    reason: UNREADABLE,
    change: { error: undefined, console: [['log', '[unreadable: no json]']] },
  },
  'errors/return-value': {
    reason: 'what a script returns is no error',
    change: { error: undefined },
  },
  'console/promise': { reason: TELLS_MORE, change: { console: [['log', '[Promise]']] } },
  'console/typed-array-of-one': {
    reason: 'officially an array of one number n is told as n zeros',
    change: { console: [['log', '<Buffer 05>']] },
  },
  'send/error-with-callback': {
    reason: 'newman loses name and message of the error on its way to the script; what was recorded keeps them',
    change: {},
    newman: { console: [['log', true, '‹undefined›', 'ECONNREFUSED']] },
  },
  'errors/rejection-of-a-text': {
    reason: NO_NODE_PROSE,
    change: { error: { name: 'Error', message: 'text' } },
  },
  'errors/rejection-of-nothing': {
    reason: NO_NODE_PROSE,
    change: { error: { name: 'Error', message: 'rejected with undefined' } },
  },
  'errors/throw-null': thrown('null'),
  'errors/throw-undefined': thrown('undefined'),
  'errors/throw-zero-and-empty': thrown('0'),
  'test/async-function-fails-before-its-first-await': {
    reason: A_PROMISE_COUNTS,
    change: { error: undefined, assertions: [failed('fails at once', 0, NOT_TWO)] },
    newman: { error: undefined, assertions: [passed('fails at once', 0), failed('fails at once', 0, NOT_TWO)] },
  },
  'test/async-function-that-fails': {
    reason: A_PROMISE_COUNTS,
    change: { error: undefined, assertions: [failed('async fails', 0, NOT_TWO)] },
    newman: { error: undefined, assertions: [passed('async fails', 0), failed('async fails', 0, NOT_TWO)] },
  },
  'test/returned-promise-rejects': {
    reason: A_PROMISE_COUNTS,
    change: { error: undefined, assertions: [failed('rejected', 0, 'Error: no')] },
    newman: { error: undefined, assertions: [passed('rejected', 0), failed('rejected', 0, 'Error: no')] },
  },
  'variables/set-bigint': {
    reason: 'a bigint stays as its text; officially the script never ends',
    change: { mutations: { environment: { big: '10' } }, console: [['log', 'bigint']] },
  },
  'expect/response-values': {
    reason: MINIFIED,
    change: {
      assertions: [
        failed('response', 0, 'AssertionError: expected { Object (id, _details, ...) } to equal 1'),
        failed('url', 1, 'AssertionError: expected PostmanUrl{ auth: undefined, …(7) } to equal 1'),
        failed('header', 2, 'AssertionError: expected PostmanHeader{ …(3) } to equal 1'),
        failed('body', 3, "AssertionError: expected { id: 7, name: 'Ada', …(1) } to equal 1"),
      ],
    },
  },
  'info/read-only-in-a-strict-function': {
    reason: 'what is made at its first use is an accessor, and the engine says so',
    change: {
      console: [
        ['log', 'TypeError', "Cannot assign to read only property 'iteration' of object '#<Object>'"],
        ['log', 'TypeError', 'Cannot set property request of #<Postman> which has only a getter'],
      ],
    },
  },
  'variables/set-odd-names': {
    reason: 'what every object has is no variable',
    change: {
      console: [
        ['log', 'empty', 1, 2, 3],
        ['log', false, '‹undefined›'],
      ],
    },
  },
  'persistence/function-for-later-scripts': {
    reason: 'what a function of an earlier script uses is that script’s own',
    change: { console: [['log', '0cc1', 'List users']] },
  },
  'cookies/printed': {
    reason: 'newman gives session cookies these members; the recorder does not',
    change: {
      console: [
        ['log', [SESSION_COOKIE], 'a=1; Path=/'],
        ['log', [SESSION_COOKIE]],
      ],
    },
  },
  'globals/eval-and-function': {
    reason: 'the console is a name of the script, not a global',
    change: {
      console: [
        ['log', 2, 2, 'string', 5],
        ['log', 'undefined', 'undefined', 'undefined'],
      ],
    },
  },
  'require/refused-odd-names': {
    reason: 'what every object has is no module; officially a lookup in an object finds it, and gives undefined',
    change: { console: REFUSED_NAMES.map((name) => ['log', name, 'Error', `Cannot find module '${name}'`]) },
  },
  'globals/typeof-node-names': {
    reason: '__exitscope is a name of the official implementation, which a script has no use for',
    change: { console: NODE_NAMES.map((name) => ['log', name, 'undefined']) },
  },
  'web/event-listeners': {
    reason:
      'an event is under way in all its listeners, as the DOM Standard has it; in Node 20 no more in objects with handleEvent',
    change: {
      console: [
        ['log', false, true, null, HEARD],
        ['log', [...HEARD, true, 2]],
        ['log', 'TypeError'],
        ['log', 'TypeError'],
        ['log', true, 'AbortError'],
      ],
    },
  },
  'require/buffer-base64url': {
    reason: 'our one Buffer knows the encoding in both dialects',
    change: { error: undefined, console: [['log', 'YT8-']] },
  },
  'require/lodash-in-newman': {
    reason: 'there is one lodash 4, the newer one',
    change: { console: [['log', '4.18.1', [[1, 2], [3]], 1]] },
  },
  'variables/enumerating-pm-environment': {
    reason: 'a scope is an object of our own, with methods of its own before those of the SDK',
    change: { console: [['log', ['_postman_enableTracking', 'id', 'mutations', 'values'], SCOPE_MEMBERS]] },
  },
  'variables/set-symbol': {
    reason: 'a symbol stays as its text; officially it is null from then on',
    change: { mutations: { environment: { symbol: 'Symbol(s)' } } },
  },
}

function thrown(text: string): Difference {
  return {
    reason: 'a script that throws nothing fails; officially it passes',
    change: { error: { name: 'Error', message: `threw ${text}` } },
    newman: {},
  }
}

function passed(name: string, index: number): unknown {
  return { name, index, outcome: 'passed' }
}

function failed(name: string, index: number, error: string): unknown {
  const [errorName = '', message = ''] = error.split(/: (.*)/s)
  return { name, index, outcome: 'failed', error: { name: errorName, message } }
}
