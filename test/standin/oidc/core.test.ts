import { createHash } from 'node:crypto'
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Answer,
  act,
  at,
  authorize,
  type Bench,
  openBench,
  reachCode,
  redeem,
  resume,
  type Setup,
  setUp,
  stable,
} from '../client.ts'

const SECOND_MS = 1000

const AUTH_METHODS = ['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt']

let bench: Bench
let setup: Setup

beforeAll(async () => {
  bench = await openBench()
  setup = await setUp(bench)
})

afterAll(async () => {
  await bench.standin.close()
})

/** Verifies a token against the published keys and returns header and claims. */
async function verify(
  token: string,
  environmentId: string = bench.env,
): Promise<readonly [header: object, claims: object]> {
  const keys = await bench.send('GET', `/${environmentId}/as/jwks`)
  const { protectedHeader, payload } = await jwtVerify(token, createLocalJWKSet(keys.body as JSONWebKeySet), {
    issuer: `${bench.standin.url}/${environmentId}/as`,
    currentDate: new Date(bench.clock.now()),
  })
  return [protectedHeader, payload]
}

async function workerAnswer(): Promise<Answer> {
  const { adminEnvID, adminAppID = '', adminAppSecret = '' } = bench.standin.variables
  const form = { grant_type: 'client_credentials' }
  return bench.send('POST', `/${adminEnvID}/as/token`, { basic: [adminAppID, adminAppSecret], form })
}

test('token answers a worker with exactly three properties', async () => {
  const answer = await workerAnswer()

  expect([answer.status, answer.body]).toEqual([
    200,
    { access_token: expect.stringMatching(/^ey/), token_type: 'Bearer', expires_in: 3600 },
  ])
})

test('token gives a worker a JWT without a user', async () => {
  const { adminEnvID = '', adminAppID } = bench.standin.variables

  const [header, claims] = await verify(at(await workerAnswer(), 'access_token'), adminEnvID)

  expect([header, claims]).toEqual([
    { alg: 'RS256', kid: expect.any(String) },
    {
      client_id: adminAppID,
      iss: `${bench.standin.url}/${adminEnvID}/as`,
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
      aud: ['https://api.pingone.com'],
      env: adminEnvID,
      org: expect.any(String),
    },
  ])
})

