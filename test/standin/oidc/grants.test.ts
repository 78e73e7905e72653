import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at } from '../client.ts'
import { ask, flowIdOf, openStage, REDIRECT, refresh, SECRET, type Stage, signOn, tokensFor } from './stage.ts'

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

async function clientCredentials(scope: string): Promise<Answer> {
  return stage.as('POST', '/token', { basic: ['service', SECRET], form: { grant_type: 'client_credentials', scope } })
}

describe('refresh_token', () => {
  test('rotates: each answer has the next one', async () => {
    const first = await tokensFor(stage, { scope: 'openid profile' })

    const second = await refresh(stage, at(first, 'refresh_token'))

    expect([second.status, second.body]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^ey/),
        token_type: 'Bearer',
        expires_in: 3600,
        refresh_token: expect.stringMatching(/^[\w-]{43}$/),
        scope: 'openid profile',
        id_token: expect.stringMatching(/^ey/),
      },
    ])
    expect(at(second, 'refresh_token')).not.toBe(at(first, 'refresh_token'))
  })

  test('keeps when and how the user signed on', async () => {
    const first = await tokensFor(stage)
    stage.clock.advance(60_000)

    const second = await refresh(stage, at(first, 'refresh_token'))

    const signOn = (answer: Answer): unknown => {
      const { auth_time, acr, sid, sub } = decodeJwt(at(answer, 'access_token'))
      return { auth_time, acr, sid, sub }
    }
    expect(signOn(second)).toEqual(signOn(first))
  })

  test('revokes the whole family when one is used twice', async () => {
    const first = await tokensFor(stage)
    const second = await refresh(stage, at(first, 'refresh_token'))
    const replayed = await refresh(stage, at(first, 'refresh_token'))

    const third = await refresh(stage, at(second, 'refresh_token'))

    expect([replayed.status, at(replayed, 'error'), third.status, at(third, 'error')]).toEqual([
      400,
      'invalid_grant',
      400,
      'invalid_grant',
    ])
  })

  test('ends after its life, by the clock of the stand-in', async () => {
    const first = await tokensFor(stage)
    stage.clock.advance(30 * 24 * 3600_000 + 1000)

    const answer = await refresh(stage, at(first, 'refresh_token'))

    expect([answer.status, at(answer, 'error')]).toEqual([400, 'invalid_grant'])
  })

  test('lives on when the clock is set back', async () => {
    const first = await tokensFor(stage)
    stage.clock.advance(-365 * 24 * 3600_000)

    const answer = await refresh(stage, at(first, 'refresh_token'))

    stage.clock.set(undefined)
    expect(answer.status).toBe(200)
  })

  test('is not handed out to an application without the grant', async () => {
    const answer = await tokensFor(stage, { client_id: 'spa' })

    expect(Object.keys(Object(answer.body))).toEqual(['access_token', 'token_type', 'expires_in', 'scope', 'id_token'])
  })
})

describe('client_credentials', () => {
  test('gives the scopes of a resource, for its audience and as long as it says', async () => {
    const answer = await clientCredentials('read write')

    expect([answer.status, answer.body]).toEqual([
      200,
      { access_token: expect.stringMatching(/^ey/), token_type: 'Bearer', expires_in: 600, scope: 'read write' },
    ])
    const { aud, scope, exp, iat } = decodeJwt(at(answer, 'access_token'))
    expect({ aud, scope, seconds: Number(exp) - Number(iat) }).toEqual({
      aud: ['https://orders.example.com'],
      scope: 'read write',
      seconds: 600,
    })
  })

  test.each([
    ['read bill', 'May not request scopes for multiple resources'],
    ['read admin openid', 'The application may not request: admin openid'],
  ])('refuses the scopes %s', async (scope, error_description) => {
    const answer = await clientCredentials(scope)

    expect([answer.status, answer.body]).toEqual([400, { error: 'invalid_scope', error_description }])
  })
})

describe('one of many at once', () => {
  const inParallel = async (send: () => Promise<Answer>): Promise<readonly number[]> => {
    const answers = await Promise.all(Array.from({ length: 5 }, send))
    return answers.map(({ status }) => status).toSorted((one, other) => one - other)
  }

  test('redeems a code', async () => {
    const { answer } = await signOn(stage, flowIdOf(await ask(stage)))
    const code = at(answer, 'authorizeResponse.code')
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT }

    const statuses = await inParallel(() => stage.as('POST', '/token', { basic: ['web', SECRET], form }))

    expect(statuses).toEqual([200, 400, 400, 400, 400])
  })

  test('spends a refresh token', async () => {
    const token = at(await tokensFor(stage), 'refresh_token')

    const statuses = await inParallel(() => refresh(stage, token))

    expect(statuses).toEqual([200, 400, 400, 400, 400])
  })
})

test.each([
  ['client_credentials', 'web'],
  ['authorization_code', 'service'],
  ['refresh_token', 'spa'],
  [DEVICE_CODE, 'web'],
])('%s is refused to an application without it', async (grant_type, clientId) => {
  const answer = await stage.as('POST', '/token', { basic: [clientId, SECRET], form: { grant_type } })

  expect([answer.status, answer.body]).toEqual([
    400,
    { error: 'unauthorized_client', error_description: `The application does not use the grant ${grant_type}` },
  ])
})

test('authorization_code gives a user the scopes of a resource that were granted to the application', async () => {
  const answer = await tokensFor(stage, { scope: 'openid read' })

  expect([at(answer, 'scope'), decodeJwt(at(answer, 'access_token')).aud]).toEqual([
    'openid read',
    ['https://orders.example.com'],
  ])
})

test.each([
  ['plain', 'v'.repeat(43), 200],
  ['plain', 'w'.repeat(43), 400],
])('authorization_code checks a %s challenge against %s', async (code_challenge_method, code_verifier, status) => {
  const answer = await tokensFor(stage, { code_challenge: 'v'.repeat(43), code_challenge_method }, { code_verifier })

  expect(answer.status).toBe(status)
})

test('authorization_code asks an application with S256_REQUIRED for S256', async () => {
  const challenge = createHash('sha256').update('v'.repeat(43)).digest('base64url')
  const parameters = { client_id: 'public', code_challenge: challenge, code_challenge_method: 'S256' }
  const answer = await tokensFor(stage, parameters, { client_id: 'public', code_verifier: 'v'.repeat(43) })

  expect(answer.status).toBe(200)
})
