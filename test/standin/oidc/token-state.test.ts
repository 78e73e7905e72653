import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, at } from '../client.ts'
import { openStage, refresh, SECRET, type Stage, tokensFor } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

async function introspect(token: string, clientId = 'web'): Promise<Answer> {
  return stage.as('POST', '/introspect', { basic: [clientId, SECRET], form: { token } })
}

async function revoke(token: string): Promise<Answer> {
  return stage.as('POST', '/revoke', { basic: ['web', SECRET], form: { token } })
}

describe('introspect', () => {
  test('describes an access token by its own claims', async () => {
    const token = at(await tokensFor(stage, { scope: 'openid read' }), 'access_token')

    const answer = await introspect(token)

    const { exp, iat, jti } = decodeJwt(token)
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        active: true,
        token_type: 'Bearer',
        scope: 'openid read',
        client_id: 'web',
        exp,
        iat,
        jti,
        sub: 'ada-id',
        aud: ['https://orders.example.com'],
        iss: stage.issuer,
      },
    ])
  })

  test('describes an access token to the resource that it is for', async () => {
    const token = at(await tokensFor(stage, { scope: 'openid read' }), 'access_token')

    const answer = await introspect(token, 'orders-id')

    expect([answer.status, answer.body]).toMatchObject([200, { active: true, client_id: 'web', scope: 'openid read' }])
  })

  test.each([
    ['an access token for PingOne', 'access_token'],
    ['an ID token', 'id_token'],
    ['a refresh token', 'refresh_token'],
  ])('says nothing to a resource of %s', async (_name, kind) => {
    const answer = await introspect(at(await tokensFor(stage), kind), 'orders-id')

    expect([answer.status, answer.body]).toEqual([200, { active: false }])
  })

  test('refuses a resource with a wrong secret', async () => {
    const answer = await stage.as('POST', '/introspect', { basic: ['orders-id', 'wrong'], form: { token: 'x' } })

    expect([answer.status, at(answer, 'error')]).toEqual([401, 'invalid_client'])
  })

  test('describes an ID token', async () => {
    const token = at(await tokensFor(stage), 'id_token')

    const answer = await introspect(token)

    const { exp, iat } = decodeJwt(token)
    expect([answer.status, answer.body]).toEqual([
      200,
      { active: true, client_id: 'web', exp, iat, sub: 'ada-id', aud: 'web', iss: stage.issuer },
    ])
  })

  test('describes a refresh token, by the clock of the stand-in', async () => {
    stage.clock.advance(365 * 24 * 3600_000)
    const now = Math.floor(stage.clock.now() / 1000)

    const answer = await introspect(at(await tokensFor(stage), 'refresh_token'))

    stage.clock.set(undefined)
    const { exp, iat, ...rest } = Object(answer.body)
    expect([Math.round((exp - now) / 60), Math.round((iat - now) / 60), rest]).toEqual([
      30 * 24 * 60,
      0,
      { active: true, scope: 'openid', client_id: 'web', sub: 'ada-id', iss: stage.issuer },
    ])
  })

  test.each([
    ['a token of another application', async () => introspect(at(await tokensFor(stage), 'access_token'), 'spa')],
    ['an ID token of another application', async () => introspect(at(await tokensFor(stage), 'id_token'), 'spa')],
    ['what is no token', async () => introspect('abc')],
    [
      'a refresh token that was used',
      async () => {
        const used = at(await tokensFor(stage), 'refresh_token')
        await refresh(stage, used)
        return introspect(used)
      },
    ],
    [
      'an access token whose hour is over',
      async () => {
        const token = at(await tokensFor(stage), 'access_token')
        stage.clock.advance(3600_000)
        return introspect(token)
      },
    ],
  ])('says nothing but that it is not active of %s', async (_name, run) => {
    const answer = await run()

    expect([answer.status, answer.body]).toEqual([200, { active: false }])
  })

  test('asks for a token', async () => {
    const answer = await stage.as('POST', '/introspect', { basic: ['web', SECRET], form: {} })

    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'invalid_request', error_description: 'The parameter "token" is required' },
    ])
  })
})

describe('revoke', () => {
  test('ends an access token', async () => {
    const token = at(await tokensFor(stage), 'access_token')
    const revoked = await revoke(token)

    const answers = [await introspect(token), await stage.as('GET', '/userinfo', { token })]

    expect([revoked.status, revoked.body, answers.map(({ status }) => status), answers[0]?.body]).toEqual([
      200,
      undefined,
      [200, 401],
      { active: false },
    ])
  })

  test('ends a refresh token and the access tokens that came with it', async () => {
    const tokens = await tokensFor(stage)
    await revoke(at(tokens, 'refresh_token'))

    const answers = [await introspect(at(tokens, 'access_token')), await refresh(stage, at(tokens, 'refresh_token'))]

    expect(answers.map(({ status, body }) => [status, Object(body).active ?? Object(body).error])).toEqual([
      [200, false],
      [400, 'invalid_grant'],
    ])
  })

  test('leaves the tokens of another application alone', async () => {
    const token = at(await tokensFor(stage, { client_id: 'spa' }), 'access_token')
    const revoked = await revoke(token)

    const answer = await introspect(token, 'spa')

    expect([revoked.status, Object(answer.body).active]).toEqual([200, true])
  })
})
