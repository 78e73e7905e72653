import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bodyFiles, encodeUrl, toText, toWire, USER_AGENT, type WireInput } from '../../src/engine/wire.ts'
import type { BodyPart, ResolvedRequest, WireBody, WireRequest } from '../../src/model/exchange.ts'
import { numberedRandom } from '../support/ports.ts'
import { CASES, header, JSON_BODY, URL } from './wire.cases.ts'

describe('toWire()', () => {
  it.each(CASES)('sends $name', ({ name: _name, sent, cookies = '', ...request }) => {
    const result = toWire(resolved(request), input({ cookieHeader: cookies }))

    expect(result.kind === 'wire' ? render(result.request) : result.failure).toBe(sent)
  })

  it.each([
    ['after the Content-Type of a JSON body', JSON_BODY, 2],
    ['before the Content-Type of another body', { mode: 'graphql', query: '{a}' } as const, 1],
    ['before the system headers', undefined, 1],
  ])('puts credentials %s', (_where, body, expected) => {
    const request = resolved({ method: 'POST', header: header('A: 1'), ...(body === undefined ? {} : { body }) })

    const result = toWire(request, input())

    expect(result).toMatchObject({ kind: 'wire', request: { credentialsAt: expected } })
  })

  it.each([
    { method: 'GET', behavior: {}, pruned: { kind: 'bytes', bytes: new TextEncoder().encode('{a}') } },
    { method: 'GET', behavior: { disableBodyPruning: true }, pruned: undefined },
    { method: 'POST', behavior: {}, pruned: undefined },
  ])('keeps a body apart for signers when $method has no place for it: $behavior', ({ method, behavior, pruned }) => {
    const request = resolved({ method, behavior, body: { mode: 'raw', raw: '{a}' } })

    const result = toWire(request, input())

    expect(result.kind === 'wire' && result.pruned).toEqual(pruned)
  })

  // newman 6.2.2 adds it before it looks at the settings, and shows it as disabled.
  it.each([
    { name: 'raw', body: JSON_BODY, header: [], withheld: 'application/json' },
    { name: 'GraphQL', body: { mode: 'graphql', query: '{a}' }, header: [], withheld: 'application/json' },
    {
      name: 'form',
      body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: '1' }] },
      header: [],
      withheld: undefined,
    },
    { name: 'raw, with an own type', body: JSON_BODY, header: header('content-type: a/b'), withheld: undefined },
  ] as const)('keeps the Content-Type that disabledSystemHeaders withholds: $name', (row) => {
    const behavior = { disabledSystemHeaders: { 'content-type': true } }

    const result = toWire(resolved({ method: 'POST', behavior, body: row.body, header: row.header }), input())

    expect(result.kind === 'wire' && result.request.withheld).toEqual(
      row.withheld && [{ key: 'Content-Type', value: row.withheld, disabled: true, system: true }],
    )
  })

  it('keeps the own Cookie apart for redirects', () => {
    const request = resolved({ header: header('Cookie: mine=1') })

    const result = toWire(request, input({ cookieHeader: 'a=b' }))

    expect(result).toMatchObject({ kind: 'wire', request: { ownCookie: 'mine=1' } })
  })

  it('marks only its own headers as system', () => {
    const request = resolved({ method: 'POST', header: header('A: 1', 'Accept: x') })

    const result = toWire(request, input())

    const system =
      result.kind === 'wire' ? result.request.headers.filter((line) => line.system).map(({ key }) => key) : []
    expect(system).toEqual([
      'User-Agent',
      'Cache-Control',
      'Postman-Token',
      'Host',
      'Accept-Encoding',
      'Connection',
      'Content-Length',
    ])
  })

  it('leaves out a file that cannot be read', () => {
    const request = resolved({ method: 'POST', body: { mode: 'file', src: 'gone' } })

    const result = toWire(request, input())

    expect(result).toMatchObject({ kind: 'wire', request: { body: { kind: 'none' } } })
  })

  it.each([
    {
      url: '',
      message: 'GET "http:///": the URL is empty',
      newman: 'runtime:extensions~request: request url is empty',
    },
    {
      url: 'ftp://h/x?secret',
      message: 'GET "ftp://h/x": only http and https can be sent',
      newman: 'Invalid protocol: ftp:',
    },
    { url: 'http://', message: 'GET "http:///": the URL has no host', newman: 'Invalid URI "http:///"' },
    { url: '?a=b', message: 'GET "http:///": the URL has no host', newman: 'Invalid URI "http:///?a=b"' },
    { url: '/x', message: 'GET "http:///x": the URL has no host', newman: 'Invalid URI "http:///x"' },
    {
      url: 'http://h:{{p}}/',
      message: 'GET "http://h:{{p}}/": "{{p}}" is not a port',
      newman: "Port should be >= 0 and < 65536. Received type string ('{{p}}').",
    },
  ])('refuses the URL "$url"', ({ url, message, newman }) => {
    const result = toWire(resolved({ url }), input())

    expect(result).toMatchObject({
      kind: 'failed',
      failure: {
        code: 'URL_INVALID',
        message: `Cannot send ${message}`,
        hint: 'Check the URL of the request and the variables in it',
        error: expect.objectContaining({ name: expect.any(String), message: newman }),
      },
    })
  })

  it('refuses a method that is no token', () => {
    const result = toWire(resolved({ method: '{{m}}' }), input())

    expect(result).toEqual({
      kind: 'failed',
      request: expect.objectContaining({ method: '{{M}}', url: 'http://localhost:4999/x' }),
      failure: {
        code: 'METHOD_INVALID',
        message: 'Cannot send {{M}} "http://localhost:4999/x": "{{M}}" is not an HTTP method',
        hint: 'Placeholders are not resolved in the method',
        error: {
          name: 'TypeError',
          message: 'Method must be a valid HTTP token ["{{M}}"]',
          code: 'ERR_INVALID_HTTP_TOKEN',
        },
      },
    })
  })

  it('refuses a header value with a line break, without showing it', () => {
    const request = resolved({ header: [{ key: 'A', value: 'secret\r\nB: 1' }] })

    const result = toWire(request, input())

    expect(result).toEqual({
      kind: 'failed',
      request: expect.objectContaining({ method: 'GET', url: 'http://localhost:4999/x' }),
      failure: {
        code: 'HEADER_INVALID',
        message: 'Cannot send GET "http://localhost:4999/x": header "A" has characters that HTTP does not allow',
        hint: 'Remove line breaks and control characters, and encode what is not Latin-1',
        error: { name: 'TypeError', message: 'Invalid character in header content ["A"]', code: 'ERR_INVALID_CHAR' },
      },
    })
  })

  it('refuses a header name that is no token', () => {
    const result = toWire(resolved({ header: header('A B: 1') }), input())

    expect(result).toEqual({
      kind: 'failed',
      request: expect.objectContaining({ method: 'GET', url: 'http://localhost:4999/x' }),
      failure: {
        code: 'HEADER_INVALID',
        message: 'Cannot send GET "http://localhost:4999/x": "A B" is not a header name',
        error: {
          name: 'TypeError',
          message: 'Header name must be a valid HTTP token ["A B"]',
          code: 'ERR_INVALID_HTTP_TOKEN',
        },
      },
    })
  })
})

