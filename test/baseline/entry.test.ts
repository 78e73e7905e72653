import { expect, test } from 'vitest'
import { type BaselineEntry, finder } from '../../src/baseline/entry.ts'
import type { PlacedFailure } from '../../src/model/failure.ts'
import { failure } from '../support/events.ts'

const HAPPENING: PlacedFailure = {
  collection: 'Shop',
  request: 'Cart/Pay',
  assertion: 'status is 200',
  failure: failure({ message: 'expected 500 to equal 200' }),
}

function entry(change: Partial<BaselineEntry> = {}): BaselineEntry {
  return { id: 'pay', reason: 'issue 12', request: 'Cart/Pay', ...change }
}

test.each([
  ['its assertion', entry({ assertion: 'status is 200' }), true],
  ['another assertion', entry({ assertion: 'is fast' }), false],
  ['its code', entry({ code: 'ASSERTION_FAILED' }), true],
  ['another code', entry({ code: 'TLS_FAILED' }), false],
  ['its assertion and another code', entry({ assertion: 'status is 200', code: 'TLS_FAILED' }), false],
  ['its collection', entry({ code: 'ASSERTION_FAILED', collection: 'Shop' }), true],
  ['another collection', entry({ code: 'ASSERTION_FAILED', collection: 'Bank' }), false],
  ['another folder', entry({ code: 'ASSERTION_FAILED', request: 'Pay' }), false],
  ['a part of the message', entry({ code: 'ASSERTION_FAILED', message: 'expected 500' }), true],
  ['what the message does not say', entry({ code: 'ASSERTION_FAILED', message: 'expected 404' }), false],
])('finder() goes by request, assertion, code, collection and message: %s', (_, listed, isFound) => {
  const found = finder([listed])(HAPPENING)

  expect(found).toEqual(isFound ? listed : undefined)
})

test('finder() takes the entry that names the assertion before one that names the code alone', () => {
  const byCode = entry({ id: 'any', code: 'ASSERTION_FAILED' })
  const byName = entry({ id: 'one', assertion: 'status is 200' })

  expect(finder([byCode, byName])(HAPPENING)).toEqual(byName)
})

test('finder() does not take an entry for an assertion for a request that failed', () => {
  const find = finder([entry({ assertion: 'status is 200' })])

  expect(find({ collection: 'Shop', request: 'Cart/Pay', failure: failure() })).toBeUndefined()
})

test('finder() tells a request whose name has a line break from a request and its assertion', () => {
  const find = finder([entry({ request: 'Cart', assertion: 'Pay' })])

  expect(find({ collection: 'Shop', request: 'Cart\nPay', failure: failure() })).toBeUndefined()
})
