import { describe, expect, it } from 'vitest'
import { diffLines } from '../../src/report/diff.ts'

describe('diffLines()', () => {
  it('marks what only one side has', () => {
    const diff = diffLines('{\na\nb\nc\n}', '{\na\nx\nc\ny\n}')

    expect(diff).toEqual({
      expected: [kept('{'), kept('a'), changed('b'), kept('c'), kept('}')],
      actual: [kept('{'), kept('a'), changed('x'), kept('c'), changed('y'), kept('}')],
    })
  })

  it('marks nothing where both are the same', () => {
    const diff = diffLines('a\nb', 'a\nb')

    expect(diff).toEqual({ expected: [kept('a'), kept('b')], actual: [kept('a'), kept('b')] })
  })

  it('marks all between the common start and end of very long texts', () => {
    const lines = Array.from({ length: 600 }, (_, index) => `line ${index}`)

    const diff = diffLines(['{', ...lines, '}'].join('\n'), ['{', ...lines.toReversed(), '}'].join('\n'))

    expect(diff.expected).toEqual([kept('{'), ...lines.map(changed), kept('}')])
  })
})

function kept(text: string): object {
  return { text, changed: false }
}

function changed(text: string): object {
  return { text, changed: true }
}
