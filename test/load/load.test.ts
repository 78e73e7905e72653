import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sdk from 'postman-collection'
import { expect, expectTypeOf, onTestFinished, test } from 'vitest'
import type { LoadSources } from '../../src/load/load.ts'
import type { RunOptions } from '../../src/model/options.ts'
import { load } from '../support/load.ts'
import { refused } from './refused.ts'

const COLLECTION = { info: { _postman_id: 'c', name: 'Demo' }, item: [{ id: 'i', name: 'x', request: 'a.test' }] }

const LOADED = {
  id: 'c',
  name: 'Demo',
  children: [
    {
      kind: 'item',
      id: 'i',
      name: 'x',
      request: { method: 'GET', url: { host: ['a', 'test'], query: [], variables: [] }, header: [] },
      scripts: [],
      examples: [],
      behavior: {},
    },
  ],
  scripts: [],
  variables: [],
  behavior: {},
}

function file(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowgate-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('load() takes the options of a run', () => {
  expectTypeOf<RunOptions>().toExtend<LoadSources>()
})

test('load() reads a collection alone', async () => {
  const path = file('c.json', JSON.stringify(COLLECTION))

  const loaded = await load({ collection: path })

  expect(loaded).toEqual({
    collection: { ...LOADED, source: path, children: [{ ...LOADED.children[0], line: 1 }] },
    environment: { values: [] },
    globals: { values: [] },
    data: [],
    warnings: [],
  })
})

test('load() reads everything from files', async () => {
  const loaded = await load({
    collection: COLLECTION,
    environment: file('e.json', '{"id":"e","name":"dev","values":[{"key":"a","value":"1"}]}'),
    globals: file('g.json', '[{"key":"b","value":"2"}]'),
    iterationData: file('d.csv', 'n,zip\r\n1,"007"\r\n'),
    envVar: [{ key: 'a', value: 'x', origin: 'cli' }],
    globalVar: [{ key: 'c', value: 'y', origin: 'cli' }],
  })

  expect(loaded).toEqual({
    collection: LOADED,
    environment: { id: 'e', name: 'dev', values: [{ key: 'a', value: 'x', origin: 'cli' }] },
    globals: {
      values: [
        { key: 'b', value: '2' },
        { key: 'c', value: 'y', origin: 'cli' },
      ],
    },
    data: [{ n: 1, zip: '007' }],
    warnings: [],
  })
})

test('load() takes objects, and instances of the SDK', async () => {
  const loaded = await load({
    collection: new sdk.Collection(COLLECTION),
    environment: { name: 'dev', values: [{ key: 'a', value: '1' }] },
    iterationData: [{ n: 1, list: [1] }],
  })

  expect(loaded).toEqual({
    collection: LOADED,
    environment: { name: 'dev', values: [{ key: 'a', value: '1' }] },
    globals: { values: [] },
    data: [{ n: 1, list: [1] }],
    warnings: [],
  })
})

test('load() does not share objects with the caller', async () => {
  const row = { list: [1] }

  const { data } = await load({ collection: COLLECTION, iterationData: [row] })

  expect(data[0]).toEqual(row)
  expect(data[0]?.['list']).not.toBe(row.list)
})

test('load() reports the first of several faults', async () => {
  const collection = file('c.json', '{"hello":"world"}')

  const error = await refused(() => load({ collection, environment: 'missing.json', iterationData: 'missing.csv' }))

  expect(error).toEqual({
    code: 'COLLECTION_INVALID',
    message: `Cannot read collection "${collection}": it is not a collection: it has no "item" list`,
    hint: 'In Postman, open the menu of the collection, choose Export, then Collection v2.1, and pass the JSON file',
  })
})

test('load() names the place of a fault in an environment', async () => {
  const environment = file('e.json', '{\r\n  "values": [\r\n    { "key": "a" "value": "1" }\r\n  ]\r\n}')

  const error = await refused(() => load({ collection: COLLECTION, environment }))

  expect(error).toEqual({
    code: 'INPUT_NOT_JSON',
    message: `Cannot read environment "${environment}": not valid JSON, line 3, column 18: expected a comma or a closing bracket`,
    hint: 'Correct the file at that place, or export it from Postman again',
  })
})

test('load() reads standard input for one input only', async () => {
  const error = await refused(() => load({ collection: '-', environment: '-' }))

  expect(error).toEqual({
    code: 'USAGE',
    message: 'Cannot read environment "-": standard input is the collection already',
    hint: 'Pass one of the two by its path',
  })
})

const DEEP = 200_000

test.each([
  ['broken JSON', '['.repeat(DEEP), { code: 'INPUT_UNREADABLE', reason: 'it is nested too deep' }],
  [
    'a list',
    `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
    { code: 'COLLECTION_INVALID', reason: 'it is not a collection: the JSON is not an object' },
  ],
  [
    'a request',
    `{"item":[{"request":{"method":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}}]}`,
    { code: 'INPUT_UNREADABLE', reason: 'it is nested too deep' },
  ],
])('load() survives %s that is nested without end', async (_what, text, { code, reason }) => {
  const collection = file('c.json', text)

  const { hint: _hint, ...error } = await refused(() => load({ collection }))

  expect(error).toEqual({ code, message: `Cannot read collection "${collection}": ${reason}` })
})

test('load() refuses an object that is not plain data', async () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle

  const error = await refused(() => load({ collection: cycle }))

  expect(error).toEqual({
    code: 'INPUT_NOT_JSON',
    message: 'Cannot read collection "<object>": it holds something that JSON does not know',
    hint: undefined,
  })
})

test('load() refuses a source that a JavaScript program forgot', async () => {
  const error = await refused(() => load({ collection: undefined as unknown as string }))

  expect(error).toEqual({
    code: 'INPUT_NOT_JSON',
    message: 'Cannot read collection "<object>": it is neither a path nor an object',
    hint: undefined,
  })
})

test('load() reads a cookie jar', async () => {
  const cookieJar = file('jar.json', '{"cookies":[{"key":"a","value":"b","domain":"h.test","path":"/"}]}')

  const loaded = await load({ collection: COLLECTION, cookieJar })

  expect(loaded.cookieJar).toEqual({ cookies: [{ key: 'a', value: 'b', domain: 'h.test', path: '/' }] })
})

test('load() keeps the JSON of the inputs for exports when it shall', async () => {
  const { documents } = await load({
    collection: { collection: COLLECTION },
    environment: { environment: { values: [] } },
    globals: [{ key: 'a', value: '1', description: 'kept' }],
    load: { documents: true },
  })

  expect(documents).toEqual({
    collection: COLLECTION,
    environment: { values: [] },
    globals: [{ key: 'a', value: '1', description: 'kept' }],
  })
})

test('load() reads scopes and data as it is told', async () => {
  const loaded = await load({
    collection: { ...COLLECTION, variable: [{ key: 'c', value: '1', enabled: false }] },
    environment: [{ key: 'a', value: '1', enabled: false }],
    iterationData: file('d.csv', 'zip\n007\n'),
    load: { honorEnabled: false, dataTypes: 'string' },
  })

  expect([loaded.collection.variables, loaded.environment.values, loaded.data]).toEqual([
    [{ key: 'c', value: '1' }],
    [{ key: 'a', value: '1' }],
    [{ zip: '007' }],
  ])
})
