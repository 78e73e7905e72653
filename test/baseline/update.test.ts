import { expect, test } from 'vitest'
import type { BaselineEntry } from '../../src/baseline/entry.ts'
import { updated } from '../../src/baseline/update.ts'
import type { PlacedFailure } from '../../src/model/failure.ts'
import { failure } from '../support/events.ts'

const GONE: BaselineEntry = { id: 'gone', reason: 'r', collection: 'Shop', request: 'Old', assertion: 'a' }
const KEPT: BaselineEntry = {
  id: 'pay-status-is-200',
  reason: 'issue 12',
  owner: 'team-a',
  collection: 'Shop',
  request: 'Zoo',
  assertion: 'b',
}

function happening(change: Partial<PlacedFailure> = {}): PlacedFailure {
  return { collection: 'Shop', request: 'Pay', assertion: 'status is 200', failure: failure(), ...change }
}

test('updated() keeps what fails still, drops what is gone, adds what is new without a reason, sorted by place', () => {
  const { assertion: _, ...request } = happening({ failure: failure({ code: 'TLS_FAILED' }) })
  const fresh = [happening(), request]

  const update = updated(
    { strict: true, failures: [KEPT, GONE] },
    { fresh, isGone: (entry) => entry === GONE },
    () => false,
  )

  const { text, ...counts } = update
  expect(counts).toEqual({ added: 2, removed: 1, kept: 1, secret: 0 })
  expect(JSON.parse(text)).toEqual({
    strict: true,
    failures: [
      { id: 'pay-tls-failed', reason: 'TODO', collection: 'Shop', request: 'Pay', code: 'TLS_FAILED' },
      {
        id: 'pay-status-is-200-2',
        reason: 'TODO',
        collection: 'Shop',
        request: 'Pay',
        assertion: 'status is 200',
      },
      KEPT,
    ],
  })
})

test('updated() writes nothing down whose name holds a secret', () => {
  const fresh = [happening({ assertion: 'token is s3cr3t' })]

  const update = updated({ strict: false, failures: [] }, { fresh, isGone: () => false }, (text) =>
    text.includes('s3cr3t'),
  )

  expect(update).toEqual({ text: '{\n  "failures": []\n}\n', added: 0, removed: 0, kept: 0, secret: 1 })
})
