import { mkdtempSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { SendOptions, SendResult } from '../../src/engine/ports.ts'
import { createSend } from '../../src/http/send.ts'
import type { Failure } from '../../src/model/event.ts'
import type { WireRequest, WireResponse } from '../../src/model/exchange.ts'
import { wireRequest } from '../support/events.ts'
import { startHastyServer, startRawServer, startServer, startTlsServer } from '../support/server.ts'

describe('send()', () => {
  it('writes exactly the given request: order, case, duplicates, and nothing of its own', async () => {
    const server = await startRawServer((_request, socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))
    const headers = lines('X-b: 1', 'HOST: mine', 'x-A: 1', 'x-A: 2', 'cOOKIE: a=b')

    await send({ method: 'POST', url: `${server.url}/a%20b?{c}`, headers, body: text('') })

    expect(server.requests).toEqual([
      'POST /a%20b?{c} HTTP/1.1\r\nX-b: 1\r\nHOST: mine\r\nx-A: 1\r\nx-A: 2\r\ncOOKIE: a=b\r\n\r\n',
    ])
  })

  it('writes header and body as UTF-8 together', async () => {
    const server = await startRawServer((_request, socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))

    await send({ method: 'POST', url: server.url, headers: lines('A: é', 'Content-Length: 2'), body: text('é') })

    expect(server.requests).toEqual(['POST / HTTP/1.1\r\nA: \xc3\xa9\r\nContent-Length: 2\r\n\r\n\xc3\xa9'])
  })

  it('writes a header without a body as Latin-1', async () => {
    const server = await startRawServer((_request, socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))

    await send({ url: server.url, headers: lines('A: é') })

    expect(server.requests).toEqual(['GET / HTTP/1.1\r\nA: \xe9\r\n\r\n'])
  })

  it('streams files between the bytes of a body', async () => {
    const server = await startServer()
    const path = temporaryFile('x'.repeat(100_000))
    const parts = [text('<'), { path, sizeBytes: 100_000 }, text('>')]
    const headers = lines('Content-Length: 100002', `Host: localhost:${server.port}`)

    await send({ method: 'POST', url: server.url, headers, body: { kind: 'parts', parts, sizeBytes: 100_002 } })

    expect(server.requests.map(({ body }) => body)).toEqual([`<${'x'.repeat(100_000)}>`])
  })

  it('fails when a file became shorter than announced', async () => {
    const server = await startServer()
    const path = temporaryFile('short')
    const body = { kind: 'parts', parts: [{ path, sizeBytes: 10 }], sizeBytes: 10 } as const

    const result = await send({
      method: 'POST',
      url: server.url,
      headers: lines('Host: x', 'Content-Length: 10'),
      body,
    })

    expect(failureOf(result)).toEqual({
      code: 'FILE_UNREADABLE',
      message: `Cannot read "${path}" for the request body: it became shorter while it was sent`,
    })
  })

  it('gives the response as received', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end(
        'HTTP/1.0 299 Gr\xc3\xb6\xc3\x9fer\r\nx-A: 1\r\nSet-Cookie: a\r\nX-a: 2\r\nSet-Cookie: b\r\n\r\nuntil the end',
        'latin1',
      ),
    )

    const response = responseOf(await send({ url: `${server.url}/x` }))

    expect(response).toEqual({
      url: `${server.url}/x`,
      status: 299,
      statusText: 'Größer',
      httpVersion: '1.0',
      headers: lines('x-A: 1', 'Set-Cookie: a', 'X-a: 2', 'Set-Cookie: b'),
      body: Buffer.from('until the end'),
      downloadedBytes: 13,
      redirects: [],
      cookies: [],
    })
  })

  it.each([
    ['gzip', gzipSync('hello')],
    ['GZIP', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['deflate', deflateRawSync('hello')],
    ['br', brotliCompressSync('hello')],
    ['identity', Buffer.from('hello')],
    ['unheard-of', Buffer.from('hello')],
  ])('decodes %s', async (encoding, bytes) => {
    const server = await startServer((_request, response) =>
      response.setHeader('Content-Encoding', encoding).end(bytes),
    )

    const response = responseOf(await send({ url: server.url, headers: lines('Host: x') }))

    expect([Buffer.from(response.body).toString(), response.downloadedBytes]).toEqual(['hello', bytes.byteLength])
  })

  it.each(['HEAD', 'GET'])('decodes nothing where there is no body: %s', async (method) => {
    const server = await startServer((_request, response) =>
      response.writeHead(method === 'HEAD' ? 200 : 304, { 'Content-Encoding': 'gzip' }).end(),
    )

    const response = responseOf(await send({ method, url: server.url, headers: lines('Host: x') }))

    expect([...response.body]).toEqual([])
  })

  it('fails on a body that is not what its Content-Encoding says', async () => {
    const server = await startServer((_request, response) => response.setHeader('Content-Encoding', 'gzip').end('no'))

    const result = await send({ url: `${server.url}/x?secret`, headers: lines('Host: x') })

    expect(failureOf(result)).toEqual({
      code: 'RESPONSE_INVALID',
      message: `Cannot send GET "${server.url}/x": the body does not match its Content-Encoding`,
      error: { name: 'Error', message: 'incorrect header check' },
    })
  })

  it('keeps sockets alive', async () => {
    const server = await startServer()
    const { send: sendOnce } = sender()

    for (let count = 0; count < 3; count += 1)
      await sendOnce(request({ url: server.url, headers: lines('Host: x') }), OPTIONS)

    expect([server.requests.length, server.sockets()]).toEqual([3, 1])
  })

  it('times a new socket by phases and a reused one without', async () => {
    const server = await startTlsServer()
    const { send: sendOnce } = sender({ strictSSL: false })
    const wire = request({ url: server.url, headers: lines('Host: x') })

    const first = timingsOf(await sendOnce(wire, OPTIONS))
    const second = timingsOf(await sendOnce(wire, OPTIONS))

    expect([Object.keys(first).sort(), Object.keys(second).sort()]).toEqual([
      ['firstByte', 'tcp', 'tls', 'total'],
      ['firstByte', 'total'],
    ])
    const { tcp = 0, tls = 0, firstByte = 0, total } = first
    expect([tcp, tls, firstByte, total]).toEqual([tcp, tls, firstByte, total].sort((a, b) => a - b))
  })

  it('sends an idempotent request again when the server had closed the reused socket', async () => {
    const server = await startRawServer(answerThenReset)
    const { send: sendOnce } = sender()
    const wire = request({ url: server.url })
    await sendOnce(wire, OPTIONS)

    const result = await sendOnce(wire, OPTIONS)

    expect([responseOf(result).status, server.requests.length, server.sockets()]).toEqual([200, 3, 2])
  })

  it('does not send a POST again', async () => {
    const server = await startRawServer(answerThenReset)
    const { send: sendOnce } = sender()
    const wire = request({ method: 'POST', url: server.url, headers: lines('Content-Length: 0') })
    await sendOnce(wire, OPTIONS)

    const result = await sendOnce(wire, OPTIONS)

    expect([failureOf(result)?.code, server.requests.length]).toEqual(['CONNECTION_RESET', 2])
  })

  it('does not send again after the first byte of a response', async () => {
    const server = await startRawServer((_request, socket) => {
      if (server.requests.length === 1) socket.write(EMPTY_OK)
      else socket.write('HTTP/1.1 2', () => socket.resetAndDestroy())
    })
    const { send: sendOnce } = sender()
    const wire = request({ url: server.url })
    await sendOnce(wire, OPTIONS)

    const result = await sendOnce(wire, OPTIONS)

    expect([failureOf(result)?.code, server.requests.length]).toEqual(['CONNECTION_RESET', 2])
  })

  it('fails on a response shorter than its Content-Length', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort'),
    )

    const result = await send({ url: server.url })

    expect(failureOf(result)).toEqual({
      code: 'CONNECTION_RESET',
      message: `Cannot send GET "${server.url}/": the server closed the connection`,
      error: { name: 'Error', message: 'aborted' },
    })
  })

  it('fails on a response that is not HTTP', async () => {
    const server = await startRawServer((_request, socket) => socket.end('SSH-2.0-x\r\n'))

    const result = await send({ url: server.url })

    expect(failureOf(result)).toEqual({
      code: 'RESPONSE_INVALID',
      message: `Cannot send GET "${server.url}/": the response is not valid HTTP`,
      error: { name: 'Error', message: 'Parse Error: Expected HTTP/, RTSP/ or ICE/' },
    })
  })

  it('accepts headers of 200 KiB', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(200_000)}\r\nContent-Length: 0\r\n\r\n`),
    )

    const response = responseOf(await send({ url: server.url }))

    expect(response.headers[0]?.value.length).toBe(200_000)
  })

  it('accepts what a lenient parser accepts when insecureHTTPParser is set', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n'),
    )

    const strict = await send({ url: server.url })
    const lenient = await send({ url: server.url, behavior: { insecureHTTPParser: true } })

    expect([strict.kind, lenient.kind]).toEqual(['failed', 'response'])
  })

  it('waits for the final response after 1xx', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end(
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
      ),
    )

    const response = responseOf(await send({ url: server.url, headers: lines('Expect: 100-continue') }))

    expect([response.status, Buffer.from(response.body).toString()]).toEqual([200, 'ok'])
  })

  it.each([
    ['GET', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
    ['CONNECT', 'HTTP/1.1 200 OK\r\n\r\n'],
  ])('fails when the server switches protocols after %s', async (method, answer) => {
    const server = await startRawServer((_request, socket) => socket.write(answer))

    const result = await send({ method, url: server.url, headers: lines('Connection: upgrade', 'Upgrade: x') })

    expect(failureOf(result)).toEqual({
      code: 'NETWORK_FAILED',
      message: `Cannot send ${method} "${server.url}/": the server switched to another protocol`,
      error: { name: 'Error', message: 'the server switched to another protocol' },
    })
  })

  it('takes an answer that comes before the body was read', async () => {
    const server = await startHastyServer('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n')
    const path = temporaryFile('x'.repeat(10_000_000))
    const body = { kind: 'parts', parts: [{ path, sizeBytes: 10_000_000 }], sizeBytes: 10_000_000 } as const

    const result = await send({ method: 'POST', url: server.url, headers: lines('Content-Length: 10000000'), body })

    expect(responseOf(result).status).toBe(413)
  })

  it('ends at once when it is aborted', async () => {
    const server = await startRawServer(() => abort.abort())
    const abort = new AbortController()

    const result = await send({ url: `${server.url}/slow?secret` }, { signal: abort.signal, timeoutMs: 0 })

    expect(failureOf(result)).toEqual({
      code: 'REQUEST_ABORTED',
      message: `Cannot send GET "${server.url}/slow": the run was stopped`,
    })
  })

  it('sends nothing when it is already aborted', async () => {
    const server = await startServer()

    const result = await send({ url: server.url }, { signal: AbortSignal.abort(), timeoutMs: 0 })

    expect([failureOf(result)?.code, server.sockets()]).toEqual(['REQUEST_ABORTED', 0])
  })

  it('fails when the whole response takes longer than the timeout', async () => {
    const server = await startRawServer((_request, socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
      const drip = setInterval(() => socket.write('x'), 5)
      socket.once('close', () => clearInterval(drip))
    })

    const result = await send({ url: server.url }, { ...OPTIONS, timeoutMs: 50 })

    expect(failureOf(result)).toEqual({
      code: 'REQUEST_TIMEOUT',
      message: `Cannot send GET "${server.url}/": no complete response within 50 ms`,
      hint: 'Raise --timeout-request',
      error: { name: 'Error', message: 'ESOCKETTIMEDOUT' },
    })
  })

  it.each(['a.localhost', 'LOCALHOST', '127.0.0.1'])('reaches this machine as %s', async (host) => {
    const server = await startServer()

    const response = responseOf(await send({ url: `http://${host}:${server.port}/`, headers: lines('Host: x') }))

    expect(response.status).toBe(200)
  })

  it('says that nothing listens', async () => {
    const server = await startServer()
    await server.close()

    const result = await send({ url: `${server.url}/x?secret` })

    expect(failureOf(result)).toEqual({
      code: 'CONNECTION_REFUSED',
      message: `Cannot send GET "${server.url}/x": connection refused`,
      hint: 'Is the server running?',
      error: { name: 'Error', message: `connect ECONNREFUSED 127.0.0.1:${server.port}` },
    })
  })

  it('refuses a certificate that nobody trusts', async () => {
    const server = await startTlsServer()

    const result = await send({ url: server.url, headers: lines('Host: x') })

    expect(failureOf(result)).toEqual({
      code: 'TLS_FAILED',
      message: `Cannot send GET "${server.url}/": the certificate is self-signed`,
      hint: 'Pass --insecure to accept any certificate',
      error: { name: 'Error', message: 'self-signed certificate' },
    })
  })

  it.each([
    ['the run verifies, the request does not', true, { strictSSL: false }, 'response'],
    ['the run does not verify', false, {}, 'response'],
    ['the run does not verify, the request does', false, { strictSSL: true }, 'failed'],
  ])('lets the request decide about certificates: %s', async (_case, strictSSL, behavior, expected) => {
    const server = await startTlsServer()

    const result = await sender({ strictSSL }).send(
      request({ url: server.url, headers: lines('Host: x'), behavior }),
      OPTIONS,
    )

    expect(result.kind).toBe(expected)
  })

  it('says that a plain server does not speak TLS', async () => {
    const server = await startServer()

    const result = await send({ url: `https://localhost:${server.port}/` })

    expect(failureOf(result)).toMatchObject({ code: 'TLS_FAILED', hint: 'Does the server speak https at this port?' })
  })

  it.each([
    ['URL_INVALID', { url: 'ftp://localhost/' }],
    ['URL_INVALID', { url: 'http://localhost:99999/' }],
    ['URL_INVALID', { url: 'http://localhost/a b' }],
    ['HEADER_INVALID', { url: 'http://localhost/', headers: [{ key: 'A', value: 'x\n' }] }],
    ['HEADER_INVALID', { url: 'http://localhost/', headers: [{ key: 'A B', value: 'x' }] }],
  ])('fails with %s instead of throwing', async (code, change) => {
    const result = await send(change)

    expect(failureOf(result)?.code).toBe(code)
  })

  it('opens no socket after close', async () => {
    const server = await startServer()
    const { send: sendOnce, close } = sender()
    await sendOnce(request({ url: server.url, headers: lines('Host: x') }), OPTIONS)

    close()

    await expect.poll(() => server.openSockets()).toBe(0)
  })
})

