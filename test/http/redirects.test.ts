import { describe, expect, it, onTestFinished } from 'vitest'
import type { Cookies, Send, SendOptions, SendResult } from '../../src/engine/ports.ts'
import { createCookies, withCookies } from '../../src/http/cookies.ts'
import { withRedirects } from '../../src/http/redirects.ts'
import { createSend } from '../../src/http/send.ts'
import type { Header } from '../../src/model/collection.ts'
import type { Received, WireRequest, WireResponse } from '../../src/model/exchange.ts'
import { wireRequest, wireResponse } from '../support/events.ts'
import { startServer } from '../support/server.ts'

const OPTIONS: SendOptions = { signal: new AbortController().signal, timeoutMs: 0 }

describe('withRedirects()', () => {
  it('follows over the network with cookies, and gives the last response', async () => {
    const server = await startServer((request, response) => {
      if (request.url === '/a') response.writeHead(302, { Location: '/b', 'Set-Cookie': 'r=1; Path=/' }).end()
      else response.end('done')
    })
    const cookies = createCookies()
    const base = createSend({ strictSSL: true })
    onTestFinished(base.close)
    const send = withRedirects(withCookies(base.send, cookies), cookies)
    const headers = lines(`Host: localhost:${server.port}`, 'Connection: keep-alive')

    const response = responseOf(await send(wireRequest({ url: `${server.url}/a`, headers }), OPTIONS))

    expect([response.url, Buffer.from(response.body).toString(), server.requests[1]?.headers]).toEqual([
      `${server.url}/b`,
      'done',
      [
        ['Connection', 'keep-alive'],
        ['Referer', `${server.url}/a`],
        ['Host', `localhost:${server.port}`],
        ['Cookie', 'r=1'],
      ],
    ])
  })

  it('follows a redirect whose body cannot be decoded', async () => {
    const server = await startServer((request, response) => {
      if (request.url === '/a') response.writeHead(302, { Location: '/b', 'Content-Encoding': 'gzip' }).end('no')
      else response.end('done')
    })
    const base = createSend({ strictSSL: true })
    onTestFinished(base.close)
    const send = withRedirects(base.send, createCookies())

    const response = responseOf(await send(wireRequest({ url: `${server.url}/a`, headers: lines('Host: x') }), OPTIONS))

    expect([response.url, Buffer.from(response.body).toString()]).toEqual([`${server.url}/b`, 'done'])
  })

  it('records what was followed and what was sent after it', async () => {
    const { send } = scripted([redirect(307, '/b', lines('X: 1')), OK])
    const request = wireRequest({ method: 'POST', url: 'http://h/a', headers: lines('Host: h') })

    const response = responseOf(await send(request, OPTIONS))

    expect(response.redirects).toEqual([
      {
        status: 307,
        headers: lines('X: 1', 'Location: /b'),
        url: 'http://h/a',
        next: {
          method: 'POST',
          url: 'http://h/b',
          headers: [
            { key: 'Referer', value: 'http://h/a', system: true },
            { key: 'Host', value: 'h', system: true },
          ],
        },
      },
    ])
  })

  it.each([
    { status: 301, method: 'POST', behavior: {}, next: ['GET', 'none'] },
    { status: 302, method: 'PUT', behavior: {}, next: ['GET', 'none'] },
    { status: 303, method: 'HEAD', behavior: {}, next: ['HEAD', 'none'] },
    { status: 304, method: 'GET', behavior: {}, next: ['GET', 'none'] },
    { status: 307, method: 'POST', behavior: {}, next: ['POST', 'bytes'] },
    { status: 308, method: 'PATCH', behavior: {}, next: ['PATCH', 'bytes'] },
    { status: 302, method: 'PUT', behavior: { followOriginalHttpMethod: true }, next: ['PUT', 'bytes'] },
  ])('answers $status to $method and $behavior by $next', async ({ status, method, behavior, next }) => {
    const { send, sent } = scripted([redirect(status, '/b'), OK])

    await send(wireRequest({ method, body: { kind: 'bytes', bytes: new Uint8Array(1) }, behavior }), OPTIONS)

    expect([sent[1]?.method, sent[1]?.body.kind]).toEqual(next)
  })

  // Recorded from newman 6.2.2 on a raw socket.
  it.each([
    {
      name: 'drops the headers of a dropped body',
      status: 301,
      headers: lines('Content-Type: application/json', 'A: 1', 'Host: h', 'Content-Length: 7'),
      next: ['A: 1', 'Referer: http://h/a', 'Host: h'],
    },
    {
      name: 'keeps the headers of a kept body at their place',
      status: 307,
      headers: lines('Content-Type: application/json', 'Host: h', 'Content-Length: 7'),
      next: ['Content-Type: application/json', 'Content-Length: 7', 'Referer: http://h/a', 'Host: h'],
    },
    {
      name: 'writes the headers of a multipart body anew',
      status: 307,
      headers: lines('Host: h', 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 7'),
      next: ['Referer: http://h/a', 'Host: h', 'Content-Type: multipart/form-data; boundary=x', 'Content-Length: 7'],
    },
    {
      name: 'replaces the own Referer and Host in their spelling',
      status: 302,
      headers: lines('host: mine', 'referer: mine', 'Z: 1'),
      next: ['referer: http://h/a', 'Z: 1', 'host: h'],
    },
    {
      name: 'adds no Referer when that is removed',
      status: 302,
      headers: lines('Host: h'),
      behavior: { removeRefererHeaderOnRedirect: true },
      next: ['Host: h'],
    },
    { name: 'adds no Host when there was none', status: 302, headers: [], next: ['Referer: http://h/a'] },
    {
      name: 'keeps Authorization for another port of the host',
      status: 302,
      location: 'http://H:81/b',
      headers: lines('Authorization: x', 'Host: h'),
      next: ['Authorization: x', 'Referer: http://h/a', 'Host: h:81'],
    },
    {
      name: 'drops Authorization for another host',
      status: 302,
      location: 'http://other/b',
      headers: lines('authorization: x', 'Host: h'),
      next: ['Referer: http://h/a', 'Host: other'],
    },
    {
      name: 'keeps Authorization for another host when told so',
      status: 302,
      location: 'http://other/b',
      headers: lines('Authorization: x', 'Host: h'),
      behavior: { followAuthorizationHeader: true },
      next: ['Authorization: x', 'Referer: http://h/a', 'Host: other'],
    },
    {
      name: 'leaves the default port out of Host',
      status: 302,
      location: 'https://other:443/b',
      headers: lines('Host: h'),
      next: ['Referer: http://h/a', 'Host: other'],
    },
  ])('$name', async ({ status, location = '/b', headers, behavior = {}, next }) => {
    const { send, sent } = scripted([redirect(status, location), OK])

    await send(wireRequest({ url: 'http://h/a', headers, behavior }), OPTIONS)

    expect(sent[1]?.headers.map(({ key, value }) => `${key}: ${value}`)).toEqual(next)
  })

  it('sends to each host the cookies of that host only', async () => {
    const { send, sent } = scripted([redirect(302, 'http://other/b'), redirect(302, 'http://h/c'), OK], {
      'http://h/c': 'h=2',
    })

    await send(wireRequest({ url: 'http://h/a', headers: lines('Cookie: h=1') }), OPTIONS)

    expect(sent.map(({ headers }) => headers.find(({ key }) => key === 'Cookie')?.value)).toEqual([
      'h=1',
      undefined,
      'h=2',
    ])
  })

  it.each([
    ['http://u%40:p:q@h/b', [], 'Basic dUA6cDpx'],
    ['//u@h/b', [], 'Basic dQ=='],
    ['http://h/b?x=u@h', [], undefined],
    ['http://u:p@h/b', lines('authorization: own'), 'own'],
  ])('sends the user of the Location %s, beside %j', async (location, headers, expected) => {
    const { send, sent } = scripted([redirect(302, location), OK])

    await send(wireRequest({ url: 'http://h/a', headers }), OPTIONS)

    expect(sent[1]?.headers.find(({ key }) => /^authorization$/i.test(key))?.value).toBe(expected)
  })

  it('keeps the own Cookie before those of the jar', async () => {
    const { send, sent } = scripted([redirect(302, '/b'), OK], { 'http://h/b': 'r=1' })

    await send(wireRequest({ url: 'http://h/a', headers: lines('cookie: own=1; a=b'), ownCookie: 'own=1' }), OPTIONS)

    expect(sent[1]?.headers[0]).toEqual({ key: 'cookie', value: 'own=1; r=1' })
  })

  it('leaves cookies alone when they are disabled', async () => {
    const { send, sent } = scripted([redirect(302, '/b'), OK], { 'http://h/b': 'r=1' })
    const behavior = { disableCookies: true }

    await send(
      wireRequest({ url: 'http://h/a', headers: lines('Cookie: own=1'), ownCookie: 'own=1', behavior }),
      OPTIONS,
    )

    expect(sent[1]?.headers[0]).toEqual({ key: 'Cookie', value: 'own=1' })
  })

  it.each([
    ['followRedirects is off', redirect(302, '/b'), { followRedirects: false }],
    ['there is no Location', wireResponse({ status: 302, headers: [] }), {}],
    ['Location is empty', redirect(302, ''), {}],
    ['the status is 201', redirect(201, '/b'), {}],
  ])('gives the response as it is when %s', async (_case, response, behavior) => {
    const { send, sent } = scripted([response])

    const result = responseOf(await send(wireRequest({ behavior }), OPTIONS))

    expect([result, sent.length]).toEqual([response, 1])
  })

  it.each([
    [{}, [['a=1'], [], ['b=2']]],
    [{ keepCookies: true }, [['a=1'], ['a=1'], ['b=2']]],
  ])('sends the cookies of one host to another that has none only if told: %j', async (settings, expected) => {
    const { send, sent } = scripted(
      [redirect(302, 'http://b/'), redirect(302, 'http://c/'), OK],
      { 'http://c/': 'b=2' },
      settings,
    )

    await send(wireRequest({ url: 'http://a/', headers: [{ key: 'Cookie', value: 'a=1', system: true }] }), OPTIONS)

    expect(sent.map(({ headers }) => headers.filter(({ key }) => key === 'Cookie').map(({ value }) => value))).toEqual(
      expected,
    )
  })

  it.each([
    [undefined, 11],
    [0, 1],
    [2, 3],
  ])('stops after maxRedirects %s', async (maxRedirects, requests) => {
    const { send, sent } = scripted(Array.from({ length: 20 }, () => redirect(302, '/b?secret')))
    const behavior = maxRedirects === undefined ? {} : { maxRedirects }

    const result = await send(wireRequest({ url: 'http://h/b?secret', behavior }), OPTIONS)

    expect([result, sent.length]).toEqual([
      {
        kind: 'failed',
        failure: {
          code: 'REDIRECT_LOOP',
          message: `Cannot follow the redirect of GET "http://h/b": more than ${maxRedirects ?? 10} redirects`,
          hint: 'Set maxRedirects in the settings of the request, or look for a loop',
          error: {
            name: 'Error',
            message: 'Exceeded maxRedirects. Probably stuck in a redirect loop http://h/b?secret',
          },
        },
        received: receivedOf(redirect(302, '/b?secret')),
      },
      requests,
    ])
  })

  it.each([
    [
      'com.example.app:/cb?code=secret',
      '"com.example.app:" in its Location is neither http nor https',
      'Invalid protocol: com.example.app:',
    ],
    ['http://h:port/', 'its Location is not a URL', 'Invalid URI'],
    ['https://', 'its Location is not a URL', 'Invalid URI "https:///". This can be caused by a crappy redirection.'],
    ['//', 'its Location is not a URL', 'Invalid URI "http:///". This can be caused by a crappy redirection.'],
  ])('fails on the Location %s', async (location, reason, said) => {
    const { send } = scripted([redirect(302, location)])

    const result = await send(wireRequest({ url: 'http://h/a' }), OPTIONS)

    expect(result).toEqual({
      kind: 'failed',
      failure: {
        code: 'URL_INVALID',
        message: `Cannot follow the redirect of GET "http://h/a": ${reason}`,
        hint: 'Set followRedirects to false for this request to test the redirect itself',
        error: { name: 'Error', message: said },
      },
    })
  })

  it('gives each hop what is left of the timeout', async () => {
    const { send, options } = scripted([redirect(302, '/b'), redirect(302, '/c'), OK])

    await send(wireRequest(), { ...OPTIONS, timeoutMs: 25 })

    expect(options.map(({ timeoutMs }) => timeoutMs)).toEqual([25, 15, 5])
  })

  it('gives the timings of the last hop', async () => {
    const { send } = scripted([redirect(302, '/b'), OK])

    const result = await send(wireRequest(), OPTIONS)

    expect(result).toMatchObject({ timings: { total: 10 } })
  })
})

const OK = wireResponse()

function redirect(status: number, location: string, headers: readonly Header[] = []): WireResponse {
  return wireResponse({ status, headers: [...headers, { key: 'Location', value: location }] })
}

/** What a failure says of a response that came. */
function receivedOf({ url, status, headers }: WireResponse): Received {
  return { url, status, headers, timings: { total: 10 }, cookies: [] }
}

/** A network that answers with the given responses, each after 10 ms, and a jar with the given cookies by URL. */
function scripted(
  responses: readonly WireResponse[],
  jar: Readonly<Record<string, string>> = {},
  settings: { readonly keepCookies?: boolean } = {},
): { readonly send: Send; readonly sent: readonly WireRequest[]; readonly options: readonly SendOptions[] } {
  const sent: WireRequest[] = []
  const options: SendOptions[] = []
  const base: Send = async (request, sending) => {
    sent.push(request)
    options.push(sending)
    const response = responses[sent.length - 1]
    if (response === undefined) throw new Error('no response left')
    return { kind: 'response', response, timings: { total: 10 } }
  }
  const cookies: Cookies = { ...createCookies(), headerFor: async (url) => jar[url] ?? '' }
  return { send: withRedirects(base, cookies, settings), sent, options }
}

function lines(...headers: readonly string[]): readonly Header[] {
  return headers.map((line) => ({ key: line.slice(0, line.indexOf(': ')), value: line.slice(line.indexOf(': ') + 2) }))
}

function responseOf(result: SendResult): WireResponse {
  if (result.kind === 'failed') throw new Error(result.failure.message)
  return result.response
}
