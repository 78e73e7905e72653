import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import type { SignatureVerdict } from '../../src/model/signature.ts'
import { redact } from '../../src/report/redact.ts'
import { withSignatures } from '../../src/report/signatures.ts'
import { allOf, bytes, event, itemOf, runOf, streamOf, wireRequest, wireResponse } from '../support/events.ts'

const SECRET = 'a-client-secret-of-32-characters!'

async function keyPair(kid: string): Promise<{ readonly jwt: string; readonly jwks: string }> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256' }
  const jwt = await new SignJWT({ sub: 'u' }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
  return { jwt, jwks: JSON.stringify({ keys: [jwk] }) }
}

function answered(body: string): readonly RunEvent[] {
  return itemOf(event.request(), event.response({ response: wireResponse({ body: bytes(body) }) }))
}

/** What is on each `item:end`. */
async function verdicts(items: readonly (readonly RunEvent[])[]): Promise<readonly unknown[]> {
  const events = await allOf(withSignatures(streamOf(runOf(...items.flat()))))
  return events.flatMap((each) => (each.type === 'item:end' ? [each.signatures] : []))
}

describe('withSignatures()', () => {
  it('checks a token that was seen before its keys, once', async () => {
    const { jwt, jwks } = await keyPair('a')

    const found = await verdicts([answered(`{"id_token":"${jwt}"}`), answered(jwks), answered(jwks)])

    expect(found).toEqual([undefined, [{ jwt, outcome: 'right', by: 'key "a" of the JWKS' }], undefined])
  })

  it('calls a signature wrong by the key that the token names, until the keys of another issuer fit', async () => {
    const [one, other] = [await keyPair('same'), await keyPair('same')]

    const found = await verdicts([answered(one.jwks), answered(`{"id_token":"${other.jwt}"}`), answered(other.jwks)])

    expect(found).toEqual([
      undefined,
      [{ jwt: other.jwt, outcome: 'wrong', by: 'key "same" of the JWKS' }],
      [{ jwt: other.jwt, outcome: 'right', by: 'key "same" of the JWKS' }],
    ])
  })

  it('says nothing of a token whose key was not seen', async () => {
    const [one, other] = [await keyPair('a'), await keyPair('b')]

    expect(await verdicts([answered(one.jwks), answered(other.jwt)])).toEqual([undefined, undefined])
  })

  it('checks HS256 with the secrets that answers have shown', async () => {
    const sign = (secret: string): Promise<string> =>
      new SignJWT({ sub: 'u' }).setProtectedHeader({ alg: 'HS256' }).sign(bytes(secret))
    const [right, foreign] = [await sign(SECRET), await sign(`${SECRET}?`)]
    const sent = itemOf(
      event.request({ wire: wireRequest({ url: `https://a/?request=${right}&id_token_hint=${foreign}` }) }),
      event.response(),
    )

    expect(await verdicts([answered(`{"secret":"${SECRET}"}`), sent])).toEqual([
      undefined,
      [{ jwt: right, outcome: 'right', by: 'a secret that an answer has shown' }],
    ])
  })

  it('is masked like everything else: reporters see no signature', async () => {
    const { jwt, jwks } = await keyPair('a')
    const policy = { values: [], names: [], show: false }

    const events = await allOf(
      redact(withSignatures(streamOf(runOf(...answered(jwks), ...answered(`{"id_token":"${jwt}"}`)))), policy),
    )

    const signature = jwt.split('.')[2] ?? ''
    const ends = events.flatMap((each): readonly SignatureVerdict[] =>
      each.type === 'item:end' ? (each.signatures ?? []) : [],
    )
    expect(ends.map(({ outcome, by }) => ({ outcome, by }))).toEqual([{ outcome: 'right', by: 'key "a" of the JWKS' }])
    expect(ends[0]?.jwt.split('.').slice(0, 2)).toEqual(jwt.split('.').slice(0, 2))
    expect(JSON.stringify(events)).not.toContain(signature)
  })
})
