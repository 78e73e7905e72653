import { expect, test } from 'vitest'
import { readGrant } from '../../src/auth/grant.ts'

const CLIENT = {
  grant_type: 'client_credentials',
  accessTokenUrl: 'https://h.example/token',
  clientId: 'id',
  clientSecret: 'se+cret',
  scope: 'a b',
}
const REFRESH = {
  grant_type: 'authorization_code',
  accessTokenUrl: 'https://h.example/token',
  clientId: 'id',
  refreshToken: 'r',
}
const BASIC = { key: 'Authorization', value: `Basic ${btoa('id:se+cret')}` }

test('readGrant() authenticates the client in the header', () => {
  const grant = readGrant(CLIENT)

  expect(grant).toEqual({
    kind: 'client_credentials',
    url: 'https://h.example/token',
    headers: [BASIC],
    fields: [
      ['grant_type', 'client_credentials'],
      ['scope', 'a b'],
    ],
  })
})

test('readGrant() authenticates the client in the body when asked to', () => {
  const grant = readGrant({ ...CLIENT, client_authentication: 'body', audience: 'api' })

  expect(grant).toEqual({
    kind: 'client_credentials',
    url: 'https://h.example/token',
    headers: [],
    fields: [
      ['grant_type', 'client_credentials'],
      ['scope', 'a b'],
      ['audience', 'api'],
      ['client_id', 'id'],
      ['client_secret', 'se+cret'],
    ],
  })
})

test('readGrant() puts further parameters where they belong', () => {
  const entry = { enabled: true, send_as: 'request_body' }
  const tokenRequestParams = [
    { ...entry, key: 'resource', value: 'r' },
    { ...entry, key: 'X-Tenant', value: 't', send_as: 'request_header' },
    { ...entry, key: 'q', value: 'a b', send_as: 'request_url' },
    { ...entry, key: 'off', value: '1', enabled: false },
    { key: 'plain', value: 5 },
    null,
  ]

  const grant = readGrant({ ...CLIENT, accessTokenUrl: 'https://h.example/token?x=1#f', tokenRequestParams })

  expect(grant).toEqual({
    kind: 'client_credentials',
    url: 'https://h.example/token?x=1&q=a%20b',
    headers: [BASIC, { key: 'X-Tenant', value: 't' }],
    fields: [
      ['grant_type', 'client_credentials'],
      ['scope', 'a b'],
      ['resource', 'r'],
      ['plain', '5'],
    ],
  })
})

test('readGrant() refreshes for a public client with its id in the body', () => {
  const refreshRequestParams = [{ key: 'k', value: 'v', enabled: true, send_as: 'request_body' }]

  const grant = readGrant({ ...REFRESH, refreshTokenUrl: 'https://h.example/refresh', refreshRequestParams })

  expect(grant).toEqual({
    kind: 'refresh_token',
    url: 'https://h.example/refresh',
    headers: [],
    fields: [
      ['grant_type', 'refresh_token'],
      ['client_id', 'id'],
      ['k', 'v'],
    ],
    refreshToken: 'r',
  })
})

test.each([
  { ...CLIENT, accessTokenUrl: '' },
  { ...CLIENT, clientId: undefined },
  { ...REFRESH, refreshToken: '' },
  { ...REFRESH, refreshToken: null },
  {},
])('readGrant() finds no grant in %o', (parameters) => {
  expect(readGrant(parameters)).toBeUndefined()
})
