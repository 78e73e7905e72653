import { randomBytes, randomUUID } from 'node:crypto'
import type { Context, Payload, Provider, StoredModel } from 'oidc-provider/lib/provider.js'
import type { AuthorizeAnswer } from '../flows/state.ts'
import type { Application } from '../records.ts'
import {
  accessTokenSeconds,
  issuerOf,
  signAccessToken,
  signIdToken,
  signingKeyOf,
  verifyAccessToken,
} from '../token.ts'
import type { Approval, Core, DeviceApproval, Environment, SigningKey, World } from '../world.ts'
import { adapterOf } from './adapter.ts'
import { claimsInScope, userClaims } from './claims.ts'
import { CLAIMS, grantedScopes, OFFLINE_ACCESS, SCOPES } from './scopes.ts'

/** PingOne's own lifetime is not documented. */
const CODE_SECONDS = 300

/** Longer than any token of ours, so that no token outlives its grant. */
const GRANT_SECONDS = 2 ** 32

/** In front of the id of a resource: what the core calls it. */
export const RESOURCE_URN = 'urn:resource:'

/** Where the core lives: its environment, and the pass that clients show it once we have authenticated them. */
interface Home {
  readonly world: World
  readonly environment: Environment
  readonly passOf: (application: Application) => string | undefined
}

/** Makes the core of an environment. The first one takes a while: oidc-provider is loaded. */
export async function createCore(world: World, environment: Environment): Promise<Core> {
  const [{ Provider: CoreProvider }, key] = await Promise.all([
    import('oidc-provider/lib/provider.js'),
    signingKeyOf(environment),
  ])
  const pass = randomBytes(32).toString('base64url')
  const passOf: Core['passOf'] = ({ tokenEndpointAuthMethod }) =>
    tokenEndpointAuthMethod === 'NONE' ? undefined : pass
  const home = { world, environment, passOf }
  const provider = new CoreProvider(issuerOf(world.origin, environment.id), configuration(home, key))
  provider.silent = true
  provider.use(orderTokens)
  issueJwts(provider, home)
  const callback = provider.callback()
  return {
    serve: (request, response, path) => {
      const url = request.url ?? '/'
      const query = url.includes('?') ? url.slice(url.indexOf('?')) : ''
      return callback(Object.assign(request, { originalUrl: url, url: `${path}${query}` }), response)
    },
    passOf,
    issue: (approval) => issue(provider, home, approval),
    startDevice: async ({ application, scope, userCode }) =>
      new provider.DeviceCode({
        client: await provider.Client.find(application.id),
        scope,
        userCode,
        params: {},
        expiresIn: application.deviceTimeoutSeconds,
      }).save(),
    decideDevice: (deviceCode, approval) => decideDevice(provider, deviceCode, approval),
  }
}

/** Source: https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#configuration-options */
function configuration({ world, environment, passOf }: Home, key: SigningKey): Readonly<Record<string, unknown>> {
  const off = { enabled: false }
  const tokenSeconds = (_context: unknown, token: Payload): number => accessTokenSeconds(environment, token.scope)
  const application = (client: { readonly clientId: string }): Application | undefined =>
    environment.applications.get(client.clientId)
  return {
    adapter: adapterOf({ environment, clock: world.clock, passOf }),
    // The core must have a key, but signs nothing: see issueJwts.
    jwks: { keys: [key.jwk] },
    cookies: { keys: [randomUUID()] },
    findAccount: (_context: unknown, id: string) => {
      const user = environment.users.get(id)
      return user?.enabled === true ? { accountId: id, claims: () => userClaims(user) } : undefined
    },
    // A copy, because the core rewrites its configuration in place.
    claims: structuredClone(CLAIMS),
    scopes: [...SCOPES, OFFLINE_ACCESS],
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_post'],
    pkce: { required: () => false },
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      // With a nonce no clock of a client matters.
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      devInteractions: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        // Without it the core would drop every scope that it does not know.
        getResourceServerInfo: (_context: unknown, urn: string) => ({
          scope: environment.resources.get(urn.replace(RESOURCE_URN, ''))?.scopes.join(' ') ?? '',
        }),
      },
      rpInitiatedLogout: off,
    },
    routes: { token: '/token', userinfo: '/userinfo' },
    rotateRefreshToken: () => true,
    issueRefreshToken: (_context: unknown, client: { clientId: string }, source: Payload) => {
      const asking = application(client)
      if (asking?.grantTypes.includes('REFRESH_TOKEN') !== true) return false
      const isOptional = grantedScopes(asking, environment).includes(OFFLINE_ACCESS)
      return !isOptional || source.scope?.split(' ').includes(OFFLINE_ACCESS) === true
    },
    extraTokenClaims: (context: Context | undefined, token: Payload) => token.extra ?? signOnOf(context),
    ttl: {
      AccessToken: tokenSeconds,
      ClientCredentials: tokenSeconds,
      AuthorizationCode: CODE_SECONDS,
      Grant: GRANT_SECONDS,
      RefreshToken: (_context: unknown, _token: unknown, client: { clientId: string }) =>
        application(client)?.refreshTokenSeconds,
    },
    clientBasedCORS: () => true,
    renderError: (context: Context, error: object) => {
      context.body = error
    },
  }
}

