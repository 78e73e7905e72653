import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bench, openBench, workerToken } from './client.ts'

const ENV = '5f1a9e30-0000-4000-8000-00000000e001'
const FORM = 'application/x-www-form-urlencoded'
const LOOKUP = 'application/vnd.pingidentity.user.lookup+json'

let bench: Bench
let token: string

beforeAll(async () => {
  bench = await openBench()
  token = await workerToken(bench)
})

afterAll(async () => {
  await bench.standin.close()
})

/** Sends bytes as they are and returns what comes back until the connection ends. */
async function raw(bytes: string | Uint8Array): Promise<string> {
  const socket = connect(Number(new URL(bench.standin.url).port), '127.0.0.1')
  socket.write(bytes)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

/** Status and kind of an answer: PingOne's error, OAuth's, the control's, or something else. */
function kindOf(text: string): string {
  const status = text.slice(9, 12)
  const body: unknown = JSON.parse(/\{.*\}/s.exec(text)?.[0] ?? '{}')
  const { id, code, message, error } = Object(body)
  if (/\bat \S+ \(|node:internal|\.ts:\d/.test(text)) return `${status} a stack`
  if (typeof id === 'string' && typeof code === 'string' && typeof message === 'string') return `${status} ${code}`
  return `${status} ${String(error)}`
}

function get(path: string, ...headers: readonly string[]): string {
  return [
    'GET ',
    path,
    ' HTTP/1.1\r\nHost: x\r\nConnection: close\r\n',
    ...headers.map((h) => `${h}\r\n`),
    '\r\n',
  ].join('')
}

function post(path: string, type: string, body: string): string {
  const length = `Content-Length: ${Buffer.byteLength(body)}`
  const authorization = path.startsWith('/v1') ? `Authorization: Bearer ${token}\r\n` : ''
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${authorization}Content-Type: ${type}\r\n${length}\r\n\r\n${body}`
}

describe('the stand-in answers bytes', () => {
  test.each([
    ['no HTTP', '\0\u0001\u0002\r\n\r\n', '400 INVALID_REQUEST'],
    ['no version', 'GET / X\r\n\r\n', '400 INVALID_REQUEST'],
    ['a version that does not exist', 'GET / HTTP/9.9\r\n\r\n', '400 INVALID_REQUEST'],
    ['a TLS hello', '\u0016\u0003\u0001\u0002\0\u0001\r\n\r\n', '400 INVALID_REQUEST'],
    ['an unknown method', 'SMOKE / HTTP/1.1\r\nHost: x\r\n\r\n', '400 INVALID_REQUEST'],
    ['a blank in a header name', 'GET / HTTP/1.1\r\nHo st: x\r\n\r\n', '400 INVALID_REQUEST'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost\r\n\r\n', '400 INVALID_REQUEST'],
    ['a control character in a header', 'GET / HTTP/1.1\r\nHost: \u0001\r\n\r\n', '400 INVALID_REQUEST'],
    ['a length that is no number', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n', '400 INVALID_REQUEST'],
    ['a negative length', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', '400 INVALID_REQUEST'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      '400 INVALID_REQUEST',
    ],
    [
      'length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      '400 INVALID_REQUEST',
    ],
    [
      'a chunk whose size is no number',
      `POST /${ENV}/as/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      '400 INVALID_REQUEST',
    ],
    ['a letter beyond ASCII in the path', 'GET /\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n', '400 INVALID_REQUEST'],
    ['a blank in the path', 'GET /a b HTTP/1.1\r\nHost: x\r\n\r\n', '400 INVALID_REQUEST'],
    ['headers over 64 KB', get('/', `X: ${'x'.repeat(70_000)}`), '431 HEADERS_TOO_LARGE'],
  ])('that are %s', async (_name, bytes, expected) => {
    expect(kindOf(await raw(bytes))).toBe(expected)
  })
})

