import { inEnvironment } from '../access.ts'
import { type Endpoint, json, type Scene } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import type { Application, Resource } from '../records.ts'
import { liveRow } from '../table.ts'
import { issuerOf, verifyAccessToken, verifyIdToken } from '../token.ts'
import type { Entity, Environment } from '../world.ts'
import { authenticateClient, authenticateResource } from './client-authentication.ts'
import { type Form, forClients, readOAuthForm } from './client-call.ts'

/** Who asks about a token: an application about its own, a resource about access tokens that are for it. */
type Asker =
  | { readonly kind: 'application'; readonly application: Application }
  | { readonly kind: 'resource'; readonly resource: Resource }

/** A token of the core that is still good. */
interface Found {
  readonly model: string
  readonly row: Entity
  /** Of an access token. */
  readonly claims: Readonly<Record<string, unknown>>
}

const INACTIVE = { active: false }

/**
 * POST `/{envID}/as/introspect`: access, refresh and ID tokens; only claims of RFC 7662.
 * Source: https://developer.pingidentity.com/pingone-api/auth/openid-connect-oauth-2.html
 */
export const introspect: Endpoint = inEnvironment(async (scene) => {
  const form = await readOAuthForm(scene)
  const resource = authenticateResource(scene)
  const asker: Asker =
    resource === undefined
      ? { kind: 'application', application: await authenticateClient(form, scene) }
      : { kind: 'resource', resource }
  return json((await describe(tokenOf(form), asker, scene)) ?? INACTIVE)
})

/** POST `/{envID}/as/revoke`: 200 whatever the token was. A refresh token takes the access tokens of its grant with it. Source: RFC 7009. */
export const revoke: Endpoint = forClients(async ({ form, application, scene }) => {
  const { environment } = scene
  const found = await find(tokenOf(form), { kind: 'application', application }, scene)
  if (found?.model === 'RefreshToken') removeGrant(environment, found.row.payload['grantId'])
  else if (found !== undefined) environment.entities.get(found.model)?.remove(found.row.id)
  return { kind: 'empty', status: 200 }
})

async function describe(token: string, asker: Asker, scene: Scene): Promise<object | undefined> {
  const { world, environment } = scene
  const found = await find(token, asker, scene)
  if (found?.model === 'RefreshToken') {
    return { ...refreshClaims(found.row), iss: issuerOf(world.origin, environment.id) }
  }
  if (found !== undefined) {
    const type = found.claims['cnf'] === undefined ? 'Bearer' : 'DPoP'
    return { active: true, token_type: type, ...standard(found.claims) }
  }
  const claims = await verifyIdToken(world, environment, { token, isHint: false })
  if (asker.kind === 'resource' || claims?.aud !== asker.application.id) return undefined
  return { active: true, ...standard(claims), client_id: asker.application.id }
}

function tokenOf({ token }: Form): string {
  if (token === undefined) throw new OAuthError('invalid_request', 'The parameter "token" is required')
  return token
}

async function find(token: string, asker: Asker, { world, environment }: Scene): Promise<Found | undefined> {
  const access = await verifyAccessToken(world, environment, token)
  const models = access === undefined ? ['RefreshToken'] : ['AccessToken', 'ClientCredentials']
  for (const model of models) {
    const table = environment.entities.get(model)
    const row = table === undefined ? undefined : liveRow(table, access?.jti ?? token, world.clock.now())
    if (row === undefined || row.payload['consumed'] !== undefined) continue
    const found = { model, row, claims: access?.claims ?? {} }
    if (concerns(found, asker)) return found
  }
  return undefined
}

function concerns({ row, claims }: Found, asker: Asker): boolean {
  if (asker.kind === 'application') return row.payload['clientId'] === asker.application.id
  return Array.isArray(claims['aud']) && claims['aud'].includes(asker.resource.audience)
}

/** Source: RFC 7662, section 2.2. */
function standard(claims: Readonly<Record<string, unknown>>): object {
  const { scope, client_id, exp, iat, nbf, sub, aud, iss, jti, cnf } = claims
  return { scope, client_id, exp, iat, nbf, sub, aud, iss, jti, cnf }
}

function refreshClaims({ payload }: Entity): object {
  const { scope, clientId, exp, iat, accountId } = payload
  return { active: true, scope, client_id: clientId, exp, iat, sub: accountId }
}

function removeGrant({ entities }: Environment, grantId: unknown): void {
  for (const table of entities.values()) {
    for (const { id, payload } of table.rows()) if (payload['grantId'] === grantId) table.remove(id)
  }
}
