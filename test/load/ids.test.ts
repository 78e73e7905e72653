import { expect, test } from 'vitest'
import { stableId, writtenId } from '../../src/load/ids.ts'

test('stableId() gives the same UUID for the same parts, in every run', () => {
  expect(stableId('item', 'Demo', 'Sign on', 0)).toBe('3361ce1a-11c8-5666-8be5-4845efaf96e9')
})

test.each([
  ['kinds', stableId('script', 'Demo', 'A', 0)],
  ['owners', stableId('item', 'DemoA', '', 0)],
  ['numbers', stableId('item', 'Demo', 'A', 1)],
])('stableId() tells %s apart', (_what, id) => {
  expect(id).not.toBe(stableId('item', 'Demo', 'A', 0))
})

test.each([
  [{ id: 'a', _postman_id: 'b' }, 'a'],
  [{ id: '', _postman_id: 'b' }, 'b'],
  [{ id: 7 }, '7'],
  [{ id: null }, undefined],
])('writtenId() of %j is %j', (json, id) => {
  expect(writtenId(json)).toBe(id)
})
