import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ScriptOutcome } from '../../src/engine/ports.ts'
import type { ScriptHost } from '../../src/script/host.ts'
import { recordingBridge, scriptJob } from '../support/script.ts'
import { createScriptHost, linesOf, useScriptHost } from '../support/script-host.ts'

const ran = useScriptHost()

const FAILING: readonly (readonly [source: string, message: string, place: readonly [number, number] | undefined])[] = [
  ['x.y()', 'ReferenceError: x is not defined', [1, 1]],
  ['\n\n  foo()', 'ReferenceError: foo is not defined', [3, 3]],
  ["throw new RangeError('a\\nb')", 'RangeError: a\nb', [1, 7]],
  ["throw 'text'", 'Error: text', undefined],
  ['throw null', 'Error: threw null', undefined],
  ['await Promise.reject()', 'Error: threw undefined', undefined],
  ['const a = ;', "SyntaxError: Unexpected token ';'", [1, 11]],
  ['if (true) {\n  a()', "SyntaxError: Unexpected token ')'", [2, 6]],
  ['setTimeout(() => {\n  null.x\n}, 2)', "TypeError: Cannot read properties of null (reading 'x')", [2, 8]],
  ['await pm.nope()', 'TypeError: pm.nope is not a function', [1, 10]],
  ["pm.environment.set('a', 1)\nPromise.reject(new Error('r'))", 'Error: r', [2, 16]],
  ["Promise.reject('text')", 'Error: text', undefined],
  ['(async () => {\n  await 1\n  throw new TypeError("t")\n})()', 'TypeError: t', [3, 9]],
  ['JSON.parse("{")', 'JSONError: Unexpected end of input at 1:2\n{\n ^', [1, 6]],
  ['require("fs2")', "Error: Cannot find module 'fs2'", [1, 1]],
  ["await import('node:fs')", 'TypeError: A dynamic import callback was not specified.', [1, 1]],
  ["pm.require('x')", 'TypeError: pm.require is not a function', [1, 4]],
]

test.each(FAILING)('run() fails on %j', async (source, message, place) => {
  const { outcome } = await ran({ source })

  const [line = 0, column = 0] = place ?? []
  const where = place && { script: 'List users › prerequest script', line, column }
  expect(outcome.failure).toMatchObject({
    code: 'SCRIPT_ERROR',
    message: `Cannot finish prerequest script of "List users": ${message}`,
  })
  expect(outcome.failure?.where).toEqual(where)
})

test('run() does not count the time that libraries take to load', async () => {
  const names = [
    'postman-collection',
    'cheerio',
    'ajv',
    'xml2js',
    'moment',
    'lodash',
    'tv4',
    'csv-parse/lib/sync',
    'crypto-js',
  ]
  const source = `${names.map((name) => `require('${name}')`).join('\n')}
await new Promise((resolve) => setTimeout(resolve, 10))
console.log('done')`

  const { outcome, calls } = await withHost(async (host) => {
    const bridge = recordingBridge()
    return { outcome: await host.run(scriptJob({ source, timeoutMs: 80 }), bridge), calls: bridge.calls }
  })

  expect(linesOf({ outcome, calls })).toEqual([['done']])
})

test('run() keeps the changes of a script that fails, and prints its further errors', async () => {
  const source = `pm.globals.set('a', 1)
setTimeout(() => { throw new Error('one') }, 1)
setTimeout(() => { throw new Error('two') }, 4)`

  const { outcome, calls } = await ran({ source })

  expect(outcome.mutations).toEqual([{ scope: 'globals', name: 'a', value: 1 }])
  expect(outcome.failure?.message).toBe('Cannot finish prerequest script of "List users": Error: one')
  expect(calls).toEqual([{ print: 'error', values: ['Error: two\n    at List users › prerequest script:3:26'] }])
})

test('run() hands over a failed assertion about a value that is nested too deep', async () => {
  const { calls } = await ran({
    source: `let deep = {}; for (let i = 0; i < 4000; i += 1) deep = { deep }; pm.test('t', () => pm.expect(deep).to.eql({}))`,
  })

  expect(calls).toMatchObject([{ assert: { name: 't', outcome: 'failed', failure: { code: 'ASSERTION_FAILED' } } }])
})

/** A host of its own, for a test that ends its sandbox. */
async function withHost<T>(use: (host: ScriptHost) => Promise<T>): Promise<T> {
  const host = createScriptHost({ startTimeoutMs: 30_000 })
  try {
    return await use(host)
  } finally {
    await host.close()
  }
}

/** How often a script says that it ran in this sandbox. */
const COUNT = 'count = (typeof count === "number" ? count : 0) + 1; console.log(count)'