/** When and how the user signed on, from what the access token is exchanged for. */
function signOnOf(context: Context | undefined): Payload['extra'] {
  const { AuthorizationCode, RefreshToken, DeviceCode } = context?.oidc?.entities ?? {}
  const source = AuthorizationCode ?? RefreshToken ?? DeviceCode
  return source === undefined ? undefined : { auth_time: source.authTime, acr: source.acr }
}

/**
 * PingOne's tokens are JWTs with its own claims, dated by our clock. The core's JWT access tokens are not stored, and its userinfo refuses
 * tokens with an audience; so it keeps opaque ones, and writes and finds them by the JWTs that name them.
 */
function issueJwts(provider: Provider, { world, environment }: Home): void {
  for (const model of [provider.AccessToken, provider.ClientCredentials]) {
    const find = model.find.bind(model)
    model.find = async (value, options) => {
      const token = await verifyAccessToken(world, environment, value)
      return token === undefined ? undefined : find(token.jti, options)
    }
    writeAsJwt(model, async (payload) =>
      signAccessToken(world, environment, {
        jti: payload.jti,
        client_id: payload.clientId,
        scope: payload.scope,
        sub: payload.accountId,
        sid: payload.sid,
        auth_time: payload.extra?.auth_time,
        acr: payload.extra?.acr,
        cnf: payload.jkt === undefined ? undefined : { jkt: payload.jkt },
      }),
    )
  }
  provider.IdToken.prototype.issue = async function issueIdToken() {
    return signIdToken(world, environment, { clientId: this.client.clientId, claims: await this.payload() })
  }
}

function writeAsJwt(model: StoredModel, sign: (payload: Payload) => Promise<string>): void {
  const original = model.prototype.getValueAndPayload
  model.prototype.getValueAndPayload = async function getJwtAndPayload() {
    const { payload } = await original.call(this)
    return { value: await sign(payload), payload }
  }
}

async function issue(provider: Provider, { world, environment }: Home, approval: Approval): Promise<AuthorizeAnswer> {
  const { applicationId, userId, scope, nonce, responseTypes, sessionId, authTime, acr, amr } = approval
  const user = environment.users.get(userId)
  const client = await provider.Client.find(applicationId)
  if (user === undefined) throw new Error('the user of a completed flow exists')
  const grantId = await saveGrant(provider, { accountId: userId, clientId: applicationId }, scope)
  const subject = { accountId: userId, client, grantId, scope, sid: sessionId }
  const code = responseTypes.includes('code')
    ? await new provider.AuthorizationCode({ ...subject, ...codeDetails(approval) }).save()
    : undefined
  const accessToken = responseTypes.includes('token')
    ? await new provider.AccessToken({ ...subject, gty: 'implicit', extra: { auth_time: authTime, acr } }).save()
    : undefined
  const claims = { ...claimsInScope(user, scope), auth_time: authTime, acr, amr, nonce, sid: sessionId }
  const idToken = responseTypes.includes('id_token')
    ? await signIdToken(world, environment, { clientId: applicationId, claims, code, accessToken })
    : undefined
  return {
    ...(code === undefined ? {} : { code }),
    ...(accessToken === undefined
      ? {}
      : {
          access_token: accessToken,
          token_type: 'Bearer',
          expires_in: String(accessTokenSeconds(environment, scope)),
          scope,
        }),
    ...(idToken === undefined ? {} : { id_token: idToken }),
  }
}

async function saveGrant(
  provider: Provider,
  parties: { readonly accountId: string; readonly clientId: string },
  scope: string,
): Promise<string> {
  const grant = new provider.Grant(parties)
  grant.addOIDCScope(scope)
  return grant.save()
}

function codeDetails({ redirectUri, nonce, authTime, acr, amr, codeChallenge }: Approval): object {
  const pkce = codeChallenge === undefined ? {} : { codeChallenge, codeChallengeMethod: 'S256' }
  return { jti: randomUUID(), redirectUri, nonce, authTime, acr, amr, ...pkce }
}

async function decideDevice(
  provider: Provider,
  deviceCode: string,
  approval: DeviceApproval | undefined,
): Promise<boolean> {
  const code = await provider.DeviceCode.find(deviceCode)
  if (code === undefined || code.accountId !== undefined || code.error !== undefined) return false
  if (approval === undefined) {
    await Object.assign(code, { error: 'access_denied', errorDescription: 'the user denied the request' }).save()
    return true
  }
  const { userId: accountId, amr, acr, authTime, sessionId: sid } = approval
  const grantId = await saveGrant(provider, { accountId, clientId: code.clientId }, code.scope ?? '')
  await Object.assign(code, { accountId, grantId, amr, acr, authTime, sid }).save()
  return true
}

type TokenResponse = Readonly<Record<string, unknown>>

/** In the order of Ping's samples; a worker's answer has neither scope nor ID token. */
async function orderTokens(context: Context, next: () => Promise<void>): Promise<void> {
  await next()
  if (context.status !== 200 || context.oidc?.route !== 'token') return
  // The core's token endpoint has just written it: RFC 6749, section 5.1.
  const { access_token, token_type, expires_in, refresh_token, scope, id_token } = context.body as TokenResponse
  context.body = { access_token, token_type, expires_in, refresh_token, scope, id_token }
}
