import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startStandin } from '../../src/standin/server.ts'
import { createSigningKey } from '../../src/standin/token.ts'
import { type Bench, openBench, stable, workerToken } from './client.ts'

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
})

afterAll(async () => {
  await bench.standin.close()
})

/** Sends bytes as they are and returns what comes back until the connection ends. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(bench.standin.url).port), '127.0.0.1')
  socket.write(bytes)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce((inner) => [inner], {})
}

test('startStandin() names what a collection needs', () => {
  const { url, variables } = bench.standin

  expect(variables).toEqual({
    authPath: url,
    apiPath: `${url}/v1`,
    adminEnvID: '5f1a9e30-0000-4000-8000-00000000ad01',
    adminAppID: '5f1a9e30-0000-4000-8000-00000000ad02',
    adminAppSecret: 'standin-admin-secret-not-a-real-one-0001',
    envID: '5f1a9e30-0000-4000-8000-00000000e001',
  })
})

test('startStandin() listens on the loopback interface only', () => {
  expect(bench.standin.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})

test('startStandin() rejects with EADDRINUSE when the port is taken', async () => {
  const port = Number(new URL(bench.standin.url).port)

  await expect(startStandin({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

test('startStandin() gives two stand-ins nothing in common', async () => {
  const other = await openBench({ newKey: createSigningKey })
  const token = await workerToken(other)
  await other.send('POST', '/standin/clock/advance', { json: { ms: 3600_000 } })
  await other.send('POST', '/standin/faults', { json: { type: 'status', status: 500, path: '/nothing' } })
  await other.send('PUT', '/standin/snapshots/other')
  await other.send('GET', '/other')

  const answers = [
    await bench.send('GET', '/v1/environments', { token }),
    await bench.send('GET', '/standin/snapshots'),
    await bench.send('GET', '/standin/faults'),
    await bench.send('GET', '/standin/journal?path=/other'),
    await bench.send('GET', '/standin/clock'),
    await bench.send('GET', `/${bench.env}/as/jwks`),
  ]

  const keys = await other.send('GET', `/${bench.env}/as/jwks`)
  await other.standin.close()
  const [worker, snapshots, faults, journal, clock, ownKeys] = answers.map(({ status, body }) => ({ status, body }))
  expect([worker?.status, snapshots?.body, faults?.body, journal?.body]).toEqual([401, [], [], []])
  expect(clock?.body).toMatchObject({ leadMs: 0 })
  expect(ownKeys?.body).not.toEqual(keys.body)
})

test('startStandin() listens where it is told to', async () => {
  const { url, close } = await startStandin({ host: '0.0.0.0' })

  const response = await fetch(`${url}/standin/clock`)

  await close()
  expect([url, response.status]).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), 200])
})

test('close() ends an open keep-alive connection', async () => {
  const { standin } = await openBench()
  const socket = connect(Number(new URL(standin.url).port), '127.0.0.1')
  socket.write('GET /standin/outbox HTTP/1.1\r\nHost: x\r\n\r\n')
  await new Promise((resolve) => socket.once('data', resolve))
  const ended = new Promise((resolve) => socket.once('close', resolve))

  await standin.close()

  await expect(ended).resolves.toBe(false)
})

test('close() may be called again', async () => {
  const { standin } = await openBench()
  await standin.close()

  await expect(standin.close()).resolves.toBeUndefined()
})

test('startStandin() puts the headers of PingOne on every response', async () => {
  const { headers } = await bench.send('GET', '/nothing')

  const names = ['cache-control', 'content-type', 'correlation-id', 'expires', 'pragma', 'x-content-type-options']
  expect(names.map((name) => stable(headers.get(name)))).toEqual([
    'no-cache, no-store, max-age=0, must-revalidate',
    'application/hal+json;charset=UTF-8',
    '<id>',
    '0',
    'no-cache',
    'nosniff',
  ])
})

test('startStandin() gives an error the id of its Correlation-Id', async () => {
  const { headers, body } = await bench.send('GET', '/nothing')

  expect(body).toMatchObject({ id: headers.get('correlation-id') })
})

describe('startStandin() survives', () => {
  const NOT_FOUND = {
    id: '<id>',
    code: 'NOT_FOUND',
    message: 'The request could not be completed. The requested resource was not found.',
  }

  test.each(['/', '//', '/%', '/%zz/flows/x', '/v1', '/v1/environments/', '/v1/../..', '*', '/__proto__/as/token'])(
    'the path %s',
    async (path) => {
      const text = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)

      const body = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
      expect([text.slice(0, 12), stable(JSON.parse(body))]).toMatchObject([
        expect.stringMatching(/^HTTP\/1\.1 40[45]$/),
        { id: '<id>' },
      ])
    },
  )

  test('an absolute request target', async () => {
    const text = await raw('GET http://other/standin/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')

    expect(stable(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)))).toEqual(NOT_FOUND)
  })

  test('a request without Host', async () => {
    const text = await raw('GET /standin/outbox HTTP/1.0\r\n\r\n')

    expect(text).toMatch(/^HTTP\/1\.1 200 OK/)
  })

  test.each([
    ['/nothing', /^HTTP\/1\.1 404 Not Found/],
    ['/5f1a9e30-0000-4000-8000-00000000e001/as/.well-known/openid-configuration', /^HTTP\/1\.1 200 OK/],
  ])('a Host that is none on %s', async (path, expected) => {
    const text = await raw(`GET ${path} HTTP/1.1\r\nHost: a"b<c>\r\nConnection: close\r\n\r\n`)

    expect(text).toMatch(expected)
  })

  test('bytes that are not HTTP', async () => {
    const text = await raw('\u0000\u0001\u0002\r\n\r\n')

    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request/)
  })

  test('a client that leaves in the middle of its body', async () => {
    const socket = connect(Number(new URL(bench.standin.url).port), '127.0.0.1')
    const path = `/${bench.env}/as/authorize`
    const type = 'Content-Type: application/x-www-form-urlencoded'
    await new Promise((resolve) => {
      socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\n${type}\r\nContent-Length: 100\r\n\r\nabc`, resolve)
    })
    socket.destroy()

    const answer = await bench.send('GET', '/standin/outbox')

    expect(answer.status).toBe(200)
  })

  test.each([
    ['missing', { type: 'application/json' }],
    ['nested too deep', { json: { name: 'deep', more: nested(1000) } }],
  ])('a body that is %s', async (_, body) => {
    const token = await workerToken(bench)
    const path = `/v1/environments/${bench.env}/populations`

    const answer = await bench.send('POST', path, { token, ...body })

    expect([answer.status, stable(answer.body)]).toEqual([
      400,
      {
        id: '<id>',
        code: 'INVALID_REQUEST',
        message: 'The request could not be completed. The request was malformed or invalid.',
      },
    ])
  })

  test.each([
    ['/v1/environments/5f1a9e30-0000-4000-8000-00000000e001/users', 'application/json'],
    ['/5f1a9e30-0000-4000-8000-00000000e001/as/token', 'application/x-www-form-urlencoded'],
  ])('a body over 1 MiB on %s', async (path, type) => {
    const token = await workerToken(bench)

    const response = await fetch(`${bench.standin.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: 'x'.repeat(1024 * 1024 + 1),
    })

    expect([response.status, stable(await response.json())]).toEqual([
      413,
      {
        id: '<id>',
        code: 'REQUEST_TOO_LARGE',
        message: 'The request could not be completed. The request body is too large.',
      },
    ])
  })
})
