import { describe, expect, it } from 'vitest'
import { resolveLocation } from '../../src/http/location.ts'

describe('resolveLocation()', () => {
  // What postman-url-encoder 3 makes of them for newman 6.2.2.
  it.each([
    ['/x', 'http://h:1/x'],
    ['x', 'http://h:1/d/x'],
    ['../x', 'http://h:1/d/../x'],
    ['?q', 'http://h:1/d/e?q'],
    ['#f', 'http://h:1/d/e?z=1'],
    ['//o:2/p', 'http://o:2/p'],
    ['\\p\\q?\\', 'http://h:1/p/q?\\'],
    ['HTTPS://u:p@O.com:80/A#f', 'https://o.com:80/A'],
    ['http:///o/x', 'http://o/x'],
    ['http://o?x', 'http://o/?x'],
    ['http://[::1]:3/x', 'http://[::1]:3/x'],
    ['http://ü.de/', 'http://xn--tda.de/'],
    ['/a b"é{{x}}?c d={e}\'"', 'http://h:1/a%20b%22%C3%A9%7B%7Bx%7D%7D?c%20d={e}%27%22'],
    ['/%41%zz', 'http://h:1/%41%zz'],
  ])('resolves %s', (location, expected) => {
    const url = resolveLocation('http://h:1/d/e?z=1', location)

    expect(url).toBe(expected)
  })

  it('leaves characters as they are when encoding is disabled', () => {
    const url = resolveLocation('http://h/', '/a{b}?q="x"', { disableUrlEncoding: true })

    expect(url).toBe('http://h/a{b}?q="x"')
  })

  it.each([
    ['app:/cb', 'http://h/d/app:/cb'],
    ['app://cb', undefined],
    ['http:x', undefined],
  ])('takes a scheme without // for a path where newman does: %s', (location, expected) => {
    const url = resolveLocation('http://h/d/e', location, { schemeInPath: true })

    expect(url).toBe(expected)
  })

  it.each(['app://cb', 'app:/cb', 'mailto:a@b', 'http://', 'http://h:port/'])('leads nowhere with %s', (location) => {
    const url = resolveLocation('http://h/', location)

    expect(url).toBeUndefined()
  })
})
