import { expect, test } from 'vitest'
import { type ParseOptions, parseBaseline } from '../../src/baseline/parse.ts'

const ENTRY = { id: 'pay', reason: 'issue 12', request: 'Cart/Pay', assertion: 'status is 200' }

function parsed(value: unknown, options?: ParseOptions): unknown {
  const text = JSON.stringify(value, undefined, 2)
  return parseBaseline({ name: 'b.json', text, value }, options)
}

test('parseBaseline() takes entries, and strict', () => {
  const value = { strict: true, failures: [{ ...ENTRY, owner: 'team-a', expires: '2028-02-29', code: 'TLS_FAILED' }] }

  expect(parsed(value)).toEqual(value)
})

test.each([
  [[], 'line 1: it is not an object'],
  [{ failure: [] }, 'line 2: there is no option "failure"'],
  [{ strict: 1 }, 'line 2: strict is neither true nor false'],
  [{ failures: {} }, 'line 2: failures is not a list'],
  [{ failures: ['x'] }, 'line 3: failures[0] is not an object'],
  [{ failures: [{ ...ENTRY, ownr: 'x' }] }, 'line 8: failures[0] has no option "ownr"'],
  [{ failures: [{ ...ENTRY, reason: ' ' }] }, 'line 5: failures[0].reason is no text'],
  [{ failures: [{ id: 'a', request: 'b', code: 'TLS_FAILED' }] }, 'line 3: failures[0] has no reason'],
  [{ failures: [{ id: 'a', reason: 'b', request: 'c' }] }, 'line 3: failures[0] has neither assertion nor code'],
  [{ failures: [{ ...ENTRY, code: 'TLS' }] }, 'line 8: failures[0].code is no code of a failure: "TLS"'],
  [{ failures: [{ ...ENTRY, expires: '2026-02-30' }] }, 'line 8: failures[0].expires is no day: "2026-02-30"'],
  [{ failures: [ENTRY, ENTRY] }, 'line 10: failures[1].id is that of failures[0]: "pay"'],
  [
    { failures: [{ ...ENTRY, reason: 'TODO' }] },
    'line 5: failures[0].reason is still "TODO": nobody has said why it is accepted',
  ],
])('parseBaseline() refuses what it cannot use, with its line: %j', (value, reason) => {
  expect(() => parsed(value)).toThrow(
    expect.objectContaining({ code: 'BASELINE_INVALID', message: `Cannot read baseline "b.json": ${reason}` }),
  )
})

test('parseBaseline() lets reasons that are still to be written through where the file is about to be written', () => {
  const value = { failures: [{ ...ENTRY, reason: 'TODO' }] }

  expect(parsed(value, { allowsNoReason: true })).toEqual({ strict: false, ...value })
})
