import { expect, test } from 'vitest'
import { signBearer } from '../../src/auth/bearer.ts'
import { wireRequest } from '../support/events.ts'

// Observed with newman 6.2.2 on a raw socket.
test.each([
  { parameters: { token: 'tok' }, header: 'Bearer tok' },
  { parameters: { token: ' a b ' }, header: 'Bearer  a b ' },
  { parameters: { token: 12 }, header: 'Bearer 12' },
  { parameters: { token: true }, header: 'Bearer true' },
])('signBearer() makes "$header" of $parameters', ({ parameters, header }) => {
  const request = wireRequest({ headers: [{ key: 'Authorization', value: 'mine' }] })

  const result = signBearer(request, parameters)

  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, credentialsAt: 1, headers: [{ key: 'Authorization', value: header, system: true }] },
  })
})

test.each([{ parameters: {} }, { parameters: { token: '' } }, { parameters: { token: null } }])(
  'signBearer() leaves an Authorization header of the user alone for $parameters',
  ({ parameters }) => {
    const request = wireRequest({ headers: [{ key: 'Authorization', value: 'mine' }] })

    const result = signBearer(request, parameters)

    expect(result).toEqual({ kind: 'authorized', request })
  },
)
