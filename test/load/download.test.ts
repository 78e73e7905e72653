import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { openSend, readText, readUrl } from '../support/load.ts'
import { startProxy } from '../support/proxy.ts'
import { startServer, startTlsServer, type TestServer } from '../support/server.ts'
import { refused } from './refused.ts'

const UID = '12345-0b1cd2ef-3456-4789-abcd-ef0123456789'
const API_HINT = 'Check the id and --postman-api-key; keys are made in Postman under Settings, API keys'

function seen({ requests }: TestServer, ...names: readonly string[]): readonly unknown[] {
  return requests.map(({ path, headers }) => ({
    path,
    ...Object.fromEntries(headers.filter(([name]) => names.includes(name.toLowerCase()))),
  }))
}

function redirect(path: string, location: () => string): RequestListener {
  return (request, response) => {
    if (request.url?.startsWith(path)) response.writeHead(302, { location: location() })
    response.end('{}')
  }
}

test('readText() loads a UID from the Postman API', async () => {
  const api = await startServer((_request, response) => response.end('{"collection":{}}'))

  const input = await readText(UID, 'collection', {
    postmanApiKey: 'PMAK-1',
    postmanApi: api.url,
    userAgent: 'flowgate/1',
  })

  const name = `${api.url}/collections/${UID}`
  expect(input).toEqual({ kind: 'collection', name, source: name, text: '{"collection":{}}' })
  expect(seen(api, 'x-api-key', 'user-agent', 'accept')).toEqual([
    { path: `/collections/${UID}`, accept: 'application/json', 'user-agent': 'flowgate/1', 'x-api-key': 'PMAK-1' },
  ])
})

test('readText() names the flag when a UID comes without a key', async () => {
  const error = await refused(() => readText(UID, 'environment'))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read environment "${UID}": no such file`,
    hint: 'Pass --postman-api-key to load it from the Postman API',
  })
})

test('readUrl() moves the key of an API URL into the header', async () => {
  const api = await startServer()

  await readUrl(`${api.url}/collections/1?apikey=PMAK-2&x=1`, 'collection', { timeoutMs: 1000, postmanApi: api.url })

  expect(seen(api, 'x-api-key')).toEqual([{ path: '/collections/1?x=1', 'x-api-key': 'PMAK-2' }])
})

test('readUrl() gives the key to no other server', async () => {
  const other = await startServer()

  await readUrl(`${other.url}/c.json`, 'collection', { timeoutMs: 1000, postmanApiKey: 'PMAK-1' })

  expect(seen(other, 'x-api-key', 'user-agent')).toEqual([{ path: '/c.json', 'user-agent': 'flowgate' }])
})

test('readUrl() leaves key and password behind when it is sent to another server', async () => {
  const other = await startServer()
  const api: TestServer = await startServer(redirect('/', () => `${other.url}/c.json`))
  const url = `${api.url.replace('//', '//me:safe@')}/collections/1`

  await readUrl(url, 'collection', { timeoutMs: 1000, postmanApi: api.url, postmanApiKey: 'PMAK-1' })

  expect(seen(api, 'x-api-key', 'authorization')).toEqual([
    { path: '/collections/1', authorization: 'Basic bWU6c2FmZQ==', 'x-api-key': 'PMAK-1' },
  ])
  expect(seen(other, 'x-api-key', 'authorization')).toEqual([{ path: '/c.json' }])
})

test('readUrl() keeps the key on its way through the same server', async () => {
  const api: TestServer = await startServer(redirect('/collections', () => '/v2'))

  await readUrl(`${api.url}/collections/1`, 'collection', { timeoutMs: 1000, postmanApi: api.url, postmanApiKey: 'k' })

  expect(seen(api, 'x-api-key')).toEqual([
    { path: '/collections/1', 'x-api-key': 'k' },
    { path: '/v2', 'x-api-key': 'k' },
  ])
})

test('readUrl() gives up on redirects without end', async () => {
  const server = await startServer(redirect('/', () => '/'))

  const error = await refused(() => readUrl(`${server.url}/`, 'collection', { timeoutMs: 1000 }))

  expect(error.message).toBe(`Cannot read collection "${server.url}/": it cannot be downloaded: more than 10 redirects`)
  expect(server.requests.length).toBe(11)
})

test.each([
  [
    '{"error":{"name":"AuthenticationError","message":"Invalid API Key. Every request requires a valid API Key to be sent."}}',
    ': Invalid API Key. Every request requires a valid API Key to be sent',
  ],
  ['{"error":"no"}', ''],
  ['null', ''],
  ['<html>', ''],
])('readUrl() says what the API says: %s', async (body, said) => {
  const api = await startServer((_request, response) => response.writeHead(401).end(body))

  const error = await refused(() =>
    readUrl(`${api.url}/collections/1?apikey=PMAK-1`, 'collection', { timeoutMs: 1000, postmanApi: api.url }),
  )

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read collection "${api.url}/collections/1": the server answers 401 Unauthorized${said}`,
    hint: API_HINT,
  })
})

test('readUrl() goes through the proxies of the environment, and unverified where it is told to', async () => {
  const [proxy, server, secure] = await Promise.all([startProxy(), startServer(), startTlsServer()])
  const send = openSend({ proxyEnv: { HTTP_PROXY: proxy.url }, strictSSL: false })

  await readUrl(`http://example.test:${server.port}/c.json`, 'collection', { send })
  await readUrl(`https://example.test:${secure.port}/c.json`, 'collection', { send })

  expect(proxy.requests.map(([line]) => line)).toEqual([
    `GET http://example.test:${server.port}/c.json`,
    `CONNECT example.test:${secure.port}`,
  ])
  expect([...server.requests, ...secure.requests].map(({ path }) => path)).toEqual(['/c.json', '/c.json'])
})

test('readUrl() says what to do about a certificate that nobody trusts', async () => {
  const { url } = await startTlsServer()

  const error = await refused(() => readUrl(`${url}/c.json?key=1`, 'collection'))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message: `Cannot read collection "${url}/c.json": it cannot be downloaded: the certificate is self-signed`,
    hint: 'Trust its authority with --ssl-extra-ca-certs, or pass --insecure to accept any certificate',
  })
})

test('readUrl() says that the proxy does not answer', async () => {
  const send = openSend({ proxyEnv: { HTTP_PROXY: 'http://127.0.0.1:1' } })

  const error = await refused(() => readUrl('http://example.test/c.json', 'collection', { send }))

  expect(error).toEqual({
    code: 'INPUT_UNREADABLE',
    message:
      'Cannot read collection "http://example.test/c.json": it cannot be downloaded: the proxy cannot be reached',
    hint: 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY',
  })
})
