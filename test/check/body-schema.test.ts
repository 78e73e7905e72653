import { expect, test } from 'vitest'
import type { JsonSchema } from '../../src/model/check.ts'
import { judged } from '../support/check.ts'

const NAME = 'body fits the schema'

test.each<[string, JsonSchema, unknown]>([
  ['2020-12 by default', { prefixItems: [{ type: 'string' }], items: false }, ['a']],
  [
    'draft-07 if it says so',
    { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }] },
    ['a', 1],
  ],
  ['formats', { format: 'uuid' }, '3d7f5e0e-8a43-4b9c-9a63-1d2f0a2b3c4d'],
  ['keywords of others', { example: 1, type: 'string' }, 'a'],
  ['true', true, null],
])('schemaCheck() knows %s', async (_what, schema, json) => {
  expect(await judged({ schema }, { json })).toEqual([`${NAME}: passed`])
})

test('schemaCheck() tells all that does not fit, with place and value', async () => {
  const schema = {
    required: ['id'],
    additionalProperties: false,
    properties: {
      age: { minimum: 18 },
      at: { format: 'date-time' },
      kind: { enum: ['a', 'b'] },
      name: { type: 'string' },
    },
  }
  const json = { age: 17, at: 'today', kind: 'c', name: { first: 'x' }, extra: 1 }

  expect(await judged({ schema }, { json })).toEqual([
    `${NAME}: response.body: expected member "id", got none
response.body: must NOT have additional properties, got "extra"
response.body/age: expected it to be >= 18, got 17
response.body/at: expected it to match format "date-time", got "today"
response.body/kind: expected one of ["a","b"], got "c"
response.body/name: expected it to be string, got an object`,
  ])
})

test('schemaCheck() shows twenty lines at most', async () => {
  const [said = ''] = await judged(
    { schema: { items: { type: 'string' } } },
    { json: Array.from({ length: 30 }, (_, i) => i) },
  )

  expect(said.split('\n').slice(-2)).toEqual(['response.body/19: expected it to be string, got 19', 'and 10 more'])
})
