import { describe, expect, it } from 'vitest'
import { sightingsIn } from '../../src/report/sightings.ts'
import { bytes, event, wireRequest, wireResponse } from '../support/events.ts'
import { compact } from '../token/jwt.ts'

const JWT = compact({ alg: 'RS256' }, { sub: 'u' })
const URL = `https://id.example/as?request=${JWT}`

describe('sightingsIn()', () => {
  it('finds JWTs in URLs, headers, bodies and variables, and says where', () => {
    const found = sightingsIn([
      event.request({
        at: 5,
        wire: wireRequest({
          url: URL,
          headers: [{ key: 'Authorization', value: `Bearer ${JWT}` }],
          body: { kind: 'bytes', bytes: bytes(`grant_type=x&client_assertion=${JWT}`) },
        }),
      }),
      event.response({
        at: 9,
        response: wireResponse({
          headers: [{ key: 'X-Token', value: JWT }],
          body: bytes(`{"a":{"id_token": "${JWT}"}}`),
          redirects: [
            {
              status: 302,
              headers: [],
              url: URL,
              next: { method: 'GET', url: `https://app/#id_token=${JWT}`, headers: [] },
            },
          ],
        }),
      }),
      event.mutation({ at: 10, name: 'idToken', value: JWT }),
      event.mutation({ name: 'other', value: { jwt: JWT } }),
      event.console({ values: [JWT] }),
    ])

    const sent = { text: JWT, at: 5, way: 'sent', url: URL }
    const received = { text: JWT, at: 9, way: 'received', url: URL }
    expect(found).toEqual([
      { ...sent, place: 'sent in the URL as request' },
      { ...sent, place: 'sent in the header Authorization' },
      { ...sent, place: 'sent in the body as client_assertion' },
      { ...received, place: 'received in a redirect as id_token' },
      { ...received, place: 'received in the header X-Token' },
      { ...received, place: 'received in the body as id_token' },
      { text: JWT, at: 10, way: 'kept', place: 'in the environment variable idToken' },
    ])
  })
})
