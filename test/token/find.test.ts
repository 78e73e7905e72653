import { describe, expect, it } from 'vitest'
import { jwtsIn, mayHoldJwt } from '../../src/token/find.ts'
import { bytes } from '../support/events.ts'
import { compact } from './jwt.ts'

const JWT = compact({ alg: 'RS256' }, { sub: 'u' })
const [HEADER, PAYLOAD] = JWT.split('.')

describe('jwtsIn()', () => {
  it.each([
    ['in a URL', `https://a/x?request=${JWT}&y=1`, [JWT]],
    ['in JSON', `{"id_token":"${JWT}"}`, [JWT]],
    ['after a scheme', `Bearer ${JWT}`, [JWT]],
    ['twice', `${JWT} ${JWT}`, [JWT]],
    ['without a signature', `"${HEADER}.${PAYLOAD}."`, [`${HEADER}.${PAYLOAD}.`]],
    ['masked', `"${HEADER}.${PAYLOAD}.[masked]"`, [`${HEADER}.${PAYLOAD}.[masked]`]],
    ['masked with a name', `a=${HEADER}.${PAYLOAD}.[id.token#12]&b`, [`${HEADER}.${PAYLOAD}.[id.token#12]`]],
    ['encrypted', `${HEADER}.aa.bb.cc.dd`, [`${HEADER}.aa.bb.cc.dd`]],
    ['encrypted and masked', `"${HEADER}.[id_token#1]"`, [`${HEADER}.[id_token#1]`]],
  ])('finds what stands %s', (_, text, found) => {
    expect(jwtsIn(text)).toEqual(found)
  })

  it.each(['', 'eyJ', 'eyJhbGciOiJ9', 'xeyJhbGciOiJ9.a.b', '[masked]', 'a.b.c'])('finds nothing in "%s"', (text) => {
    expect(jwtsIn(text)).toEqual([])
  })
})

describe('mayHoldJwt()', () => {
  it('looks for the beginning of a JWT in the part of a buffer that it is given', () => {
    const whole = bytes(`xx${HEADER}.x`)

    expect([mayHoldJwt(whole), mayHoldJwt(whole.subarray(4)), mayHoldJwt(bytes('{}'))]).toEqual([true, false, false])
  })
})
