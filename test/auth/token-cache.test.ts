import { expect, test } from 'vitest'
import { createAuthorize } from '../../src/auth/authorize.ts'
import type { Authorize, AuthorizeResult, Clock, Send } from '../../src/engine/ports.ts'
import { createSend } from '../../src/http/send.ts'
import type { WireRequest } from '../../src/model/exchange.ts'
import { authTools } from '../support/auth.ts'
import { wireRequest } from '../support/events.ts'
import { answered, stillClock } from '../support/ports.ts'
import { startServer } from '../support/server.ts'

const CLIENT = {
  type: 'oauth2',
  parameters: {
    grant_type: 'client_credentials',
    accessTokenUrl: 'https://me:pw@h.example/token?secret=1',
    clientId: 'id',
    clientSecret: 'sec',
  },
}
const REFRESH = {
  type: 'oauth2',
  parameters: { accessTokenUrl: 'https://h.example/token', clientId: 'id', refreshToken: 'r0' },
}

/** A token endpoint that numbers its tokens. */
function endpoint(more: Readonly<Record<string, unknown>> = {}): {
  readonly send: Send
  readonly sent: readonly WireRequest[]
} {
  const sent: WireRequest[] = []
  const send: Send = async (request) => {
    sent.push(request)
    return answered(JSON.stringify({ access_token: `t${sent.length}`, refresh_token: `r${sent.length}`, ...more }))
  }
  return { send, sent }
}

/** The signers of one run, whose own requests go out by `send`. */
function authorizing({ send, clock = stillClock() }: { readonly send: Send; readonly clock?: Clock }): Authorize {
  const authorize = createAuthorize(authTools({ clock }))
  const { signal } = new AbortController()
  return (request, auth) => authorize(request, auth, { send: (own) => send(own, { signal, timeoutMs: 0 }) })
}

function header(result: AuthorizeResult): string | undefined {
  return result.kind === 'authorized' ? result.request.headers[0]?.value : result.failure.message
}

function form({ body }: WireRequest): string {
  return body.kind === 'bytes' ? new TextDecoder().decode(body.bytes) : ''
}

test('authorize() fetches a token over the network, as RFC 6749 has it', async () => {
  const server = await startServer((_, response) => response.end('{"access_token":"t","expires_in":3600}'))
  const { send, close } = createSend({ strictSSL: true })
  const parameters = { ...CLIENT.parameters, accessTokenUrl: `${server.url}/as/token`, scope: 'a b' }
  const request = wireRequest({ headers: [{ key: 'User-Agent', value: 'flowgate', system: true }] })

  const result = await authorizing({ send })(request, { type: 'oauth2', parameters })
  close()

  expect(header(result)).toBe('Bearer t')
  expect(server.requests).toEqual([
    {
      method: 'POST',
      path: '/as/token',
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Accept', 'application/json'],
        ['Authorization', `Basic ${btoa('id:sec')}`],
        ['User-Agent', 'flowgate'],
        ['Host', `localhost:${server.port}`],
        ['Connection', 'keep-alive'],
        ['Content-Length', '41'],
      ],
      body: 'grant_type=client_credentials&scope=a%20b',
    },
  ])
})

