import { expect, test } from 'vitest'
import { type Finding, findingsOf, type SignatureCheck } from '../../src/token/findings.ts'
import { jwtOf, NOW, NOW_MS } from './jwt.ts'

const RIGHT: SignatureCheck = { kind: 'right', by: 'the secret' }
const HS256 = { alg: 'HS256', typ: 'JWT' }
const TIMES = { iat: NOW - 10, exp: NOW + 290 }
const ASSERTION = { iss: 'app', sub: 'app', aud: 'https://as.test', ...TIMES }

function found(header: object, claims: object, check = RIGHT): readonly string[] {
  return textsOf(findingsOf(jwtOf(header, claims), NOW_MS, check))
}

function textsOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ level, text }) => `${level} ${text}`)
}

test.each([
  { what: 'a client assertion', header: HS256, claims: ASSERTION },
  { what: 'a request object', header: HS256, claims: { iss: 'a', aud: 'b', 'pi.template': {}, ...TIMES } },
  { what: 'an ID token', header: { alg: 'RS256', kid: '1' }, claims: { ...ASSERTION, sub: 'user', nonce: 'n' } },
  {
    what: 'a DPoP proof',
    header: { typ: 'dpop+jwt', alg: 'ES256', jwk: {} },
    claims: { jti: '1', htm: 'GET', htu: 'https://api.test', ...TIMES },
  },
])('findingsOf() has nothing to say about $what that is sound', ({ header, claims }) => {
  expect(found(header, claims)).toEqual([])
})

test.each([
  { alg: 'none', signature: '', text: 'is not signed (alg none): anybody can have written it' },
  { alg: 'NONE', signature: 'c2ln', text: 'is not signed (alg none): anybody can have written it' },
  { alg: undefined, signature: 'c2ln', text: 'has no alg in its header' },
  { alg: 'HS256', signature: '', text: 'says HS256 and has no signature' },
])('findingsOf() says that it $text', ({ alg, signature, text }) => {
  const jwt = jwtOf({ alg }, ASSERTION, signature)

  expect(textsOf(findingsOf(jwt, NOW_MS, { kind: 'unchecked' }))).toEqual([`invalid ${text}`])
})

test.each<{ check: SignatureCheck; text: string }>([
  {
    check: { kind: 'wrong', by: 'the secret' },
    text: 'invalid has a signature that does not belong to it, or is of another key than the secret',
  },
  {
    check: { kind: 'unfit', reason: 'RS256 is not checked with a secret' },
    text: 'invalid has a signature that cannot be checked: RS256 is not checked with a secret',
  },
  { check: { kind: 'unchecked' }, text: 'note has a signature that was not checked: there is no key' },
])('findingsOf() tells what checking the signature came to: $text', ({ check, text }) => {
  expect(found(HS256, ASSERTION, check)).toEqual([text])
})

test.each([
  { claims: { exp: NOW }, text: 'invalid expired 0 seconds ago' },
  { claims: { exp: NOW - 90_061, iat: undefined }, text: 'invalid expired 1 day 1 hour ago' },
  { claims: { nbf: NOW + 61 }, text: 'invalid is not valid for another 1 minute 1 second' },
  { claims: { iat: NOW + 61 }, text: 'invalid was issued 1 minute 1 second from now: one of the clocks is wrong' },
  { claims: { exp: 'soon' }, text: 'invalid has a claim exp that is no number of seconds since 1970' },
  {
    claims: { exp: TIMES.iat + 3601 },
    text: 'invalid lives for 1 hour 1 second; PingOne takes a client assertion for 1 hour at most',
  },
])('findingsOf() says: $text', ({ claims, text }) => {
  expect(found(HS256, { ...ASSERTION, ...claims })).toContain(text)
})

test.each([
  { what: 'a minute of tolerance', claims: { nbf: NOW + 60, iat: NOW + 60 } },
  { what: 'an hour of lifetime', claims: { exp: TIMES.iat + 3600 } },
])('findingsOf() allows $what', ({ claims }) => {
  expect(found(HS256, { ...ASSERTION, ...claims })).toEqual([])
})

test('findingsOf() sees times in milliseconds', () => {
  expect(found(HS256, { sub: 'user', exp: NOW_MS })).toEqual([
    'warning has a time in milliseconds, it seems; JWTs count in seconds',
  ])
})

test.each([
  { what: 'never expires', claims: { sub: 'a' }, text: 'never expires: there is no exp' },
  {
    what: 'lives long',
    claims: { sub: 'a', iat: NOW, exp: NOW + 86_401 },
    text: 'lives for 1 day 1 second, which is long',
  },
])('findingsOf() warns of a JWT that $what', ({ claims, text }) => {
  expect(found(HS256, claims)).toEqual([`warning ${text}`])
})

test.each([
  { header: HS256, claims: { iss: 'a', sub: 'a', ...TIMES }, text: 'lacks aud, which a client assertion must have' },
  {
    header: HS256,
    claims: { response_type: 'code', ...TIMES },
    text: 'lacks iss, aud, which a request object must have',
  },
  {
    header: { alg: 'HS256', typ: 'at+jwt' },
    claims: TIMES,
    text: 'lacks iss, aud, sub, client_id, jti, which an access token must have',
  },
  { header: HS256, claims: { scope: 'openid', ...TIMES }, text: 'lacks iss, aud, which an access token must have' },
])('findingsOf() says that it $text', ({ header, claims, text }) => {
  expect(found(header, claims)).toEqual([`invalid ${text}`])
})

test('findingsOf() names the gravest first', () => {
  const header = { alg: 'RS256', typ: 'at+jwt', crit: ['b64'] }

  expect(found(header, { ...ASSERTION, exp: NOW - 1, client_id: 'app', jti: '1' }, { kind: 'unchecked' })).toEqual([
    'invalid expired 1 second ago',
    'warning has critical header parameters (crit): ["b64"]',
    'note has a signature that was not checked: there is no key',
    'note names no key (kid): the receiver must try all it has',
  ])
})

test('findingsOf() warns of a typ that belongs to something else', () => {
  expect(found({ alg: 'HS256', typ: 'logout+jwt' }, ASSERTION)).toEqual([
    'warning has typ "logout+jwt", which is not that of a client assertion (jwt, client-authentication+jwt)',
  ])
})
