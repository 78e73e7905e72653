import { expect, test } from 'vitest'
import { signApiKey } from '../../src/auth/apikey.ts'
import { wireRequest } from '../support/events.ts'

// Observed with newman 6.2.2 on a raw socket.
test.each([
  { parameters: { key: 'X-Key', value: 'v' }, header: 'v' },
  { parameters: { key: 'X-Key', value: 'v', in: 'header' }, header: 'v' },
  { parameters: { key: 'X-Key', value: 'v', in: 'surprise' }, header: 'v' },
  { parameters: { key: 'X-Key', value: '', in: 'header' }, header: '' },
  { parameters: { key: 'X-Key', in: 'header' }, header: '' },
  { parameters: { key: 'X-Key', value: 7, in: 'header' }, header: '7' },
  { parameters: { key: 'X-Key', value: 0, in: 'header' }, header: '0' },
])('signApiKey() sends the header "X-Key: $header" for $parameters', ({ parameters, header }) => {
  const request = wireRequest({ headers: [{ key: 'x-key', value: 'mine' }] })

  const result = signApiKey(request, parameters)

  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, credentialsAt: 1, headers: [{ key: 'X-Key', value: header, system: true }] },
  })
})

test.each([
  { parameters: {} },
  { parameters: { key: '', value: '' } },
  { parameters: { key: null, in: 'header' } },
  { parameters: { key: '', value: '', in: 'query' } },
  { parameters: { in: 'query' } },
])('signApiKey() sends the request as it is for $parameters', ({ parameters }) => {
  const request = wireRequest({ url: 'http://localhost/a?x=1' })

  const result = signApiKey(request, parameters)

  expect(result).toEqual({ kind: 'authorized', request })
})

// Observed with newman 6.2.2 on a raw socket, the wire URL being what it sends without the key.
test.each([
  { before: '/a', key: 'k', value: 'v', after: '/a?k=v' },
  { before: '/', key: 'k', value: 'v', after: '/?k=v' },
  { before: '/a?x=1&y=2', key: 'k', value: 'v', after: '/a?x=1&y=2&k=v' },
  { before: '/a?k=1&x=1&k=2', key: 'k', value: 'v', after: '/a?x=1&k=v' },
  { before: '/a?k', key: 'k', value: 'v', after: '/a?k=v' },
  { before: '/a?K=1', key: 'k', value: 'v', after: '/a?K=1&k=v' },
  { before: '/a?', key: 'k', value: 'v', after: '/a?&k=v' },
  { before: '/a?x&y=&&z', key: 'k', value: 'v', after: '/a?x&y=&&z&k=v' },
  { before: '/a?x=1&', key: 'k', value: 'v', after: '/a?x=1&&k=v' },
  { before: '/a?a?b=1&k=3=4', key: 'k', value: 'v', after: '/a?a?b=1&k=v' },
  { before: '/a?x=1', key: '', value: 'v', after: '/a?x=1&=v' },
  { before: '/a', key: 'k', value: '', after: '/a?k=' },
  { before: '/a', key: 'k', value: undefined, after: '/a?k' },
  { before: '/a', key: 'k', value: null, after: '/a?k' },
  {
    before: '/a',
    key: 'k &=#+é',
    value: `v &=#+é"'<>%/?:@{}|~\`^[]\\ %20%zz`,
    after: '/a?k%20%26%3D%23+%C3%A9=v%20%26=%23+%C3%A9%22%27%3C%3E%/?:@{}|~`^[]\\%20%20%zz',
  },
  { before: '/a', key: 'k\t', value: 'a\u007fb\n€😀', after: '/a?k%09=a%7Fb%0A%E2%82%AC%F0%9F%98%80' },
  { before: '/a', key: 'k', value: '\ud800x', after: '/a?k=%EF%BF%BDx' },
])('signApiKey() turns $before into $after in the query', ({ before, key, value, after }) => {
  const request = wireRequest({ url: `http://localhost:8080${before}` })

  const result = signApiKey(request, { key, value, in: 'query' })

  expect(result).toEqual({ kind: 'authorized', request: { ...request, url: `http://localhost:8080${after}` } })
})

test('signApiKey() encodes only separators when the request asks for no encoding', () => {
  const request = wireRequest({ url: 'http://localhost/a', behavior: { disableUrlEncoding: true } })

  const result = signApiKey(request, { key: 'a=b&c#', value: 'x&y=z#w"+', in: 'query' })

  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, url: 'http://localhost/a?a%3Db%26c%23=x%26y=z%23w"+' },
  })
})

test('signApiKey() keeps a number in the query, which newman drops', () => {
  const request = wireRequest({ url: 'http://localhost/a' })

  const result = signApiKey(request, { key: 'k', value: 5, in: 'query' })

  expect(result).toEqual({ kind: 'authorized', request: { ...request, url: 'http://localhost/a?k=5' } })
})

test('signApiKey() names no header where the key is empty, as newman shows it; it is not sent', () => {
  const request = wireRequest()

  const result = signApiKey(request, { key: '', value: 'v' })

  expect(result).toEqual({
    kind: 'authorized',
    request: { ...request, credentialsAt: 1, headers: [{ key: '', value: 'v', system: true }] },
  })
})