test('authorize() fetches one token for requests that need the same one, also at the same time', async () => {
  const { send, sent } = endpoint()
  const authorize = authorizing({ send })
  const other = { ...CLIENT, parameters: { ...CLIENT.parameters, scope: 'other' } }

  const results = await Promise.all([CLIENT, CLIENT, other].map((auth) => authorize(wireRequest(), auth)))
  const later = await authorize(wireRequest(), CLIENT)

  expect([...results, later].map(header)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2', 'Bearer t1'])
  expect(sent.length).toBe(2)
})

test('authorize() keeps tokens for one run only', async () => {
  const { send } = endpoint()

  const first = await authorizing({ send })(wireRequest(), CLIENT)
  const second = await authorizing({ send })(wireRequest(), CLIENT)

  expect([first, second].map(header)).toEqual(['Bearer t1', 'Bearer t2'])
})

test('authorize() fetches a new token half a minute before the old one ends', async () => {
  const clock = stillClock()
  const { send } = endpoint({ expires_in: '60' })
  const authorize = authorizing({ send, clock })

  const first = await authorize(wireRequest(), CLIENT)
  clock.advance(29_999)
  const second = await authorize(wireRequest(), CLIENT)
  clock.advance(1)
  const third = await Promise.all([authorize(wireRequest(), CLIENT), authorize(wireRequest(), CLIENT)])

  expect([first, second, ...third].map(header)).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2', 'Bearer t2'])
})

test('authorize() refreshes with the newest refresh token, also after a failure', async () => {
  const clock = stillClock()
  const { send, sent } = endpoint({ expires_in: 60 })
  const answers = [send, send, async () => answered('', { status: 503 }), send]
  let count = 0
  const flaky: Send = async (request, options) => {
    const answer = await (answers[count++] ?? send)(request, options)
    clock.advance(60_000)
    return answer
  }
  const authorize = authorizing({ send: flaky, clock })

  const results = [
    await authorize(wireRequest(), REFRESH),
    await authorize(wireRequest(), REFRESH),
    await authorize(wireRequest(), REFRESH),
    await authorize(wireRequest(), REFRESH),
  ]

  expect(results.map(header)).toEqual([
    'Bearer t1',
    'Bearer t2',
    'Cannot fetch a token from "https://h.example/token": it answered 503',
    'Bearer t3',
  ])
  expect(sent.map(form)).toEqual([
    'grant_type=refresh_token&client_id=id&refresh_token=r0',
    'grant_type=refresh_token&client_id=id&refresh_token=r1',
    'grant_type=refresh_token&client_id=id&refresh_token=r2',
  ])
})

test.each([
  { body: '{"error":"invalid_client"}', status: 401, reason: 'it answered 401 with invalid_client' },
  { body: '{"error":"the secret sec is wrong"}', status: 400, reason: 'it answered 400' },
  { body: '<html>', status: 502, reason: 'it answered 502' },
  { body: '{"token":1}', status: 200, reason: 'its answer holds no access_token' },
  { body: '', status: 302, reason: 'it answered 302' },
])('authorize() fails when the token endpoint answers $status $body', async ({ body, status, reason }) => {
  const send: Send = async () => answered(body, { status })

  const result = await authorizing({ send })(wireRequest(), CLIENT)

  expect(result.kind === 'failed' && result.failure).toEqual({
    code: 'AUTH_INVALID',
    message: `Cannot fetch a token from "https://h.example/token": ${reason}`,
    hint: 'Check clientId, clientSecret, scope and client_authentication (header or body), and that the client may use this grant',
  })
})

test('authorize() fails when the token endpoint cannot be reached, and tries again for the next request', async () => {
  const { send } = endpoint()
  const failure = {
    code: 'CONNECTION_REFUSED',
    message: 'Cannot send POST "https://h.example/token": nothing listens there',
    hint: 'Is the server running?',
  } as const
  let count = 0
  const flaky: Send = async (request, options) => (count++ === 0 ? { kind: 'failed', failure } : send(request, options))
  const authorize = authorizing({ send: flaky })

  const first = await authorize(wireRequest(), CLIENT)
  const second = await authorize(wireRequest(), CLIENT)

  expect(first.kind === 'failed' && first.failure).toEqual({
    code: 'AUTH_INVALID',
    message: 'Cannot fetch a token from "https://h.example/token": nothing listens there',
    hint: 'Is the server running?',
  })
  expect(header(second)).toBe('Bearer t1')
})

test('authorize() leaves the failure of a run that was stopped as it is', async () => {
  const failure = { code: 'REQUEST_ABORTED', message: 'Cannot finish: the run was stopped' } as const

  const result = await authorizing({ send: async () => ({ kind: 'failed', failure }) })(wireRequest(), CLIENT)

  expect(result.kind === 'failed' && result.failure).toEqual(failure)
})
