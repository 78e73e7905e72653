import { expect, test } from 'vitest'
import { parseFilter } from '../../src/standin/filter.ts'

const VIEWS = [
  { id: '1', username: 'Tom', name: { given: 'Tom', family: 'Smith' }, enabled: true, population: { id: 'p' } },
  { id: '2', username: 'Ann', name: { given: 'Ann', family: 'Smith' }, enabled: false, population: { id: 'q' } },
  { id: '4', groups: [{ id: 'a', kind: 'x' }, { id: 'b', kind: 'y' }, 'c'] },
  { id: '3', username: 'say "hi" (now)', enabled: true, createdAt: '2026-01-01' },
]

function ids(filter: string): readonly string[] {
  return VIEWS.filter(parseFilter(filter)).map(({ id }) => id)
}

test.each([
  ['username eq "tom"', ['1']],
  ['USERNAME eq "tom"', []],
  ['username EQ "TOM"', ['1']],
  ['population.id eq "q"', ['2']],
  ['enabled eq true', ['1', '3']],
  ['username ne "tom"', ['2', '3']],
  ['name.family sw "smi"', ['1', '2']],
  ['name.given ew "nn"', ['2']],
  ['username co "hi"', ['3']],
  ['name pr', []],
  ['name.given pr', ['1', '2']],
  ['createdAt ge "2026-01-01" and createdAt lt "2027"', ['3']],
  ['id gt "1" and id le "2"', ['2']],
  ['(name.family eq "Smith") and (name.given sw "T")', ['1']],
  ['id eq "1" or id eq "2" and enabled eq false', ['1', '2']],
  ['(id eq "1" or id eq "2") and enabled eq false', ['2']],
  ['not (id eq "1")', ['2', '4', '3']],
  ['groups[id eq "B"]', ['4']],
  ['groups[id eq "a" and kind eq "y"]', []],
  ['not (groups[id eq "a"]) and enabled pr', ['1', '2', '3']],
  ['username[id eq "a"]', []],
  ['username eq "say \\"hi\\" (now)"', ['3']],
])('parseFilter() lets through what %s says', (filter, wanted) => {
  expect(ids(filter)).toEqual(wanted)
})

test.each([
  '',
  'username',
  'username eq',
  'username is "x"',
  'username eq "x',
  'username eq "x" and',
  '(username eq "x"',
  'username eq "x")',
  '"username" eq "x"',
  'username eq "x" username eq "y"',
  'not',
  'groups[id eq "a"',
  'groups[]',
  'groups eq [',
])('parseFilter() refuses %s', (filter) => {
  expect(() => parseFilter(filter)).toThrow(
    expect.objectContaining({
      code: 'INVALID_DATA',
      details: [{ code: 'INVALID_FILTER', target: 'filter', message: 'The filter is not supported.' }],
    }),
  )
})
