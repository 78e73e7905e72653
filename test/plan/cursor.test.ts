import { describe, expect, it } from 'vitest'
import { first, jumpTo, next } from '../../src/plan/cursor.ts'
import { plan } from '../../src/plan/plan.ts'
import { collection, item } from '../support/collection.ts'

const three = plan(
  collection([item('a'), item('twice', { id: 'b' }), item('twice', { id: 'c' }), item('b', { id: 'd' })]),
  [],
)

describe('next()', () => {
  it.each([
    ['the following item', 0, undefined, 1],
    ['nothing at the end', 3, undefined, undefined],
    ['nothing on null', 0, null, undefined],
    ['nothing for an unknown name', 0, 'nobody', undefined],
    ['an item further back', 2, 'a', 0],
    ['the last of several equal names', 0, 'twice', 2],
    ['an id before a name', 0, 'b', 1],
  ])('is %s', (...[, position, jump, expected]) => {
    expect(next(three, position, jump)).toBe(expected)
  })
})

describe('jumpTo()', () => {
  it.each([
    ['a name as it is', 'a', 'a'],
    ['a number as the name it may be', 5, '5'],
    ['a list of one name as that name', ['a'], 'a'],
    ['the end for null', null, null],
    ['the end for anything else', { a: 1 }, null],
    ['the end for false', false, null],
  ])('takes %s', (...[, given, expected]) => {
    expect(jumpTo(given)).toBe(expected)
  })
})

describe('first()', () => {
  it('is undefined for an empty plan', () => {
    expect(first(plan(collection([]), []))).toBeUndefined()
  })
})
