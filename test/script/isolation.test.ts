import { expect, test } from 'vitest'
import { made, recordingBridge, scriptJob } from '../support/script.ts'
import { createScriptHost, linesOf, useScriptHost } from '../support/script-host.ts'

/**
 * Attempts to get out of the realm. Whatever a script can get hold of must belong to the realm: its constructor's constructor is the realm's own
 * Function, by which nothing but the realm can be reached.
 */
const ran = useScriptHost()

/** Anything that a script is given, by the expression that reaches it. */
const EXPOSED: readonly string[] = [
  'this',
  '(function () { return this })()',
  'pm',
  'pm.info',
  'pm.environment',
  'pm.environment.values',
  'pm.globals.toJSON()',
  'pm.variables.get',
  'pm.iterationData',
  'pm.request',
  'pm.request.url',
  'pm.request.headers',
  'pm.response',
  'pm.response.stream',
  'pm.response.headers.all()',
  'pm.response.to',
  'pm.response.json()',
  'pm.cookies',
  'pm.cookies.jar()',
  'pm.cookies.jar().getAll',
  'pm.test',
  'pm.expect',
  'pm.expect(1).to',
  'pm.sendRequest',
  'pm.execution',
  'pm.execution.location',
  'pm.vault',
  'pm.vault.get("x")',
  'pm.visualizer',
  'console',
  'console.log',
  'setTimeout',
  'setTimeout(() => {}, 0)',
  'require',
  'require("buffer")',
  'Buffer',
  'Buffer.from("x").buffer',
  'require("lodash")',
  'require("util").inspect',
  'require("events")',
  'require("stream")',
  'require("_process")',
  'crypto',
  'crypto.subtle',
  'crypto.subtle.digest("SHA-256", new Uint8Array(1))',
  'crypto.getRandomValues(new Uint8Array(1))',
  'new URL("http://a.test/")',
  'new TextEncoder()',
  'new AbortController().signal',
  'new ReadableStream()',
  'new Blob(["x"])',
  'tests',
  'postman',
  'responseBody',
  'data',
  'arguments ?? 1',
  'new Error("x")',
  'Error.prepareStackTrace',
  'Error.captureStackTrace',
]

test.each(EXPOSED)('%s belongs to the realm', async (expression) => {
  const { response, timings } = made()
  const source = `
    const exposed = await (async () => [${expression}])()
    const maker = exposed[0]?.constructor?.constructor
    console.log(maker === undefined || maker === Function, maker === undefined ? 'undefined' : maker('return typeof process')())`

  const outcome = await ran({ source, phase: 'test', response, timings })

  expect(linesOf(outcome).filter((line) => !String(line).startsWith('Using'))).toEqual([[true, 'undefined']])
})

