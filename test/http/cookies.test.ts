import { describe, expect, it } from 'vitest'
import type { Send } from '../../src/engine/ports.ts'
import { createCookies, withCookies } from '../../src/http/cookies.ts'
import { wireRequest, wireResponse } from '../support/events.ts'

const OPTIONS = { signal: new AbortController().signal, timeoutMs: 0 }

describe('createCookies()', () => {
  it.each([
    ['localhost', 'http://localhost:4999/', 'a=b'],
    ['a domain of localhost', 'http://localhost/', 'a=b; Domain=localhost'],
    ['a special-use domain', 'http://x.test/', 'a=b; Domain=x.test'],
    ['an address', 'http://127.0.0.1/', 'a=b'],
    ['an IPv6 address', 'http://[::1]:80/', 'a=b'],
  ])('keeps a cookie of %s', async (_where, url, setCookie) => {
    const cookies = createCookies()

    await cookies.set(url, setCookie)

    expect(await cookies.headerFor(url)).toBe('a=b')
  })

  it('keeps a cookie of a public suffix for that very host, as newman does', async () => {
    const cookies = createCookies()

    await cookies.set('http://postman-echo.com/', 'own=1; Domain=postman-echo.com')
    await cookies.set('http://a.github.io/', 'wide=1; Domain=github.io')

    const urls = ['http://postman-echo.com/', 'http://github.io/', 'http://b.github.io/']
    expect(await Promise.all(urls.map((url) => cookies.headerFor(url)))).toEqual(['own=1', 'wide=1', ''])
    expect((await cookies.all()).map(({ hostOnly }) => hostOnly)).toEqual([false, false])
  })

  it('refuses a cookie of a public suffix when the saved jar does', async () => {
    const cookies = createCookies({ rejectPublicSuffixes: true, cookies: [] })

    const set = cookies.set('http://a.github.io/', 'wide=1; Domain=github.io')

    await expect(set).rejects.toThrow('Cookie has domain set to a public suffix')
  })

  it('keeps a cookie without a name', async () => {
    const cookies = createCookies()

    await cookies.set('http://h.test/', 'bare')

    expect(await cookies.headerFor('http://h.test/')).toBe('bare')
  })

  it('joins cookies, those of longer paths first', async () => {
    const cookies = createCookies()
    await cookies.set('http://h.test/', 'a=1; Path=/')
    await cookies.set('http://h.test/', 'b=2; Path=/x')

    const header = await cookies.headerFor('http://h.test/x/y')

    expect(header).toBe('b=2; a=1')
  })

  it.each([
    { host: 'h.test', sent: ['', 'a=b'] },
    { host: 'localhost', sent: ['a=b', 'a=b'] },
    { host: 'x.localhost', sent: ['a=b', 'a=b'] },
    { host: '127.0.0.1:8080', sent: ['a=b', 'a=b'] },
  ])('sends a Secure cookie over https, and over http to this machine: $host', async ({ host, sent }) => {
    const cookies = createCookies()
    await cookies.set(`http://${host}/`, 'a=b; Secure')

    const headers = [await cookies.headerFor(`http://${host}/`), await cookies.headerFor(`https://${host}/`)]

    expect(headers).toEqual(sent)
  })

  it('has none for a URL that is none', async () => {
    const cookies = createCookies()
    await cookies.set('http://h.test/', 'a=b')

    const header = await cookies.headerFor('http://{{host}}/')

    expect(header).toBe('')
  })

  it('gives all that is known of a cookie', async () => {
    const cookies = createCookies()
    await cookies.set(
      'https://h.test/',
      'a=b; Domain=h.test; Path=/x; Secure; HttpOnly; SameSite=Lax; Expires=Fri, 01 Jan 2100 00:00:00 GMT',
    )

    const records = await cookies.forUrl('https://h.test/x')

    expect(records).toEqual([
      {
        name: 'a',
        value: 'b',
        domain: 'h.test',
        path: '/x',
        expires: '2100-01-01T00:00:00.000Z',
        secure: true,
        httpOnly: true,
        hostOnly: false,
        sameSite: 'lax',
      },
    ])
  })

  it('takes a Max-Age beyond all dates for no end', async () => {
    const cookies = createCookies()

    await cookies.set('http://h.test/', 'a=b; Max-Age=99999999999999')

    expect((await cookies.all()).map(({ expires }) => expires)).toEqual([undefined])
  })

  it('rejects with the reason of the jar', async () => {
    const cookies = createCookies()

    const set = cookies.set('http://h.test/', 'a=b; Domain=other.test')

    await expect(set).rejects.toThrow("Cookie not in this host's domain. Cookie:other.test Request:h.test")
  })

  it.each([
    [
      ['h.test', '/', 'a'],
      ['b=2', 'c=3', 'd=4'],
    ],
    [
      ['h.test', '/'],
      ['c=3', 'd=4'],
    ],
    [['h.test'], ['d=4']],
    [['x.test'], ['a=1', 'b=2', 'c=3', 'd=4']],
  ] as const)('removes %j and nothing else', async (target, left) => {
    const cookies = createCookies()
    await cookies.set('http://h.test/', 'a=1; Path=/')
    await cookies.set('http://h.test/', 'b=2; Path=/')
    await cookies.set('http://h.test/', 'c=3; Path=/x')
    await cookies.set('http://a.h.test/', 'd=4')

    await cookies.remove(...(target as readonly [string, string?, string?]))

    expect((await cookies.all()).map(({ name, value }) => `${name}=${value}`)).toEqual(left)
  })
})

describe('withCookies()', () => {
  it('stores every cookie of a response and adds those of its URL', async () => {
    const cookies = createCookies()
    const send = withCookies(answering('a=1', 'b=2', 'c=3; Domain=other.test'), cookies)

    const result = await send(wireRequest(), OPTIONS)

    expect(result.kind === 'response' && result.response.cookies.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('stores nothing when cookies are disabled, and still shows the jar', async () => {
    const cookies = createCookies()
    await cookies.set('http://localhost/users', 'old=1; Path=/')
    const send = withCookies(answering('a=1'), cookies)

    const result = await send(wireRequest({ behavior: { disableCookies: true } }), OPTIONS)

    expect(result.kind === 'response' && result.response.cookies.map(({ name }) => name)).toEqual(['old'])
  })

  it('stores the cookies of a response that cannot be used', async () => {
    const failure = { code: 'RESPONSE_INVALID', message: 'no' } as const
    const headers = [{ key: 'Set-Cookie', value: 'a=1' }]
    const received = { url: 'http://localhost/users', status: 200, headers, timings: { total: 1 }, cookies: [] }
    const cookies = createCookies()
    const send = withCookies(async () => ({ kind: 'failed', failure, received }), cookies)

    const result = await send(wireRequest(), OPTIONS)

    expect(result).toEqual({ kind: 'failed', failure, received: { ...received, cookies: await cookies.all() } })
  })

  it('gives a failure as it is', async () => {
    const failure = { code: 'CONNECTION_REFUSED', message: 'no' } as const
    const send = withCookies(async () => ({ kind: 'failed', failure }), createCookies())

    const result = await send(wireRequest(), OPTIONS)

    expect(result).toEqual({ kind: 'failed', failure })
  })
})

function answering(...setCookies: readonly string[]): Send {
  const headers = setCookies.map((value) => ({ key: 'Set-Cookie', value }))
  return async (request) => ({
    kind: 'response',
    response: wireResponse({ url: request.url, headers }),
    timings: { total: 1 },
  })
}
