import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, authorize, type Bench, openBench, requestClaims, type Setup, setUp, sign, stable } from '../client.ts'

let bench: Bench
let setup: Setup

beforeAll(async () => {
  bench = await openBench()
  setup = await setUp(bench)
})

afterAll(async () => {
  await bench.standin.close()
})

/** PingOne's error body for one wrong parameter. */
function refused(target: string, message: string, innerError?: object): object {
  return {
    status: 400,
    body: {
      id: '<id>',
      code: 'INVALID_DATA',
      message: 'The request could not be completed. One or more validation errors were in the request.',
      details: [{ code: 'INVALID_VALUE', target, message, ...(innerError === undefined ? {} : { innerError }) }],
    },
  }
}

test('authorize() answers the flow with pi.flow', async () => {
  const answer = await authorize(bench, setup)

  const flow = { href: '<url>/<env>/flows/<id>' }
  expect({ status: answer.status, body: stable(answer.body) }).toEqual({
    status: 200,
    body: {
      _links: {
        'user.lookup': flow,
        self: flow,
        signOnPage: { href: '<url>/<env>/signon/?flowId=<id>' },
      },
      _embedded: { application: { name: 'MFA_NativeApp' } },
      id: '<id>',
      environment: { id: '<env>' },
      resumeUrl: '<url>/<env>/as/resume?flowId=<id>',
      status: 'SIGN_ON_REQUIRED',
      createdAt: '<time>',
      expiresAt: '<time>',
    },
  })
})

test('authorize() lets the flow live for 15 minutes', async () => {
  const answer = await authorize(bench, setup)

  const life = Date.parse(at(answer, 'expiresAt')) - Date.parse(at(answer, 'createdAt'))
  expect(Math.round(life / 1000)).toBe(900)
})

test('authorize() takes its parameters from a form too', async () => {
  const form = { client_id: setup.applicationId, response_type: 'code', response_mode: 'pi.flow' }

  const answer = await bench.send('POST', `/${bench.env}/as/authorize`, { form })

  expect([answer.status, at(answer, 'status')]).toEqual([200, 'SIGN_ON_REQUIRED'])
})

test('authorize() sets the session cookie without Secure', async () => {
  const answer = await authorize(bench, setup)

  expect(answer.headers.get('set-cookie')).toMatch(
    /^ST=[0-9a-f-]{36}; Path=\/5f1a9e30-0000-4000-8000-00000000e001; Max-Age=2592000; Expires=[^;]+; HttpOnly; SameSite=None$/,
  )
})

test('authorize() redirects to the sign-on page with any other response mode', async () => {
  const answer = await authorize(bench, setup, { response_mode: undefined })

  expect([answer.status, stable(answer.headers.get('location')), answer.body]).toEqual([
    302,
    '<url>/<env>/signon/?flowId=<id>',
    undefined,
  ])
})

const TYPES = ['code', 'token', 'id_token', 'token id_token', 'code token', 'code id_token', 'code token id_token']

describe('authorize() refuses', () => {
  const cases: readonly [name: string, changes: Record<string, string | undefined>, expected: object][] = [
    ['an unknown client', { client_id: 'nobody' }, refused('client_id', 'The application does not exist.')],
    ['a missing client', { client_id: undefined }, refused('client_id', 'The parameter is required.')],
    [
      'a foreign redirect_uri',
      { redirect_uri: 'https://evil.example' },
      refused('redirect_uri', 'Redirect URI mismatch.'),
    ],
    [
      'a scope that is not allowed',
      { scope: 'openid admin' },
      refused('scope', 'The application may not request: admin', {
        allowedValues: ['openid', 'profile', 'email', 'address', 'phone'],
      }),
    ],
    [
      'another response type',
      { response_type: 'token' },
      refused('response_type', 'The application is not registered for this response type and its grant.'),
    ],
    [
      'an unknown response type',
      { response_type: 'smoke' },
      refused('response_type', `must be one of: ${TYPES.join(', ')}`, { allowedValues: TYPES }),
    ],
    ['a missing response type', { response_type: undefined }, refused('response_type', 'The parameter is required.')],
    [
      'an unknown response mode',
      { response_mode: 'smoke' },
      refused('response_mode', 'must be one of: pi.flow, query, fragment, form_post', {
        allowedValues: ['pi.flow', 'query', 'fragment', 'form_post'],
      }),
    ],
    [
      'an unknown PKCE method',
      { code_challenge: 'x'.repeat(43), code_challenge_method: 'S512' },
      refused('code_challenge_method', 'must be one of: plain, S256', { allowedValues: ['plain', 'S256'] }),
    ],
    [
      'a plain code challenge that is too short',
      { code_challenge: 'x'.repeat(42) },
      refused('code_challenge', 'must have 43 to 128 letters, digits or -._~'),
    ],
    [
      'an unknown prompt',
      { prompt: 'smoke' },
      refused('prompt', 'must be one of: none, login, consent, select_account', {
        allowedValues: ['none', 'login', 'consent', 'select_account'],
      }),
    ],
    ['a prompt of none and more', { prompt: 'none login' }, refused('prompt', 'none must stand alone')],
    ['a max_age that is no number', { max_age: '1h' }, refused('max_age', 'must be a number of seconds')],
    [
      'a policy that is not assigned',
      { acr_values: 'Single_Factor' },
      refused('acr_values', 'No sign-on policy with this name is assigned.'),
    ],
    ['a request that is no JWT', { request: 'abc' }, refused('request', 'The JWT cannot be verified.')],
  ]
  test.each(cases)('%s', async (_name, changes, expected) => {
    const answer = await authorize(bench, setup, changes)

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(expected)
  })

  test('a parameter that comes twice', async () => {
    const answer = await bench.send('GET', `/${bench.env}/as/authorize?client_id=a&client_id=b`)

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(
      refused('client_id', 'The parameter must not be repeated.'),
    )
  })

  test('a disabled application', async () => {
    const disabled = await setUp(bench, { application: { enabled: false } })

    const answer = await authorize(bench, disabled)

    expect(stable(answer.body)).toMatchObject({
      details: [{ target: 'client_id', message: 'The application is disabled.' }],
    })
  })

  test('an application of another environment', async () => {
    const answer = await bench.send(
      'GET',
      `/${bench.standin.variables['adminEnvID']}/as/authorize?client_id=${setup.applicationId}`,
    )

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(
      refused('client_id', 'The application does not exist.'),
    )
  })
})

