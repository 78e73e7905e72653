import { describe, expect, it } from 'vitest'
import { diffValues } from '../../../src/report/html/value-diff.ts'

/** The lines as a person reads them. */
function read(expected: unknown, actual: unknown): readonly string[] | undefined {
  const signs = { minus: '-', plus: '+', same: ' ', folded: '~' }
  return diffValues(expected, actual)?.map(
    ({ sign, indent, key, text }) => `${signs[sign]} ${indent}${key === undefined ? '' : `${key}: `}${text}`,
  )
}

describe('diffValues()', () => {
  it('compares objects member by member, whatever their order, and folds what is equal', () => {
    const lines = read({ a: 1, b: { c: 2, d: [1] }, e: 3 }, { e: 3, b: { d: [1], c: '2' }, f: null, a: 1 })

    expect(lines).toEqual([
      '  {',
      '~   1 equal: a',
      '    b: {',
      '-     c: 2',
      '+     c: "2"',
      '~     1 equal: d',
      '    }',
      '~   1 equal: e',
      '+   f: null',
      '  }',
    ])
  })

  it('finds the entry that one of two lists has more', () => {
    expect(read([1, 2, 3, 4], [1, 3, 4])).toEqual([
      '  [',
      '~   1 equal: [0]',
      '-   1: 2',
      '~   2 equal: [1] to [2]',
      '  ]',
    ])
  })

  it('shows a member that only one has over several lines', () => {
    expect(read({ a: { b: 1 } }, {})).toEqual(['  {', '-   a: {', '-     "b": 1', '-   }', '  }'])
  })

  it('takes texts for the JSON that they hold', () => {
    expect(read('{"a": 1}', { a: 2 })).toEqual(['  {', '-   a: 1', '+   a: 2', '  }'])
  })

  it('compares what leads back to itself down to a depth, and no further', () => {
    const [left, right]: Record<string, unknown>[] = [{ n: 1 }, { n: 2 }]
    if (left !== undefined) left['self'] = left
    if (right !== undefined) right['self'] = right

    expect(read(left, right)?.at(-1)).toBe('  }')
  })

  it.each([
    [1, 2],
    ['a', 'b'],
    [{ a: 1 }, [1]],
    [null, { a: 1 }],
  ])('leaves %j and %j to others', (expected, actual) => {
    expect(diffValues(expected, actual)).toBeUndefined()
  })
})
