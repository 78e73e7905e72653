import { expect, test } from 'vitest'
import { compare, type RunFacts } from '../../src/parity/compare.ts'
import type { Facts } from '../../src/parity/facts.ts'
import { comparisonText } from '../../src/parity/text.ts'

function facts(item: Readonly<Record<string, string>>, ending: Readonly<Record<string, string>> = {}): Facts {
  return { items: [{ name: 'A', facts: new Map(Object.entries(item)) }], ending: new Map(Object.entries(ending)) }
}

function run(whole: Facts, shown: Facts = whole): RunFacts {
  return { whole, shown }
}

test('compare() finds nothing where nothing differs', () => {
  const one = run(facts({ 'request 1': 'GET /' }, { verdict: 'passed' }))

  expect(compare([one, one], one)).toEqual({ groups: [], compared: { items: 1, facts: 3, volatile: 0 } })
})

test('compare() names what one run has and the other has not, and what they have otherwise', () => {
  const newman = run(facts({ a: '1', b: '2' }, { verdict: 'passed' }))
  const flowgate = run(facts({ a: '1', b: '3', c: '4' }, { verdict: 'failed' }))

  expect(compare([newman], flowgate).groups).toEqual([
    {
      title: 'A',
      differences: [
        { place: 'b', newman: '2', flowgate: '3' },
        { place: 'c', flowgate: '4' },
      ],
    },
    { title: 'After the run', differences: [{ place: 'verdict', newman: 'passed', flowgate: 'failed' }] },
  ])
})

test('compare() takes what differs among runs of newman for chance', () => {
  const runs = [run(facts({ a: '1', b: 'x' })), run(facts({ a: '2', b: 'x' }))]

  expect(compare(runs, run(facts({ a: '3', b: 'y' })))).toEqual({
    groups: [{ title: 'A', differences: [{ place: 'b', newman: 'x', flowgate: 'y' }] }],
    compared: { items: 1, facts: 3, volatile: 1 },
  })
})

test('compare() tells items that only one run has', () => {
  const none: Facts = { items: [], ending: new Map() }

  expect(compare([run(none)], run(facts({ a: '1' }))).groups).toEqual([
    {
      title: 'A',
      differences: [
        { place: 'item', flowgate: 'A' },
        { place: 'a', flowgate: '1' },
      ],
    },
  ])
})

test('compare() compares secrets, and shows their masks', () => {
  const newman = run(facts({ a: 'secret-1' }), facts({ a: '•••' }))
  const flowgate = run(facts({ a: 'secret-2' }), facts({ a: '•••' }))

  expect(compare([newman], flowgate).groups).toEqual([
    { title: 'A', differences: [{ place: 'a', newman: '•••', flowgate: '•••' }] },
  ])
})

test('comparisonText() ends with the verdict', () => {
  const newman = run(facts({ body: 'a\nb' }))
  const flowgate = run(facts({ body: 'x'.repeat(300) }))

  expect(comparisonText(compare([newman], flowgate))).toBe(`A
  body
    newman    a\\nb
    flowgate  ${'x'.repeat(200)}… (300 characters)

1 difference (2 facts of 1 item compared)
`)
})
