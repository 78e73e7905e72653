import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { POSTMAN_API } from '../support/certificate.ts'
import { collectionJson, type Finished, flowgate, temporaryFile, temporaryFolder } from '../support/cli.ts'
import { startProxy } from '../support/proxy.ts'
import { startServer, startTlsServer, type TestServer } from '../support/server.ts'

const COLLECTION = '12345-0a1b2c3d-0000-4000-8000-000000000001'
const ENVIRONMENT = '12345-0a1b2c3d-0000-4000-8000-000000000002'
const KEY = 'PMAK-0123456789abcdef-hush'

/** The Postman API, as far as the binary can tell: a tunnel leads its address to a server here, whose certificate is trusted. */
async function startApi(respond: RequestListener): Promise<TestServer & { readonly run: (...args: string[]) => Run }> {
  const api = await startTlsServer(respond, POSTMAN_API)
  const proxy = await startProxy({ port: api.port })
  const authorities = temporaryFile('ca.pem', POSTMAN_API.cert)
  return {
    ...api,
    run: (...args) => {
      const cwd = temporaryFolder()
      const env = { HOME: cwd, HTTPS_PROXY: proxy.url, POSTMAN_API_KEY: KEY }
      return flowgate(['run', ...args, '--ssl-extra-ca-certs', authorities], { cwd, env })
    },
  }
}

type Run = Promise<Finished>

function keysOf({ requests }: TestServer): readonly (readonly [path: string, key: string | undefined])[] {
  return requests.map(({ path, headers }) => [path, headers.find(([name]) => /^x-api-key$/i.test(name))?.[1]])
}

test.each([
  ['by POSTMAN_API_KEY', [], KEY],
  ['by --postman-api-key, which wins', ['--postman-api-key', 'PMAK-other'], 'PMAK-other'],
])('collection and environment of the Postman API are run, %s', async (_what, flags, key) => {
  const shop = await startServer()
  const answers: Readonly<Record<string, object>> = {
    [`/collections/${COLLECTION}`]: {
      collection: collectionJson([{ name: 'A', request: `${shop.url}/{{id}}` }]),
    },
    [`/environments/${ENVIRONMENT}`]: { environment: { name: 'E', values: [{ key: 'id', value: '7' }] } },
  }
  const api = await startApi((request, response) => response.end(JSON.stringify(answers[request.url ?? ''])))

  const ended = await api.run(COLLECTION, '-e', ENVIRONMENT, ...flags)

  expect([ended.code, ended.stderr, shop.requests.map(({ path }) => path)]).toEqual([0, '', ['/7']])
  expect(keysOf(api)).toEqual(Object.keys(answers).map((path) => [path, key]))
  expect(ended.stdout).not.toContain(key)
})

const WHERE = `"https://api.postman.com/collections/${COLLECTION}"`
const CHECK = 'Check the id and --postman-api-key; keys are made in Postman under Settings, API keys'
const BUSY = 'Run it again later, or download the file once and pass it by its path'
const said = (message: string): string => JSON.stringify({ error: { name: 'error', message } })

test.each([
  [
    401,
    said('Invalid API Key. Every request requires a valid API Key to be sent.'),
    'Unauthorized: Invalid API Key. Every request requires a valid API Key to be sent',
    CHECK,
  ],
  [404, said('We could not find the collection'), 'Not Found: We could not find the collection', CHECK],
  [429, said('Rate limit exceeded'), 'Too Many Requests: Rate limit exceeded', BUSY],
  [403, '<html>Blocked</html>', 'Forbidden', CHECK],
  [500, said(`broken by ${KEY}`), 'Internal Server Error: broken by [masked]', BUSY],
])('what the Postman API refuses with %i is told in a sentence', async (status, body, ...told) => {
  const api = await startApi((_request, response) => response.writeHead(status).end(body))

  const ended = await api.run(COLLECTION)

  expect(ended).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: Cannot read collection ${WHERE}: the server answers ${status} ${told.join('\n  ')}\n`,
  })
})

test.each([
  ['a page', '<!DOCTYPE html><title>Postman</title>', 'it is an HTML page'],
  ['JSON without the member', '{"meta": {}}', 'it is not a collection: it has no "item" list'],
])('%s in place of a collection is told in a sentence', async (_what, body, reason) => {
  const api = await startApi((_request, response) => response.end(body))

  const { code, stderr } = await api.run(COLLECTION)

  expect([code, stderr.split('\n')[0]]).toEqual([2, `error: Cannot read collection ${WHERE}: ${reason}`])
})

test('an address of the Postman API that does not answer is told in a sentence', async () => {
  const api = await startApi(({ socket }) => socket.destroy())

  const { code, stderr } = await api.run(COLLECTION)

  expect([code, stderr]).toEqual([
    2,
    `error: Cannot read collection ${WHERE}: it cannot be downloaded: the server closed the connection\n  Check the network and the proxies of the environment, or pass the file by its path\n`,
  ])
})

test('an id without a key is told what it lacks', async () => {
  const cwd = temporaryFolder()

  const ended = await flowgate(['run', COLLECTION], { cwd, env: { HOME: cwd } })

  expect(ended).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: Cannot read collection "${COLLECTION}": no such file\n  Pass --postman-api-key to load it from the Postman API\n`,
  })
})
