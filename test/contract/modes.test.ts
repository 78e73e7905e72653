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
    ['nothing is asked for', undefined, undefined, ['off', 'off']],
    ['the configuration has one mode', undefined, 'shape', ['shape', 'shape']],
    ['the command line has another', 'strict', 'shape', ['strict', 'strict']],
    [
      'a folder has its own',
      undefined,
      { default: 'shape', requests: { A: 'off', 'A/B': 'strict' } },
      ['strict', 'off'],
    ],
    ['a request has its own', 'shape', { requests: { 'A/B/b': 'off', a: 'strict' } }, ['off', 'strict']],
    ['an id wins over a path', undefined, { requests: { 'id-b': 'strict', 'A/B/b': 'off' } }, ['strict', 'off']],
    ['the command line says off', 'off', { default: 'shape', requests: { a: 'strict' } }, ['off', 'off']],
  ] as const)('contractModes() decides when %s', (_, asked, config, expected) => {
    const modes = contractModes(asked, config)

    expect([modeOf(b, modes), modeOf(a, modes)]).toEqual(expected)
    expect(isAnyOn(modes)).toBe(expected.some((mode) => mode !== 'off'))
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
