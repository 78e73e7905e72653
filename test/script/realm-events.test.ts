import { expect, test } from 'vitest'
import { cookie, failed, type JobChange, made, recordingBridge } from '../support/script.ts'
import { linesOf, useScriptHost } from '../support/script-host.ts'

const ran = useScriptHost()

async function printed(source: string, job: JobChange = {}, bridge = recordingBridge()): Promise<readonly unknown[]> {
  return linesOf(await ran({ ...job, source }, bridge))
}

const NOTHING = { mutations: [], skipRequest: false }

/** Lines of a script, from one to another. */
function excerptOf(source: string, from: number, to: number): readonly object[] {
  const lines = source.split('\n').slice(from - 1, to)
  return lines.map((text, index) => ({ line: from + index, text }))
}

test('run() reports assertions in their order, with their places', async () => {
  const source = `pm.test('ok', () => {})
pm.test('no', () => {
  pm.expect({ a: 1 }).to.eql({ a: 2 })
}).test.skip('later')
pm.test('done', (done) => { setTimeout(() => done(new Error('late')), 5) })
tests['legacy'] = 1 === 2`

  const { outcome, calls } = await ran({ source, phase: 'test' })

  const script = 'List users › test script'
  const no = 'expected { a: 1 } to deeply equal { a: 2 }'
  expect(outcome).toEqual(NOTHING)
  expect(calls).toEqual([
    { assert: { name: 'ok', index: 0, outcome: 'passed' } },
    {
      assert: {
        name: 'no',
        index: 1,
        outcome: 'failed',
        failure: {
          code: 'ASSERTION_FAILED',
          message: no,
          where: { script, line: 3, column: 26 },
          error: {
            name: 'AssertionError',
            message: no,
            stack: `AssertionError: ${no}\n    at ${script}:3:26\n    at ${script}:2:4`,
            expected: { a: 2 },
            actual: { a: 1 },
            showDiff: true,
            operator: 'deepStrictEqual',
          },
          excerpt: excerptOf(source, 1, 5),
        },
      },
    },
    { assert: { name: 'later', index: 2, outcome: 'skipped' } },
    { print: 'warn', values: ['Using "tests" is deprecated. Use "pm.test()" instead.'] },
    {
      assert: {
        name: 'legacy',
        index: 4,
        outcome: 'failed',
        failure: {
          code: 'ASSERTION_FAILED',
          message: 'expected false to be truthy',
          error: {
            name: 'AssertionError',
            message: 'expected false to be truthy',
            stack: 'AssertionError: expected false to be truthy',
          },
        },
      },
    },
    {
      assert: {
        name: 'done',
        index: 3,
        outcome: 'failed',
        failure: {
          code: 'ASSERTION_FAILED',
          message: 'late',
          where: { script, line: 5, column: 51 },
          error: { name: 'Error', message: 'late', stack: `Error: late\n    at ${script}:5:51` },
          excerpt: excerptOf(source, 3, 6),
        },
      },
    },
  ])
})

test('run() waits for the promise of a test', async () => {
  const source = `
    pm.test('yes', async () => { await new Promise((r) => setTimeout(r, 5)); pm.expect(1).to.eql(1) })
    pm.test('no', async () => { await crypto.subtle.digest('SHA-256', new Uint8Array(1)); pm.expect(1).to.eql(2) })
    pm.test('empty', () => Promise.reject())
    pm.test('both', async (done) => { await 1; done(); })`

  const { outcome, calls } = await ran({ source, phase: 'test' })

  const ended = calls.map((call) => ('assert' in call ? `${call.assert.name} ${call.assert.outcome}` : 'other'))
  expect(outcome).toEqual(NOTHING)
  expect(ended.toSorted()).toEqual(['both passed', 'empty failed', 'no failed', 'yes passed'])
})

test('run() prints plain data in the order of the script', async () => {
  const lines = await ran({
    source: `console.info('a', new Map([[1, 2]]), undefined, 5n)
      console.error(new TypeError('e'))
      
      setTimeout(() => console.debug({ d: new Date(0) }), 2)
      console.warn(function f() {})`,
  })

  const stack = 'TypeError: e\n    at List users › prerequest script:2:21'
  expect(lines.calls).toEqual([
    { print: 'info', values: ['a', [[1, 2]], undefined, '5n'] },
    { print: 'error', values: [{ name: 'TypeError', message: 'e', stack }] },
    { print: 'warn', values: ['[Function: f]'] },
    { print: 'debug', values: [{ d: '1970-01-01T00:00:00.000Z' }] },
  ])
})

test('run() prints once of each legacy name that it is deprecated', async () => {
  const { calls } = await ran({ source: 'tests.a = true; tests.a = true; _.map([])' })

  expect(calls).toEqual([
    { print: 'warn', values: ['Using "tests" is deprecated. Use "pm.test()" instead.'] },
    { print: 'warn', values: ['Using "_" is deprecated. Use "require(\'lodash\')" instead.'] },
    { assert: { name: 'a', index: 0, outcome: 'passed' } },
  ])
})

