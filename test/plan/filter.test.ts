import { expect, test } from 'vitest'
import { parseCollection } from '../../src/load/collection.ts'
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

test('select() refuses what is no regular expression', () => {
  expect(() => names({ grep: ['/(/'] })).toThrow(
    expect.objectContaining({ code: 'USAGE', message: 'Cannot select "/(/": it is no regular expression' }),
  )
})
