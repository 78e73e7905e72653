import { expect, test } from 'vitest'
import { assertionOf, brokenOutcome, endedFailure, outcomeOf, scriptFailure } from '../../src/script/outcome.ts'
import { scriptRef } from '../support/events.ts'
import { scriptJob } from '../support/script.ts'

const END = {
  mutations: [{ scope: 'globals', name: 'a', value: 1 }],
  nextRequest: null,
  skipRequest: true,
} as const

test('outcomeOf() hands on what a script left behind', () => {
  expect(outcomeOf(scriptJob(), END, [])).toEqual(END)
})

test('outcomeOf() takes the first error as the failure, and keeps the rest', () => {
  const errors = [
    { name: 'TypeError', message: 'x is not a function', stack: 'TypeError: …', place: { line: 3, column: 7 } },
    { name: 'Error', message: 'second' },
  ]

  expect(outcomeOf(scriptJob(), END, errors)).toEqual({
    ...END,
    failure: {
      code: 'SCRIPT_ERROR',
      message: 'Cannot finish prerequest script of "List users": TypeError: x is not a function',
      where: { script: 'List users › prerequest script', line: 3, column: 7 },
      error: { name: 'TypeError', message: 'x is not a function', stack: 'TypeError: …' },
    },
  })
})

test('brokenOutcome() has no changes', () => {
  const failure = endedFailure(scriptJob(), 'SCRIPT_HOST_FAILED', 'the script sandbox failed: x')

  expect(brokenOutcome(failure)).toEqual({ mutations: [], skipRequest: false, failure })
})

test('endedFailure() names the script and the reason', () => {
  const job = scriptJob({ phase: 'test', ref: scriptRef({ level: 'folder', owner: 'Users' }) })

  expect(endedFailure(job, 'SCRIPT_TIMEOUT', 'no end after 500 ms')).toEqual({
    code: 'SCRIPT_TIMEOUT',
    message: 'Cannot finish test script of "Users": no end after 500 ms',
    hint: 'Raise --timeout-script, or look for a loop that never ends',
  })
})

test('assertionOf() tells passed from skipped', () => {
  const passed = assertionOf(scriptJob(), { name: 'a', index: 0, skipped: false })
  const skipped = assertionOf(scriptJob(), { name: 'b', index: 1, skipped: true })

  expect([passed, skipped]).toEqual([
    { name: 'a', index: 0, outcome: 'passed' },
    { name: 'b', index: 1, outcome: 'skipped' },
  ])
})

test('assertionOf() makes a failure with what was expected', () => {
  const error = {
    name: 'AssertionError',
    message: 'expected 1 to equal 2',
    expected: 2,
    actual: 1,
    place: { line: 2, column: 5 },
  }

  expect(assertionOf(scriptJob({ phase: 'test' }), { name: 'a', index: 3, skipped: false, error })).toEqual({
    name: 'a',
    index: 3,
    outcome: 'failed',
    failure: {
      code: 'ASSERTION_FAILED',
      message: 'expected 1 to equal 2',
      where: { script: 'List users › test script', line: 2, column: 5 },
      error: { name: 'AssertionError', message: 'expected 1 to equal 2', expected: 2, actual: 1 },
    },
  })
})

const UNPARSABLE: readonly (readonly [
  source: string,
  message: string,
  place: readonly [line: number, column: number, text: string],
])[] = [
  ['if (x {', "Unexpected token '{'", [1, 7, 'if (x {']],
  ['const a = 1\nconst b = 2\n  let a', "Identifier 'a' has already been declared", [3, 7, 'let a']],
  ['\nfoo(', "Unexpected token ';'", [2, 5, 'foo(']],
]

test.each(UNPARSABLE)('scriptFailure() finds where %j cannot be parsed', (source, message, [line, column, text]) => {
  const failure = scriptFailure(scriptJob({ source }), { name: 'SyntaxError', message })

  expect(failure.where).toEqual({ script: 'List users › prerequest script', line, column })
  expect(failure.excerpt?.find((each) => each.line === line)?.text.trim()).toBe(text)
})

test('scriptFailure() gives no place to a syntax error of something that the script read', () => {
  const failure = scriptFailure(scriptJob({ source: 'JSON.parse("{")' }), { name: 'SyntaxError', message: 'no JSON' })

  expect(failure).toEqual({
    code: 'SCRIPT_ERROR',
    message: 'Cannot finish prerequest script of "List users": SyntaxError: no JSON',
    error: { name: 'SyntaxError', message: 'no JSON' },
  })
})

test('assertionOf() quotes the script around the line that failed', () => {
  const error = { name: 'AssertionError', message: 'no', place: { line: 4, column: 1 } }
  const source = ['one', 'two', 'three', `fo${'u'.repeat(400)}r`, 'five'].join('\n')
  const job = scriptJob({ source })

  const assertion = assertionOf(job, { name: 'a', index: 0, skipped: false, error })

  expect(assertion.outcome === 'failed' && assertion.failure.excerpt).toEqual([
    { line: 2, text: 'two' },
    { line: 3, text: 'three' },
    { line: 4, text: '…' },
    { line: 5, text: 'five' },
  ])
})
