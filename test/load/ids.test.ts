import { expect, test } from 'vitest'
import { stableId, writtenId } from '../../src/load/ids.ts'

test('stableId() gives the same UUID for the same names, in every run', () => {
  expect(stableId('item', ['Demo', 'Sign on', 0])).toBe('fef4f78d-70ec-8523-8ece-649c464bfdf5')
})

test.each([
  ['kinds', stableId('script', ['Demo', 'A', 0])],
  ['places', stableId('item', ['Demo', 'A', 0, 'A', 0])],
  ['siblings of one name', stableId('item', ['Demo', 'A', 1])],
  ['parts of one place', stableId('item', ['Demo', 'A', 0], 1)],
])('stableId() tells %s apart', (_what, id) => {
  expect(id).not.toBe(stableId('item', ['Demo', 'A', 0]))
})

test.each([
  [{ id: 'a', _postman_id: 'b' }, 'a'],
  [{ id: '', _postman_id: 'b' }, 'b'],
  [{ id: 7 }, '7'],
  [{ id: null }, undefined],
])('writtenId() of %j is %j', (json, id) => {
  expect(writtenId(json)).toBe(id)
})
