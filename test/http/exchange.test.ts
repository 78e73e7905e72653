import http from 'node:http'
import https from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createOnAbort } from '../../src/http/abort.ts'
import { parseAddress } from '../../src/http/address.ts'
import { exchange, type Reply } from '../../src/http/exchange.ts'
import type { WireRequest } from '../../src/model/exchange.ts'
import { temporaryFile } from '../support/cli.ts'
import { wireRequest } from '../support/events.ts'
import { startHastyServer, startRawServer, startServer, startTlsServer } from '../support/server.ts'

type Received = Extract<Reply, { kind: 'reply' }>

describe('exchange()', () => {
  it('writes exactly the given request: order, case, duplicates, and nothing of its own', async () => {
    const server = await startRawServer((_request, socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))
    const headers = lines('X-b: 1', 'HOST: mine', 'x-A: 1', 'x-A: 2', 'cOOKIE: a=b')

    await ask({ method: 'POST', url: `${server.url}/a%20b?{c}`, headers, body: text('') })

    expect(server.requests).toEqual([
      'POST /a%20b?{c} HTTP/1.1\r\nX-b: 1\r\nHOST: mine\r\nx-A: 1\r\nx-A: 2\r\ncOOKIE: a=b\r\n\r\n',
    ])
  })

  it('writes header and body as UTF-8 together', async () => {
    const server = await startRawServer((_request, socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))

    await ask({ method: 'POST', url: server.url, headers: lines('A: é', 'Content-Length: 2'), body: text('é') })

    expect(server.requests).toEqual(['POST / HTTP/1.1\r\nA: \xc3\xa9\r\nContent-Length: 2\r\n\r\n\xc3\xa9'])
  })

  it('writes a header without a body as Latin-1', async () => {
    const server = await startRawServer((_request, socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'))

    await ask({ url: server.url, headers: lines('A: é') })

    expect(server.requests).toEqual(['GET / HTTP/1.1\r\nA: \xe9\r\n\r\n'])
  })

  it('streams files between the bytes of a body', async () => {
    const server = await startServer()
    const path = temporaryFile('body', 'x'.repeat(100_000))
    const parts = [text('<'), { path, sizeBytes: 100_000 }, text('>')]
    const headers = lines('Content-Length: 100002', `Host: localhost:${server.port}`)

    await ask({ method: 'POST', url: server.url, headers, body: { kind: 'parts', parts, sizeBytes: 100_002 } })

    expect(server.requests.map(({ body }) => body)).toEqual([`<${'x'.repeat(100_000)}>`])
  })

  it('gives the response as received', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end(
        'HTTP/1.0 299 Gr\xc3\xb6\xc3\x9fer\r\nx-A: 1\r\nSet-Cookie: a\r\nX-a: 2\r\nSet-Cookie: b\r\n\r\nuntil the end',
        'latin1',
      ),
    )

    const { timings: _timings, ...received } = receivedOf(await ask({ url: `${server.url}/x` }))

    expect(received).toEqual({
      kind: 'reply',
      status: 299,
      statusText: 'Größer',
      httpVersion: '1.0',
      headers: lines('x-A: 1', 'Set-Cookie: a', 'X-a: 2', 'Set-Cookie: b'),
      body: Buffer.from('until the end'),
    })
  })

  it('accepts headers of 200 KiB', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(200_000)}\r\nContent-Length: 0\r\n\r\n`),
    )

    const response = receivedOf(await ask({ url: server.url }))

    expect(response.headers[0]?.value.length).toBe(200_000)
  })

  it('accepts what a lenient parser accepts when insecureHTTPParser is set', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n'),
    )

    const strict = await ask({ url: server.url })
    const lenient = await ask({ url: server.url, behavior: { insecureHTTPParser: true } })

    expect([strict.kind, lenient.kind]).toEqual(['broken', 'reply'])
  })

  it('waits for the final response after 1xx', async () => {
    const server = await startRawServer((_request, socket) =>
      socket.end(
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
      ),
    )

    const response = receivedOf(await ask({ url: server.url, headers: lines('Expect: 100-continue') }))

    expect([response.status, Buffer.from(response.body).toString()]).toEqual([200, 'ok'])
  })

  it.each([
    ['GET', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
    ['CONNECT', 'HTTP/1.1 200 OK\r\n\r\n'],
  ])('breaks when the server switches protocols after %s', async (method, answer) => {
    const server = await startRawServer((_request, socket) => socket.write(answer))

    const reply = await ask({ method, url: server.url, headers: lines('Connection: upgrade', 'Upgrade: x') })

    expect(reply).toEqual({
      kind: 'broken',
      error: new Error('the server switched to another protocol'),
      isStale: false,
    })
  })

  it('takes an answer that comes before the body was read', async () => {
    const server = await startHastyServer('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n')
    const path = temporaryFile('body', 'x'.repeat(10_000_000))
    const body = { kind: 'parts', parts: [{ path, sizeBytes: 10_000_000 }], sizeBytes: 10_000_000 } as const

    const result = await ask({ method: 'POST', url: server.url, headers: lines('Content-Length: 10000000'), body })

    expect(receivedOf(result).status).toBe(413)
  })

  it('times a new socket by phases and a reused one without', async () => {
    const server = await startTlsServer()
    const askAgain = opened(new https.Agent({ keepAlive: true, rejectUnauthorized: false }))
    const request = { url: server.url, headers: lines('Host: x') }

    const first = receivedOf(await askAgain(request)).timings
    const second = receivedOf(await askAgain(request)).timings

    expect([Object.keys(first).sort(), Object.keys(second).sort()]).toEqual([
      ['firstByte', 'tcp', 'tls', 'total'],
      ['firstByte', 'total'],
    ])
    const { tcp = 0, tls = 0, firstByte = 0, total } = first
    expect([tcp, tls, firstByte, total]).toEqual([tcp, tls, firstByte, total].sort((a, b) => a - b))
  })
})

/** Sends requests over one agent. */
function opened(agent: http.Agent): (change: Partial<WireRequest>) => Promise<Reply> {
  onTestFinished(() => agent.destroy())
  return (change) => {
    const request = wireRequest(change)
    const address = parseAddress(request.url)
    if (address === undefined) throw new Error(`not a URL: ${request.url}`)
    const { signal } = new AbortController()
    return exchange(request, {
      address,
      agent,
      signal,
      onAbort: createOnAbort(),
      timeoutMs: 10_000,
      maxBodyBytes: 1000,
    })
  }
}

function ask(change: Partial<WireRequest>): Promise<Reply> {
  return opened(new http.Agent())(change)
}

function receivedOf(reply: Reply): Received {
  if (reply.kind !== 'reply') throw new Error(reply.kind === 'broken' ? reply.error.message : reply.reason)
  return reply
}

function lines(...headers: readonly string[]): WireRequest['headers'] {
  return headers.map((line) => ({ key: line.slice(0, line.indexOf(': ')), value: line.slice(line.indexOf(': ') + 2) }))
}

function text(value: string): { readonly kind: 'bytes'; readonly bytes: Uint8Array } {
  return { kind: 'bytes', bytes: new TextEncoder().encode(value) }
}