test('authorize() redirects an error when the destination is known to be right', async () => {
  const answer = await authorize(bench, setup, { response_mode: 'query', scope: 'admin', state: 'a b' })

  expect([answer.status, answer.headers.get('location')]).toEqual([
    302,
    'https://www.example.com?error=invalid_scope&error_description=scope%3A+The+application+may+not+request%3A+admin&state=a+b',
  ])
})

test('authorize() never redirects to a redirect_uri that is not registered', async () => {
  const answer = await authorize(bench, setup, { response_mode: 'query', redirect_uri: 'https://evil.example' })

  expect([answer.status, answer.headers.get('location')]).toEqual([400, null])
})

test('authorize() picks the policy that acr_values names', async () => {
  const policies = await bench.send('GET', `${setup.api}/signOnPolicies/${setup.policyId}`, { token: setup.token })

  const answer = await authorize(bench, setup, { acr_values: at(policies, 'name') })

  expect(at(answer, 'status')).toBe('SIGN_ON_REQUIRED')
})

test('authorize() falls back to the default policy: username and password', async () => {
  const json = { ...(await import('../client.ts')).APPLICATION, name: 'without policy' }
  const created = await bench.send('POST', `${setup.api}/applications`, { token: setup.token, json })

  const answer = await authorize(bench, { ...setup, applicationId: at(created, 'id') }, { request: undefined })

  expect(stable(answer.body)).toMatchObject({
    _links: { 'usernamePassword.check': { href: '<url>/<env>/flows/<id>' } },
    status: 'USERNAME_PASSWORD_REQUIRED',
  })
})

test('authorize() refuses a policy without actions, which would let everybody in', async () => {
  const { token, api } = setup
  const application = at(
    await bench.send('POST', `${api}/applications`, { token, json: { ...APPLICATION_JSON } }),
    'id',
  )
  const policy = at(await bench.send('POST', `${api}/signOnPolicies`, { token, json: { name: 'empty' } }), 'id')
  const json = { priority: 1, signOnPolicy: { id: policy } }
  await bench.send('POST', `${api}/applications/${application}/signOnPolicyAssignments`, { token, json })

  const answer = await authorize(bench, { ...setup, applicationId: application }, { request: undefined })

  expect(stable(answer.body)).toMatchObject({ details: [{ message: 'The sign-on policy has no actions.' }] })
})

test('authorize() starts at OTP_REQUIRED when a login_hint_token names the user', async () => {
  const now = Math.floor(bench.clock.now() / 1000)
  const claims = { ...requestClaims(bench, setup), sub: setup.userId, iat: now, exp: now + 60 }

  const answer = await authorize(bench, setup, { login_hint_token: await sign(claims, setup.secret) })

  expect([answer.status, at(answer, 'status')]).toEqual([200, 'OTP_REQUIRED'])
})

test('authorize() refuses a login_hint_token without an end', async () => {
  const claims = { ...requestClaims(bench, setup), sub: setup.userId }

  const answer = await authorize(bench, setup, { login_hint_token: await sign(claims, setup.secret) })

  expect({ status: answer.status, body: stable(answer.body) }).toEqual(
    refused('login_hint_token', 'The JWT claim "exp" is not valid.'),
  )
})

