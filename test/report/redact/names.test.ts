import { expect, test } from 'vitest'
import { createNames } from '../../../src/report/redact/names.ts'

test.each([
  ['doorPIN2', true],
  ['door_pin_2', true],
  ['PIN', true],
  ['spine', true],
  ['sessionTokenType', false],
  ['doorCode', true],
  ['doorCodes', false],
  ['pinType', false],
  ['clientSecret', true],
  ['userId', false],
])('createNames() judges by what the user adds and takes away: %s', (name, expected) => {
  const names = createNames({ names: ['*pin*', 'door_code'], not: ['*type'] })

  expect([names.isVariable(name), names.isField(name), names.isParameter(name)]).toEqual([expected, expected, expected])
})

test('createNames() finds in a text what it knows by name', () => {
  const { fieldPattern } = createNames({ names: ['x.(y)*'] })

  expect('"X.(Y)zz":1'.match(new RegExp(`"(?:${fieldPattern})"`, 'i'))?.[0]).toBe('"X.(Y)zz"')
})
