import { expect, test } from 'vitest'
import { assignVariables, parseScope, type ScopeInput } from '../../src/load/environment.ts'
import { refused } from './refused.ts'

const ENVIRONMENT: ScopeInput = { kind: 'environment', name: 'dev.json' }
const GLOBALS: ScopeInput = { kind: 'globals', name: 'g.json' }

test('parseScope() reads an exported environment', () => {
  const json = {
    id: 'e1',
    name: 'dev',
    values: [
      { key: 'host', value: 'a.test', type: 'default', enabled: true },
      { key: 'password', value: 's', type: 'secret', enabled: true },
      { key: 'old', value: 'x', enabled: false },
    ],
    _postman_variable_scope: 'environment',
    _postman_exported_at: '2024-01-01T00:00:00.000Z',
  }

  expect(parseScope(json, ENVIRONMENT)).toEqual({
    id: 'e1',
    name: 'dev',
    values: [
      { key: 'host', value: 'a.test', type: 'default' },
      { key: 'password', value: 's', type: 'secret' },
      { key: 'old', value: 'x', disabled: true },
    ],
  })
})

test.each([
  ['a wrapped environment', ENVIRONMENT, { environment: { values: [{ key: 'a', value: '1' }] } }],
  ['wrapped globals', GLOBALS, { globals: { values: [{ key: 'a', value: '1' }] } }],
  ['a wrapped list', ENVIRONMENT, { environment: [{ key: 'a', value: '1' }] }],
  ['a list alone', GLOBALS, [{ key: 'a', value: '1' }]],
])('parseScope() reads %s', (_what, input, json) => {
  expect(parseScope(json, input)).toEqual({ values: [{ key: 'a', value: '1' }] })
})

const NO_LIST = {
  reason: 'it has no list of values',
  hint: 'Export the environment in Postman, or write { "values": [{ "key": "name", "value": "text" }] }',
}

const A_COLLECTION = {
  reason: 'it is a collection',
  hint: 'A collection is passed without a flag: flowgate run dev.json',
}

test.each([
  ['a collection', { info: {}, item: [] }, A_COLLECTION],
  ['a wrapped collection', { collection: { item: [] } }, A_COLLECTION],
  ['a Collection v1', { order: [], requests: [] }, A_COLLECTION],
  ['other JSON', { host: 'a.test' }, NO_LIST],
  ['values that are no list', { values: { host: 'a.test' } }, NO_LIST],
  ['a text', 'x', NO_LIST],
  ['null', null, NO_LIST],
  [
    'an entry that is no object',
    { values: [{ key: 'a' }, 'b'] },
    { ...NO_LIST, reason: 'entry 2 of its values is not an object' },
  ],
])('parseScope() refuses %s', async (_what, json, { reason, hint }) => {
  const error = await refused(() => parseScope(json, ENVIRONMENT))

  expect(error).toEqual({
    code: 'ENVIRONMENT_INVALID',
    message: `Cannot read environment "dev.json": ${reason}`,
    hint,
  })
})

test('parseScope() calls globals by their name', async () => {
  const error = await refused(() => parseScope({}, GLOBALS))

  expect(error).toEqual({
    code: 'ENVIRONMENT_INVALID',
    message: 'Cannot read globals "g.json": it has no list of values',
    hint: 'Export the globals in Postman, or write { "values": [{ "key": "name", "value": "text" }] }',
  })
})

test('assignVariables() replaces in place, keeps the type, appends what is new', () => {
  const scope = {
    id: 'e1',
    values: [
      { key: 'a', value: 'shadowed' },
      { key: 'a', value: '1', type: 'secret' },
      { key: 'b', value: 2, type: 'number' },
    ],
  }

  const assigned = assignVariables(scope, [
    { key: 'a', value: 'x' },
    { key: 'b', value: '5' },
    { key: 'c', value: 'y' },
    { key: 'c', value: 'z' },
    { key: 'd', value: undefined },
  ])

  expect(assigned).toEqual({
    id: 'e1',
    values: [
      { key: 'a', value: 'shadowed' },
      { key: 'a', value: 'x', type: 'secret', origin: 'cli' },
      { key: 'b', value: 5, type: 'number', origin: 'cli' },
      { key: 'c', value: 'z', origin: 'cli' },
      { key: 'd', value: undefined, origin: 'cli' },
    ],
  })
})

test('assignVariables() leaves a variable that is only there disabled, and adds one', () => {
  const disabled = { key: 'a', value: '1', disabled: true }

  const assigned = assignVariables({ values: [disabled] }, [{ key: 'a', value: 'x' }])

  expect(assigned).toEqual({ values: [disabled, { key: 'a', value: 'x', origin: 'cli' }] })
})

test('assignVariables() sets the enabled one of two variables', () => {
  const values = [
    { key: 'a', value: '1' },
    { key: 'a', value: '2', disabled: true },
  ]

  const assigned = assignVariables({ values }, [{ key: 'a', value: 'x' }])

  expect(assigned).toEqual({
    values: [
      { key: 'a', value: 'x', origin: 'cli' },
      { key: 'a', value: '2', disabled: true },
    ],
  })
})
