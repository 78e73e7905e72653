import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../src/http/address.ts'
import { certificateWarnings, findCertificate } from '../../src/http/certificates.ts'

const ONE = { matches: ['https://a.test/*', 'https://b.test/*'], warnings: ['no key'] }
const REST = { matches: ['<all_urls>'], warnings: [] }

describe('findCertificate()', () => {
  it.each([
    ['https://b.test/x', ONE],
    ['https://c.test/x', REST],
    ['http://a.test/x', undefined],
  ])('finds the first that fits: %s', (url, expected) => {
    const address = parseAddress(url)

    expect(address && findCertificate([ONE, REST], address)).toBe(expected)
  })
})

describe('certificateWarnings()', () => {
  it.each([
    ['https://a.test/x', ['no key']],
    ['https://c.test/x', []],
    ['http://a.test/x', []],
    ['not a url', []],
  ])('tells what is wrong with the certificate for %s', (url, expected) => {
    expect(certificateWarnings([ONE, REST], { url })).toEqual(expected)
  })
})