describe('encodeUrl()', () => {
  it('gives the URL that is sent, without user and fragment', () => {
    const url = toText(encodeUrl(resolved({ url: 'HTTPS://u:p@Example.com:443/a b#c' })))

    expect(url).toBe('https://example.com:443/a%20b')
  })
})

describe('bodyFiles()', () => {
  it('lists each file of the enabled parts once', () => {
    const files = bodyFiles({
      mode: 'formdata',
      formdata: [
        { type: 'file', key: 'a', src: ['x', 'y'] },
        { type: 'file', key: 'b', src: ['x'] },
        { type: 'file', key: 'c', src: ['z'], disabled: true },
        { type: 'text', key: 'd', value: 'w' },
      ],
    })

    expect(files).toEqual(['x', 'y'])
  })

  it('lists nothing for a disabled body', () => {
    const files = bodyFiles({ mode: 'file', src: 'x', disabled: true })

    expect(files).toEqual([])
  })
})

describe('USER_AGENT', () => {
  it('names the version of the package', () => {
    const { version } = JSON.parse(readFileSync(new globalThis.URL('../../package.json', import.meta.url), 'utf8'))

    expect(USER_AGENT).toBe(`flowgate/${version}`)
  })
})

function resolved(change: Partial<ResolvedRequest>): ResolvedRequest {
  return { method: 'GET', url: URL, header: [], behavior: {}, ...change }
}

function input(change: Partial<WireInput> = {}): WireInput {
  const files = new Map([
    ['up.json', { kind: 'file', path: 'up.json', name: 'up.json', sizeBytes: 8 } as const],
    ['noext', { kind: 'file', path: 'noext', name: 'noext', sizeBytes: 3 } as const],
  ])
  return { cookieHeader: '', files, random: numberedRandom(), ...change }
}

function render({ method, url, headers, body }: WireRequest): string {
  const decoder = new TextDecoder()
  const head = [
    `${method} ${url.replace('http://localhost:4999', '')}`,
    ...headers.map(({ key, value }) => `${key}: ${value}`),
  ]
  const parts = partsOf(body)
  const text = parts.map((part) => ('bytes' in part ? decoder.decode(part.bytes) : `<${part.path}>`)).join('')
  return `${head.join('\n')}\n\n${text.replaceAll('\r\n', '\n')}`
}

function partsOf(body: WireBody): readonly BodyPart[] {
  if (body.kind === 'parts') return body.parts
  return body.kind === 'bytes' ? [body] : []
}
