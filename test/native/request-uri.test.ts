import { expect, test } from 'vitest'
import { stillClock } from '../support/ports.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { makeValue, NOW, producerInput, realProduce, type Variables } from './making.ts'

const REQUEST_URI = 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c'

async function parEndpoint(): Promise<TestServer> {
  return startServer((_, response) =>
    response.writeHead(201).end(JSON.stringify({ request_uri: REQUEST_URI, expires_in: 60 })),
  )
}

function variablesOf(url: string, more: Variables = {}): Variables {
  return {
    authPath: url,
    envID: 'env-1',
    mfaNativeAppId: 'app 1',
    mfaNativeAppSecret: 'se:cret',
    parParameters: '{"response_type":"code","request":"a.b.c","claims":{"id_token":null}}',
    ...more,
  }
}

test('makeRequestUri() pushes the parameters and hands on the request_uri', async () => {
  const server = await parEndpoint()

  const result = await makeValue('requestUri', variablesOf(server.url))

  expect(result).toEqual({ kind: 'produced', value: REQUEST_URI, lifetime: 'attempt' })
  expect(server.requests).toMatchObject([
    {
      method: 'POST',
      path: '/env-1/as/par',
      body: 'response_type=code&request=a.b.c&claims=%7B%22id_token%22%3Anull%7D&client_id=app+1',
    },
  ])
  expect(server.requests[0]?.headers).toContainEqual(['Authorization', `Basic ${btoa('app%201:se%3Acret')}`])
})

test.each([
  { parAuthMethod: 'client_secret_post', credentials: '&client_secret=se%3Acret' },
  { parAuthMethod: 'none', credentials: '' },
  {
    parAuthMethod: 'jwt',
    credentials:
      '&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=d.e.f',
  },
])('makeRequestUri() authenticates by $parAuthMethod', async ({ parAuthMethod, credentials }) => {
  const server = await parEndpoint()

  await makeValue('requestUri', variablesOf(server.url, { parAuthMethod, parAssertion: 'd.e.f', parParameters: '{}' }))

  expect(server.requests).toMatchObject([{ body: `client_id=app+1${credentials}` }])
  expect(server.requests[0]?.headers.map(([name]) => name)).not.toContain('Authorization')
})

test.each([
  { status: 401, body: '{"error":"invalid_client"}', reason: 'it answered 401 with invalid_client' },
  { status: 500, body: 'oops', reason: 'it answered 500' },
  { status: 200, body: '{"expires_in":60}', reason: 'its answer holds no request_uri' },
])('makeRequestUri() fails when $reason', async ({ status, body, reason }) => {
  const server = await startServer((_, response) => response.writeHead(status).end(body))

  expect(await makeValue('requestUri', variablesOf(server.url))).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_FAILED',
      message: `Cannot make "requestUri": cannot push to "${server.url}/env-1/as/par": ${reason}`,
      hint: 'Check parParameters, parAuthMethod and the credentials, and that the application may push requests',
    },
  })
})

test('makeRequestUri() says that the endpoint is dead', async () => {
  const server = await startServer()
  await server.close()

  expect(await makeValue('requestUri', variablesOf(server.url))).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_FAILED',
      message: `Cannot make "requestUri": "${server.url}/env-1/as/par" does not answer: connection refused`,
      hint: 'Is the server running?',
    },
  })
})

test('makeRequestUri() needs to be told what to push', async () => {
  expect(await makeValue('requestUri', variablesOf('http://localhost', { parParameters: undefined }))).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_INPUT',
      message: 'Cannot make "requestUri": parParameters is missing',
      hint: 'Set parParameters',
    },
  })
})

test('makeRequestUri() ends when the run is stopped', async () => {
  const stop = new AbortController()
  const server = await startServer(() => stop.abort())
  const input = producerInput(variablesOf(server.url), stillClock(NOW), stop)

  expect(await realProduce().make('requestUri', input)).toMatchObject({
    kind: 'failed',
    failure: { code: 'REQUEST_ABORTED' },
  })
})
