import { expect, test } from 'vitest'
import { refuseUnmatched } from '../../src/check/unmatched.ts'
import { matchesRequest } from '../../src/plan/match.ts'
import { plannedItem } from '../support/check.ts'

const ITEMS = ['API/Users/Get one', 'API/Users/Admins/Get (all)', 'API/Ping'].map(plannedItem)

test.each([
  ['*', ['Get one', 'Get (all)', 'Ping']],
  ['Get one', ['Get one']],
  ['id-Ping', ['Ping']],
  ['Users/Get one', ['Get one']],
  ['Users/*', ['Get one']],
  ['Users/**', ['Get one', 'Get (all)']],
  ['**/Get*', ['Get one', 'Get (all)']],
  ['*/Admins/Get (all)', ['Get (all)']],
  ['P*', ['Ping']],
  ['Get*', ['Get one', 'Get (all)']],
  ['*/Ping', []],
  ['Users', []],
  ['get one', []],
])('matchesRequest() takes %j for %j', (pattern, names) => {
  expect(ITEMS.filter((item) => matchesRequest(pattern, item)).map(({ name }) => name)).toEqual(names)
})

test.each([
  ['Users/Get on', 'Did you mean "Users/Get one"?'],
  ['Pnig', 'Did you mean "Ping"?'],
  ['Orders/**', 'Write the name, the id or the path (Folder/Name); * stands for any'],
])('refuseUnmatched() tells that %j means no request, and what may be meant', (request, hint) => {
  const refused = (): void => refuseUnmatched([{ request: '*' }, { request }], ITEMS)

  expect(refused).toThrow(
    expect.objectContaining({
      code: 'CONFIG_INVALID',
      message: `Cannot use checks[1] of the configuration: no request is "${request}"`,
      hint,
    }),
  )
})
