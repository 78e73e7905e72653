import { describe, expect, it } from 'vitest'
import { tokenizeJson } from '../../../src/report/html/json-tokens.ts'

describe('tokenizeJson()', () => {
  it('indents objects and lists, and keeps empty ones on one line', () => {
    const text = '{"a":[1,2],"b":{},"c":[]}'

    const formatted = textOf(text)

    expect(formatted).toBe('{\n  "a": [\n    1,\n    2\n  ],\n  "b": {},\n  "c": []\n}')
  })

  it('tells keys and literals from the rest', () => {
    const tokens = tokenizeJson('{"a":"x","b":null}')

    expect(tokens).toEqual([
      { text: '{\n  ' },
      { tone: 'key', text: '"a"' },
      { text: ': "x",\n  ' },
      { tone: 'key', text: '"b"' },
      { text: ': ' },
      { tone: 'literal', text: 'null' },
      { text: '\n}' },
    ])
  })

  it('keeps digits, repeated keys and their order as they were sent', () => {
    const formatted = textOf('{"2":12345678901234567890,"1":1.0,"2":1e400}')

    expect(formatted).toBe('{\n  "2": 12345678901234567890,\n  "1": 1.0,\n  "2": 1e400\n}')
  })

  it('leaves marks inside of strings alone', () => {
    const formatted = textOf(String.raw`["a\"],{b:\\"]`)

    expect(formatted).toBe(`[\n  ${String.raw`"a\"],{b:\\"`}\n]`)
  })

  it.each(['', 'hello', '"text"', '12', '{not json}', '[<b>]'])('gives up on %j', (text) => {
    const tokens = tokenizeJson(text)

    expect(tokens).toBeUndefined()
  })

  it.each([
    ['{"a":tr', '{\n  "a": tr'],
    ['{"a":"unfini', '{\n  "a": "unfini'],
    ['[[1,', '[\n  [\n    1,\n    '],
  ])('formats the cut text %j up to its end', (text, expected) => {
    const formatted = textOf(text)

    expect(formatted).toBe(expected)
  })

  it('starts each of several values on a line of its own', () => {
    const formatted = textOf('{"a":1}\n[]\n{}')

    expect(formatted).toBe('{\n  "a": 1\n}\n[]\n{}')
  })

  it('does not grow with the square of the depth', () => {
    const formatted = textOf('['.repeat(50_000))

    expect(formatted?.length).toBeLessThan(50_000 * 70)
  })
})

function textOf(json: string): string | undefined {
  return tokenizeJson(json)
    ?.map(({ text }) => text)
    .join('')
}
