import { expect, test } from 'vitest'
import { addedAuth } from '../../src/snippet/auth.ts'

test.each([
  ['noauth', {}, { kind: 'nothing' }],
  ['bearer', { token: '{{token}}' }, { kind: 'header', key: 'Authorization', value: 'Bearer {{token}}' }],
  ['basic', { username: 'u', password: 'p' }, { kind: 'header', key: 'Authorization', value: 'Basic dTpw' }],
  ['basic', { username: 'u', password: '{{p}}' }, { kind: 'unknown' }],
  ['apikey', { key: 'X-Key', value: '{{k}}' }, { kind: 'header', key: 'X-Key', value: '{{k}}' }],
  ['apikey', { key: 'key', value: '{{k}}', in: 'query' }, { kind: 'query', key: 'key', value: '{{k}}' }],
  ['oauth2', { accessToken: '{{t}}' }, { kind: 'header', key: 'Authorization', value: 'Bearer {{t}}' }],
  ['oauth2', { accessToken: '{{t}}', headerPrefix: '' }, { kind: 'header', key: 'Authorization', value: '{{t}}' }],
  [
    'oauth2',
    { accessToken: '{{t}}', addTokenTo: 'queryParams' },
    { kind: 'query', key: 'access_token', value: '{{t}}' },
  ],
  ['oauth2', {}, { kind: 'unknown' }],
  ['digest', { username: 'u' }, { kind: 'unknown' }],
])('addedAuth() of %s %j', (type, parameters, added) => {
  expect(addedAuth({ type, parameters })).toEqual(added)
})
