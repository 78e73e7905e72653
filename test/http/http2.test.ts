import { describe, expect, it } from 'vitest'
import { AUTHORITY, CLIENT, SERVER } from '../support/authority.ts'
import { startHttp2Server } from '../support/http2.ts'
import { startProxy } from '../support/proxy.ts'
import { answerOf, failureOf, lines, responseOf, startRun, startSend } from '../support/send.ts'
import { startServer, startTlsServer } from '../support/server.ts'

const TRUSTED = { extraCa: [AUTHORITY] }
const HTTP2 = { protocolVersion: 'http2' } as const
const AUTO = { protocolVersion: 'auto' } as const

describe('send()', () => {
  it('sends over HTTP/2: names in lower case, the Host as authority, nothing of the connection', async () => {
    const server = await startHttp2Server()
    const send = startSend(TRUSTED)
    const headers = lines(
      'X-B: é',
      'Host: mine.test',
      'Connection: keep-alive',
      'TE: gzip',
      'x-a: 1',
      'X-A: 2',
      'Content-Length: 2',
    )
    const body = { kind: 'bytes', bytes: Buffer.from('hi') } as const

    await send({ method: 'POST', url: `${server.url}/a%20b?c`, headers, body, behavior: HTTP2 })

    expect(server.requests).toEqual([
      {
        fields: [
          ...pairs(':method POST', ':scheme https', ':authority mine.test', ':path /a%20b?c'),
          ...pairs('x-b \xc3\xa9', 'x-a 1', 'x-a 2', 'content-length 2'),
        ],
        body: 'hi',
      },
    ])
  })

  it('stops over HTTP/2 where a body is larger than it may be, and keeps the session', async () => {
    const server = await startHttp2Server(({ url }, response) => response.end('.'.repeat(url === '/large' ? 99 : 9)))
    const send = startSend({ ...TRUSTED, maxBodyBytes: 10 })

    const failure = failureOf(await send({ url: `${server.url}/large`, behavior: HTTP2 }))
    const answer = answerOf(await send({ url: `${server.url}/small`, behavior: HTTP2 }))

    expect([failure.code, answer, server.sockets()]).toEqual(['RESPONSE_TOO_LARGE', [200, '.'.repeat(9)], 1])
  })

  it('gives the response over HTTP/2 as received', async () => {
    const server = await startHttp2Server((_request, response) => {
      response.writeHead(404, { 'X-A': ['1', '2'], 'Set-Cookie': ['a=1', 'b=2'], Date: 'today' })
      response.end('no')
    })
    const send = startSend(TRUSTED)

    const response = responseOf(await send({ url: `${server.url}/`, behavior: HTTP2 }))

    expect(response).toEqual({
      url: `${server.url}/`,
      status: 404,
      statusText: 'Not Found',
      httpVersion: '2.0',
      headers: lines('x-a: 1', 'x-a: 2', 'set-cookie: a=1', 'set-cookie: b=2', 'date: today'),
      body: Buffer.from('no'),
      sizeBytes: 2,
      downloadedBytes: 2,
      redirects: [],
      cookies: [],
    })
  })

  it('shares one session, one after the other and at once', async () => {
    const server = await startHttp2Server()
    const send = startSend(TRUSTED)

    await send({ url: server.url, behavior: HTTP2 })
    await Promise.all(Array.from({ length: 20 }, () => send({ url: server.url, behavior: HTTP2 })))

    expect([server.requests.length, server.sockets()]).toEqual([21, 1])
  })

  it('times the first request with its handshake, later ones without', async () => {
    const server = await startHttp2Server()
    const send = startSend(TRUSTED)

    const results = [await send({ url: server.url, behavior: HTTP2 }), await send({ url: server.url, behavior: HTTP2 })]

    expect(results.map((result) => result.kind === 'response' && Object.keys(result.timings))).toEqual([
      ['tls', 'firstByte', 'total'],
      ['firstByte', 'total'],
    ])
  })

  it('takes HTTP/2 where the server offers it, for auto', async () => {
    const server = await startHttp2Server(undefined, { allowHTTP1: true })
    const send = startSend(TRUSTED)

    const results = await Promise.all(
      [AUTO, HTTP2, { protocolVersion: 'http1' } as const, {}].map((behavior) =>
        send({ url: server.url, headers: lines('Host: localhost'), behavior }),
      ),
    )

    expect(results.map((result) => responseOf(result).httpVersion)).toEqual(['2.0', '2.0', '1.1', '1.1'])
  })

  it('falls back to HTTP/1.1 for auto, and remembers it', async () => {
    const server = await startTlsServer(undefined, SERVER)
    const send = startSend(TRUSTED)
    const wire = { url: server.url, headers: lines('Host: localhost'), behavior: AUTO }

    const results = [await send(wire), await send(wire), await send(wire)]

    expect([results.map((result) => responseOf(result).httpVersion), server.sockets()]).toEqual([
      ['1.1', '1.1', '1.1'],
      2,
    ])
  })

  it('fails when the server does not offer the HTTP/2 that is insisted on', async () => {
    const server = await startTlsServer(undefined, SERVER)
    const send = startSend(TRUSTED)

    const { code, message, hint } = failureOf(await send({ url: server.url, behavior: HTTP2 }))

    expect({ code, message, hint }).toEqual({
      code: 'TLS_FAILED',
      message: expect.stringMatching(/the server does not speak (HTTP\/2|the asked HTTP version)$/),
      hint: 'Set protocolVersion of the request to auto or http1',
    })
  })

  it('leaves plain http with HTTP/1.1', async () => {
    const server = await startServer()
    const send = startSend()

    const result = await send({ url: server.url, headers: lines('Host: localhost'), behavior: HTTP2 })

    expect(responseOf(result).httpVersion).toBe('1.1')
  })

  it('does not know protocolVersion without the option http2', async () => {
    const server = await startHttp2Server(undefined, { allowHTTP1: true })
    const send = startSend({ ...TRUSTED, http2: false })

    const result = await send({ url: server.url, headers: lines('Host: localhost'), behavior: HTTP2 })

    expect(responseOf(result).httpVersion).toBe('1.1')
  })

  it('verifies certificates and offers its own over HTTP/2 too', async () => {
    const server = await startHttp2Server(undefined, { ca: AUTHORITY, requestCert: true })
    const clientCertificates = [
      { matches: ['<all_urls>'], warnings: [], cert: Buffer.from(CLIENT.cert), key: Buffer.from(CLIENT.key) },
    ]
    const wire = { url: server.url, behavior: HTTP2 }

    const right = await startSend({ ...TRUSTED, clientCertificates })(wire)
    const wrong = await startSend({ clientCertificates })(wire)

    expect([answerOf(right), failureOf(wrong).error?.code]).toEqual([[200, 'ok'], 'SELF_SIGNED_CERT_IN_CHAIN'])
  })

  it('opens a tunnel through a proxy for HTTP/2', async () => {
    const server = await startHttp2Server()
    const proxy = await startProxy()
    const send = startSend({ ...TRUSTED, proxyEnv: { HTTP_PROXY: proxy.url } })

    const result = await send({ url: server.url, behavior: HTTP2 })

    expect([answerOf(result), proxy.requests]).toEqual([[200, 'ok'], [[`CONNECT localhost:${server.port}`, undefined]]])
  })

  it('opens a new session when the server ended the old one', async () => {
    const server = await startHttp2Server((_request, response) => {
      response.end('ok', () => response.stream.session?.close())
    })
    const send = startSend(TRUSTED)

    const results = [await send({ url: server.url, behavior: HTTP2 }), await send({ url: server.url, behavior: HTTP2 })]

    expect([results.map(answerOf), server.sockets()]).toEqual([
      [
        [200, 'ok'],
        [200, 'ok'],
      ],
      2,
    ])
  })

  it('sends an idempotent request again when a used session broke', async () => {
    const server = await startHttp2Server((request, response) => {
      if (server.requests.length === 2) request.stream.session?.destroy()
      else response.end('ok')
    })
    const send = startSend(TRUSTED)
    await send({ url: server.url, behavior: HTTP2 })

    const result = await send({ url: server.url, behavior: HTTP2 })

    expect([answerOf(result), server.requests.length]).toEqual([[200, 'ok'], 3])
  })

  it('fails when a stream is reset, and does not repeat it on and on', async () => {
    const server = await startHttp2Server((request) => request.stream.close(2))
    const send = startSend(TRUSTED)

    const results = [await send({ url: server.url, behavior: HTTP2 }), await send({ url: server.url, behavior: HTTP2 })]

    expect([results.map((result) => failureOf(result).code), server.requests.length]).toEqual([
      ['CONNECTION_RESET', 'CONNECTION_RESET'],
      2,
    ])
  })

  it('fails when a response over HTTP/2 breaks off', async () => {
    const server = await startHttp2Server((request, response) => {
      response.write('half', () => request.stream.close(2))
    })
    const send = startSend(TRUSTED)

    const { code, message } = failureOf(await send({ url: server.url, behavior: HTTP2 }))

    expect({ code, message }).toEqual({
      code: 'CONNECTION_RESET',
      message: `Cannot send GET "${server.url}/": the server ended the HTTP/2 stream`,
    })
  })

  it('ends an exchange over HTTP/2 when time is up or the run stops, and the session stays', async () => {
    const server = await startHttp2Server((request, response) => {
      if (request.url === '/fast') response.end('ok')
    })
    const send = startSend(TRUSTED)
    const abort = new AbortController()

    const late = await send({ url: `${server.url}/slow`, behavior: HTTP2 }, { timeoutMs: 100 })
    const stopping = send({ url: `${server.url}/slow`, behavior: HTTP2 }, { signal: abort.signal })
    await expect.poll(() => server.requests.length).toBe(2)
    abort.abort()
    const fast = await send({ url: `${server.url}/fast`, behavior: HTTP2 })

    expect([failureOf(late).code, failureOf(await stopping).code, answerOf(fast), server.sockets()]).toEqual([
      'REQUEST_TIMEOUT',
      'REQUEST_ABORTED',
      [200, 'ok'],
      1,
    ])
  })

  it('leaves no session open after close', async () => {
    const server = await startHttp2Server()
    const { send, close } = startRun(TRUSTED)
    await send({ url: server.url, behavior: HTTP2 })

    close()

    await expect.poll(() => server.openSockets()).toBe(0)
  })

  it('says that nothing listens, over HTTP/2', async () => {
    const server = await startServer()
    await server.close()
    const send = startSend()

    const result = await send({ url: `https://localhost:${server.port}/`, behavior: HTTP2 })

    expect(failureOf(result).code).toBe('CONNECTION_REFUSED')
  })

  it('fails on a header that HTTP/2 does not allow twice', async () => {
    const server = await startHttp2Server()
    const send = startSend(TRUSTED)

    const result = await send({
      url: server.url,
      headers: lines('Content-Type: a', 'Content-Type: b'),
      behavior: HTTP2,
    })

    expect(failureOf(result).code).toBe('HEADER_INVALID')
  })
})

/** Fields as Node lists them: names and values in turn. */
function pairs(...fields: readonly string[]): readonly string[] {
  return fields.flatMap((field) => field.split(' '))
}
