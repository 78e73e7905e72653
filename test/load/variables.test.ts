import sdk from 'postman-collection'
import { expect, test } from 'vitest'
import { castValue, variablesFromJson } from '../../src/load/variables.ts'

test('variablesFromJson() keeps order, types, disabled entries and duplicates', () => {
  const variables = variablesFromJson([
    { key: 'a', value: '1', type: 'default', enabled: true, description: 'dropped' },
    { key: 'a', value: '2', enabled: false },
    { key: 'b', value: 's', type: 'secret' },
    { key: 'c', value: 's', secret: true },
    { key: 'd', value: { x: 1 }, disabled: true },
    { id: 'e', value: '5' },
    { key: 6 },
  ])

  expect(variables).toEqual([
    { key: 'a', value: '1', type: 'default' },
    { key: 'a', value: '2', disabled: true },
    { key: 'b', value: 's', type: 'secret' },
    { key: 'c', value: 's', type: 'secret' },
    { key: 'd', value: { x: 1 }, disabled: true },
    { key: 'e', value: '5' },
    { key: '6', value: undefined },
  ])
})

test.each([undefined, null, 'x', [7], [{ key: '', value: 'x' }], [{ value: 'x' }]])(
  'variablesFromJson() finds nothing in %j',
  (json) => {
    expect(variablesFromJson(json)).toEqual([])
  },
)

test.each([
  ['5', 'number'],
  ['x', 'number'],
  ['false', 'boolean'],
  ['', 'boolean'],
  [7, 'String'],
  [true, 'string'],
  [null, 'string'],
  [null, 'any'],
  [7, 'default'],
  ['s', 'secret'],
  ['5', undefined],
])('castValue() of %j as %s is that of postman-collection', (value, type) => {
  const definition = type === undefined ? { key: 'k', value } : { key: 'k', value, type }
  const scope = new sdk.VariableScope({ values: [definition] })

  expect(castValue(value, type)).toEqual(scope.get('k'))
})

test('variablesFromJson() passes over the mark "enabled" when it shall, as newman does', () => {
  const json = [
    { key: 'a', value: '1', enabled: false },
    { key: 'b', value: '2', disabled: true },
  ]

  const variables = variablesFromJson(json, { honorEnabled: false })

  const inNewman = json.map((entry) => new sdk.Variable(entry)).map(({ key, disabled }) => ({ key, disabled }))
  expect(inNewman).toEqual([
    { key: 'a', disabled: undefined },
    { key: 'b', disabled: true },
  ])
  expect(variables).toEqual([
    { key: 'a', value: '1' },
    { key: 'b', value: '2', disabled: true },
  ])
})
