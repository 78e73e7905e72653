import { expect, it } from 'vitest'
import type { Told } from '../../../src/report/repetitions/history.ts'
import { suspectOf, unstableItems } from '../../../src/report/repetitions/suspect.ts'

/** Repetitions by the orders of their items; those in capitals failed. */
function told(...orders: readonly string[]): readonly Told[] {
  return orders.map((order, i) => ({
    number: i + 1,
    ran: new Set(order.toLowerCase()),
    failed: new Set(
      order
        .split('')
        .filter((id) => id !== id.toLowerCase())
        .map((id) => id.toLowerCase()),
    ),
  }))
}

function suspects(orders: readonly string[], leads: readonly string[] = []): unknown {
  return unstableItems(told(...orders)).map((item) => [
    item.itemId,
    suspectOf(item, (from, to) => leads.includes(from + to)),
  ])
}

it.each([
  ['fails unless another one ran before it', ['abc', 'Bac', 'cab', 'Bca'], [['b', { itemId: 'a', kind: 'needed' }]]],
  ['fails behind another one', ['abc', 'cAb', 'bac', 'bcA'], [['a', { itemId: 'c', kind: 'harmful' }]]],
  [
    'needs one that needs another one',
    ['abc', 'BaC', 'aCb', 'CBa', 'Cab', 'BCa'],
    [
      ['b', { itemId: 'a', kind: 'needed' }],
      ['c', { itemId: 'b', kind: 'needed' }],
    ],
  ],
  ['fails by chance', ['abc', 'abC', 'acb', 'aCb'], [['c', undefined]]],
  ['could have two reasons', ['abc', 'Cab'], [['c', undefined]]],
  ['fails always', ['aB', 'Ba'], []],
  ['passes always', ['ab', 'ba'], []],
  ['did not run in some', ['ab', 'a', 'Ba'], [['b', { itemId: 'a', kind: 'needed' }]]],
])('suspectOf() an item that %s', (_, orders, expected) => {
  expect(suspects(orders)).toEqual(expected)
})

it('suspectOf() takes of several the one that sets what the item uses', () => {
  expect(suspects(['abc', 'Cab'], ['bc'])).toEqual([['c', { itemId: 'b', kind: 'needed' }]])
})
