import sdk from 'postman-collection'
import { expect, test } from 'vitest'
import { parseCollection } from '../../src/load/collection.ts'
import { identified } from '../../src/load/document.ts'
import { input } from './refused.ts'

const JSON_OF_FILE = {
  info: { name: 'Demo' },
  event: [
    { listen: 'test', disabled: true, script: { exec: 'off' } },
    { listen: 'test', script: { exec: ['on'] } },
  ],
  item: [
    null,
    {
      name: 'F',
      item: [
        { _postman_id: 'given', name: 'one', request: 'a.test', response: [{ name: 'ok' }] },
        { name: 'one', request: 'a.test', event: { listen: 'prerequest', script: 'text' } },
      ],
    },
  ],
}

test('identified() writes the ids of the collection into its JSON', () => {
  const collection = parseCollection(JSON_OF_FILE, input(''))

  const document = identified(JSON_OF_FILE, collection)

  const [folder] = collection.children
  const children = folder?.kind === 'folder' ? folder.children : []
  const [first, second] = children.filter((child) => child.kind === 'item')
  expect(document).toEqual({
    info: { name: 'Demo' },
    event: [
      { listen: 'test', disabled: true, script: { exec: 'off' } },
      { listen: 'test', script: { exec: ['on'], id: collection.scripts[0]?.id } },
    ],
    item: [
      {
        id: folder?.id,
        name: 'F',
        item: [
          { id: 'given', name: 'one', request: 'a.test', response: [{ name: 'ok', id: first?.examples[0]?.id }] },
          {
            id: second?.id,
            name: 'one',
            request: 'a.test',
            event: [{ listen: 'prerequest', script: { exec: 'text', id: second?.scripts[0]?.id } }],
          },
        ],
      },
    ],
  })
})

test('identified() leaves the SDK no id to draw by lot', () => {
  const document = identified(JSON_OF_FILE, parseCollection(JSON_OF_FILE, input('')))
  const once = new sdk.Collection(structuredClone(document) as object).toJSON()
  const again = new sdk.Collection(structuredClone(document) as object).toJSON()

  expect(once.item).toEqual(again.item)
})
