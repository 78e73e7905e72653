import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, REDIRECT, SECRET, type Stage, signOn, USERNAME } from './stage.ts'

// An independent client (openid-client of panva) against the stand-in: what it accepts, other libraries will.

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(async () => {
  await stage.standin.close()
})

async function discover(clientId: string, authentication: oidc.ClientAuth): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(stage.issuer), clientId, undefined, authentication, {
    execute: [oidc.allowInsecureRequests],
  })
}

/** Goes through the sign-on page as a browser would, and returns the URL that it comes back to. */
async function browse(url: URL): Promise<URL> {
  const response = await fetch(url, { redirect: 'manual' })
  const flowId = new URL(response.headers.get('location') ?? '').searchParams.get('flowId') ?? ''
  const { answer } = await signOn(stage, flowId)
  return new URL(answer.headers.get('location') ?? '')
}

interface Request {
  readonly url: Record<string, string>
  readonly checks: oidc.AuthorizationCodeGrantChecks
}

async function request(): Promise<Request> {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier()
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
  const code_challenge = await oidc.calculatePKCECodeChallenge(pkceCodeVerifier)
  return {
    url: {
      redirect_uri: REDIRECT,
      scope: 'openid profile',
      code_challenge,
      code_challenge_method: 'S256',
      state,
      nonce,
    },
    checks: { pkceCodeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
  }
}

test('openid-client runs the code flow with PKCE, refreshes, introspects, revokes', async () => {
  const config = await discover('web', oidc.ClientSecretBasic(SECRET))
  const { url, checks } = await request()
  const back = await browse(oidc.buildAuthorizationUrl(config, url))

  const tokens = await oidc.authorizationCodeGrant(config, back, checks)

  const user = await oidc.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')
  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')
  const before = await oidc.tokenIntrospection(config, refreshed.access_token)
  await oidc.tokenRevocation(config, refreshed.refresh_token ?? '')
  const after = await oidc.tokenIntrospection(config, refreshed.access_token)
  expect([user.sub, user.preferred_username, before.active, after.active]).toEqual(['ada-id', USERNAME, true, false])
})

test('openid-client pushes its request and authenticates with a private key', async () => {
  const key = { key: stage.privateKey, kid: 'k1' }
  const config = await discover('private-key', oidc.PrivateKeyJwt(key))
  const { url, checks } = await request()
  const back = await browse(await oidc.buildAuthorizationUrlWithPAR(config, url))

  const tokens = await oidc.authorizationCodeGrant(config, back, checks)

  expect(tokens.claims()).toMatchObject({ sub: 'ada-id', aud: 'private-key' })
})

test('openid-client authenticates with a JWT under its secret', async () => {
  const config = await discover('secret-jwt', oidc.ClientSecretJwt(SECRET))
  const { url, checks } = await request()
  const back = await browse(oidc.buildAuthorizationUrl(config, url))

  const tokens = await oidc.authorizationCodeGrant(config, back, checks)

  expect(tokens.claims()).toMatchObject({ sub: 'ada-id', aud: 'secret-jwt' })
})

test('openid-client gets tokens for an application itself', async () => {
  const config = await discover('service', oidc.ClientSecretBasic(SECRET))

  const { scope, token_type, expires_in } = await oidc.clientCredentialsGrant(config, { scope: 'read' })

  expect({ scope, token_type, expires_in }).toEqual({ scope: 'read', token_type: 'bearer', expires_in: 600 })
})

describe('openid-client binds tokens to a key (DPoP)', () => {
  async function boundTokens(): Promise<{
    readonly config: oidc.Configuration
    readonly DPoP: oidc.DPoPHandle
    readonly tokens: oidc.TokenEndpointResponse
  }> {
    const config = await discover('public', oidc.None())
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair())
    const { url, checks } = await request()
    const back = await browse(oidc.buildAuthorizationUrl(config, url))
    // The first answer asks for a nonce; openid-client tries again by itself.
    const tokens = await oidc.authorizationCodeGrant(config, back, checks, undefined, { DPoP })
    return { config, DPoP, tokens }
  }

  test('and uses them at userinfo and for the next ones', async () => {
    const { config, DPoP, tokens } = await boundTokens()

    const user = await oidc.fetchUserInfo(config, tokens.access_token, 'ada-id', { DPoP })

    const next = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP })
    expect([tokens.token_type, user.sub, next.token_type]).toEqual(['dpop', 'ada-id', 'dpop'])
  })

  test('whatever the clock of the stand-in says', async () => {
    stage.clock.advance(24 * 3600_000)

    const config = await discover('service', oidc.ClientSecretBasic(SECRET))
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair())
    const tokens = await oidc.clientCredentialsGrant(config, { scope: 'read' }, { DPoP })

    stage.clock.set(undefined)
    expect(tokens.token_type).toBe('dpop')
  })

  test('which nobody else can use', async () => {
    const { config, tokens } = await boundTokens()
    const stranger = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair())

    const asBearer = await stage.as('GET', '/userinfo', { token: tokens.access_token })
    const asStranger = oidc.refreshTokenGrant(config, tokens.refresh_token ?? '', undefined, { DPoP: stranger })

    expect(asBearer.status).toBe(401)
    await expect(asStranger).rejects.toMatchObject({ error: 'invalid_grant' })
  })
})

test('openid-client waits until a device is approved', async () => {
  const config = await discover('tv', oidc.None())
  const started = await oidc.initiateDeviceAuthorization(config, { scope: 'openid' })
  const polling = oidc.pollDeviceAuthorizationGrant(config, started)

  const json = { userCode: started.user_code, username: USERNAME, decision: 'approve' }
  await stage.send('POST', `/standin/environments/${stage.env}/devices`, { json })

  expect((await polling).claims()?.sub).toBe('ada-id')
})

test('openid-client signs off', async () => {
  const config = await discover('web', oidc.ClientSecretBasic(SECRET))
  const { url, checks } = await request()
  const back = await browse(oidc.buildAuthorizationUrl(config, url))
  const { id_token = '' } = await oidc.authorizationCodeGrant(config, back, checks)

  const response = await fetch(
    oidc.buildEndSessionUrl(config, {
      id_token_hint: id_token,
      post_logout_redirect_uri: 'https://app.example.com/bye',
      state: 's',
    }),
    { redirect: 'manual' },
  )

  expect([response.status, response.headers.get('location')]).toEqual([302, 'https://app.example.com/bye?state=s'])
})