describe('the stand-in answers the path', () => {
  test.each(
    [
      '/',
      '//',
      '///',
      '/%',
      '/%00',
      '/%zz/flows/x',
      '/%2e%2e/as/token',
      '/v1',
      '/v1/',
      '/v1/environments/',
      '/v1/../..',
      '/../../etc/passwd',
      '*',
      '/__proto__/as/token',
      '/constructor/as/jwks',
      `/${ENV}`,
      `/${ENV}/as`,
      `/${ENV}/as/`,
      `/${ENV}/as/jwks/`,
      `/${ENV}/as/%6awks%`,
      `/${ENV}//as/jwks`,
      `/${ENV}/AS/jwks`,
      `/${ENV}/as/jwks;x=1`,
      `/${ENV}%2Fas/jwks`,
      `/${ENV.toUpperCase()}/as/jwks`,
      `/${ENV}/flows/`,
      `/${ENV}/flows/%F0%9F%92%A9`,
      `/${ENV}/flows/${'x'.repeat(5000)}`,
      `/${ENV}/flows/%ff`,
      '/standin',
      '/standin/',
      '/standin/smoke',
      '/standin/faults/%',
      `/${ENV}/as/.well-known/openid-configuration/x`,
      `/${ENV}/as/.well-known`,
      '/favicon.ico',
      `/%35f1a9e30-0000-4000-8000-00000000e001/as/nothing`,
      'http://elsewhere/x',
      '/?',
      '/#',
    ].map((path) => [path.length > 80 ? `${path.slice(0, 60)}…` : path, path]),
  )('%s with 404 or 405', async (_name, path) => {
    expect(kindOf(await raw(get(path)))).toMatch(/^404 NOT_FOUND$|^405 METHOD_NOT_ALLOWED$/)
  })

  test('that is encoded where it need not be', async () => {
    const path = `/%35${ENV.slice(1)}/as/jwks`

    expect((await raw(get(path))).slice(0, 12)).toBe('HTTP/1.1 200')
  })
})

describe('the stand-in answers the method', () => {
  test.each(['PUT', 'DELETE', 'PATCH', 'TRACE', 'HEAD', 'PROPFIND'])(
    '%s of a path that does not have it',
    async (method) => {
      const text = await raw(get(`/${ENV}/as/jwks`).replace('GET', method))

      expect(text.slice(0, 12)).toBe('HTTP/1.1 405')
    },
  )
})

