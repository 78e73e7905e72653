import { describe, expect, it } from 'vitest'
import { formatBytes, formatDate, formatDuration, formatValue } from '../../src/report/format.ts'

describe('formatDuration()', () => {
  it.each([
    [0, '0 ms'],
    [0.42, '0.4 ms'],
    [0.97, '1 ms'],
    [131.6, '132 ms'],
    [999.6, '1.00 s'],
    [1240, '1.24 s'],
    [59_996, '1 min 00 s'],
    [123_000, '2 min 03 s'],
  ])('writes %d ms as %s', (ms, expected) => {
    const text = formatDuration(ms)

    expect(text).toBe(expected)
  })
})

describe('formatBytes()', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1240, '1.2 kB'],
    [999_960, '1.0 MB'],
  ])('writes %d bytes as %s', (bytes, expected) => {
    const text = formatBytes(bytes)

    expect(text).toBe(expected)
  })
})

describe('formatDate()', () => {
  it('writes the time in UTC', () => {
    const text = formatDate('2026-11-23T17:40:11.000Z')

    expect(text).toBe('Mon, 23 Nov 2026 17:40:11 UTC')
  })

  it('leaves what is no time as it is', () => {
    const text = formatDate('yesterday')

    expect(text).toBe('yesterday')
  })
})

describe('formatValue()', () => {
  const cycle: { self?: unknown } = {}
  cycle.self = cycle

  it.each([
    ['a number', 200, '200'],
    ['a text, in quotes', '200', '"200"'],
    ['undefined', undefined, 'undefined'],
    ['a bigint', 10n, '"10n"'],
    ['NaN', Number.NaN, 'NaN'],
    ['an infinity in a list', [-Infinity], '[\n  "-Infinity"\n]'],
    ['an object over several lines', { a: [1] }, '{\n  "a": [\n    1\n  ]\n}'],
    ['a cycle', cycle, '[a value that refers to itself]'],
  ])('writes %s', (_name, value, expected) => {
    const text = formatValue(value)

    expect(text).toBe(expected)
  })
})
