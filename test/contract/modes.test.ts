import { describe, expect, test } from 'vitest'
import { createContractCheck } from '../../src/contract/check.ts'
import { contractModes, isAnyOn, modeOf, unknownRequests } from '../../src/contract/modes.ts'
import type { PlannedItem } from '../../src/plan/plan.ts'
import { plan } from '../../src/plan/plan.ts'
import { collection, folder, item } from '../support/collection.ts'
import { resolvedRequest, wireRequest, wireResponse } from '../support/events.ts'

const { items } = plan(collection([folder('A', [folder('B', [item('b', { id: 'id-b' })]), item('a')])]), [])
const [b, a] = items as readonly [PlannedItem, PlannedItem]

describe('contractModes()', () => {
  test.each([
    { when: 'nothing is asked for', asked: undefined, config: undefined, expected: ['off', 'off'] },
    { when: 'the configuration has one mode', asked: undefined, config: 'shape', expected: ['shape', 'shape'] },
    { when: 'the command line has another', asked: 'strict', config: 'shape', expected: ['strict', 'strict'] },
    {
      when: 'a folder has its own',
      asked: undefined,
      config: { default: 'shape', requests: { A: 'off', 'A/B': 'strict' } },
      expected: ['strict', 'off'],
    },
    {
      when: 'a request has its own',
      asked: 'shape',
      config: { requests: { 'A/B/b': 'off', a: 'strict' } },
      expected: ['off', 'strict'],
    },
    {
      when: 'an id wins over a path',
      asked: undefined,
      config: { requests: { 'id-b': 'strict', 'A/B/b': 'off' } },
      expected: ['strict', 'off'],
    },
    {
      when: 'the command line says off',
      asked: 'off',
      config: { default: 'shape', requests: { a: 'strict' } },
      expected: ['off', 'off'],
    },
  ] as const)('contractModes() decides when $when', ({ asked, config, expected }) => {
    const modes = contractModes(asked, config)

    expect([modeOf(b, modes), modeOf(a, modes)]).toEqual(expected)
    expect(isAnyOn(modes)).toBe(expected.some((mode: string) => mode !== 'off'))
  })
})

test('unknownRequests() warns of names that the collection does not have', () => {
  const modes = contractModes(undefined, { requests: { 'A/B': 'off', 'A/b': 'off', 'id-b': 'shape' } })

  expect(unknownRequests(modes, items)).toEqual([
    {
      severity: 'warning',
      failure: {
        code: 'REQUEST_UNKNOWN',
        message: 'Cannot find request "A/b" of contract.requests: no request or folder has this id, name or path',
        hint: 'Write the path, Folder/Request, as --folder takes it',
      },
    },
  ])
})

test('createContractCheck() says nothing of a request that is off', async () => {
  const check = createContractCheck(contractModes(undefined, { default: 'shape', requests: { a: 'off' } }))
  const answer = {
    request: { request: resolvedRequest(), wire: wireRequest() },
    response: wireResponse(),
    timings: { total: 1 },
  }

  expect([await check({ item: a, ...answer }), (await check({ item: b, ...answer })).length]).toEqual([[], 2])
})