describe('the stand-in answers a body', () => {
  const users = `/v1/environments/${ENV}/users`
  const as = `/${ENV}/as`

  test.each([
    [users, 'application/json', '', '400 INVALID_REQUEST'],
    [users, 'application/json', '{', '400 INVALID_REQUEST'],
    [users, 'application/json', '{"a":1,}', '400 INVALID_REQUEST'],
    [users, 'application/json', "{'a':1}", '400 INVALID_REQUEST'],
    [users, 'application/json', 'null', '400 INVALID_REQUEST'],
    [users, 'application/json', '[]', '400 INVALID_REQUEST'],
    [users, 'application/json', '"text"', '400 INVALID_REQUEST'],
    [users, 'application/json', '1e999', '400 INVALID_REQUEST'],
    [users, 'application/json', '\u00ff\u00fe', '400 INVALID_REQUEST'],
    [users, 'application/json', '[['.repeat(200), '400 INVALID_REQUEST'],
    [users, 'application/json', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`, '400 INVALID_REQUEST'],
    [users, 'application/json', '{"username":1,"email":true}', '400 INVALID_REQUEST'],
    [users, 'application/json', '{"__proto__":{"username":"x"}}', '400 INVALID_DATA'],
    [users, 'application/json', '{"username":"x","email":"no address"}', '400 INVALID_DATA'],
    [users, 'text/plain', '{}', '415 UNSUPPORTED_MEDIA_TYPE'],
    [users, 'application/xml', '<a/>', '415 UNSUPPORTED_MEDIA_TYPE'],
    [users, 'application/json; charset=utf-16', '{}', '400 INVALID_DATA'],
    [users, '', '{}', '415 UNSUPPORTED_MEDIA_TYPE'],
    [users, FORM, 'username=x', '415 UNSUPPORTED_MEDIA_TYPE'],
    [`${as}/token`, 'application/json', '{"grant_type":"x"}', '400 invalid_request'],
    [`${as}/token`, FORM, '', '400 invalid_request'],
    [`${as}/token`, FORM, '%', '400 invalid_request'],
    [`${as}/token`, FORM, '=&=&==', '400 invalid_request'],
    [`${as}/token`, FORM, 'client_id=__proto__', '401 invalid_client'],
    [`${as}/token`, FORM, 'client_id=%00', '401 invalid_client'],
    [`${as}/token`, FORM, 'client_id=a&client_id=b', '400 invalid_request'],
    [`${as}/token`, FORM, `client_id=${'x'.repeat(100_000)}`, '401 invalid_client'],
    [`${as}/token`, FORM, 'client_assertion=a.b.c', '400 invalid_request'],
    [`${as}/par`, FORM, 'client_id', '400 invalid_request'],
    [`${as}/par`, 'text/html', '<form>', '400 invalid_request'],
    [`${as}/introspect`, FORM, 'token=x', '400 invalid_request'],
    [`${as}/revoke`, FORM, 'token=x', '400 invalid_request'],
    [`${as}/device_authorization`, FORM, 'scope=x', '400 invalid_request'],
    [`${as}/userinfo`, FORM, 'access_token=a&access_token=b', '400 invalid_request'],
    [`${as}/userinfo`, 'application/json', '{"access_token":"a"}', '400 invalid_request'],
    [`${as}/authorize`, 'application/json', '{}', '415 UNSUPPORTED_MEDIA_TYPE'],
    [`${as}/authorize`, FORM, 'client_id=%ff%fe', '400 INVALID_DATA'],
    [`${as}/signoff`, FORM, 'id_token_hint=..', '400 INVALID_DATA'],
    [`/${ENV}/flows/x`, LOOKUP, '{}', '404 NOT_FOUND'],
    [
      '/standin/clock/advance',
      'application/json',
      '{"ms":"1"}',
      '400 Cannot advance the clock: "ms" has the wrong type; send {"ms": 60000}',
    ],
    ['/standin/faults', 'application/json', '[', /^400 Cannot add the fault: the body is not valid JSON; /],
  ])('%s %s %s', async (...[path, type, body, expected]) => {
    const kind = kindOf(await raw(post(path, type, body)))

    expect(kind).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected))
  })

  test.each([
    ['with a length', (body: string) => ({ body })],
    ['in chunks', (body: string) => ({ body: new Blob([body]).stream(), duplex: 'half' as const })],
  ])('over 1 MB %s, on every kind of path', async (_name, init) => {
    const paths = [users, `${as}/token`, `${as}/userinfo`, `${as}/authorize`, '/standin/faults']
    const statuses = await Promise.all(
      paths.map(async (path) => {
        const headers = { authorization: `Bearer ${token}`, 'content-type': path === users ? 'application/json' : FORM }
        const response = await fetch(`${bench.standin.url}${path}`, {
          method: 'POST',
          headers,
          ...init('x'.repeat(1_048_577)),
        })
        return response.status
      }),
    )

    expect(statuses).toEqual([413, 413, 413, 413, 413])
  })
})

describe('the stand-in answers headers', () => {
  test.each([
    ['over 6 KB', [`X: ${'x'.repeat(6200)}`], '431 HEADERS_TOO_LARGE'],
    ['over 6 KB, many', Array.from({ length: 400 }, (_, n) => `X-${n}: ${'y'.repeat(10)}`), '431 HEADERS_TOO_LARGE'],
    ['with a token of nothing', ['Authorization: Bearer'], '401 INVALID_TOKEN'],
    ['with a token in Base64', ['Authorization: Bearer !!!'], '401 INVALID_TOKEN'],
    ['with another scheme', ['Authorization: Basic abc'], '401 INVALID_TOKEN'],
    ['with a JWT of nobody', ['Authorization: Bearer eyJhbGciOiJub25lIn0.e30.'], '401 INVALID_TOKEN'],
    ['with a cookie that is none', ['Cookie: ;;;=;ST'], '401 INVALID_TOKEN'],
  ])('%s', async (_name, headers, expected) => {
    expect(kindOf(await raw(get('/v1/environments', ...headers)))).toBe(expected)
  })

  test('of a long authorization request, which is no header', async () => {
    const text = await raw(get(`/${ENV}/as/authorize?client_id=x&request=${'x'.repeat(20_000)}`))

    expect(kindOf(text)).toBe('400 INVALID_DATA')
  })
})

test('a client that leaves again and again leaves nothing behind', async () => {
  for (let n = 0; n < 20; n += 1) {
    const socket = connect(Number(new URL(bench.standin.url).port), '127.0.0.1')
    await new Promise((resolve) => {
      socket.write(`POST /${ENV}/as/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc`, resolve)
    })
    socket.resetAndDestroy()
  }

  const answer = await bench.send('GET', `/${ENV}/as/jwks`)

  expect(answer.status).toBe(200)
})
