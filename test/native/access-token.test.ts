import { expect, test } from 'vitest'
import { stillClock } from '../support/ports.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { makeValue, NOW, producerInput, realProduce } from './making.ts'

/** A token endpoint that numbers its tokens, which live for an hour. */
async function tokenEndpoint(): Promise<TestServer> {
  let count = 0
  return startServer((_, response) =>
    response.end(`{"access_token":"token-${++count}","token_type":"Bearer","expires_in":3600}`),
  )
}

function adminOf(authPath: string): Readonly<Record<string, string>> {
  return { authPath, adminEnvID: 'env-1', adminAppID: 'app-1', adminAppSecret: 'wo:rker~s3cret' }
}

test('makeAccessToken() fetches a token as the shipped collection does', async () => {
  const server = await tokenEndpoint()

  const result = await makeValue('accessToken', adminOf(server.url))

  expect(result).toEqual({ kind: 'produced', value: 'token-1', lifetime: 'attempt' })
  expect(server.requests).toMatchObject([
    { method: 'POST', path: '/env-1/as/token', body: 'grant_type=client_credentials' },
  ])
  expect(server.requests[0]?.headers).toContainEqual(['Authorization', `Basic ${btoa('app-1:wo:rker~s3cret')}`])
})

test('makeAccessToken() takes inputs of its own, and sends credentials in the body', async () => {
  const server = await tokenEndpoint()

  await makeValue('accessToken', {
    workerClientId: 'worker',
    workerClientSecret: 's&cret',
    workerTokenEndpoint: `${server.url}/oauth/token`,
    workerScope: 'p1:read p1:write',
    workerAuthMethod: 'client_secret_post',
  })

  expect(server.requests).toMatchObject([
    {
      path: '/oauth/token',
      body: 'grant_type=client_credentials&scope=p1%3Aread%20p1%3Awrite&client_id=worker&client_secret=s%26cret',
    },
  ])
})

test('makeAccessToken() fetches once, and again half a minute before the end', async () => {
  const server = await tokenEndpoint()
  const clock = stillClock(NOW)
  const produce = realProduce({}, clock)
  const input = producerInput(adminOf(server.url), clock)

  const first = await produce.make('accessToken', input)
  clock.advance(3_569_000)
  const second = await produce.make('accessToken', input)
  clock.advance(1000)
  const third = await produce.make('accessToken', input)

  expect([first, second, third]).toMatchObject([{ value: 'token-1' }, { value: 'token-1' }, { value: 'token-2' }])
})

test('makeAccessToken() steps aside without a worker application', async () => {
  expect(await makeValue('accessToken', { authPath: 'https://auth.example.test' })).toEqual({
    kind: 'declined',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "accessToken": adminAppID is missing',
      hint: 'Set adminAppID and adminAppSecret, or accessToken itself',
    },
  })
})

const HINT =
  'Check authPath, adminEnvID, adminAppID and adminAppSecret, and that the worker application is enabled; or set accessToken'

test('makeAccessToken() tells nothing secret when the endpoint refuses', async () => {
  const server = await startServer((_, response) =>
    response.writeHead(401).end('{"error":"invalid_client","error_description":"wo:rker~s3cret is wrong"}'),
  )

  expect(await makeValue('accessToken', adminOf(server.url))).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_FAILED',
      message: `Cannot make "accessToken": cannot fetch a token from "${server.url}/env-1/as/token": it answered 401 with invalid_client`,
      hint: HINT,
    },
  })
})

test('makeAccessToken() says that the endpoint is dead', async () => {
  const server = await startServer()
  await server.close()

  expect(await makeValue('accessToken', adminOf(server.url))).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_FAILED',
      message: `Cannot make "accessToken": cannot fetch a token from "${server.url}/env-1/as/token": connection refused`,
      hint: HINT,
    },
  })
})

test('makeAccessToken() names the secret when it alone is missing', async () => {
  expect(await makeValue('accessToken', { ...adminOf('http://localhost'), adminAppSecret: undefined })).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "accessToken": workerClientSecret is missing, and so is adminAppSecret',
      hint: 'Set workerClientSecret, or adminAppSecret',
    },
  })
})
