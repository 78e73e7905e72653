import { expect, test } from 'vitest'
import { parseCollection } from '../../src/load/collection.ts'
import type { FailedRequest } from '../../src/model/failed.ts'
import type { RequestFilter } from '../../src/model/options.ts'
import { select } from '../../src/plan/select.ts'

const JSON_COLLECTION = {
  info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [
    {
      name: 'Cart',
      description: 'Needs a login @slow, ask shop@example.com',
      item: [
        { name: 'Add', request: 'http://a.test' },
        { name: 'Pay @smoke', request: 'http://a.test' },
      ],
    },
    { name: 'Health', request: { url: 'http://a.test' }, description: '@smoke' },
  ],
}
const SHOP = parseCollection(JSON_COLLECTION, { kind: 'collection', name: 'shop', text: '' })

function names(filter: RequestFilter, folders: readonly string[] = []): readonly string[] {
  return select(SHOP, folders, { filter }).map(({ name }) => name)
}

function idOf(wanted: string): string {
  return select(SHOP, [], {}).find(({ name }) => name === wanted)?.id ?? ''
}

test.each<[RequestFilter, readonly string[]]>([
  [{ grep: ['cart/'] }, ['Add', 'Pay @smoke']],
  [{ grep: ['/^Cart\\/A/', 'health'] }, ['Add', 'Health']],
  [{ grep: ['/HEALTH/i'] }, ['Health']],
  [{ grep: ['/a/g'], exclude: ['pay'] }, ['Add', 'Health']],
  [{ tags: ['smoke'] }, ['Pay @smoke', 'Health']],
  [{ tags: ['@slow'], exclude: ['/Pay/'] }, ['Add']],
])('select() keeps the requests that fit %j', (filter, selected) => {
  expect(names(filter)).toEqual(selected)
})

test('select() narrows what folders select', () => {
  expect(names({ tags: ['smoke'] }, ['Cart'])).toEqual(['Pay @smoke'])
})

test('select() refuses a filter that nothing fits, and names what there is', () => {
  expect(() => names({ grep: ['nothing'], tags: ['example'] })).toThrow(
    expect.objectContaining({
      code: 'NOTHING_SELECTED',
      message: 'Cannot run "Shop": no request fits --grep "nothing" --tag "example"',
      hint: 'Requests of "Shop": "Cart/Add", "Cart/Pay @smoke", "Health"; tags: slow, smoke',
    }),
  )
})

test.each([
  ['smoke', ['Add', 'Pay @smoke', 'Health']],
  ['cart', ['Add', 'Pay @smoke']],
])('select() adds the tags of the configuration to those in names: %s', (tag, selected) => {
  const tags = { 'Cart/*': ['@cart'], Add: ['smoke'] }

  const items = select(SHOP, [], { filter: { tags: [tag] }, tags })

  expect(items.map(({ name }) => name)).toEqual(selected)
})

const ADD = { id: idOf('Add'), path: 'Cart/Add' }

test.each<[readonly FailedRequest[], RequestFilter, readonly string[]]>([
  // By id, wherever it is now.
  [[{ ...ADD, path: 'Old/Add' }], {}, ['Add']],
  // By path, if the id is gone.
  [[{ id: 'gone', path: 'Cart/Add' }], {}, ['Add']],
  [[ADD, { id: idOf('Health'), path: 'Health' }], { tags: ['smoke'] }, ['Health']],
  [[], { grep: ['add'] }, []],
])('select() takes what failed last: %j %j', (requests, filter, selected) => {
  expect(names({ ...filter, failed: [{ collection: 'Shop', requests }] })).toEqual(selected)
})

test.each<[string, RequestFilter, string]>([
  [
    'a collection that was never run',
    { failed: [{ collection: 'Other', requests: [ADD] }] },
    'Cannot run what failed last of "Shop": no run of it is recorded',
  ],
  [
    'what failed and does not fit',
    { failed: [{ collection: 'Shop', requests: [ADD] }], grep: ['health'] },
    'Cannot run "Shop": no request fits --last-failed --grep "health"',
  ],
])('select() refuses %s', (_what, filter, message) => {
  expect(() => names(filter)).toThrow(expect.objectContaining({ code: 'NOTHING_SELECTED', message }))
})

test('select() refuses what is no regular expression', () => {
  expect(() => names({ grep: ['/(/'] })).toThrow(
    expect.objectContaining({ code: 'USAGE', message: 'Cannot select "/(/": it is no regular expression' }),
  )
})
