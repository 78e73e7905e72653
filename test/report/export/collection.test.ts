import sdk from 'postman-collection'
import { expect, test } from 'vitest'
import { collectionExport } from '../../../src/report/export/collection.ts'
import type { ExportOptions } from '../../../src/report/export/options.ts'

const OPTIONS: ExportOptions = { exportedAt: '2026-01-02T03:04:05.678Z', exportedUsing: 'flowgate/1.0.0' }
const STAMP = {
  name: 'collection',
  _postman_variable_scope: 'collection',
  _postman_exported_at: OPTIONS.exportedAt,
  _postman_exported_using: 'flowgate/1.0.0',
}

const DOCUMENT = {
  info: { _postman_id: 'c', name: 'Demo', description: 'd' },
  event: [{ listen: 'test', script: { id: 's1', exec: ['1'] } }],
  variable: [
    { key: 'v', value: 'old', description: 'kept' },
    { key: 'secret', value: 's', type: 'secret' },
  ],
  item: [
    {
      id: 'f',
      name: 'F',
      item: [
        {
          id: 'i',
          name: 'one',
          request: { url: 'http://a.test/?x=1', header: 'A: b' },
          event: [
            { listen: 'prerequest', script: { id: 's2', exec: ['2'] } },
            { listen: 'test', script: { id: 's3', exec: ['3'] } },
          ],
        },
      ],
    },
  ],
}

const FINAL = {
  values: [
    { key: 'v', value: 'new' },
    { key: 'secret', value: 's', type: 'secret' },
    { key: 'added', value: 1 },
  ],
}

function inNewman(): { readonly [name: string]: unknown } {
  return JSON.parse(JSON.stringify(new sdk.Collection(structuredClone(DOCUMENT) as object).toJSON()))
}

test('collectionExport() writes the collection as newman does, with the values its variables have at the end', async () => {
  const json = await collectionExport(FINAL, { document: DOCUMENT, ranScripts: new Set(['s1']) }, OPTIONS)

  expect(json).toEqual({
    ...inNewman(),
    ...STAMP,
    variable: [
      { description: { content: 'kept', type: 'text/plain' }, type: 'any', value: 'new', key: 'v' },
      { type: 'secret', value: '[masked]', key: 'secret' },
      { type: 'any', value: 1, key: 'added' },
    ],
  })
})

test("collectionExport() in newman's shape has variables as they were, and marks scripts that ran", async () => {
  const options = { ...OPTIONS, newmanShape: true, exportSecrets: true }

  const json = await collectionExport(FINAL, { document: DOCUMENT, ranScripts: new Set(['s1', 's3']) }, options)

  const marks: string[] = []
  const text = JSON.stringify(json, (key, value: unknown) => {
    if (key === '_lastExecutionId') marks.push(String(value))
    return key === '_lastExecutionId' ? undefined : value
  })
  expect(JSON.parse(text)).toEqual({ ...inNewman(), ...STAMP })
  expect(json['event']).toEqual([
    { listen: 'test', script: { id: 's1', type: 'text/javascript', exec: ['1'], _lastExecutionId: marks[1] } },
  ])
  expect(marks).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)])
})

test("collectionExport() masks secrets in newman's shape, too", async () => {
  const json = await collectionExport(
    FINAL,
    { document: DOCUMENT, ranScripts: new Set() },
    { ...OPTIONS, newmanShape: true },
  )

  expect(json['variable']).toEqual([
    { description: { content: 'kept', type: 'text/plain' }, type: 'any', value: 'old', key: 'v' },
    { type: 'any', value: '[masked]', key: 'secret' },
  ])
})
