import { describe, expect, it } from 'vitest'
import { retryAfterMs } from '../../src/engine/retry-after.ts'

const NOON = Date.UTC(2026, 10, 26, 12)

describe('retryAfterMs()', () => {
  it.each([
    ['seconds', { 'Retry-After': '120' }, 120_000],
    ['none', { 'retry-after': '0' }, 0],
    ['a fraction', { 'retry-after': ' 1.5 ' }, 1500],
    ['a date, by our clock', { 'Retry-After': 'Thu, 26 Nov 2026 12:00:07 GMT' }, 7000],
    ['a date in the form of RFC 850', { 'Retry-After': 'Thursday, 26-Nov-26 12:00:07 GMT' }, 7000],
    ['a date in the form of asctime', { 'Retry-After': 'Thu Nov 26 12:00:07 2026' }, 7000],
    ['a date that is over', { 'Retry-After': 'Thu, 26 Nov 2026 11:00:00 GMT' }, 0],
    [
      'a date, by the clock of the server',
      { 'Retry-After': 'Thu, 26 Nov 2026 13:00:07 GMT', Date: 'Thu, 26 Nov 2026 13:00:00 GMT' },
      7000,
    ],
    ['nothing', {}, undefined],
    ['an empty value', { 'Retry-After': '' }, undefined],
    ['a negative number', { 'Retry-After': '-1' }, undefined],
    ['words', { 'Retry-After': 'soon' }, undefined],
    ['another form of date', { 'Retry-After': '2026-11-26T12:00:07Z' }, undefined],
  ])('reads %s', (_, headers, ms) => {
    const list = Object.entries(headers).map(([key, value]) => ({ key, value: String(value) }))

    expect(retryAfterMs(list, NOON)).toBe(ms)
  })
})
