import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../src/http/address.ts'
import { findProxy, type Proxy } from '../../src/http/proxy.ts'
import type { ProxyEnv } from '../../src/model/options.ts'

describe('findProxy()', () => {
  it.each<[ProxyEnv, string, string | undefined]>([
    [{}, 'http://a.test/', undefined],
    [{ HTTP_PROXY: 'http://p:1' }, 'http://a.test/', 'p'],
    [{ HTTP_PROXY: 'http://p:1' }, 'https://a.test/', 'p'],
    [{ http_proxy: 'http://p:1' }, 'http://a.test/', 'p'],
    [{ HTTP_PROXY: 'http://p:1', http_proxy: 'http://q:1' }, 'http://a.test/', 'p'],
    [{ HTTP_PROXY: '', http_proxy: 'http://q:1' }, 'http://a.test/', 'q'],
    [{ HTTPS_PROXY: 'http://s:1' }, 'http://a.test/', undefined],
    [{ HTTPS_PROXY: 'http://s:1', HTTP_PROXY: 'http://p:1' }, 'https://a.test/', 's'],
    [{ https_proxy: 'http://s:1', HTTP_PROXY: 'http://p:1' }, 'https://a.test/', 's'],
    [{ HTTP_PROXY: 'http://p:1' }, 'http://localhost/', 'p'],
  ])('chooses by protocol and case: %j, %s', (env, url, expected) => {
    expect(find(env, url)?.hostname).toBe(expected)
  })

  it.each([
    ['*', 'http://a.test/'],
    ['a.test', 'http://a.test/'],
    ['x, A.Test ,y', 'http://a.test/'],
    ['.a.test', 'http://a.test/'],
    ['a.test', 'https://b.a.test/'],
    ['a.test:80', 'http://a.test/'],
    ['a.test:443', 'https://a.test/'],
    ['a.test:8080', 'http://a.test:8080/'],
    ['::1', 'http://[::1]:99/'],
    ['[::1]', 'http://[::1]/'],
  ])('makes an exception for NO_PROXY %s: %s', (no_proxy, url) => {
    expect(find({ HTTP_PROXY: 'http://p:1', no_proxy }, url)).toBe(undefined)
  })

  it.each([
    ['', 'http://a.test/'],
    ['b.test,', 'http://a.test/'],
    ['oogle.com', 'http://google.com/'],
    ['a.test:8080', 'http://a.test/'],
    ['*.a.test', 'http://b.a.test/'],
    ['a.test,*', 'http://b.test/'],
  ])('makes no exception for NO_PROXY "%s": %s', (NO_PROXY, url) => {
    expect(find({ HTTP_PROXY: 'http://p:1', NO_PROXY }, url)?.hostname).toBe('p')
  })

  it.each<[string, Proxy]>([
    ['http://p', { kind: 'http', hostname: 'p', port: 80 }],
    ['p.test:3128', { kind: 'http', hostname: 'p.test', port: 3128 }],
    ['HTTPS://p/', { kind: 'https', hostname: 'p', port: 443 }],
    ['http://[::1]:3128', { kind: 'http', hostname: '::1', port: 3128 }],
    ['http://us%40er:p%3As@p:1', { kind: 'http', hostname: 'p', port: 1, credentials: 'us@er:p:s' }],
    ['http://u:100%@p:1', { kind: 'http', hostname: 'p', port: 1, credentials: 'u:100%' }],
    ['socks://p', { kind: 'socks5h', hostname: 'p', port: 1080 }],
    ['socks5h://u:s@p:9', { kind: 'socks5h', hostname: 'p', port: 9, credentials: 'u:s' }],
  ])('reads %s', (HTTP_PROXY, expected) => {
    expect(find({ HTTP_PROXY }, 'http://a.test/')).toEqual(expected)
  })

  it.each([
    ['ftp://user:secret@p', '"ftp:" in the address of the proxy is not the protocol of one', 'Invalid protocol: ftp:'],
    ['http://', 'the address of the proxy is not a URL', 'Invalid URI'],
    ['http://p:port', 'the address of the proxy is not a URL', 'Invalid URI'],
  ])('refuses %s', (HTTP_PROXY, reason, newman) => {
    expect(() => find({ HTTP_PROXY }, 'http://a.test/')).toThrow(
      expect.objectContaining({ reason, said: new Error(newman) }),
    )
  })
})

function find(env: ProxyEnv, url: string): Proxy | undefined {
  const address = parseAddress(url)
  if (address === undefined) throw new Error(`no address: ${url}`)
  return findProxy(env, address)
}