test('token redeems a code', async () => {
  const answer = await redeem(bench, setup, await reachCode(bench, setup))

  expect([answer.status, answer.body]).toEqual([
    200,
    {
      access_token: expect.stringMatching(/^ey/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile',
      id_token: expect.stringMatching(/^ey/),
    },
  ])
})

test('token gives a user an access token with the claims of PingOne', async () => {
  const answer = await redeem(bench, setup, await reachCode(bench, setup))

  const [header, claims] = await verify(at(answer, 'access_token'))

  expect([header, claims]).toEqual([
    { alg: 'RS256', kid: expect.any(String) },
    {
      client_id: setup.applicationId,
      iss: `${bench.standin.url}/${bench.env}/as`,
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
      aud: ['https://api.pingone.com'],
      scope: 'openid profile',
      sub: setup.userId,
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      auth_time: expect.any(Number),
      acr: expect.stringMatching(/^MFA_/),
      env: bench.env,
      org: expect.any(String),
    },
  ])
})

test('token gives a user an ID token with the claims of PingOne', async () => {
  const nonce = 'n-0S6_WzA2Mj'
  const code = await codeFor({ nonce })

  const [header, claims] = await verify(at(await redeem(bench, setup, code), 'id_token'))

  expect([header, claims]).toEqual([
    { alg: 'RS256', kid: expect.any(String) },
    {
      iss: `${bench.standin.url}/${bench.env}/as`,
      sub: setup.userId,
      aud: setup.applicationId,
      iat: expect.any(Number),
      exp: expect.any(Number),
      auth_time: expect.any(Number),
      acr: expect.stringMatching(/^MFA_/),
      amr: ['otp'],
      nonce,
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      env: bench.env,
      org: expect.any(String),
      'p1.region': 'NA1',
      preferred_username: setup.username,
      name: 'Test User',
      given_name: 'Test',
      family_name: 'User',
      updated_at: expect.any(Number),
    },
  ])
})

test('token dates its tokens by the clock of the stand-in', async () => {
  const ahead = await openBench()
  ahead.clock.advance(24 * 3600 * SECOND_MS)
  const own = await setUp(ahead)

  const answer = await redeem(ahead, own, await reachCode(ahead, own))

  await ahead.standin.close()
  const now = ahead.clock.now() / SECOND_MS
  const minutesFromNow = ['access_token', 'id_token'].map((name) => {
    const { iat, exp } = decodeJwt(at(answer, name))
    return [Number(iat) - now, Number(exp) - now].map((offset) => Math.abs(Math.round(offset / 60)))
  })
  expect(minutesFromNow).toEqual([
    [0, 60],
    [0, 60],
  ])
})

describe('token refuses', () => {
  test('a code that was redeemed before', async () => {
    const code = await reachCode(bench, setup)
    await redeem(bench, setup, code)

    const answer = await redeem(bench, setup, code)

    expect([answer.status, answer.body]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'grant request is invalid' },
    ])
  })

  test('a code whose life is over', async () => {
    const code = await reachCode(bench, setup)
    bench.clock.advance(301 * SECOND_MS)

    const answer = await redeem(bench, setup, code)

    expect([answer.status, at(answer, 'error')]).toEqual([400, 'invalid_grant'])
  })

  test('a code of another application', async () => {
    const other = await setUp(bench)

    const answer = await redeem(bench, other, await reachCode(bench, setup))

    expect([answer.status, at(answer, 'error')]).toEqual([400, 'invalid_grant'])
  })

  test('another redirect_uri', async () => {
    const code = await reachCode(bench, setup)
    const form = { grant_type: 'authorization_code', code, redirect_uri: 'https://www.example.org' }

    const answer = await bench.send('POST', `/${bench.env}/as/token`, {
      basic: [setup.applicationId, setup.secret],
      form,
    })

    expect([answer.status, at(answer, 'error')]).toEqual([400, 'invalid_grant'])
  })

  test('a wrong secret', async () => {
    const answer = await redeem(bench, { ...setup, secret: 'wrong' }, await reachCode(bench, setup))

    expect([answer.status, answer.body]).toEqual([
      401,
      { error: 'invalid_client', error_description: 'client authentication failed' },
    ])
  })

  test('an unknown application', async () => {
    const answer = await redeem(bench, { ...setup, applicationId: 'nobody' }, 'x')

    expect([answer.status, at(answer, 'error')]).toEqual([401, 'invalid_client'])
  })

  test('an unknown grant', async () => {
    const form = { grant_type: 'password' }

    const answer = await bench.send('POST', `/${bench.env}/as/token`, {
      basic: [setup.applicationId, setup.secret],
      form,
    })

    expect([answer.status, at(answer, 'error')]).toEqual([400, 'unsupported_grant_type'])
  })
})

test('token checks the PKCE verifier', async () => {
  const verifier = 'v'.repeat(43)
  const code_challenge = createHash('sha256').update(verifier).digest('base64url')
  const attempt = async (code_verifier: string): Promise<number> => {
    const code = await codeFor({ code_challenge, code_challenge_method: 'S256' })
    const form = { grant_type: 'authorization_code', code, redirect_uri: 'https://www.example.com', code_verifier }
    const basic = [setup.applicationId, setup.secret] as const
    return (await bench.send('POST', `/${bench.env}/as/token`, { basic, form })).status
  }

  expect([await attempt(verifier), await attempt('w'.repeat(43))]).toEqual([200, 400])
})

test('token redeems the code of a pi.flow without redirect_uri', async () => {
  const code = await codeFor({ redirect_uri: undefined })
  const form = { grant_type: 'authorization_code', code }

  const answer = await bench.send('POST', `/${bench.env}/as/token`, {
    basic: [setup.applicationId, setup.secret],
    form,
  })

  expect(answer.status).toBe(200)
})

