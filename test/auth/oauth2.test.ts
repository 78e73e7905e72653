import { expect, test } from 'vitest'
import { signOAuth2 } from '../../src/auth/oauth2.ts'
import { signerTools } from '../support/auth.ts'
import { failure, wireRequest } from '../support/events.ts'

const CLIENT = { grant_type: 'client_credentials', accessTokenUrl: 'https://h.example/token', clientId: 'id' }

// Observed with newman 6.2.2 on a raw socket.
test.each([
  { change: {}, value: 'Bearer t' },
  { change: { addTokenTo: 'header', tokenType: 'DPoP' }, value: 'Bearer t' },
  { change: { headerPrefix: '' }, value: 't' },
  { change: { headerPrefix: null }, value: 'Bearer t' },
  { change: { headerPrefix: '  Token ' }, value: 'Token t' },
  { change: { headerPrefix: 5 }, value: '5 t' },
])('signOAuth2() writes the header as $value with $change', async ({ change, value }) => {
  const headers = [
    { key: 'authorization', value: 'mine' },
    { key: 'X', value: '1' },
  ]
  const request = wireRequest({ url: 'http://localhost/a?access_token=old&x=1', headers })

  const result = await signOAuth2(request, { accessToken: 't', ...change }, signerTools())

  expect(result).toEqual({
    kind: 'authorized',
    request: {
      ...request,
      url: 'http://localhost/a?x=1',
      headers: [
        { key: 'X', value: '1' },
        { key: 'Authorization', value, system: true },
      ],
      credentialsAt: 2,
    },
  })
})

test.each([
  { addTokenTo: 'queryParams', before: '?access_token=old&x=1', after: '?x=1&access_token=tok%20en=%26' },
  { addTokenTo: 'queryParams', before: '', after: '?access_token=tok%20en=%26' },
  { addTokenTo: 'surprise', before: '?access_token=old', after: '' },
])('signOAuth2() turns the query "$before" into "$after" with $addTokenTo', async ({ addTokenTo, before, after }) => {
  const request = wireRequest({ url: `http://localhost/a${before}` })

  const result = await signOAuth2(request, { accessToken: 'tok en=&', addTokenTo }, signerTools())

  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, url: `http://localhost/a${after}`, credentialsAt: 0 },
  })
})

test.each([
  { parameters: { accessToken: '' } },
  { parameters: {} },
  { parameters: { accessToken: 't', tokenType: 'MAC' } },
  { parameters: { grant_type: 'authorization_code', accessTokenUrl: 'https://h.example/token', clientId: 'id' } },
])('signOAuth2() sends the request as it is with $parameters', async ({ parameters }) => {
  const request = wireRequest({ headers: [{ key: 'Authorization', value: 'mine' }] })

  const result = await signOAuth2(request, parameters, signerTools())

  expect(result).toEqual({ kind: 'authorized', request })
})

test('signOAuth2() uses the token that a grant gives, where the auth tab has none', async () => {
  const request = wireRequest()
  const fetchToken = async () => ({ kind: 'token', accessToken: 'fetched', expiresAtMs: 1 }) as const

  const result = await signOAuth2(request, CLIENT, signerTools({ fetchToken }))

  expect(result).toEqual({
    kind: 'authorized',
    request: {
      ...request,
      headers: [{ key: 'Authorization', value: 'Bearer fetched', system: true }],
      credentialsAt: 1,
    },
  })
})

test('signOAuth2() prefers the token of the auth tab to a grant', async () => {
  const result = await signOAuth2(wireRequest(), { ...CLIENT, accessToken: 't' }, signerTools())

  expect(result.kind === 'authorized' && result.request.headers[0]?.value).toBe('Bearer t')
})

test('signOAuth2() fetches nothing when it is told not to', async () => {
  const request = wireRequest()

  const result = await signOAuth2(request, CLIENT, signerTools({ fetchTokens: false }))

  expect(result).toEqual({ kind: 'authorized', request })
})

test('signOAuth2() fetches nothing where signers may send nothing', async () => {
  const request = wireRequest()
  const { send: _, ...tools } = signerTools()

  expect(await signOAuth2(request, CLIENT, tools)).toEqual({ kind: 'authorized', request })
})

test('signOAuth2() fails when the grant fails', async () => {
  const request = wireRequest()
  const refused = failure({ code: 'AUTH_INVALID', message: 'Cannot fetch a token' })

  const result = await signOAuth2(
    request,
    CLIENT,
    signerTools({ fetchToken: async () => ({ kind: 'failed', failure: refused }) }),
  )

  expect(result).toEqual({
    kind: 'failed',
    failure: refused,
    unsigned: { request, warning: 'Cannot fetch a token' },
  })
})
