import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { SendOptions, SendResult } from '../../src/engine/ports.ts'
import { createSend } from '../../src/http/send.ts'
import type { WireRequest, WireResponse } from '../../src/model/exchange.ts'
import type { Failure } from '../../src/model/failure.ts'
import type { HttpOptions } from '../../src/model/options.ts'
import { temporaryFile } from '../support/cli.ts'
import { wireRequest } from '../support/events.ts'
import { startRawServer, startServer, startTlsServer } from '../support/server.ts'

describe('send()', () => {
  it('fails when a file became shorter than announced', async () => {
    const server = await startServer()
    const path = temporaryFile('body', 'short')
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

  it('decodes a body and counts what was downloaded', async () => {
    const bytes = gzipSync('hello'.repeat(100))
    const server = await startServer((_request, response) => response.setHeader('Content-Encoding', 'gzip').end(bytes))

    const response = responseOf(await send({ url: server.url, headers: lines('Host: x') }))

    expect([Buffer.from(response.body).toString(), response.downloadedBytes]).toEqual([
      'hello'.repeat(100),
      bytes.length,
    ])
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
      error: { name: 'Error', message: 'incorrect header check', code: 'Z_DATA_ERROR', errno: -3 },
    })
  })

  it('keeps sockets alive', async () => {
    const server = await startServer()
    const { send: sendOnce } = sender()

    for (let count = 0; count < 3; count += 1)
      await sendOnce(request({ url: server.url, headers: lines('Host: x') }), relaxed())

    expect([server.requests.length, server.sockets()]).toEqual([3, 1])
  })

  it('sends an idempotent request again when the server had closed the reused socket', async () => {
    const server = await startRawServer(answerThenReset)
    const { send: sendOnce } = sender()
    const wire = request({ url: server.url })
    await sendOnce(wire, relaxed())

    const result = await sendOnce(wire, relaxed())

    expect([responseOf(result).status, server.requests.length, server.sockets()]).toEqual([200, 3, 2])
  })

  it('does not send a POST again', async () => {
    const server = await startRawServer(answerThenReset)
    const { send: sendOnce } = sender()
    const wire = request({ method: 'POST', url: server.url, headers: lines('Content-Length: 0') })
    await sendOnce(wire, relaxed())

    const result = await sendOnce(wire, relaxed())

    expect([failureOf(result)?.code, server.requests.length]).toEqual(['CONNECTION_RESET', 2])
  })

  it('does not send again after the first byte of a response', async () => {
    const server = await startRawServer((_request, socket) => {
      if (server.requests.length === 1) socket.write(EMPTY_OK)
      else socket.write('HTTP/1.1 2', () => socket.resetAndDestroy())
    })
    const { send: sendOnce } = sender()
    const wire = request({ url: server.url })
    await sendOnce(wire, relaxed())

    const result = await sendOnce(wire, relaxed())

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
      error: { name: 'Error', message: 'aborted', code: 'ECONNRESET' },
    })
  })

  it('fails on a body that is larger than it may be', async () => {
    const server = await startServer((_request, response) => response.end(Buffer.alloc(2 * 1024 * 1024 + 1)))
    const { send: sendLittle } = sender({ strictSSL: true, maxBodyBytes: 2 * 1024 * 1024 })

    const result = await sendLittle(request({ url: server.url, headers: lines('Host: x') }), relaxed())

    expect(failureOf(result)).toEqual({
      code: 'RESPONSE_TOO_LARGE',
      message: `Cannot send GET "${server.url}/": the body is larger than 2 MB`,
      hint: 'Raise --max-response, or look for a body that never ends',
      error: { name: 'BodyTooLarge', message: 'the body is larger than 2 MB' },
    })
  })

  it('fails on a response that is not HTTP', async () => {
    const server = await startRawServer((_request, socket) => socket.end('SSH-2.0-x\r\n'))

    const result = await send({ url: server.url })

    expect(failureOf(result)).toEqual({
      code: 'RESPONSE_INVALID',
      message: `Cannot send GET "${server.url}/": the response is not valid HTTP`,
      error: { name: 'Error', message: 'Parse Error: Expected HTTP/, RTSP/ or ICE/', code: 'HPE_INVALID_CONSTANT' },
    })
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

    const result = await send({ url: server.url }, { ...relaxed(), timeoutMs: 50 })

    expect(failureOf(result)).toEqual({
      code: 'REQUEST_TIMEOUT',
      message: `Cannot send GET "${server.url}/": no complete response within 50 ms`,
      hint: 'Raise --timeout-request',
      error: { name: 'Error', message: 'ESOCKETTIMEDOUT', code: 'ESOCKETTIMEDOUT' },
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
      error: {
        name: 'Error',
        message: `connect ECONNREFUSED 127.0.0.1:${server.port}`,
        code: 'ECONNREFUSED',
        errno: -111,
        syscall: 'connect',
        address: '127.0.0.1',
        port: server.port,
      },
    })
  })

  it('refuses a certificate that nobody trusts', async () => {
    const server = await startTlsServer()

    const result = await send({ url: server.url, headers: lines('Host: x') })

    expect(failureOf(result)).toEqual({
      code: 'TLS_FAILED',
      message: `Cannot send GET "${server.url}/": the certificate is self-signed`,
      hint: 'Trust its authority with --ssl-extra-ca-certs, or pass --insecure to accept any certificate',
      error: { name: 'Error', message: 'self-signed certificate', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
  })

  it.each([
    { strictSSL: true, behavior: { strictSSL: false }, expected: 'response' },
    { strictSSL: false, behavior: {}, expected: 'response' },
    { strictSSL: false, behavior: { strictSSL: true }, expected: 'failed' },
  ])(
    'lets the request decide about certificates: $behavior over $strictSSL',
    async ({ strictSSL, behavior, expected }) => {
      const server = await startTlsServer()

      const result = await sender({ strictSSL }).send(
        request({ url: server.url, headers: lines('Host: x'), behavior }),
        relaxed(),
      )

      expect(result.kind).toBe(expected)
    },
  )

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
    await sendOnce(request({ url: server.url, headers: lines('Host: x') }), relaxed())

    close()

    await expect.poll(() => server.openSockets()).toBe(0)
  })
})

const EMPTY_OK = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'

/** A signal of its own for each request, and all the time of a test. */
function relaxed(): SendOptions {
  return { signal: new AbortController().signal, timeoutMs: 10_000 }
}

function sender(options: HttpOptions = { strictSSL: true }): ReturnType<typeof createSend> {
  const created = createSend(options)
  onTestFinished(created.close)
  return created
}

function send(change: Partial<WireRequest>, options = relaxed()): Promise<SendResult> {
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

function responseOf(result: SendResult): WireResponse {
  if (result.kind === 'failed') throw new Error(result.failure.message)
  return result.response
}

function failureOf(result: SendResult): Failure | undefined {
  return result.kind === 'failed' ? result.failure : undefined
}
