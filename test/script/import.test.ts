import { expect, test } from 'vitest'
import { printedBy, WITH_AND_WITHOUT_KEPT_CODE } from '../support/printed.ts'

/** Code that imports, as a text. What it is rejected with must be the realm's own: from an error of Node one comes to `process`. */
const CODE = `return import('node:fs')`

/**
 * Ways to have that text compiled, as an expression whose promise is rejected. V8 asks the code that a text was compiled by who may import what, and of
 * many of these it does not find any.
 */
const WAYS: readonly string[] = [
  `import('node:fs')`,
  `Function(code)()`,
  `new (async () => {}).constructor(code)()`,
  `new (function* () {}).constructor(code)().next().value`,
  `new (async function* () {}).constructor(code)().next()`,
  `eval("import('node:fs')")`,
  `(0, eval)("import('node:fs')")`,
  `Promise.resolve(code).then(Function).then((made) => made())`,
  `Promise.resolve("import('node:fs')").then(eval)`,
  `Promise.resolve(code).then((async () => {}).constructor).then((made) => made())`,
  `Promise.reject(code).catch(Function).then((made) => made())`,
  `[code].map((text) => Function(text))[0]()`,
  `Reflect.construct(Function, [code])()`,
  `require('lodash').map([code], (text) => Function(text))[0]()`,
  `require('lodash').attempt(Function, code)()`,
  `require('lodash').invoke({ Function }, 'Function', code)()`,
  `require('lodash').template('<% ' + code + ' %>')()`,
  `_.template('<% ' + code + ' %>')()`,
  `new Promise((resolve) => setTimeout(() => resolve(Function(code)()), 0))`,
  `pm.sendRequest('http://127.0.0.1:1/').catch(() => code).then(Function).then((made) => made())`,
  `new Proxy({}, { get: () => Function(code)() }).x`,
  `Object.defineProperty({}, 'x', { get: Function(code) }).x`,
  `({ [Symbol.toPrimitive]: Function(code) })[Symbol.toPrimitive]()`,
  `(async () => { for await (const text of [code]) return Function(text)() })()`,
  `(async () => (await Promise.all([code].map(async (text) => Function(text))))[0]())()`,
  `queueMicrotask && new Promise((resolve, reject) => queueMicrotask(() => Function(code)().catch(reject)))`,
]

const SCRIPT = `
const code = ${JSON.stringify(CODE)}
const wait = [${WAYS.map((way) => `() => ${way}`).join(',\n')}].map(async (way) => {
  try {
    await way()
    return 'imported'
  } catch (e) {
    return e instanceof TypeError && e.constructor.constructor === Function && e.__proto__ === TypeError.prototype ? 'own' : 'of Node: ' + e
  }
})
console.log(JSON.stringify(await Promise.all(wait)))
`

test.each(WITH_AND_WITHOUT_KEPT_CODE)(
  'an import is rejected by an error of the realm, in %s',
  async (_, nodeOptions) => {
    const [values] = await printedBy(SCRIPT, ...nodeOptions)
    const outcomes = JSON.parse(String((values as readonly unknown[])[0])) as readonly string[]

    expect(Object.fromEntries(outcomes.map((outcome, at) => [WAYS[at], outcome]))).toEqual(
      Object.fromEntries(WAYS.map((way) => [way, 'own'])),
    )
  },
)
