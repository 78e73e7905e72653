import { describe, expect, it } from 'vitest'
import { keepTokens } from '../../../../src/report/html/lens/keep.ts'
import { type LensView, viewLens } from '../../../../src/report/html/lens/view.ts'
import type { ItemEvents } from '../../../../src/report/item-events.ts'
import { bytes, cursor, event, wireRequest, wireResponse } from '../../../support/events.ts'
import { compact, NOW } from '../../../token/jwt.ts'

const CONTEXT = {
  number: 0,
  startedAt: new Date(NOW * 1000).toISOString(),
  isShown: (anchor: string) => anchor === 'a',
}
const ID_TOKEN = { alg: 'RS256', kid: 'k' }
const CLAIMS = { iss: 'https://id.example', sub: 'u', aud: 'app', iat: NOW, exp: NOW + 300, nonce: 'n' }
const ABOUT = 'Judged at the time when a token was sent last, or else first seen.'

function received(token: string, change: Partial<Parameters<typeof event.itemEnd>[0]> = {}): ItemEvents {
  const url = 'https://id.example/token'
  return [
    event.itemStart(),
    event.request({ wire: wireRequest({ url }) }),
    event.response({ response: wireResponse({ body: bytes(`{"id_token":"${token}"}`) }) }),
    event.itemEnd(change),
  ]
}

function sent(token: string, at: number): ItemEvents {
  const at2 = { cursor: cursor({ itemName: 'Use it' }) }
  return [
    event.itemStart(at2),
    event.request({ ...at2, at, wire: wireRequest({ headers: [{ key: 'Authorization', value: `Bearer ${token}` }] }) }),
    event.itemEnd(at2),
  ]
}

function lensOf(...items: readonly (readonly [ItemEvents, string])[]): LensView | undefined {
  const keeper = keepTokens()
  for (const [events, anchor] of items) keeper.add(events, anchor)
  return viewLens(keeper.seen(), CONTEXT)
}

describe('viewLens()', () => {
  it('explains a token once, with all its places, whatever stands for its signature', () => {
    const [header, payload] = compact(ID_TOKEN, CLAIMS).split('.')
    const masked = `${header}.${payload}.[masked]`
    const verdict = { jwt: `${header}.${payload}.[id_token#1]`, outcome: 'right', by: 'key "k" of the JWKS' } as const

    const view = lensOf(
      [received(masked), 'a'],
      [sent(`${header}.${payload}.[id_token#1]`, 2000), 'b'],
      [received('x', { signatures: [verdict] }), 'c'],
    )

    expect(view).toEqual({
      count: 1,
      about: ABOUT,
      tokens: [
        {
          id: 'token-0-0',
          title: 'An ID token, signed with RS256, good for another 4 minutes 58 seconds',
          tone: 'sound',
          summary: 'sound',
          findings: [{ level: 'sound', text: 'has the right signature, by key "k" of the JWKS' }],
          parts: [
            {
              name: 'Header',
              rows: [
                { name: 'alg', value: 'RS256', meaning: 'RSA with SHA-256: checked with the public key' },
                { name: 'kid', value: 'k', meaning: 'which key it is signed with' },
              ],
            },
            {
              name: 'Claims',
              rows: [
                { name: 'iss', value: 'https://id.example', meaning: 'who has issued it' },
                { name: 'sub', value: 'u', meaning: 'whom it is about' },
                { name: 'aud', value: 'app', meaning: 'whom it is for' },
                { name: 'iat', value: String(NOW), meaning: 'issued: 2026-03-01 12:00:00 UTC, 2 seconds ago' },
                {
                  name: 'exp',
                  value: String(NOW + 300),
                  meaning: 'expires: 2026-03-01 12:05:00 UTC, in 4 minutes 58 seconds',
                },
                { name: 'nonce', value: 'n', meaning: 'binds it to the authorization request' },
              ],
            },
          ],
          places: [
            { item: 'List users', text: 'received in the body as id_token', href: '#a' },
            { item: 'Use it', text: 'sent in the header Authorization' },
          ],
        },
      ],
    })
  })

  it('judges a token when it was sent last: one that had expired by then is invalid', () => {
    const token = compact(ID_TOKEN, CLAIMS)

    const [view] = lensOf([received(token), 'a'], [sent(token, 310_000), 'b'])?.tokens ?? []

    expect([view?.tone, view?.summary, view?.findings]).toEqual([
      'invalid',
      'invalid',
      [
        { level: 'invalid', text: 'expired 10 seconds ago' },
        { level: 'note', text: 'has a signature that was not checked: there is no key' },
      ],
    ])
  })

  it('says of a wrong signature that the token is invalid', () => {
    const token = compact(ID_TOKEN, CLAIMS)
    const verdict = { jwt: token, outcome: 'wrong', by: 'key "k" of the JWKS' } as const

    const [view] = lensOf([received(token, { signatures: [verdict] }), 'a'])?.tokens ?? []

    expect(view?.findings).toEqual([
      {
        level: 'invalid',
        text: 'has a signature that does not belong to it, or is of another key than key "k" of the JWKS',
      },
    ])
  })

  it('shows the header of an encrypted token, masked or not', () => {
    const header = compact({ alg: 'RSA-OAEP', enc: 'A256GCM' }, {}).split('.')[0] ?? ''

    const view = lensOf([received(`${header}.[id_token#1]`), 'a'], [received(`${header}.aa.bb.cc.dd`), 'a'])

    expect(view?.tokens.map(({ title, findings, parts }) => [title, findings, parts.map(({ name }) => name)])).toEqual([
      ['An encrypted token', [{ level: 'note', text: 'is encrypted: only its receiver can read it' }], ['Header']],
      ['An encrypted token', [{ level: 'note', text: 'is encrypted: only its receiver can read it' }], ['Header']],
    ])
  })

  it('leaves out what is no JWT after all', () => {
    expect(lensOf([received('eyJhbGciOiJub25l.eyJ9.x'), 'a'])).toBeUndefined()
  })

  it('keeps the first 60 tokens and eight places of each', () => {
    const tokens = Array.from({ length: 61 }, (_, index) => compact(ID_TOKEN, { ...CLAIMS, jti: String(index) }))
    const items = tokens.map((token): readonly [ItemEvents, string] => [received(token), 'a'])
    const again = Array.from({ length: 9 }, (): readonly [ItemEvents, string] => [received(tokens[0] ?? ''), 'a'])

    const view = lensOf(...items, ...again)

    expect([view?.count, view?.about]).toEqual([
      60,
      `${ABOUT} These are the first 60 tokens; later ones are not shown.`,
    ])
    expect([view?.tokens[0]?.places.length, view?.tokens[0]?.more]).toEqual([8, '2 more times'])
  })
})
