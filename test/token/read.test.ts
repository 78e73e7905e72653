import { expect, test } from 'vitest'
import { readJwt } from '../../src/token/read.ts'
import { compact } from './jwt.ts'

const TOKEN = compact({ alg: 'HS256' }, { sub: 'é' })

test.each([
  { what: 'as it is', written: TOKEN },
  { what: 'with blanks around it', written: `  ${TOKEN}\r\n` },
  { what: 'behind Bearer', written: `Bearer ${TOKEN}` },
  { what: 'behind DPoP', written: `dpop  ${TOKEN}` },
])('readJwt() reads a JWT $what', ({ written }) => {
  expect(readJwt(written)).toEqual({
    kind: 'jwt',
    jwt: { text: TOKEN, header: { alg: 'HS256' }, claims: { sub: 'é' }, hasSignature: true },
  })
})

test('readJwt() sees that there is no signature', () => {
  expect(readJwt(compact({ alg: 'none' }, {}, ''))).toMatchObject({ jwt: { hasSignature: false } })
})

test.each([
  { written: '', reason: 'is no JWT: it has not the three parts header.payload.signature' },
  { written: 'a.b', reason: 'is no JWT: it has not the three parts header.payload.signature' },
  { written: 'a.b.c.d.e', reason: 'is encrypted (JWE), and only its receiver can read it' },
  { written: 'a+b.e30.c', reason: 'has a header that is not a JSON object in base64url' },
  { written: 'W10.e30.c', reason: 'has a header that is not a JSON object in base64url' },
  { written: 'e30.bnVsbA.c', reason: 'has a payload that is not a JSON object in base64url' },
  { written: 'e30.eyJhIjoi_yJ9.c', reason: 'has a payload that is not a JSON object in base64url' },
])('readJwt() says that "$written" $reason', ({ written, reason }) => {
  expect(readJwt(written)).toEqual({ kind: 'unreadable', reason })
})
