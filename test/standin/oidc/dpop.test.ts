import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Answer } from '../client.ts'
import { openStage, SECRET, type Stage } from './stage.ts'

let stage: Stage
let privateKey: CryptoKey
let jwk: JWK

beforeAll(async () => {
  stage = await openStage()
  const pair = await generateKeyPair('ES256')
  privateKey = pair.privateKey
  jwk = await exportJWK(pair.publicKey)
})

beforeEach(() => {
  stage.clock.set(undefined)
})

afterAll(async () => {
  await stage.standin.close()
})

/** Asks for a token with a proof that carries this nonce. */
async function ask(nonce?: string): Promise<Answer> {
  const proof = await new SignJWT({
    htm: 'POST',
    htu: `${stage.issuer}/token`,
    jti: crypto.randomUUID(),
    ...(nonce === undefined ? {} : { nonce }),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
    .setIssuedAt()
    .sign(privateKey)
  return stage.as('POST', '/token', {
    basic: ['service', SECRET],
    form: { grant_type: 'client_credentials', scope: 'read' },
    headers: { dpop: proof },
  })
}

const nonceOf = ({ headers }: Answer): string => headers.get('dpop-nonce') ?? ''

test.each([
  [2 * 60_000, 200],
  [10 * 60_000, 400],
])('a DPoP nonce after %i ms of the clock of the stand-in: %i', async (ms, status) => {
  const nonce = nonceOf(await ask())
  stage.clock.advance(ms)

  const answer = await ask(nonce)

  expect(answer.status).toBe(status)
})

test('a DPoP nonce that is over is answered with another one', async () => {
  const nonce = nonceOf(await ask())
  stage.clock.advance(3600_000)

  const refused = await ask(nonce)
  const next = await ask(nonceOf(refused))

  expect([refused.body, next.status]).toEqual([
    { error: 'use_dpop_nonce', error_description: 'invalid nonce in DPoP proof' },
    200,
  ])
})

test('a DPoP nonce is good at the time that it is from, when the clock is set back', async () => {
  stage.clock.set(Date.parse('2001-02-03T04:05:06Z'))
  const nonce = nonceOf(await ask())
  stage.clock.set(Date.parse('2011-02-03T04:05:06Z'))
  const later = await ask(nonce)
  stage.clock.set(Date.parse('2001-02-03T04:05:07Z'))

  const back = await ask(nonce)

  expect([later.status, back.status]).toEqual([400, 200])
})