const OPTIONS: SendOptions = { signal: new AbortController().signal, timeoutMs: 10_000 }
const EMPTY_OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'

function sender(options = { strictSSL: true }): ReturnType<typeof createSend> {
  const created = createSend(options)
  onTestFinished(created.close)
  return created
}

function send(change: Partial<WireRequest>, options = OPTIONS): Promise<SendResult> {
  return sender().send(request(change), options)
}

function request(change: Partial<WireRequest>): WireRequest {
  return wireRequest(change)
}

/** Answers the first request of a socket, and resets the socket on the second. */
function answerThenReset(_request: string, socket: Socket): void {
  if (socket.bytesWritten === 0) socket.write(EMPTY_OK)
  else socket.resetAndDestroy()
}

function lines(...headers: readonly string[]): WireRequest['headers'] {
  return headers.map((line) => ({ key: line.slice(0, line.indexOf(': ')), value: line.slice(line.indexOf(': ') + 2) }))
}

function text(value: string): { readonly kind: 'bytes'; readonly bytes: Uint8Array } {
  return { kind: 'bytes', bytes: new TextEncoder().encode(value) }
}

function temporaryFile(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'flowgate-')), 'body')
  writeFileSync(path, content)
  return path
}

function responseOf(result: SendResult): WireResponse {
  if (result.kind === 'failed') throw new Error(result.failure.message)
  return result.response
}

function timingsOf(result: SendResult): Extract<SendResult, { kind: 'response' }>['timings'] {
  if (result.kind === 'failed') throw new Error(result.failure.message)
  return result.timings
}

function failureOf(result: SendResult): Failure | undefined {
  return result.kind === 'failed' ? result.failure : undefined
}
