import { expect, test } from 'vitest'
import type { JsonPathCheck } from '../../src/model/check.ts'
import { judged } from '../support/check.ts'

const BODY = {
  count: 2,
  name: 'Ann',
  tags: ['a', 'b'],
  none: null,
  users: [
    { id: 'u1', age: 30, mail: { work: 'a@b.c' } },
    { id: 'u2', age: 17 },
    { id: 3, age: 16.5 },
  ],
}

test.each<[JsonPathCheck]>([
  [{ path: '$.name' }],
  [{ path: '$.none', exists: true }],
  [{ path: '$.nothing', exists: false }],
  [{ path: '$.users[?@.age > 17].id', equals: 'u1', count: 1 }],
  [{ path: '$.users[?(@.mail)].mail', equals: { work: 'a@b.c' } }],
  [{ path: '$..work', matches: '^[^@]+@b' }],
  [{ path: '$.name', not: 'Bob', in: ['Ann', 'Eve'], contains: 'nn', type: 'string', length: 3 }],
  [{ path: '$.tags', contains: 'b', type: 'array', length: 2 }],
  [{ path: '$.users[*].age', type: 'number', min: 16.5, max: 30 }],
  [{ path: '$.users[0].mail', type: 'object', length: 1 }],
  [{ path: '$.none', type: 'null', equals: null }],
  [{ path: '$.users[?length(@.id) == 2].id', count: 2 }],
])('jsonPathCheck() passes %j', async (check) => {
  const said = await judged({ jsonpath: [check] }, { json: BODY })

  expect(said.filter((line) => !line.endsWith(': passed'))).toEqual([])
  expect(said.length).toBeGreaterThan(0)
})

test.each<[JsonPathCheck, string]>([
  [{ path: '$.nothing' }, '$.nothing exists: $.nothing: expected something, found nothing'],
  [{ path: '$.users[*].id', exists: false }, '$.users[*].id does not exist: $.users[0].id: expected nothing, got "u1"'],
  [{ path: '$.users[*]', count: 2 }, '$.users[*] finds 2: $.users[*]: expected to find 2, found 3'],
  [
    { path: '$.users[*].id', type: 'string' },
    '$.users[*].id is a text: $.users[2].id: expected a value that is a text, got 3',
  ],
  [
    { path: '$.users[*].age', min: 18 },
    '$.users[*].age is at least 18: $.users[1].age: expected a value that is at least 18, got 17; of 3 found, 2 do not fit',
  ],
  [
    { path: '$.users[*].age', type: 'integer' },
    '$.users[*].age is a whole number: $.users[2].age: expected a value that is a whole number, got 16.5',
  ],
  [{ path: '$.x', equals: 1 }, '$.x equals 1: $.x: expected a value that equals 1, found nothing'],
  [{ path: '$.count', matches: '2' }, '$.count matches /2/: $.count: expected a value that matches /2/, got 2'],
  [
    { path: '$.tags', equals: ['b', 'a'] },
    '$.tags equals ["b","a"]: $.tags: expected a value that equals ["b","a"], got a list of 2',
  ],
  [
    { path: '$.users[0].mail', equals: {} },
    '$.users[0].mail equals {}: $.users[0].mail: expected a value that equals {}, got an object',
  ],
  [
    { path: '$.name', in: ['a', 'b'] },
    '$.name is one of "a", "b": $.name: expected a value that is one of "a", "b", got "Ann"',
  ],
  [{ path: '$.none', not: null }, '$.none is not null: $.none: expected a value that is not null, got null'],
  [{ path: '$.count', length: 1 }, '$.count has length 1: $.count: expected a value that has length 1, got 2'],
  [{ path: '$.name', max: 4 }, '$.name is at most 4: $.name: expected a value that is at most 4, got "Ann"'],
])('jsonPathCheck() tells what %j does not find', async (check, said) => {
  expect(await judged({ jsonpath: [check] }, { json: BODY })).toEqual([said])
})
