import { describe, expect, it } from 'vitest'
import { isLocalhost, nameRequest, parseAddress } from '../../src/http/address.ts'

describe('parseAddress()', () => {
  it.each([
    ['http://h', { protocol: 'http:', hostname: 'h', host: 'h', path: '/' }],
    ['HTTPS://H:8/a/../b?c#d', { protocol: 'https:', hostname: 'H', host: 'H:8', port: 8, path: '/a/../b?c' }],
    ['http://u:p@w@h/', { protocol: 'http:', hostname: 'h', host: 'h', path: '/' }],
    ['http://[::1]:8?q', { protocol: 'http:', hostname: '::1', host: '[::1]:8', port: 8, path: '/?q' }],
    ['http://]/', { protocol: 'http:', hostname: ']', host: ']', path: '/' }],
    ['http://h:/', { protocol: 'http:', hostname: 'h', host: 'h:', path: '/' }],
    ['http://{{h}}/', { protocol: 'http:', hostname: '{{h}}', host: '{{h}}', path: '/' }],
  ])('splits %s as written', (url, expected) => {
    const address = parseAddress(url)

    expect(address).toEqual(expected)
  })

  it.each(['', 'h/x', 'ftp://h', 'http://', 'http://h:port/', 'http://?q'])('does not take %j', (url) => {
    const address = parseAddress(url)

    expect(address).toBeUndefined()
  })
})

describe('nameRequest()', () => {
  it('leaves out user and query', () => {
    const name = nameRequest({ method: 'POST', url: 'https://u:p@h:8/x?secret#f' })

    expect(name).toBe('POST "https://h:8/x"')
  })
})

describe('isLocalhost()', () => {
  it('knows the names below localhost, and no others', () => {
    const answers = ['localhost', 'a.LOCALHOST', 'notlocalhost', 'localhost.com', '127.0.0.1'].map(isLocalhost)

    expect(answers).toEqual([true, true, false, false, false])
  })
})
