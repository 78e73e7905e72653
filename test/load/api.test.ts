import { expect, test } from 'vitest'
import { apiRequest, isApiUrl, isUid, uidUrl } from '../../src/load/api.ts'

const UID = '12345-0b1cd2ef-3456-4789-abcd-ef0123456789'

test.each([
  [UID, 'collection', true],
  [UID.toUpperCase(), 'environment', true],
  ['A1b-0b1cd2ef-3456-4789-abcd-ef0123456789', 'collection', true],
  [UID, 'globals', false],
  [UID, 'iteration data', false],
  ['0b1cd2ef-3456-4789-abcd-ef0123456789', 'collection', false],
  [`${UID}.json`, 'collection', false],
  [`./${UID}`, 'collection', false],
] as const)('isUid() of %s as %s is %j', (source, kind, expected) => {
  expect(isUid(source, kind)).toBe(expected)
})

test('uidUrl() is an address of the Postman API', () => {
  const urls = [uidUrl(UID, 'collection', {}), uidUrl(UID, 'environment', { postmanApi: 'http://localhost:1/' })]

  expect(urls).toEqual([`https://api.postman.com/collections/${UID}`, `http://localhost:1/environments/${UID}`])
})

test.each([
  ['https://api.postman.com/collections/1?apikey=a', 'b', ['https://api.postman.com/collections/1', 'a']],
  [
    'https://api.getpostman.com/collections/1?x=1&apikey=a',
    undefined,
    ['https://api.getpostman.com/collections/1?x=1', 'a'],
  ],
  ['https://API.postman.com/collections/1', 'b', ['https://api.postman.com/collections/1', 'b']],
  ['https://api.postman.com/collections/1?apikey=', 'b', ['https://api.postman.com/collections/1', 'b']],
  ['https://api.postman.com/collections/1', undefined, ['https://api.postman.com/collections/1', undefined]],
  ['https://api.postman.com.evil.test/c?apikey=a', 'b', ['https://api.postman.com.evil.test/c?apikey=a', undefined]],
  ['https://example.test/c.json?apikey=a', 'b', ['https://example.test/c.json?apikey=a', undefined]],
] as const)('apiRequest() of %s with the key %j', (source, postmanApiKey, [url, apiKey]) => {
  const request = apiRequest(new URL(source), { postmanApiKey })

  expect({ url: request.url.href, apiKey: request.apiKey }).toEqual({ url, apiKey })
})

test('isApiUrl() knows an API elsewhere by its origin', () => {
  const access = { postmanApi: 'http://localhost:1/api' }

  expect([
    isApiUrl(new URL('http://localhost:1/x'), access),
    isApiUrl(new URL('http://localhost:2/x'), access),
  ]).toEqual([true, false])
})