test('run() runs scripts one after the other', async () => {
  const slow = "await new Promise((resolve) => setTimeout(resolve, 20)); console.log('first')"
  const bridge = recordingBridge()

  await Promise.all([ran({ source: slow }, bridge), ran({ source: "console.log('second')" }, bridge)])

  expect(bridge.calls).toEqual([
    { print: 'log', values: ['first'] },
    { print: 'log', values: ['second'] },
  ])
})

const ENDLESS: readonly (readonly [what: string, source: string, how: string])[] = [
  ['a loop', 'while (true) {}', 'synchronous'],
  ['a loop after an await', 'await 1; for (;;) {}', 'synchronous'],
  ['a chain of promises', 'const again = () => Promise.resolve().then(again); await again()', 'synchronous'],
  ['a timer that is never cleared', 'setInterval(() => {}, 5)', 'asynchronous'],
  ['a promise that never settles', 'await new Promise(() => {})', 'asynchronous'],
  ['a test that never ends', "pm.test('t', () => new Promise(() => {}))", 'asynchronous'],
]

test('run() keeps what a script has changed that waits for ever', async () => {
  const source = "pm.environment.set('a', 1); setInterval(() => pm.environment.set('b', 2), 10)"

  const outcome = await withHost((host) => host.run(scriptJob({ source, timeoutMs: 100 }), recordingBridge()))

  expect([outcome.failure?.code, outcome.mutations]).toEqual([
    'SCRIPT_TIMEOUT',
    [
      { scope: 'environment', name: 'a', value: 1 },
      { scope: 'environment', name: 'b', value: 2 },
    ],
  ])
})

test.each(ENDLESS)('run() ends %s in time, and goes on with a fresh sandbox', async (_what, source, how) => {
  const { first, second } = await withHost(async (host) => {
    host.warm([])
    await host.run(scriptJob({ source: COUNT }), recordingBridge())
    const outcome = await host.run(scriptJob({ source, timeoutMs: 100 }), recordingBridge())
    const bridge = recordingBridge()
    const after = await host.run(scriptJob({ source: COUNT }), bridge)
    return { first: outcome, second: linesOf({ outcome: after, calls: bridge.calls }) }
  })

  expect(first).toEqual({
    mutations: [],
    skipRequest: false,
    failure: {
      code: 'SCRIPT_TIMEOUT',
      message: 'Cannot finish prerequest script of "List users": no end after 100 ms',
      hint: 'Raise --timeout-script, or look for a loop that never ends',
      error: { name: 'Error', message: `sandbox: ${how} script execution timeout` },
    },
  })
  expect(second).toEqual([[1]])
})

test('run() hands over what a script said before it had to be ended', async () => {
  const bridge = recordingBridge()

  await withHost((host) =>
    host.run(scriptJob({ source: "console.log('in'); while (true) {}", timeoutMs: 600 }), bridge),
  )

  expect(bridge.calls).toEqual([{ print: 'log', values: ['in'] }])
})

const STOPPED = {
  mutations: [],
  skipRequest: false,
  failure: {
    code: 'REQUEST_ABORTED',
    message: 'Cannot finish prerequest script of "List users": the run was stopped',
  },
}

test('run() ends a script when the signal fires', async () => {
  const controller = new AbortController()
  const bridge = recordingBridge()
  const print = (): void => controller.abort()

  const outcome = await withHost((host) =>
    host.run(scriptJob({ source: "console.log('in'); while (true) {}", signal: controller.signal, timeoutMs: 0 }), {
      ...bridge,
      print,
    }),
  )

  expect(outcome).toEqual(STOPPED)
})

test('run() starts nothing when the signal has fired', async () => {
  const { outcome, calls } = await ran({ source: 'console.log(1)', signal: AbortSignal.abort() })

  expect({ outcome, calls }).toEqual({ outcome: STOPPED, calls: [] })
})

test.each([
  ['by one call after the other', `const a = []; for (;;) a.push(JSON.parse('[' + '{},'.repeat(2e6) + '{}]'))`],
  ['in a loop', 'const a = []; for (;;) a.push(new Uint8Array(8e6).fill(1))'],
  [
    'bit by bit',
    'const a = []; for (;;) { a.push(new Uint8Array(8e6).fill(1)); await new Promise((r) => setTimeout(r, 5)) }',
  ],
])('run() ends a script that fills the memory of the machine %s, and goes on', async (_, source) => {
  const host = createScriptHost({ startTimeoutMs: 30_000, memoryMb: 64 })
  const bridge = recordingBridge()
  const { failure } = await host.run(scriptJob({ source }), bridge)
  await host.run(scriptJob({ source: 'console.log(1)' }), bridge)
  await host.close()

  expect([failure?.code, failure?.message, bridge.calls]).toEqual([
    'SCRIPT_HOST_FAILED',
    'Cannot finish prerequest script of "List users": the script sandbox failed: its scripts have taken more than 64 MB of memory',
    [{ print: 'log', values: [1] }],
  ])
})

