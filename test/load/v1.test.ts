import { expect, test } from 'vitest'
import { isV1 } from '../../src/load/v1.ts'
import { load } from '../support/load.ts'

const V1 = {
  id: 'c1',
  name: 'Old',
  order: ['r1'],
  folders: [{ id: 'f1', name: 'F', order: ['r2'] }],
  requests: [
    {
      id: 'r1',
      name: 'one',
      url: 'http://a.test/?x=1',
      method: 'GET',
      headers: 'X-A: 1\n//X-B: 2',
      dataMode: 'params',
      tests: 'tests["ok"] = true',
    },
    { id: 'r2', name: 'two', url: 'http://a.test/', method: 'POST', dataMode: 'raw', rawModeData: '{}', folder: 'f1' },
  ],
}

const WARNING =
  'newman: Newman v4 deprecates support for the v1 collection format\n  Use the Postman Native app to export collections in the v2 format\n'

test.each([
  ['as it is', V1],
  ['wrapped', { collection: V1 }],
])('load() converts a Collection v1 that comes %s, and warns', async (_how, json) => {
  const { collection, warnings } = await load({ collection: json })

  expect(warnings).toEqual([WARNING])
  expect(collection.name).toBe('Old')
  expect(
    collection.children.map((child) =>
      child.kind === 'folder'
        ? [child.name, child.children.map(({ name }) => name)]
        : [child.name, child.request.header, child.scripts.map(({ listen, source }) => [listen, source])],
    ),
  ).toEqual([
    ['F', ['two']],
    [
      'one',
      [
        { key: 'X-A', value: '1' },
        { key: 'X-B', value: '2', disabled: true },
      ],
      [['test', 'tests["ok"] = true']],
    ],
  ])
})

test.each([
  [V1, true],
  [{ name: 'x', requests: [] }, false],
  [{ order: [], requests: [] }, false],
  [{ name: '', order: [], requests: [] }, false],
  [{ info: {}, item: [] }, false],
  [null, false],
])('isV1() of %j is %j', (json, expected) => {
  expect(isV1(json)).toBe(expected)
})
