import { expect, test } from 'vitest'
import { comparison } from '../../../src/report/cli/comparison.ts'
import { styleFor } from '../../../src/report/cli/style.ts'
import { failure } from '../../support/events.ts'

const STYLE = styleFor({ isTerminal: false, width: 80, color: false, unicode: true })

function compared(expected: unknown, actual: unknown): readonly string[] {
  return comparison(failure({ error: { name: 'AssertionError', message: '', expected, actual } }), STYLE)
}

test('comparison() sets short values below each other', () => {
  expect(compared(200, '200')).toEqual(['expected  200', 'actual    "200"'])
})

test('comparison() says nothing of a failure that compares nothing', () => {
  expect(comparison(failure(), STYLE)).toEqual([])
})

test('comparison() does not care for the order of members', () => {
  expect(compared({ a: 1, b: { c: [{ d: 1, e: 2 }] } }, { b: { c: [{ e: 3, d: 1 }] }, a: 1, f: 0 })).toEqual([
    '- expected  + actual',
    '…',
    '      "c": [',
    '        {',
    '          "d": 1,',
    '-         "e": 2',
    '+         "e": 3',
    '        }',
    '      ]',
    '-   }',
    '+   },',
    '+   "f": 0',
    '  }',
  ])
})

test('comparison() finds a change far down, with the lines around it', () => {
  const numbers = Array.from({ length: 500 }, (_, index) => index)

  expect(compared(numbers, numbers.with(400, -1))).toEqual([
    '- expected  + actual',
    '…',
    '    397,',
    '    398,',
    '    399,',
    '-   400,',
    '+   -1,',
    '    401,',
    '    402,',
    '    403,',
    '…',
  ])
})

test('comparison() bears values that refer to themselves', () => {
  const own: Record<string, unknown> = { list: [] }
  own['own'] = own

  expect(compared(own, own)).toEqual([
    'expected  [a value that refers to itself]',
    'actual    [a value that refers to itself]',
  ])
})
