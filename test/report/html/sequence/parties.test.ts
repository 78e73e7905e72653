import { describe, expect, it } from 'vitest'
import { endpointsOf, partyOf, rankOf } from '../../../../src/report/html/sequence/parties.ts'

const ENV = '5f1a9e30-0000-4000-8000-00000000e001'
const AT = { parameters: [], isAuthorized: false }

describe('partyOf()', () => {
  it.each([
    [`https://auth.pingone.eu/${ENV}/as/authorize`, 'Authorization server'],
    [`https://auth.pingone.eu/${ENV}/flows/${ENV}`, 'Flows API'],
    [`https://auth.pingone.eu/${ENV}/deviceAuthentications`, 'Flows API'],
    [`https://api.pingone.eu/v1/environments/${ENV}/users`, 'Management API'],
    ['https://id.example/.well-known/openid-configuration', 'Authorization server'],
    ['https://id.example/known/token', 'Authorization server'],
    ['https://id.example/other', 'Server'],
  ])('knows %s by its path', (url, name) => {
    const party = partyOf({ ...AT, url }, new Set(['https://id.example/known/token']))

    expect(party.name).toBe(name)
  })

  it('knows an authorization server by parameters that only it takes', () => {
    expect(partyOf({ ...AT, url: 'https://id.example/login', parameters: ['grant_type'] }, new Set())).toEqual({
      id: 'as id.example',
      name: 'Authorization server',
      host: 'id.example',
    })
  })

  it('calls whoever is shown a token a resource', () => {
    expect(partyOf({ ...AT, url: 'https://shop.example/orders', isAuthorized: true }, new Set())).toEqual({
      id: 'resource shop.example',
      name: 'Resource',
      host: 'shop.example',
    })
  })

  it('gives what is no URL a place as well', () => {
    expect(partyOf({ ...AT, url: '{{host}}/x' }, new Set())).toEqual({
      id: 'host unknown host',
      name: 'Server',
      host: 'unknown host',
    })
  })
})

describe('rankOf()', () => {
  it('puts the client first and servers of no role last', () => {
    const ids = ['host a', 'resource b', 'management c', 'flows d', 'as e', 'client']

    const sorted = ids.map((id) => ({ id, name: '' })).toSorted((a, b) => rankOf(a) - rankOf(b))

    expect(sorted.map(({ id }) => id)).toEqual(ids.toReversed())
  })
})

describe('endpointsOf()', () => {
  it('reads the endpoints of discovery, and nothing of other documents', () => {
    const metadata = { issuer: 'https://a', token_endpoint: 'https://a/t', jwks_uri: 'https://a/k', scopes: ['x'] }

    expect(endpointsOf(metadata)).toEqual(['https://a/t', 'https://a/k'])
    expect([endpointsOf({ token_endpoint: 'https://a/t' }), endpointsOf(undefined), endpointsOf('x')]).toEqual([
      [],
      [],
      [],
    ])
  })
})
