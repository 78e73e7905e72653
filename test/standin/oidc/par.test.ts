import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at } from '../client.ts'
import {
  ask,
  assertion,
  assertionClaims,
  openStage,
  REDIRECT,
  SECRET,
  type Stage,
  signOn,
  signWithKey,
} from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

const REQUEST = { response_type: 'code', redirect_uri: REDIRECT, scope: 'openid', response_mode: 'pi.flow' }

async function push(changes: Readonly<Record<string, string>> = {}, clientId = 'web'): Promise<Answer> {
  return stage.as('POST', '/par', { basic: [clientId, SECRET], form: { ...REQUEST, ...changes } })
}

async function use(requestUri: string, client_id = 'web'): Promise<Answer> {
  return stage.as('GET', `/authorize?${new URLSearchParams({ client_id, request_uri: requestUri })}`)
}

test('par keeps a request for the time of the application', async () => {
  const answers = [await push(), await push({}, 'pushed')]

  const body = (expires_in: number): unknown => ({
    request_uri: expect.stringMatching(/^urn:ietf:params:oauth:request_uri:[0-9a-f-]{36}$/),
    expires_in,
  })
  expect(answers.map((answer) => [answer.status, answer.body])).toEqual([
    [201, body(60)],
    [201, body(30)],
  ])
})

test('authorize takes a pushed request, with its PKCE, to its tokens', async () => {
  const pushed = await push({ code_challenge: 'v'.repeat(43), code_challenge_method: 'plain' })

  const started = await use(at(pushed, 'request_uri'))

  const { answer } = await signOn(stage, at(started, 'id'))
  const code = at(answer, 'authorizeResponse.code')
  const tokens = await stage.as('POST', '/token', {
    basic: ['web', SECRET],
    form: { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: 'v'.repeat(43) },
  })
  expect(tokens.status).toBe(200)
})

test('authorize takes a request object out of a pushed request', async () => {
  const claims = { iss: 'web', aud: stage.issuer, scope: 'openid email', response_mode: 'pi.flow' }
  const request = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET))

  const started = await use(at(await push({ request }), 'request_uri'))

  const { answer } = await signOn(stage, at(started, 'id'))
  expect(at(answer, 'status')).toBe('COMPLETED')
})

describe('authorize refuses a request_uri', () => {
  const REFUSAL = 'The pushed request does not exist, has expired or was used before.'

  test('that was used before', async () => {
    const requestUri = at(await push(), 'request_uri')
    await use(requestUri)

    const answer = await use(requestUri)

    expect([answer.status, answer.body]).toMatchObject([
      400,
      { details: [{ target: 'request_uri', message: REFUSAL }] },
    ])
  })

  test('whose time is over', async () => {
    const requestUri = at(await push(), 'request_uri')
    stage.clock.advance(60_000)

    const answer = await use(requestUri)

    expect([answer.status, answer.body]).toMatchObject([
      400,
      { details: [{ target: 'request_uri', message: REFUSAL }] },
    ])
  })

  test('of another application', async () => {
    const answer = await use(at(await push(), 'request_uri'), 'post')

    expect([answer.status, answer.body]).toMatchObject([
      400,
      { details: [{ target: 'request_uri', message: REFUSAL }] },
    ])
  })
})

test('authorize asks an application with parRequirement REQUIRED to push', async () => {
  const answer = await ask(stage, { client_id: 'pushed' })

  expect([answer.status, answer.body]).toMatchObject([
    400,
    { details: [{ target: 'request_uri', message: 'The parameter is required.' }] },
  ])
})

test('par takes a client assertion for itself', async () => {
  const jwt = await signWithKey({ ...assertionClaims(stage, 'private-key'), aud: `${stage.issuer}/par` }, stage)

  const answer = await stage.as('POST', '/par', { form: { ...REQUEST, ...assertion(jwt) } })

  expect(answer.status).toBe(201)
})

describe('par refuses', () => {
  test.each([
    [
      'a wrong redirect_uri',
      { redirect_uri: 'https://other' },
      { error: 'invalid_request', error_description: 'redirect_uri: Redirect URI mismatch.' },
    ],
    [
      'a scope that may not be asked for',
      { scope: 'admin' },
      { error: 'invalid_scope', error_description: 'scope: The application may not request: admin' },
    ],
    [
      'a request_uri',
      { request_uri: 'urn:x' },
      { error: 'invalid_request', error_description: 'request_uri must not be pushed' },
    ],
    [
      'a request object that is none',
      { request: 'abc' },
      { error: 'invalid_request', error_description: 'request: The JWT cannot be verified.' },
    ],
  ])('%s', async (_name, changes, body) => {
    const answer = await push(changes)

    expect([answer.status, answer.body]).toEqual([400, body])
  })

  test('a request without the request object that the application must send', async () => {
    const answer = await push({}, 'signed')

    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'request: The parameter is required.' },
    ])
  })

  test('an application that does not authenticate', async () => {
    const answer = await stage.as('POST', '/par', { form: { ...REQUEST, client_id: 'web' } })

    expect([answer.status, at(answer, 'error')]).toEqual([401, 'invalid_client'])
  })
})
