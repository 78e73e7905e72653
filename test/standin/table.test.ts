import { expect, test } from 'vitest'
import { liveRow, putExpiring, Table } from '../../src/standin/table.ts'

const ids = (table: Table<{ readonly id: string }>): readonly string[] => table.rows().map(({ id }) => id)

test('Table drops its oldest rows when its capacity is reached', () => {
  const table = new Table([{ id: 'a' }, { id: 'b' }], 2)

  table.put({ id: 'c' })

  expect(ids(table)).toEqual(['b', 'c'])
})

test('Table keeps the place of a row that is put again', () => {
  const table = new Table([{ id: 'a' }, { id: 'b' }], 2)

  table.put({ id: 'a' })

  expect(ids(table)).toEqual(['a', 'b'])
})

test('putExpiring() forgets what is over, and puts a row whose time moves on behind the others', () => {
  const table = new Table([
    { id: 'over', expiresAt: 10 },
    { id: 'kept alive', expiresAt: 20 },
    { id: 'live', expiresAt: 30 },
  ])

  putExpiring(table, { id: 'kept alive', expiresAt: 40 }, 10)

  expect(ids(table)).toEqual(['live', 'kept alive'])
})

test.each([
  [9, true],
  [10, false],
])('liveRow() at %i finds a row that ends at 10: %s', (now, expected) => {
  const table = new Table([{ id: 'a', expiresAt: 10 }])

  expect(liveRow(table, 'a', now) !== undefined).toBe(expected)
})
