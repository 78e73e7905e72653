import { describe, expect, it } from 'vitest'
import { nounOf, pathTemplate, singular } from '../../../../src/report/html/sequence/path.ts'

const ID = '5f1a9e30-0000-4000-8000-00000000e001'

describe('pathTemplate()', () => {
  it.each([
    [`https://auth.pingone.eu/${ID}/as/token?x=1`, '/{envID}/as/token'],
    [`https://auth.pingone.eu/${ID}/flows/${ID}`, '/{envID}/flows/{flowID}'],
    [
      `https://api.pingone.eu/v1/environments/${ID}/signOnPolicies/${ID}/actions`,
      '/v1/environments/{envID}/signOnPolicies/{signOnPolicyID}/actions',
    ],
    ['https://shop.example/orders/42/lines', '/orders/{orderID}/lines'],
    ['https://shop.example/%5Btoken%231%5D', '/{ID}'],
    ['https://shop.example/addresses/status', '/addresses/status'],
    ['no url', '/'],
  ])('names the ids in %s', (url, template) => {
    expect(pathTemplate(url)).toBe(template)
  })
})

describe('nounOf()', () => {
  it('takes the last word that is no id', () => {
    expect([nounOf(`https://a/users/${ID}`), nounOf('https://a/users'), nounOf(`https://a/${ID}`)]).toEqual([
      'user',
      'user',
      undefined,
    ])
  })
})

describe('singular()', () => {
  it.each([
    ['policies', 'policy'],
    ['users', 'user'],
    ['status', 'status'],
    ['address', 'address'],
    ['as', 'a'],
  ])('makes %s %s', (noun, one) => {
    expect(singular(noun)).toBe(one)
  })
})
