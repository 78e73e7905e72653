import { randomBytes, randomUUID } from 'node:crypto'
import type { Context, Payload } from 'oidc-provider/lib/provider.js'
import type { Application } from '../records.ts'
import { accessTokenSeconds } from '../token.ts'
import type { Environment, SigningKey, World } from '../world.ts'
import { adapterOf } from './adapter.ts'
import { userClaims } from './claims.ts'
import { CLAIMS, grantedScopes, OFFLINE_ACCESS, SCOPES } from './scopes.ts'

/** Longer than any token of ours, so that no token outlives its grant. */
const GRANT_SECONDS = 2 ** 32

/** In front of the id of a resource: what the core calls it. */
export const RESOURCE_URN: string = 'urn:resource:'

/** Where the core lives: its environment, and the pass that clients show it once we have authenticated them. */
export interface Home {
  readonly world: World
  readonly environment: Environment
  readonly passOf: (application: Application) => string | undefined
}

/** What oidc-provider is told. Source: https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#configuration-options */
export function configuration(
  { world, environment, passOf }: Home,
  key: SigningKey,
): Readonly<Record<string, unknown>> {
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
      // With a nonce no clock of a client matters. The secret turns nonces on; they are made elsewhere, by our clock: see noncesOf.
      dPoP: {
        enabled: true,
        nonceSecret: randomBytes(32),
        requireNonce: () => world.behaviours.get('dpop-nonce') === 'required',
      },
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
      const isOptional = grantedScopes(asking).includes(OFFLINE_ACCESS)
      return !isOptional || source.scope?.split(' ').includes(OFFLINE_ACCESS) === true
    },
    extraTokenClaims: (context: Context | undefined, token: Payload) => token.extra ?? signOnOf(context),
    ttl: {
      AccessToken: tokenSeconds,
      ClientCredentials: tokenSeconds,
      AuthorizationCode: () => world.behaviours.get('code-seconds'),
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
