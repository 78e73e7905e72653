import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../src/http/address.ts'
import { matchesUrl } from '../../src/http/url-pattern.ts'

describe('matchesUrl()', () => {
  it.each([
    ['<all_urls>', 'https://a.test/x'],
    ['https://a.test/*', 'https://a.test/'],
    ['https://a.test/*', 'https://a.test:443/x?y'],
    ['https://a.test:443/*', 'https://a.test/x'],
    ['https://a.test:*/*', 'https://a.test:8443/x'],
    ['https://a.test:8443/', 'https://a.test:8443'],
    ['*://*/*', 'https://a.test/x'],
    ['http+https://A.test/*', 'https://a.TEST/x'],
    ['https://*.a.test/*', 'https://b.a.test/x'],
    ['https://*.a.test/*', 'https://a.test/x'],
    ['https://a.test/x?z', 'https://a.test/xyz'],
    ['https://a.test/a.b+(c)/*', 'https://a.test/a.b+(c)/d'],
  ])('finds that %s fits %s', (pattern, url) => {
    expect(fits(pattern, url)).toBe(true)
  })

  it.each([
    ['https://a.test', 'https://a.test/'],
    ['https://a.test/', 'https://a.test/x'],
    ['https://a.test/*', 'https://b.test/x'],
    ['https://a.test/*', 'https://xa.test/x'],
    ['https://a.test/*', 'https://a.test:8443/x'],
    ['https://*.a.test/*', 'https://xa.test/x'],
    ['http://a.test/*', 'https://a.test/x'],
    ['https://a.test/aXb', 'https://a.test/a.b'],
    ['https://a.test/*/x/*', 'https://a.test/y/x/z'],
    ['https://a.test/**', 'https://a.test/x'],
    ['a.test', 'https://a.test/'],
    ['', 'https://a.test/'],
  ])('finds that "%s" does not fit %s', (pattern, url) => {
    expect(fits(pattern, url)).toBe(false)
  })
})

function fits(pattern: string, url: string): boolean {
  const address = parseAddress(url)
  if (address === undefined) throw new Error(`no address: ${url}`)
  return matchesUrl(pattern, address)
}
