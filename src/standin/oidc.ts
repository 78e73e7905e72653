import { randomUUID } from 'node:crypto'
import type { Context, Provider } from 'oidc-provider/lib/provider.js'
import { seconds } from './clock.ts'
import { AUTH_METHODS, adapterOf } from './oidc-adapter.ts'
import type { User } from './records.ts'
import { ACCESS_TOKEN_SECONDS, issuerOf, signAccessToken, verifyAccessToken } from './token.ts'
import type { Approval, Core, Environment, World } from './world.ts'

/** ID tokens live for one hour, always. Source: https://developer.pingidentity.com/pingone-api/auth/token-claims.html */
const ID_TOKEN_SECONDS = 3600

/** PingOne's own lifetime is not documented. */
const CODE_SECONDS = 300

/** Longer than any token of ours, so that no token outlives its grant. */
const GRANT_SECONDS = 30 * 24 * 3600

/** The scopes of OpenID Connect and their claims; `openid` also carries what PingOne puts into every ID token. */
const CLAIMS = {
  openid: ['sub', 'iat', 'auth_time', 'acr', 'amr', 'env', 'org', 'p1.region'],
  profile: ['preferred_username', 'name', 'given_name', 'family_name', 'picture', 'updated_at'],
  email: ['email'],
  address: ['address'],
  phone: ['phone_number'],
} as const

/** Scopes that an application may ask for without a grant. */
export const SCOPES: readonly string[] = Object.keys(CLAIMS)

/** Loads oidc-provider (slow, so only when a stand-in starts) and returns what makes the core of an environment. */
export async function loadCore(): Promise<(world: World, environment: Environment) => Core> {
  const { Provider: CoreProvider } = await import('oidc-provider/lib/provider.js')
  return (world, environment) => {
    const provider = new CoreProvider(issuerOf(world.origin, environment.id), configuration(world, environment))
    provider.silent = true
    provider.use(translateTokens(world, environment))
    const callback = provider.callback()
    return {
      serve: (request, response, path) => {
        const url = request.url ?? '/'
        const query = url.includes('?') ? url.slice(url.indexOf('?')) : ''
        return callback(Object.assign(request, { originalUrl: url, url: `${path}${query}` }), response)
      },
      issueCode: (approval) => issueCode(provider, approval),
    }
  }
}

/** Source: https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#configuration-options */
function configuration(world: World, environment: Environment): Readonly<Record<string, unknown>> {
  const off = { enabled: false }
  return {
    adapter: adapterOf(environment, world.clock),
    jwks: { keys: [environment.key.jwk] },
    cookies: { keys: [randomUUID()] },
    findAccount: (_context: unknown, id: string) => accountOf(world, environment, id),
    // A copy, because the core rewrites its configuration in place.
    claims: structuredClone(CLAIMS),
    scopes: [...SCOPES],
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: [...AUTH_METHODS.values()],
    pkce: { required: () => false },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
    },
    routes: { authorization: '/authorize', token: '/token', jwks: '/jwks', userinfo: '/userinfo' },
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      ClientCredentials: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: CODE_SECONDS,
      Grant: GRANT_SECONDS,
      // The core adds this to the machine's clock; ours may be ahead of it.
      IdToken: () => seconds(world.clock) + ID_TOKEN_SECONDS - Math.floor(Date.now() / 1000),
    },
    clientBasedCORS: () => true,
    renderError: (context: Context, error: object) => {
      context.body = error
    },
  }
}

function accountOf(world: World, environment: Environment, id: string): object | undefined {
  const user = environment.users.get(id)
  if (user === undefined || !user.enabled) return undefined
  const idTokenClaims = {
    iat: seconds(world.clock),
    env: environment.id,
    org: environment.organizationId,
    'p1.region': 'NA1',
  }
  return {
    accountId: id,
    claims: (use: string) => ({ sub: id, ...(use === 'id_token' ? idTokenClaims : {}), ...userClaims(user) }),
  }
}

function userClaims(user: User): object {
  const { given, family, formatted } = user.name ?? {}
  const name = formatted ?? [given, family].filter((part) => part !== undefined).join(' ')
  return {
    preferred_username: user.username,
    ...(name === '' ? {} : { name }),
    ...(given === undefined ? {} : { given_name: given }),
    ...(family === undefined ? {} : { family_name: family }),
    updated_at: Math.floor(Date.parse(user.updatedAt) / 1000),
    email: user.email,
  }
}

async function issueCode(provider: Provider, approval: Approval): Promise<string> {
  const { applicationId, userId, scope, codeChallenge } = approval
  const client = await provider.Client.find(applicationId)
  const grant = new provider.Grant({ accountId: userId, clientId: applicationId })
  grant.addOIDCScope(scope)
  const code = new provider.AuthorizationCode({
    jti: randomUUID(),
    accountId: userId,
    client,
    grantId: await grant.save(),
    scope,
    redirectUri: approval.redirectUri,
    nonce: approval.nonce,
    sid: approval.sessionId,
    authTime: approval.authTime,
    acr: approval.acr,
    amr: approval.amr,
    ...(codeChallenge === undefined ? {} : { codeChallenge, codeChallengeMethod: 'S256' }),
  })
  return code.save()
}

/**
 * PingOne's access tokens are JWTs that its userinfo endpoint takes. The core cannot do both: its JWT access tokens are not stored,
 * and its userinfo refuses tokens with an audience. So the core keeps opaque tokens, and they are translated at its door.
 */
function translateTokens(world: World, environment: Environment) {
  return async (context: Context, next: () => Promise<void>): Promise<void> => {
    if (context.path === '/userinfo') {
      const bearer = /^Bearer +(\S+)$/i.exec(context.headers.authorization ?? '')?.[1]
      const token = bearer === undefined ? undefined : await verifyAccessToken(world, environment, bearer)
      if (bearer !== undefined) context.headers.authorization = `Bearer ${token?.jti ?? 'unknown'}`
    }
    await next()
    if (context.status !== 200) return
    if (context.path === '/token') context.body = await tokenResponse(world, environment, context)
    if (context.oidc?.route === 'discovery') context.body = discoveryDocument(context.body)
  }
}

/** In the order of Ping's samples; a worker's answer has neither scope nor ID token. */
async function tokenResponse(world: World, environment: Environment, context: Context): Promise<object> {
  // The core's token endpoint has just written it: RFC 6749, section 5.1.
  const { scope, id_token } = context.body as { readonly scope?: string; readonly id_token?: string }
  const { AccessToken, AuthorizationCode, ClientCredentials } = context.oidc?.entities ?? {}
  const token = AccessToken ?? ClientCredentials
  if (token?.jti === undefined || token.clientId === undefined) throw new Error('the core answered without a token')
  const access_token = await signAccessToken(world, environment, {
    jti: token.jti,
    client_id: token.clientId,
    scope,
    sub: token.accountId,
    sid: token.sid,
    auth_time: AuthorizationCode?.authTime,
    acr: AuthorizationCode?.acr,
  })
  return { access_token, token_type: 'Bearer', expires_in: ACCESS_TOKEN_SECONDS, scope, id_token }
}

function discoveryDocument(body: unknown): object {
  return {
    ...(body as object),
    response_modes_supported: ['pi.flow', 'query', 'fragment'],
    request_parameter_supported: true,
    request_object_signing_alg_values_supported: ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512'],
    authorization_response_iss_parameter_supported: false,
  }
}