test('run() prints legacy names like other values', async () => {
  const { calls } = await ran({
    source: "console.log('is', data, globals)",
    scopes: { globals: { values: [{ key: 'g', value: 1 }] } },
  })

  expect(calls.filter((call) => 'print' in call && call.print === 'log')).toEqual([
    { print: 'log', values: ['is', {}, { g: 1 }] },
  ])
})

test('run() sends requests of the script, several at once', async () => {
  const bridge = recordingBridge({ send: made })

  const lines = await printed(
    `const [a, b] = await Promise.all([pm.sendRequest('http://{{h}}/a'), pm.sendRequest({ url: 'http://b.test', method: 'POST',
       header: { 'X-A': '1' }, body: { mode: 'urlencoded', urlencoded: [{ key: 'k', value: 'v' }] } })])
     console.log(a.code, a.json().name, b.responseTime)
     pm.sendRequest('http://c.test', (error, response, { cookies }) => console.log(error, response.status, cookies.get('sid')))`,
    {},
    bridge,
  )

  expect(lines).toEqual([
    [201, 'Zoë', 13],
    [null, 'Made', '1'],
  ])
  expect(bridge.calls.flatMap((call) => ('send' in call ? [call.send] : []))).toEqual([
    { method: 'GET', url: { protocol: 'http', host: ['{{h}}'], path: ['a'], query: [], variables: [] }, header: [] },
    {
      method: 'POST',
      url: { protocol: 'http', host: ['b', 'test'], query: [], variables: [] },
      header: [{ key: 'X-A', value: '1' }],
      body: { mode: 'urlencoded', urlencoded: [{ key: 'k', value: 'v' }] },
    },
    { method: 'GET', url: { protocol: 'http', host: ['c', 'test'], query: [], variables: [] }, header: [] },
  ])
})

test('run() gives the error of a request to the callback, and to the promise', async () => {
  const message = 'connect ECONNREFUSED 127.0.0.1:1'
  const send = () => failed({ code: 'CONNECTION_REFUSED', message: 'x', error: { name: 'Error', message } })

  const lines = await printed(
    `await new Promise((resolve) => pm.sendRequest('http://a.test', (error, response) => {
       console.log(error.message, error.code, response)
       resolve()
     }))
     try { await pm.sendRequest('http://a.test') } catch (error) { console.log(error instanceof Error, error.code) }`,
    {},
    recordingBridge({ send }),
  )

  expect(lines).toEqual([
    [message, 'ECONNREFUSED', undefined],
    [true, 'ECONNREFUSED'],
  ])
})

test('run() reaches the cookie jar', async () => {
  const bridge = recordingBridge({ jar: [cookie(), cookie({ name: 'other', httpOnly: true })] })

  const lines = await printed(
    `const jar = pm.cookies.jar()
     console.log(await jar.get('http://a.test/', 'sid'), (await jar.getAll('http://a.test/', { http: false })).map((c) => c.name))
     await jar.set('http://b.a.test/', 'n=v; Domain=a.test; Max-Age=60; HttpOnly')
     jar.set('http://a.test/x/y', 'm', 'w', (error, c) => console.log(error, c.name))
     await jar.unset('http://a.test/', 'sid')`,
    {},
    bridge,
  )

  expect(lines).toEqual([
    ['1', ['sid']],
    [null, 'sid'],
  ])
  expect(bridge.calls.filter((call) => 'cookie' in call)).toEqual([
    { cookie: 'set', args: ['http://b.a.test/', 'n=v; Domain=a.test; Max-Age=60; HttpOnly'] },
    { cookie: 'set', args: ['http://a.test/x/y', 'm=w'] },
    { cookie: 'remove', args: ['a.test', '/', 'sid'] },
  ])
})

test('run() returns what should run next', async () => {
  const named = await ran({ source: "pm.execution.setNextRequest('A'); postman.setNextRequest('B')" })
  const none = await ran({ source: 'pm.execution.setNextRequest(null)' })

  expect([named.outcome.nextRequest, none.outcome.nextRequest]).toEqual(['B', null])
})

test('run() returns what setNextRequest was given as JSON', async () => {
  const given = async (value: string): Promise<unknown> =>
    (await ran({ source: `pm.execution.setNextRequest(${value})` })).outcome.nextRequest

  expect([await given('5'), await given("['B']"), await given('false'), await given('({ a: 1 })')]).toEqual([
    5,
    ['B'],
    false,
    { a: 1 },
  ])
})

test('run() skips the request, and what the script says after that', async () => {
  const source = `console.log('before'); pm.globals.set('a', 1)
    pm.execution.skipRequest()
    console.log('after'); pm.test('t', () => {}); pm.sendRequest('http://a.test', () => {}); await 1; x.y()`

  expect(await ran({ source })).toEqual({
    outcome: { mutations: [{ scope: 'globals', name: 'a', value: 1 }], skipRequest: true },
    calls: [{ print: 'log', values: ['before'] }],
  })
})

test('run() has no skipRequest in test scripts', async () => {
  const { outcome } = await ran({ source: 'pm.execution.skipRequest()', phase: 'test' })

  expect(outcome.failure?.message).toBe(
    'Cannot finish test script of "List users": TypeError: pm.execution.skipRequest is not a function',
  )
})
