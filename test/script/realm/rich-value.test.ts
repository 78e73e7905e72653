import { AssertionError } from 'chai'
import { expect, test } from 'vitest'
import { richValues } from '../../../src/script/realm/rich-value.ts'

const SOURCE = { label: 'Users › test script', lines: 1 }

test('richValues() has of an error of chai all that it says of itself, with the stack of the script', () => {
  const error = new AssertionError('expected 1 to equal 2', { showDiff: true, actual: 1, expected: new Set([2]) })

  const told = richValues(['failed', error], SOURCE)

  expect(told?.values).toEqual([
    'failed',
    {
      name: 'AssertionError',
      message: 'expected 1 to equal 2',
      showDiff: true,
      actual: 1,
      expected: new Set([2]),
      stack: 'AssertionError: expected 1 to equal 2',
    },
  ])
})

test('richValues() has type, name and message of other errors', () => {
  expect(richValues([[new TypeError('no')]], SOURCE)?.values).toEqual([
    [{ type: 'Error', name: 'TypeError', message: 'no' }],
  ])
})
