import { randomBytes, randomUUID } from 'node:crypto'
import type { Context, Payload, Provider, StoredModel } from 'oidc-provider/lib/provider.js'
import { oauthErrorBody } from '../errors.ts'
import type { AuthorizeAnswer } from '../flows/state.ts'
import {
  accessTokenSeconds,
  issuerOf,
  signAccessToken,
  signIdToken,
  signingKeyOf,
  verifyAccessToken,
} from '../token.ts'
import type { Approval, Core, DeviceApproval, Environment, World } from '../world.ts'
import { claimsInScope } from './claims.ts'
import { configuration, type Home } from './configuration.ts'
import { noncesOf } from './nonces.ts'

/** Makes the core of an environment. The first one takes a while: oidc-provider is loaded. */
export async function createCore(world: World, environment: Environment): Promise<Core> {
  const [{ Provider: CoreProvider }, { default: internals }, key] = await Promise.all([
    import('oidc-provider/lib/provider.js'),
    import('oidc-provider/lib/helpers/weak_cache.js'),
    signingKeyOf(environment),
  ])
  const pass = randomBytes(32).toString('base64url')
  const passOf: Core['passOf'] = ({ tokenEndpointAuthMethod }) =>
    tokenEndpointAuthMethod === 'NONE' ? undefined : pass
  const home = { world, environment, passOf }
  const provider = new CoreProvider(issuerOf(world.origin, environment.id), configuration(home, key))
  internals(provider).DPoPNonces = noncesOf(world.clock, randomBytes(32))
  provider.silent = true
  provider.use(orderTokens)
  provider.use(styleErrors(world))
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

/** What the core refuses at its token endpoint, in the style that was asked for. */
function styleErrors({ behaviours }: World): Parameters<Provider['use']>[0] {
  return async (context, next) => {
    await next()
    if (context.status < 400 || context.oidc?.route !== 'token') return
    // The core's token endpoint has just written it: RFC 6749, section 5.2.
    const body = context.body as { readonly error: string; readonly error_description?: string }
    context.body = oauthErrorBody(body, context.response.get('correlation-id'), behaviours.get('oauth-errors'))
  }
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
