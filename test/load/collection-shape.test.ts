import { expect, test } from 'vitest'
import { collectionShape } from '../../src/load/collection-shape.ts'
import { input, refused } from './refused.ts'

const EXPORT =
  'In Postman, open the menu of the collection, choose Export, then Collection v2.1, and pass the JSON file'

test('collectionShape() unwraps the answer of the Postman API', () => {
  const shape = collectionShape({ collection: { info: { name: 'A' }, item: [] } }, input(''))

  expect(shape).toEqual({ info: { name: 'A' }, item: [] })
})

test('collectionShape() accepts the right shape under an unknown schema', () => {
  const json = { info: { name: 'A', schema: 'https://example.test/v9/collection.json' }, item: [] }

  expect(collectionShape(json, input(''))).toEqual(json)
})

const OPENAPI = {
  code: 'COLLECTION_INVALID',
  reason: 'it is an OpenAPI document',
  hint: 'Import it into Postman and export the collection, or convert it: npx -p openapi-to-postmanv2 openapi2postmanv2 -s c.json -o collection.json',
}
const NO_OBJECT = {
  code: 'COLLECTION_INVALID',
  reason: 'it is not a collection: the JSON is not an object',
  hint: EXPORT,
}
const NO_ITEMS = {
  code: 'COLLECTION_INVALID',
  reason: 'it is not a collection: it has no "item" list',
  hint: EXPORT,
}

test.each([
  ['JSON of another kind', { hello: 'world' }, NO_ITEMS],
  ['items that are no list', { info: { name: 'A' }, item: {} }, NO_ITEMS],
  ['a list', [], NO_OBJECT],
  ['a number', 7, NO_OBJECT],
  ['null', null, NO_OBJECT],
  ['an OpenAPI document', { openapi: '3.1.0', info: {}, paths: {} }, OPENAPI],
  ['a Swagger document', { swagger: '2.0' }, OPENAPI],
  [
    'an environment',
    { name: 'dev', values: [], _postman_variable_scope: 'environment' },
    {
      code: 'COLLECTION_INVALID',
      reason: 'it is an environment',
      hint: 'Pass it with a collection: flowgate run <collection> --environment c.json',
    },
  ],
  [
    'globals',
    { values: [], _postman_variable_scope: 'globals' },
    {
      code: 'COLLECTION_INVALID',
      reason: 'it is a globals file',
      hint: 'Pass it with a collection: flowgate run <collection> --globals c.json',
    },
  ],
  [
    'an incomplete Collection v1',
    { id: '1', name: 'A', requests: [] },
    {
      code: 'COLLECTION_VERSION',
      reason: 'it is an incomplete Collection v1: it has no name or no "order" list',
      hint: 'Import it into Postman and export it as Collection v2.1, or convert it: npx postman-collection-transformer convert -i c.json -j 1.0.0 -o collection.json -p 2.1.0',
    },
  ],
  [
    'a Collection v3 in JSON',
    { $kind: 'collection' },
    { code: 'COLLECTION_VERSION', reason: 'it is a Collection v3, which is not supported', hint: EXPORT },
  ],
])('collectionShape() refuses %s', async (_what, json, { code, reason, hint }) => {
  const error = await refused(() => collectionShape(json, input('')))

  expect(error).toEqual({ code, message: `Cannot read collection "c.json": ${reason}`, hint })
})
