import { expect, test } from 'vitest'
import { explanationText, findingsText } from '../../src/token/text.ts'
import { explain } from '../../src/token/words.ts'
import { jwtOf, NOW, NOW_MS } from './jwt.ts'

test('explain() says what each member of a JWT is', () => {
  const jwt = jwtOf(
    { alg: 'RS256', typ: 'JWT', kid: 'k' },
    { iss: 'app', sub: 'app', exp: NOW + 300, iat: NOW, nbf: NOW - 90, own: { a: [1] } },
  )

  expect(explain(jwt, NOW_MS)).toEqual({
    title: 'A client assertion, signed with RS256, good for another 5 minutes',
    header: [
      { name: 'alg', value: 'RS256', meaning: 'RSA with SHA-256: checked with the public key' },
      { name: 'typ', value: 'JWT', meaning: 'what kind of token it is' },
      { name: 'kid', value: 'k', meaning: 'which key it is signed with' },
    ],
    claims: [
      { name: 'iss', value: 'app', meaning: 'who has issued it' },
      { name: 'sub', value: 'app', meaning: 'whom it is about' },
      { name: 'exp', value: '1772366700', meaning: 'expires: 2026-03-01 12:05:00 UTC, in 5 minutes' },
      { name: 'iat', value: '1772366400', meaning: 'issued: 2026-03-01 12:00:00 UTC, now' },
      {
        name: 'nbf',
        value: '1772366310',
        meaning: 'valid from: 2026-03-01 11:58:30 UTC, 1 minute 30 seconds ago',
      },
      { name: 'own', value: '{"a":[1]}', meaning: '' },
    ],
  })
})

test.each([
  { header: { alg: 'none' }, claims: {}, title: 'A JWT, not signed, without an end' },
  { header: {}, claims: { exp: NOW - 1 }, title: 'A JWT, not signed, expired' },
  {
    header: { alg: 'ES256' },
    claims: { scope: 'a', exp: 1e300 },
    title: /^An access token, signed with ES256, good for/,
  },
])('explain() calls it: $title', ({ header, claims, title }) => {
  expect(explain(jwtOf(header, claims), NOW_MS).title).toMatch(title)
})

test.each([
  { alg: 'HS384', meaning: 'HMAC with SHA-384: both sides have the secret' },
  { alg: 'PS512', meaning: 'RSA-PSS with SHA-512: checked with the public key' },
  { alg: 'ES256', meaning: 'ECDSA with SHA-256: checked with the public key' },
  { alg: 'EdDSA', meaning: 'an Edwards curve key' },
  { alg: 'none', meaning: 'no signature at all' },
  { alg: 'XX1', meaning: 'an algorithm of its own' },
])('explain() says what $alg is', ({ alg, meaning }) => {
  expect(explain(jwtOf({ alg }, {}), NOW_MS).header).toEqual([{ name: 'alg', value: alg, meaning }])
})

test('explain() lets nothing through that a terminal would obey', () => {
  const { claims } = explain(jwtOf({}, { 'a\u001b[2J': 'b\u0007\u009b\u202ec\n', constructor: 1 }), NOW_MS)

  expect(claims).toEqual([
    { name: String.raw`a\u001b[2J`, value: String.raw`b\u0007\u009b\u202ec\n`, meaning: '' },
    { name: 'constructor', value: '1', meaning: '' },
  ])
})

test('explain() copes with a time that is no date', () => {
  const { claims } = explain(jwtOf({}, { exp: 1e300 }), NOW_MS)

  expect(claims).toEqual([{ name: 'exp', value: '1e+300', meaning: 'expires: no date' }])
})

test('explanationText() lines up short values, and puts the meaning of long ones below', () => {
  const claims = { aud: 'https://auth.example.test/abfba8f6-49eb-49f5-a5d9/as', sub: 'user', x: 'y' }

  expect(
    explanationText(explain(jwtOf({ alg: 'HS256' }, claims), NOW_MS)),
  ).toBe(`A JWT, signed with HS256, without an end

Header
  alg  HS256  HMAC with SHA-256: both sides have the secret

Claims
  aud  https://auth.example.test/abfba8f6-49eb-49f5-a5d9/as
                                                     whom it is for
  sub  user                                          whom it is about
  x    y
`)
})

test('findingsText() lists what was found', () => {
  const findings = [{ level: 'invalid', text: 'expired 1 second ago' } as const]

  expect(findingsText(findings, { kind: 'right', by: 'the secret' })).toBe(
    'Findings\n  sound    the signature is right, by the secret\n  invalid  it expired 1 second ago\n',
  )
  expect(findingsText([], { kind: 'unchecked' })).toBe('Findings\n  none\n')
})
