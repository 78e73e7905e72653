import { expect, test } from 'vitest'
import { createAuthorize } from '../../src/auth/authorize.ts'
import { authTools } from '../support/auth.ts'
import { wireRequest } from '../support/events.ts'

test.each([
  { type: 'basic', parameters: { username: 'u', password: 'p' }, key: 'Authorization', value: 'Basic dTpw' },
  { type: 'bearer', parameters: { token: 't' }, key: 'Authorization', value: 'Bearer t' },
  { type: 'apikey', parameters: { key: 'X-Key', value: 'v' }, key: 'X-Key', value: 'v' },
])('authorize() signs with $type', async ({ type, parameters, key, value }) => {
  const request = wireRequest()

  const result = await createAuthorize(authTools())(request, { type, parameters })

  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, credentialsAt: 1, headers: [{ key, value, system: true }] },
  })
})

test('authorize() sends the request as it is with noauth', async () => {
  const request = wireRequest({ headers: [{ key: 'Authorization', value: 'mine' }] })

  const result = await createAuthorize(authTools())(request, { type: 'noauth', parameters: {} })

  expect(result).toEqual({ kind: 'authorized', request })
})

test.each([{ type: 'kerberos' }, { type: 'Bearer' }, { type: '' }, { type: 'constructor' }, { type: '__proto__' }])(
  'authorize() fails for the auth type "$type"',
  async ({ type }) => {
    const request = wireRequest({ method: 'POST', url: 'https://me:pw@example.test:8443/a/b@c?token=secret' })

    const result = await createAuthorize(authTools())(request, { type, parameters: {} })

    expect(result).toEqual({
      kind: 'failed',
      failure: {
        code: 'AUTH_UNSUPPORTED',
        message: `Cannot sign "POST https://example.test:8443/a/b@c": auth type "${type}" is not supported yet`,
        hint: 'Supported auth types: apikey, asap, awsv4, basic, bearer, digest, edgegrid, hawk, jwt, noauth, ntlm, oauth1, oauth2',
      },
      unsigned: { request, warning: `runtime: could not find a handler for auth: ${type}`, warnsTwice: true },
    })
  },
)