test('userinfo answers an access token', async () => {
  const token = at(await redeem(bench, setup, await reachCode(bench, setup)), 'access_token')

  const answer = await bench.send('GET', `/${bench.env}/as/userinfo`, { token })

  expect([answer.status, answer.body]).toEqual([
    200,
    {
      sub: setup.userId,
      preferred_username: setup.username,
      name: 'Test User',
      given_name: 'Test',
      family_name: 'User',
      updated_at: expect.any(Number),
    },
  ])
})

test('userinfo refuses an access token whose hour is over', async () => {
  const token = at(await redeem(bench, setup, await reachCode(bench, setup)), 'access_token')
  bench.clock.advance(3600 * SECOND_MS)

  const answer = await bench.send('GET', `/${bench.env}/as/userinfo`, { token })

  expect([answer.status, at(answer, 'error')]).toEqual([401, 'invalid_token'])
})

test('userinfo refuses what is no token of ours', async () => {
  const answer = await bench.send('GET', `/${bench.env}/as/userinfo`, { token: 'abc' })

  expect([answer.status, at(answer, 'error')]).toEqual([401, 'invalid_token'])
})

test('the discovery document names what is served', async () => {
  const answer = await bench.send('GET', `/${bench.env}/as/.well-known/openid-configuration`)

  const as = '<url>/<env>/as'
  expect([answer.status, stable(answer.body)]).toEqual([
    200,
    {
      issuer: as,
      authorization_endpoint: `${as}/authorize`,
      token_endpoint: `${as}/token`,
      userinfo_endpoint: `${as}/userinfo`,
      jwks_uri: `${as}/jwks`,
      pushed_authorization_request_endpoint: `${as}/par`,
      end_session_endpoint: `${as}/signoff`,
      introspection_endpoint: `${as}/introspect`,
      revocation_endpoint: `${as}/revoke`,
      device_authorization_endpoint: `${as}/device_authorization`,
      response_types_supported: [
        'code',
        'token',
        'id_token',
        'token id_token',
        'code token',
        'code id_token',
        'code token id_token',
      ],
      response_modes_supported: ['pi.flow', 'query', 'fragment', 'form_post'],
      grant_types_supported: [
        'authorization_code',
        'client_credentials',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:device_code',
        'implicit',
      ],
      scopes_supported: ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'],
      subject_types_supported: ['public'],
      claim_types_supported: ['normal'],
      claims_supported: expect.arrayContaining(['sub', 'iss', 'amr', 'env', 'org', 'preferred_username', 'email']),
      claims_parameter_supported: false,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: AUTH_METHODS,
      token_endpoint_auth_signing_alg_values_supported: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512'],
      introspection_endpoint_auth_methods_supported: AUTH_METHODS,
      revocation_endpoint_auth_methods_supported: AUTH_METHODS,
      code_challenge_methods_supported: ['plain', 'S256'],
      require_pushed_authorization_requests: false,
      dpop_signing_alg_values_supported: ['ES256', 'Ed25519', 'EdDSA'],
      request_parameter_supported: true,
      request_uri_parameter_supported: false,
      request_object_signing_alg_values_supported: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512'],
      authorization_response_iss_parameter_supported: false,
    },
  ])
})

test('the published keys hold no private part', async () => {
  const { body } = await bench.send('GET', `/${bench.env}/as/jwks`)

  expect(body).toEqual({
    keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: expect.any(String), e: 'AQAB', n: expect.any(String) }],
  })
})

/** Runs a flow with other parameters up to its code. */
async function codeFor(changes: Readonly<Record<string, string | undefined>>): Promise<string> {
  const id = at(await authorize(bench, setup, changes), 'id')
  const flow = await act(bench, id, { 'user.lookup': { username: setup.username } })
  await act(bench, id, { 'otp.check': { otp: at(flow, 'test.otp') } })
  return at(await resume(bench, id), 'authorizeResponse.code')
}
