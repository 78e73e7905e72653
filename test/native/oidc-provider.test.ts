import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider/lib/provider.js'
import { expect, onTestFinished, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { run } from '../../src/run.ts'
import { collectionJson, temporaryFile } from '../support/cli.ts'

const SECRET = randomBytes(32).toString('hex')

/** An authorization server that is not ours: it wants client assertions that are used once, DPoP nonces, PKCE and pushed requests. */
async function startProvider(): Promise<string> {
  let listener: RequestListener = () => {}
  const server = createServer((request, response) => listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  // Listening on a port makes it an AddressInfo.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clientAuthMethods: ['client_secret_jwt'],
    clients: [
      {
        client_id: 'app',
        client_secret: SECRET,
        token_endpoint_auth_method: 'client_secret_jwt',
        grant_types: ['client_credentials', 'authorization_code'],
        redirect_uris: ['https://app.example.test/callback'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['key'] },
    features: {
      clientCredentials: { enabled: true },
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    },
    pkce: { required: () => true },
  })
  provider.silent = true
  listener = (request, response) => void provider.callback()(request, response)
  return issuer
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

async function eventsFor(request: object, issuer: string, variables: object = {}): Promise<readonly RunEvent[]> {
  const values = {
    issuer,
    clientAuthId: 'app',
    clientAuthSecret: SECRET,
    clientAuthAudience: issuer,
    ...variables,
  }
  const envVar = Object.entries(values).map(([key, value]) => ({ key, value }))
  const collection = temporaryFile('c.json', collectionJson([{ name: 'A', request }]))
  const events: RunEvent[] = []
  for await (const event of run({ collection, envVar, engine: { followRedirects: false } })) events.push(event)
  return events
}

function answersOf(events: readonly RunEvent[]): readonly (readonly [status: number, body: string])[] {
  return events.flatMap((event) =>
    event.type === 'response' ? [[event.response.status, new TextDecoder().decode(event.response.body)] as const] : [],
  )
}

test('a token request gets its proof and its assertion made anew when the server asks for a nonce', async () => {
  const issuer = await startProvider()
  const fields = {
    grant_type: 'client_credentials',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: '{{clientAssertion}}',
  }

  const events = await eventsFor(
    {
      method: 'POST',
      url: '{{issuer}}/token',
      header: [{ key: 'DPoP', value: '{{dpop}}' }],
      body: { mode: 'urlencoded', urlencoded: Object.entries(fields).map(([key, value]) => ({ key, value })) },
    },
    issuer,
  )

  const [first, second] = answersOf(events)
  expect([first?.[0], JSON.parse(first?.[1] ?? '').error]).toEqual([400, 'use_dpop_nonce'])
  expect([second?.[0], JSON.parse(second?.[1] ?? '').token_type]).toEqual([200, 'DPoP'])
})

test('an authorization request goes through with a request_uri that was pushed with PKCE and an assertion', async () => {
  const issuer = await startProvider()
  const parameters = {
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'https://app.example.test/callback',
    state: '{{state}}',
    code_challenge: '{{codeChallenge}}',
    code_challenge_method: 'S256',
  }

  const events = await eventsFor(
    { method: 'GET', url: '{{issuer}}/auth?client_id=app&request_uri={{requestUri}}' },
    issuer,
    {
      parEndpoint: `${issuer}/request`,
      parClientId: 'app',
      parAuthMethod: 'jwt',
      parAssertion: '{{clientAssertion}}',
      parParameters: JSON.stringify(parameters),
    },
  )

  const locations = events.flatMap((event) =>
    event.type === 'response' && event.producer === undefined
      ? (event.response.headers.find(({ key }) => key.toLowerCase() === 'location')?.value ?? '')
      : [],
  )
  // It asks the user to sign on; what it refuses goes to the redirect_uri, or gets a 400.
  expect(locations).toEqual([
    expect.stringMatching(/^\/interaction\/[\w-]+$|^http:\/\/127\.0\.0\.1:\d+\/interaction\/[\w-]+$/),
  ])
})