describe('authorize() verifies the request object:', () => {
  test.each(['HS256', 'HS384', 'HS512'])('%s with the secret is accepted', async (alg) => {
    const answer = await authorize(bench, setup, {
      request: await sign(requestClaims(bench, setup), setup.secret, alg),
    })

    expect(answer.status).toBe(200)
  })

  test.each(['RS256', 'RS384', 'RS512'])("%s with a key of the application's jwks is accepted", async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg)
    const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg }] })
    const own = await setUp(bench, { application: { jwks } })
    const request = await new SignJWT(requestClaims(bench, own)).setProtectedHeader({ alg, kid: 'k1' }).sign(privateKey)

    const answer = await authorize(bench, own, { request })

    expect(answer.status).toBe(200)
  })

  test('an RSA key that the application does not have is refused', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    const request = await new SignJWT(requestClaims(bench, setup)).setProtectedHeader({ alg: 'RS256' }).sign(privateKey)

    const answer = await authorize(bench, setup, { request })

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(
      refused('request', 'The application has no key for the JWT signature.'),
    )
  })

  test('a wrong key is refused', async () => {
    const request = await sign(requestClaims(bench, setup), 'another secret that is long enough to be one')

    const answer = await authorize(bench, setup, { request })

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(
      refused('request', 'The JWT signature is not valid.'),
    )
  })

  test('alg none is refused', async () => {
    const answer = await authorize(bench, setup, { request: unsigned(requestClaims(bench, setup)) })

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(
      refused('request', 'The JWT signing algorithm is not allowed.'),
    )
  })

  test('alg none is accepted when the application supports unsigned ones', async () => {
    const open = await setUp(bench, { application: { supportUnsignedRequestObject: true } })

    const answer = await authorize(bench, open, { request: unsigned(requestClaims(bench, open)) })

    expect(answer.status).toBe(200)
  })

  test('an elliptic curve is refused', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const jwks = JSON.stringify({ keys: [await exportJWK(publicKey)] })
    const own = await setUp(bench, { application: { jwks } })
    const request = await new SignJWT(requestClaims(bench, own)).setProtectedHeader({ alg: 'ES256' }).sign(privateKey)

    const answer = await authorize(bench, own, { request })

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(
      refused('request', 'The JWT signing algorithm is not allowed.'),
    )
  })

  test.each([
    ['iss', 'somebody else'],
    ['aud', 'https://auth.pingone.com/5f1a9e30-0000-4000-8000-00000000e001/as'],
    ['client_id', 'somebody else'],
    ['pi.template', 'transaction'],
    ['pi.template', { name: 7 }],
    ['pi.template', { name: 'transaction', variables: { sum: { toString: 1 } } }],
    ['pi.clientContext', ['a']],
  ])('a wrong claim %s (%j) is refused', async (claim, value) => {
    const claims = { ...requestClaims(bench, setup), [claim]: value }

    const answer = await authorize(bench, setup, { request: await sign(claims, setup.secret) })

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(
      refused('request', `The JWT claim "${claim}" is not valid.`),
    )
  })

  test('an expired one is refused', async () => {
    const claims = { ...requestClaims(bench, setup), exp: Math.floor(bench.clock.now() / 1000) - 1 }

    const answer = await authorize(bench, setup, { request: await sign(claims, setup.secret) })

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(refused('request', 'The JWT is expired.'))
  })

  test('a missing one is refused when the application requires it', async () => {
    const strict = await setUp(bench, { application: { requireSignedRequestObject: true } })

    const answer = await authorize(bench, strict, { request: undefined })

    expect({ status: answer.status, body: stable(answer.body) }).toEqual(
      refused('request', 'The parameter is required.'),
    )
  })

  test('its parameters win over those of the URL', async () => {
    const claims = { ...requestClaims(bench, setup), scope: 'admin' }

    const answer = await authorize(bench, setup, { request: await sign(claims, setup.secret) })

    expect(stable(answer.body)).toMatchObject({ details: [{ target: 'scope' }] })
  })

  test('localhost counts as the same audience as 127.0.0.1', async () => {
    const { port } = new URL(bench.standin.url)
    const issuer = `http://localhost:${port}/${bench.env}/as`
    const request = await sign({ ...requestClaims(bench, setup), aud: issuer }, setup.secret)
    const query = new URLSearchParams({
      client_id: setup.applicationId,
      response_type: 'code',
      response_mode: 'pi.flow',
      request,
    })

    const response = await fetch(`${issuer}/authorize?${query}`)

    expect(response.status).toBe(200)
  })
})

const APPLICATION_JSON = {
  enabled: true,
  name: 'bare',
  type: 'NATIVE_APP',
  protocol: 'OPENID_CONNECT',
  tokenEndpointAuthMethod: 'NONE',
  responseTypes: ['CODE'],
  grantTypes: ['AUTHORIZATION_CODE'],
  redirectUris: ['https://www.example.com'],
}

function unsigned(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claims)}.`
}
