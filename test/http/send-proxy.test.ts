import { describe, expect, it } from 'vitest'
import { AUTHORITY, CLIENT, SERVER } from '../support/authority.ts'
import { startProxy, startSocksProxy } from '../support/proxy.ts'
import { answerOf, failureOf, lines, responseOf, startRun, startSend } from '../support/send.ts'
import { startRawServer, startServer, startTlsServer } from '../support/server.ts'

describe('send()', () => {
  it('asks an HTTP proxy for the whole URL, with its credentials where newman puts them', async () => {
    const proxy = await startRawServer((_request, socket) => socket.write(EMPTY_OK))
    const send = startSend({ proxyEnv: { HTTP_PROXY: `http://us%40er:pa%3Ass@127.0.0.1:${proxy.port}` } })
    const headers = [
      ...lines('X-A: 1', 'Host: a.test', 'Connection: keep-alive'),
      { key: 'Content-Length', value: '2', system: true },
      { key: 'Cookie', value: 'a=b', system: true },
    ]

    await send({
      method: 'POST',
      url: 'http://a.test/b?c=d',
      headers,
      body: { kind: 'bytes', bytes: Buffer.from('hi') },
    })

    expect(proxy.requests).toEqual([
      'POST http://a.test/b?c=d HTTP/1.1\r\nX-A: 1\r\nHost: a.test\r\nConnection: keep-alive\r\n' +
        'Proxy-Authorization: Basic dXNAZXI6cGE6c3M=\r\nContent-Length: 2\r\nCookie: a=b\r\n\r\nhi',
    ])
  })

  it('lets Proxy-Authorization of the request win over the address of the proxy', async () => {
    const proxy = await startRawServer((_request, socket) => socket.write(EMPTY_OK))
    const send = startSend({ proxyEnv: { http_proxy: `u:p@127.0.0.1:${proxy.port}` } })

    await send({ url: 'http://a.test/', headers: lines('proxy-authorization: mine') })

    expect(proxy.requests).toEqual(['GET http://a.test/ HTTP/1.1\r\nproxy-authorization: mine\r\n\r\n'])
  })

  it('opens a tunnel for https with the headers that newman repeats', async () => {
    const proxy = await startRawServer((_request, socket) => socket.end('HTTP/1.1 502 No\r\n\r\n'))
    const send = startSend({ proxyEnv: { HTTPS_PROXY: `http://u:p@127.0.0.1:${proxy.port}` } })
    const headers = lines(
      'X-A: 1',
      'Proxy-Authorization: mine',
      'Via: v',
      'User-Agent: x',
      'Host: a.test',
      'Accept: */*',
    )

    await send({ url: 'https://a.test/b?c=d', headers })

    expect(proxy.requests).toEqual([
      'CONNECT a.test:443 HTTP/1.1\r\nProxy-Authorization: Basic dTpw\r\nVia: v\r\nUser-Agent: x\r\nAccept: */*\r\nhost: a.test:443\r\n\r\n',
    ])
  })

  it('sends through a tunnel what the server would get without, and keeps it open', async () => {
    const server = await startTlsServer(undefined, SERVER)
    const proxy = await startProxy()
    const send = startSend({ extraCa: [AUTHORITY], proxyEnv: { HTTP_PROXY: proxy.url } })
    const headers = lines('Host: localhost', 'Proxy-Authorization: mine', 'X-A: 1')

    const results = [await send({ url: `${server.url}/a`, headers }), await send({ url: `${server.url}/b`, headers })]

    expect({
      answers: results.map(answerOf),
      proxy: proxy.requests,
      server: server.requests.map(({ path, headers: seen }) => [path, seen]),
    }).toEqual({
      answers: [
        [200, 'ok'],
        [200, 'ok'],
      ],
      proxy: [[`CONNECT localhost:${server.port}`, 'mine']],
      server: ['/a', '/b'].map((path) => [
        path,
        [
          ['Host', 'localhost'],
          ['X-A', '1'],
        ],
      ]),
    })
  })

  it('times a tunnel from its request on', async () => {
    const server = await startTlsServer(undefined, SERVER)
    const proxy = await startProxy()
    const send = startSend({ extraCa: [AUTHORITY], proxyEnv: { HTTP_PROXY: proxy.url } })

    const result = await send({ url: server.url, headers: lines('Host: localhost') })

    const timings = result.kind === 'response' ? result.timings : undefined
    expect(Object.keys(timings ?? {})).toEqual(['tls', 'firstByte', 'total'])
  })

  it('offers the client certificate to the server behind a tunnel, and verifies the name of the server', async () => {
    const mutual = { ...SERVER, ca: AUTHORITY, requestCert: true }
    const server = await startTlsServer(undefined, mutual)
    const proxy = await startProxy()
    const clientCertificates = [
      { matches: ['<all_urls>'], warnings: [], cert: Buffer.from(CLIENT.cert), key: Buffer.from(CLIENT.key) },
    ]
    const send = startSend({ clientCertificates, extraCa: [AUTHORITY], proxyEnv: { HTTP_PROXY: proxy.url } })

    const right = await send({ url: server.url, headers: lines('Host: localhost') })
    const wrong = await send({ url: `https://a.test:${server.port}/`, headers: lines('Host: localhost') })

    expect([answerOf(right), failureOf(wrong).message]).toEqual([
      [200, 'ok'],
      `Cannot send GET "https://a.test:${server.port}/": the certificate is for another host`,
    ])
  })

  it.each(['http', 'https'] as const)('speaks TLS to a proxy that wants it: %s', async (scheme) => {
    const server = scheme === 'http' ? await startServer() : await startTlsServer(undefined, SERVER)
    const proxy = await startProxy({ tls: SERVER })
    const send = startSend({ extraCa: [AUTHORITY], proxyEnv: { HTTP_PROXY: proxy.url } })

    const result = await send({ url: `${server.url}/`, headers: lines('Host: localhost') })

    const line = scheme === 'http' ? `GET ${server.url}/` : `CONNECT localhost:${server.port}`
    expect([answerOf(result), proxy.requests]).toEqual([[200, 'ok'], [[line, undefined]]])
  })

  it.each(['http', 'https'])('verifies the certificate of a proxy: %s', async (scheme) => {
    const proxy = await startProxy({ tls: SERVER })
    const send = startSend({ proxyEnv: { HTTP_PROXY: proxy.url } })

    const { code, message, hint } = failureOf(await send({ url: `${scheme}://a.test/` }))

    expect({ code, message, hint }).toEqual({
      code: 'PROXY_FAILED',
      message: `Cannot send GET "${scheme}://a.test/": TLS with the proxy failed: the certificate chain is incomplete`,
      hint: 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY',
    })
  })

  it('goes past the proxy for NO_PROXY', async () => {
    const server = await startServer()
    const proxy = await startProxy()
    const send = startSend({ proxyEnv: { HTTP_PROXY: proxy.url, NO_PROXY: 'a.test,localhost' } })

    const result = await send({ url: server.url, headers: lines('Host: localhost') })

    expect([answerOf(result), proxy.requests]).toEqual([[200, 'ok'], []])
  })

  it.each([
    [
      407,
      'the proxy wants user and password',
      'Write them into the address of the proxy: http://user:password@host:port',
    ],
    [502, 'the proxy answers 502', 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY'],
  ])('says that a tunnel is refused: %d', async (status, reason, hint) => {
    const proxy = await startRawServer((_request, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
    const send = startSend({ proxyEnv: { HTTP_PROXY: `http://user:secret@127.0.0.1:${proxy.port}` } })

    const result = await send({ url: 'https://a.test/x?y' })

    expect(failureOf(result)).toEqual({
      code: 'PROXY_FAILED',
      message: `Cannot send GET "https://a.test/x": ${reason}`,
      hint,
      error: {
        name: 'Error',
        message: `tunneling socket could not be established, statusCode=${status}`,
        code: 'ECONNRESET',
      },
    })
  })

  it.each([
    ['http', { message: (port: number) => `connect ECONNREFUSED 127.0.0.1:${port}`, code: 'ECONNREFUSED' }],
    [
      'https',
      {
        message: (port: number) =>
          `tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:${port}`,
        code: 'ECONNRESET',
      },
    ],
  ])('says that the proxy cannot be reached: %s', async (scheme, newman) => {
    const gone = await startServer()
    await gone.close()
    const send = startSend({ proxyEnv: { HTTP_PROXY: `http://user:secret@127.0.0.1:${gone.port}` } })

    const { error, ...failure } = failureOf(await send({ url: `${scheme}://a.test/` }))

    expect([failure, error?.message, error?.code]).toEqual([
      {
        code: 'PROXY_FAILED',
        message: `Cannot send GET "${scheme}://a.test/": the proxy cannot be reached`,
        hint: 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY',
      },
      newman.message(gone.port),
      newman.code,
    ])
  })

  it('says of a proxy with several addresses what the last of them did, as newman does', async () => {
    const gone = await startServer()
    await gone.close()
    const send = startSend({ proxyEnv: { HTTPS_PROXY: `http://localhost:${gone.port}` } })

    const { error } = failureOf(await send({ url: 'https://a.test/' }))

    expect(error?.message).toBe(
      `tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:${gone.port}`,
    )
  })

  it('says that the address of the proxy is unusable, without its password', async () => {
    const send = startSend({ proxyEnv: { HTTP_PROXY: 'ftp://user:secret@p' } })

    expect(failureOf(await send({ url: 'http://a.test/' }))).toEqual({
      code: 'PROXY_FAILED',
      message: 'Cannot send GET "http://a.test/": "ftp:" in the address of the proxy is not the protocol of one',
      hint: 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY',
      error: { name: 'Error', message: 'Invalid protocol: ftp:' },
    })
  })

  it('fails when what comes through a tunnel is not TLS', async () => {
    const proxy = await startRawServer((_request, socket) => socket.write('HTTP/1.1 200 OK\r\n\r\ngarbage\r\n'))
    const send = startSend({ proxyEnv: { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` } })

    const { code, message } = failureOf(await send({ url: 'https://a.test/' }))

    expect({ code, message }).toEqual({
      code: 'TLS_FAILED',
      message: 'Cannot send GET "https://a.test/": the server does not speak TLS',
    })
  })

  it('ends in time when the proxy never answers', async () => {
    const proxy = await startRawServer(() => {})
    const send = startSend({ proxyEnv: { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` } })

    const result = await send({ url: 'https://a.test/' }, { timeoutMs: 50 })

    expect(failureOf(result).code).toBe('REQUEST_TIMEOUT')
  })

  it.each(['http', 'socks5h'])('leaves nothing open after close: %s', async (scheme) => {
    const silent = await startRawServer(() => {})
    const { send, close } = startRun({ proxyEnv: { HTTP_PROXY: `${scheme}://127.0.0.1:${silent.port}` } })
    const sending = send({ url: 'https://a.test/' })
    await expect.poll(() => silent.openSockets()).toBe(1)

    close()

    expect(failureOf(await sending).code).toBe('PROXY_FAILED')
    await expect.poll(() => silent.openSockets()).toBe(0)
  })

  it('leaves no tunnel open after close', async () => {
    const server = await startTlsServer(undefined, SERVER)
    const proxy = await startProxy()
    const { send, close } = startRun({ extraCa: [AUTHORITY], proxyEnv: { HTTP_PROXY: proxy.url } })
    responseOf(await send({ url: server.url, headers: lines('Host: localhost') }))

    close()

    await expect.poll(() => proxy.openSockets()).toBe(0)
  })

  it.each(['http', 'https'] as const)('goes through a SOCKS proxy, which resolves the host: %s', async (scheme) => {
    const server = scheme === 'http' ? await startServer() : await startTlsServer(undefined, SERVER)
    const proxy = await startSocksProxy({ login: 'user:pass' })
    const send = startSend({
      extraCa: [AUTHORITY],
      proxyEnv: { HTTP_PROXY: `socks5h://user:pass@127.0.0.1:${proxy.port}` },
    })

    for (let count = 0; count < 2; count += 1) {
      responseOf(await send({ url: server.url, headers: lines('Host: localhost') }))
    }

    expect([server.requests.length, proxy.requests, proxy.logins]).toEqual([
      2,
      [`localhost:${server.port}`],
      ['user:pass'],
    ])
  })

  it('resolves the host itself for socks5', async () => {
    const server = await startServer()
    const proxy = await startSocksProxy()
    const send = startSend({ proxyEnv: { HTTP_PROXY: `socks5://127.0.0.1:${proxy.port}` } })

    responseOf(await send({ url: `http://a.localhost:${server.port}/`, headers: lines('Host: a') }))

    expect(proxy.requests).toEqual([`127.0.0.1:${server.port}`])
  })

  it('says that a SOCKS proxy refuses', async () => {
    const proxy = await startSocksProxy({ login: 'user:pass' })
    const send = startSend({ proxyEnv: { HTTP_PROXY: `socks5h://user:wrong@127.0.0.1:${proxy.port}` } })

    expect(failureOf(await send({ url: 'http://a.test/' }))).toEqual({
      code: 'PROXY_FAILED',
      message: 'Cannot send GET "http://a.test/": the SOCKS proxy refuses or cannot be reached',
      hint: 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY',
      error: { name: 'Error', message: 'Socks5 Authentication failed' },
    })
  })
})

const EMPTY_OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'