test('run() lets a script wait while somebody else takes memory', async () => {
  const host = createScriptHost({ startTimeoutMs: 30_000, memoryMb: 64 })
  const ran = host.run(scriptJob({ source: 'await new Promise((r) => setTimeout(r, 800))' }), recordingBridge())
  await setTimeout(200)
  const taken = Array.from({ length: 40 }, () => Buffer.alloc(8e6, 1))
  const { failure } = await ran
  await host.close()

  expect([failure, taken.length]).toEqual([undefined, 40])
})

test('run() survives a script that takes all memory, and goes on', async () => {
  const bridge = recordingBridge()

  const first = await withHost(async (host) => {
    const outcome = await host.run(
      scriptJob({ source: 'const a = []; for (;;) a.push(new Array(1e6).fill(a.length))' }),
      bridge,
    )
    await host.run(scriptJob({ source: 'console.log(1)' }), bridge)
    return outcome
  })

  expect(first).toEqual({
    mutations: [],
    skipRequest: false,
    failure: {
      code: 'SCRIPT_HOST_FAILED',
      message:
        'Cannot finish prerequest script of "List users": the script sandbox failed: its scripts have taken more than 512 MB of memory',
    },
  })
  expect(bridge.calls).toEqual([{ print: 'log', values: [1] }])
})

test('run() ends a sandbox whose built-ins a script has broken, and starts a new one', async () => {
  const bridge = recordingBridge()

  const first = await withHost(async (host) => {
    const source = "Array.prototype.map = () => ['broken']; pm.test('a', () => {})"
    const outcome = await host.run(scriptJob({ source }), bridge)
    await host.run(scriptJob({ source: 'console.log([1].map(String))' }), bridge)
    return outcome
  })

  expect(first).toEqual({
    mutations: [],
    skipRequest: false,
    failure: {
      code: 'SCRIPT_HOST_FAILED',
      message:
        'Cannot finish prerequest script of "List users": the script sandbox failed: a script has changed what the sandbox is made of',
    },
  })
  expect(bridge.calls.at(-1)).toEqual({ print: 'log', values: [['1']] })
})

test('run() says when the sandbox does not start in time', async () => {
  const host = createScriptHost({ startTimeoutMs: 1 })

  const outcome = await host.run(scriptJob(), recordingBridge())

  expect(outcome.failure).toEqual({
    code: 'SCRIPT_HOST_FAILED',
    message: 'Cannot finish prerequest script of "List users": the script sandbox failed: not ready after 1 ms',
  })
})

test('run() says what the engine refused', async () => {
  const print = (): void => {
    throw new Error('no console')
  }

  const outcome = await withHost((host) =>
    host.run(scriptJob({ source: 'console.log(1); while (true) {}' }), { ...recordingBridge(), print }),
  )

  expect(outcome.failure).toEqual({
    code: 'SCRIPT_HOST_FAILED',
    message: 'Cannot finish prerequest script of "List users": the script sandbox failed: no console',
  })
})

test('createScriptHost() makes hosts that share nothing', async () => {
  const other = recordingBridge()

  const lines = await withHost(async (host) => {
    const first = linesOf(await ran({ source: COUNT }))
    const second = linesOf(await ran({ source: COUNT }))
    await host.run(scriptJob({ source: COUNT }), other)
    return [...first, ...second]
  })

  expect([lines, other.calls]).toEqual([[[1], [2]], [{ print: 'log', values: [1] }]])
})

test('close() ends the script that runs and those that wait', async () => {
  const host = createScriptHost({ startTimeoutMs: 30_000 })
  const bridge = recordingBridge()
  const source = "console.log('in'); while (true) {}"
  let running: Promise<ScriptOutcome> | undefined
  await new Promise<void>((resolve) => {
    running = host.run(scriptJob({ source }), { ...bridge, print: () => resolve() })
  })
  const waiting = host.run(scriptJob({ source: 'console.log(1)' }), bridge)

  await host.close()
  await host.close()

  const message = 'Cannot finish prerequest script of "List users": the script sandbox failed: it was closed'
  const failures = [(await running)?.failure, (await waiting).failure]
  expect(failures).toEqual([
    { code: 'SCRIPT_HOST_FAILED', message },
    { code: 'SCRIPT_HOST_FAILED', message },
  ])
  expect(bridge.calls).toEqual([])
})

test('close() while the sandbox starts leaves no sandbox behind', async () => {
  const host = createScriptHost({ startTimeoutMs: 30_000 })
  host.warm([])
  const running = host.run(scriptJob({ source: 'while (true) {}' }), recordingBridge())

  await host.close()

  expect((await running).failure?.message).toBe(
    'Cannot finish prerequest script of "List users": the script sandbox failed: it was closed',
  )
})
