import { expect, test } from 'vitest'
import { challengesOf } from '../../src/auth/challenge.ts'
import { wireResponse } from '../support/events.ts'

test.each([
  { headers: [], challenges: [] },
  { headers: [''], challenges: [] },
  { headers: ['NTLM'], challenges: [{ scheme: 'ntlm', parameters: {} }] },
  { headers: ['NTLM TlRMTVNTUAA+/=='], challenges: [{ scheme: 'ntlm', token: 'TlRMTVNTUAA+/==', parameters: {} }] },
  {
    headers: ['Negotiate, NTLM'],
    challenges: [
      { scheme: 'negotiate', parameters: {} },
      { scheme: 'ntlm', parameters: {} },
    ],
  },
  {
    headers: ['Basic realm="a, b=c"', 'DIGEST Realm = "x" ,nonce=n, qop="auth,auth-int" , stale=TRUE'],
    challenges: [
      { scheme: 'basic', parameters: { realm: 'a, b=c' } },
      { scheme: 'digest', parameters: { realm: 'x', nonce: 'n', qop: 'auth,auth-int', stale: 'TRUE' } },
    ],
  },
  {
    headers: [String.raw`Newauth realm="apps", type=1, title="Login to \"apps\"", Basic realm="simple"`],
    challenges: [
      { scheme: 'newauth', parameters: { realm: 'apps', type: '1', title: String.raw`Login to \"apps\"` } },
      { scheme: 'basic', parameters: { realm: 'simple' } },
    ],
  },
  { headers: ['Digest opaque="", nonce='], challenges: [{ scheme: 'digest', parameters: { opaque: '', nonce: '' } }] },
  { headers: ['realm="of nobody"'], challenges: [] },
  { headers: ['Digest realm="never closed'], challenges: [{ scheme: 'digest', parameters: { realm: '' } }] },
])('challengesOf() reads $headers', ({ headers, challenges }) => {
  const response = wireResponse({
    headers: [{ key: 'Server', value: 'NTLM' }, ...headers.map((value) => ({ key: 'WWW-authenticate', value }))],
  })

  expect(challengesOf(response)).toEqual(challenges)
})

test('challengesOf() reads a long header without meaning in no time', () => {
  const value = `Digest realm="${'\\'.repeat(50_000)}${'a='.repeat(50_000)}`

  expect(challengesOf(wireResponse({ headers: [{ key: 'www-authenticate', value }] }))[0]?.scheme).toBe('digest')
})
