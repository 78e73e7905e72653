import { expect, onTestFinished, test } from 'vitest'
import { createPorts } from '../src/compose.ts'
import { urlFromJson } from '../src/load/url.ts'
import type { RunEvent } from '../src/model/event.ts'
import type { EngineOptions, HttpOptions } from '../src/model/options.ts'
import { AUTHORITY, SERVER } from './support/authority.ts'
import { collection, item, request } from './support/collection.ts'
import { startProxy } from './support/proxy.ts'
import { eventsOf, outlineOf } from './support/run.ts'
import { startServer, startTlsServer, type TestServer } from './support/server.ts'

/** Who sends requests of its own, and from what. */
interface Sender {
  readonly what: string
  /** The request of the item. */
  readonly uses: Readonly<Record<string, string>>
  readonly auth?: Parameters<typeof request>[0] & object
  readonly variables: Readonly<Record<string, string>>
}

const SENDERS: readonly Sender[] = [
  {
    what: 'the worker token',
    uses: { Authorization: 'Bearer {{accessToken}}' },
    variables: { workerClientId: 'w', workerClientSecret: 's', workerTokenEndpoint: '{{as}}/token' },
  },
  {
    what: 'a pushed request',
    uses: { 'X-Request-Uri': '{{requestUri}}' },
    variables: { parEndpoint: '{{as}}/par', parParameters: '{}', parClientId: 'c', parClientSecret: 's' },
  },
  { what: 'a password of the outbox', uses: { 'X-Otp': '{{otp}}' }, variables: { outboxUrl: '{{as}}/outbox' } },
  {
    what: 'a token of the auth tab',
    uses: {},
    auth: {
      auth: {
        type: 'oauth2',
        parameters: {
          grant_type: 'client_credentials',
          accessTokenUrl: '{{as}}/token',
          clientId: 'c',
          clientSecret: 's',
        },
      },
    },
    variables: {},
  },
]

const ANSWERS: Readonly<Record<string, string>> = {
  '/token': '{"access_token":"t","expires_in":3600}',
  '/par': '{"request_uri":"urn:x"}',
  '/outbox': '[{"to":"a","body":"812345"}]',
}

const answering: Parameters<typeof startServer>[0] = ({ url = '' }, response) => response.end(ANSWERS[url] ?? '{}')

/** Runs one request of the sender; `as` is where its own requests go. */
async function runOf(
  { uses, auth, variables }: Sender,
  {
    as,
    http = {},
    options = {},
  }: { readonly as: string; readonly http?: Partial<HttpOptions>; readonly options?: Partial<EngineOptions> },
): Promise<readonly RunEvent[]> {
  const api = await startServer()
  const ports = createPorts({
    http: { strictSSL: true, ...http },
    files: { workingDir: '.', insecureFileRead: false },
    script: { startTimeoutMs: 0 },
  })
  onTestFinished(() => ports.close())
  const header = Object.entries(uses).map(([key, value]) => ({ key, value }))
  const values = Object.entries({ as, ...variables }).map(([key, value]) => ({ key, value }))
  const one = item('a', { request: request({ url: urlFromJson(`${api.url}/api`), header, ...auth }) })
  return eventsOf(collection([one]), ports, { environment: { values }, options })
}

function endOf(events: readonly RunEvent[]): unknown {
  return events.flatMap((event) => (event.type === 'item:end' ? [event.failure?.message ?? event.outcome] : [])).at(-1)
}

/** Through a proxy that sends all to the server, whatever the host. */
async function throughProxy(
  server: TestServer,
): Promise<{ readonly http: Partial<HttpOptions>; readonly seen: () => readonly string[] }> {
  const proxy = await startProxy({ port: server.port })
  const http = { proxyEnv: { HTTP_PROXY: proxy.url }, extraCa: [AUTHORITY] }
  return { http, seen: () => proxy.requests.map(([line]) => line) }
}

test.each(SENDERS)('$what goes through the proxy', async (sender) => {
  const server = await startServer(answering)
  const { http, seen } = await throughProxy(server)

  const events = await runOf(sender, { as: `http://as.test:${server.port}`, http })

  expect(endOf(events)).toBe('ran')
  expect(seen().filter((line) => line.includes('as.test'))).toHaveLength(1)
})

test.each(SENDERS)('$what is not asked for where the certificate is not trusted, unless told', async (sender) => {
  const server = await startTlsServer(answering, SERVER)

  const strict = await runOf(sender, { as: server.url })
  const lax = await runOf(sender, { as: server.url, http: { strictSSL: false } })
  const trusting = await runOf(sender, { as: server.url, http: { extraCa: [AUTHORITY] } })

  expect(outlineOf(strict).filter((line) => line.startsWith('request:failed'))).toEqual(['request:failed 0 TLS_FAILED'])
  expect([lax, trusting].map(endOf)).toEqual(['ran', 'ran'])
})

test.each(SENDERS)('$what is not asked for at a protected host', async (sender) => {
  const server = await startServer(answering)

  const events = await runOf(sender, {
    as: server.url,
    http: { protectedHosts: [`localhost:${server.port}`] },
  })

  expect(endOf(events)).toContain('the configuration protects this host')
  expect(outlineOf(events).filter((line) => line.startsWith('request:failed'))).toEqual([
    'request:failed 0 HOST_PROTECTED',
  ])
  expect(server.requests).toEqual([])
})

test.each(SENDERS)(
  '$what is asked for again after a lost connection and a 503, and waits when told to',
  async (sender) => {
    let count = 0
    const server = await startServer((asked, response) => {
      count += 1
      if (count === 1) asked.socket.destroy()
      else if (count === 2) response.writeHead(503).end()
      else if (count === 3) response.writeHead(429, { 'Retry-After': '0' }).end()
      else answering(asked, response)
    })

    const events = await runOf(sender, {
      as: server.url,
      options: { retries: { count: 2, on: ['network', '5xx'] } },
    })

    expect(
      outlineOf(events)
        .filter((line) => line.startsWith('item:end'))
        .map((line) => line.split(' ')[1]),
    ).toEqual(['retried', 'retried', 'ran'])
    const waits = events.flatMap((event) => (event.type === 'wait' ? [event.reason] : []))
    expect(waits).toEqual(['retry', 'retry', 'rate-limit'])
    expect(count).toBe(4)
  },
)