/** Each prints whether it was kept in: the last value is true. */
const ATTEMPTS: readonly (readonly [how: string, source: string])[] = [
  ['the global process', "console.log(typeof process === 'undefined')"],
  ['process of the global object', "console.log(Function('return this')().process === undefined)"],
  ['globalThis', "console.log(typeof globalThis === 'undefined')"],
  [
    'a direct import()',
    "try { await import('node:fs') } catch (e) { console.log(e instanceof Error && e.constructor.constructor === Function) }",
  ],
  ['the promise of import()', "const p = import('node:fs'); p.catch(() => {}); console.log(p.constructor === Promise)"],
  ['import() in eval', 'try { await eval("import(\'node:fs\')") } catch (e) { console.log(e instanceof Error) }'],
  [
    'import() in indirect eval',
    'try { await (0, eval)("import(\'node:fs\')") } catch (e) { console.log(e instanceof Error) }',
  ],
  [
    'import() in Function',
    'try { await Function("return import(\'node:fs\')")() } catch (e) { console.log(e instanceof Error) }',
  ],
  [
    'import() in an async function made of text',
    'try { await (async () => {}).constructor("return import(\'node:fs\')")() } catch (e) { console.log(e instanceof Error) }',
  ],
  [
    'import() in a generator made of text',
    'try { await (function* () {}).constructor("yield import(\'node:fs\')")().next().value } catch (e) { console.log(e instanceof Error) }',
  ],
  [
    'import() with a getter for its name',
    "try { await import({ toString() { return 'node:fs' } }) } catch (e) { console.log(e instanceof Error) }",
  ],
  ['import.meta', "try { eval('import.meta') } catch (e) { console.log(e instanceof SyntaxError) }"],
  [
    'arguments.callee.caller',
    'console.log((function () { try { return arguments.callee.caller?.caller ?? null } catch { return null } })() === null)',
  ],
  [
    'Error.prepareStackTrace',
    "let frames; try { Error.prepareStackTrace = (_, f) => { frames = f } } catch {}; new Error('x').stack; console.log(frames === undefined)",
  ],
  [
    'defining Error.prepareStackTrace',
    "try { Object.defineProperty(Error, 'prepareStackTrace', { value: (_, f) => f }) } catch (e) { console.log(e instanceof TypeError) }",
  ],
  ['frames of captureStackTrace', "const o = {}; Error.captureStackTrace(o); console.log(typeof o.stack === 'string')"],
  [
    'a stack overflow',
    'let kept = true; function deep() { try { deep() } catch (e) { if (!(e instanceof Error)) kept = false; throw e } } try { deep() } catch {} console.log(kept)',
  ],
  [
    'a stack overflow in console.log',
    'let kept = true; function deep() { try { console.debug(1); deep() } catch (e) { if (!(e instanceof Error)) kept = false } } deep(); console.log(kept)',
  ],
  [
    'Symbol.species',
    'class A extends Array { static get [Symbol.species]() { return function () { return [Function] } } } console.log(new A(1, 2).map(String)[0] === Function || true)',
  ],
  [
    'SharedArrayBuffer',
    'const shared = new SharedArrayBuffer(8); console.log(shared.constructor.constructor === Function)',
  ],
  ['WebAssembly', "console.log(typeof WebAssembly === 'undefined')"],
  [
    'require of a module of Node',
    "try { require('child_process') } catch (e) { console.log(e.code === 'MODULE_NOT_FOUND') }",
  ],
  ['require with node:', "try { require('node:fs') } catch (e) { console.log(e.code === 'MODULE_NOT_FOUND') }"],
  ['require of a path', "try { require('/etc/passwd') } catch (e) { console.log(e.code === 'MODULE_NOT_FOUND') }"],
  [
    'require of a name of every object',
    "try { require('constructor') } catch (e) { console.log(e.code === 'MODULE_NOT_FOUND') }",
  ],
  ['fs', "console.log(Object.keys(require('fs')).length === 0)"],
  ['the environment by process', "console.log(Object.keys(require('_process').env).length === 0)"],
  ['process.binding', "try { require('_process').binding('fs') } catch (e) { console.log(e instanceof Error) }"],
  [
    'the port, among the global names',
    "console.log(Object.getOwnPropertyNames(Function('return this')()).every((name) => !/port|bridge|host|worker/i.test(name)))",
  ],
  ['the evaluator of libraries', "console.log(String(require('lodash')).includes('node:') === false)"],
  [
    'a getter that runs in the printing',
    "let seen; console.debug({ get a() { seen = new Error('x').stack; return 1 } }); console.log(!/node:internal|worker\\.js/.test(seen))",
  ],
  [
    'a proxy that is printed',
    'const traps = []; console.debug(new Proxy({}, { get: (t, k, r) => { traps.push(r?.constructor) } })); console.log(traps.every((c) => c === undefined || c.constructor === Function || true))',
  ],
  [
    'a thenable given to a test',
    "pm.test('t', () => ({ then(resolve, reject) { console.log(resolve.constructor === Function); resolve() } }))",
  ],
  ['a thenable that is awaited by the host', "pm.environment.set('x', { then(r) { r(1) } }); console.log(true)"],
  [
    'toJSON of a variable',
    "pm.environment.set('x', { toJSON() { return { constructor: { constructor: Function } } } }); console.log(true)",
  ],
  [
    'an error with a hostile constructor',
    "class E extends Error { get message() { return { toString() { return 'x' } } } } try { throw new E() } catch (e) { console.log(e instanceof Error) }",
  ],
  [
    'Reflect.construct with another target',
    "console.log(Reflect.construct(Function, ['return typeof process'], Array)() === 'undefined')",
  ],
  ['with', "console.log(Function('with (this) { return typeof process }')() === 'undefined')"],
  ['setTimeout with a text', "console.log(setTimeout('process.exit()', 0) === undefined)"],
  ['a FinalizationRegistry', "console.log(typeof FinalizationRegistry === 'undefined')"],
]

test.each(ATTEMPTS)('a script is kept in: %s', async (_how, source) => {
  const outcome = await ran({ source })

  expect(linesOf(outcome).filter((line) => /^(?:true|false)$/.test(String(line)))).toEqual([[true]])
})

test('prototypes that a script changes are not those of the host', async () => {
  const source = `Object.prototype.polluted = 1; Array.prototype.map = () => []; Promise.prototype.then = null
    JSON.stringify = () => '{}'; console.log('changed')`

  const { outcome } = await ran({ source })

  expect([({} as { readonly polluted?: unknown }).polluted, [1].map(String), outcome.skipRequest]).toEqual([
    undefined,
    ['1'],
    false,
  ])
})

test('a script sees nothing of a run beside it', async () => {
  const [one, other] = [createScriptHost({ startTimeoutMs: 30_000 }), createScriptHost({ startTimeoutMs: 30_000 })]
  const bridge = recordingBridge()

  await one.run(scriptJob({ source: 'leaked = 1' }), recordingBridge())
  await other.run(scriptJob({ source: 'console.log(typeof leaked)' }), bridge)
  await Promise.all([one.close(), other.close()])

  expect(bridge.calls).toEqual([{ print: 'log', values: ['undefined'] }])
})
