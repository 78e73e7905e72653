import { describe, expect, it } from 'vitest'
import { useFindings } from '../../../../src/report/html/lens/use.ts'
import type { Sighting } from '../../../../src/report/sightings.ts'
import { jwtOf } from '../../../token/jwt.ts'

const AT = { text: '', place: '', at: 0 }
const sentTo = (url: string): Sighting => ({ ...AT, way: 'sent', url })
const receivedFrom = (url: string): Sighting => ({ ...AT, way: 'received', url })

describe('useFindings()', () => {
  it('finds a request object that went to another server than the one it is for', () => {
    const jwt = jwtOf({}, { response_type: 'code', aud: 'https://id.example/one/as' })

    expect(useFindings(jwt, [sentTo('https://id.example/two/as/authorize?request=x')])).toEqual([
      {
        level: 'warning',
        text: 'is for "https://id.example/one/as", and was sent to "https://id.example/two/as/authorize"',
      },
    ])
  })

  it.each([
    [
      'below its audience',
      { response_type: 'code', aud: 'https://id.example/one/' },
      sentTo('https://id.example/one/authorize'),
    ],
    [
      'at one of its audiences',
      { iss: 'c', sub: 'c', aud: ['https://b', 'https://id.example/token'] },
      sentTo('https://id.example/token'),
    ],
    ['with an audience that is a word', { response_type: 'code', aud: 'pingone' }, sentTo('https://id.example/x')],
    ['that is an access token', { scope: 'x', aud: 'https://api' }, sentTo('https://id.example/x')],
    ['that was never sent', { response_type: 'code', aud: 'https://api' }, receivedFrom('https://id.example/x')],
  ])('has nothing to say of a token %s', (_, claims, sighting) => {
    expect(useFindings(jwtOf({}, claims), [sighting])).toEqual([])
  })

  it('finds a token that names another issuer than the server it came from', () => {
    const jwt = jwtOf({}, { iss: 'https://evil.example', scope: 'x' })

    expect(useFindings(jwt, [receivedFrom('https://id.example/token')])).toEqual([
      { level: 'note', text: 'says that it is of "https://evil.example", and came from "https://id.example/token"' },
    ])
  })
})
