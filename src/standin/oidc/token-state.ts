import type { Endpoint } from '../endpoint.ts'
import { json } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import { liveRow } from '../table.ts'
import { issuerOf, verifyAccessToken, verifyIdToken } from '../token.ts'
import type { Entity, Environment } from '../world.ts'
import { type ClientCall, forClients } from './client-call.ts'

/** A token of the core that is still good: who has it, and its row. */
interface Found {
  readonly model: string
  readonly row: Entity
}

const INACTIVE = { active: false }

/**
 * POST `/{envID}/as/introspect`: access, refresh and ID tokens of the application that asks; only claims of RFC 7662.
 * Source: https://developer.pingidentity.com/pingone-api/auth/openid-connect-oauth-2.html
 */
export const introspect: Endpoint = forClients(async (call) => json((await describe(call)) ?? INACTIVE))

/** POST `/{envID}/as/revoke`: 200 whatever the token was. A refresh token takes the access tokens of its grant with it. Source: RFC 7009. */
export const revoke: Endpoint = forClients(async (call) => {
  const { environment } = call.scene
  const found = await find(tokenOf(call), call)
  if (found?.model === 'RefreshToken') removeGrant(environment, found.row.payload['grantId'])
  else if (found !== undefined) environment.entities.get(found.model)?.remove(found.row.id)
  return { kind: 'empty', status: 200 }
})

async function describe(call: ClientCall): Promise<object | undefined> {
  const { scene, application } = call
  const { world, environment } = scene
  const token = tokenOf(call)
  const found = await find(token, call)
  if (found?.model === 'RefreshToken')
    return { ...refreshClaims(found.row), iss: issuerOf(world.origin, environment.id) }
  if (found !== undefined) {
    const claims = (await verifyAccessToken(world, environment, token))?.claims
    const type = claims?.['cnf'] === undefined ? 'Bearer' : 'DPoP'
    return { active: true, token_type: type, ...standard(claims ?? {}) }
  }
  const claims = await verifyIdToken(world, environment, { token, isHint: false })
  return claims?.aud === application.id ? { active: true, ...standard(claims), client_id: application.id } : undefined
}

function tokenOf({ form }: ClientCall): string {
  if (form['token'] === undefined) throw new OAuthError('invalid_request', 'The parameter "token" is required')
  return form['token']
}

async function find(token: string, { scene, application }: ClientCall): Promise<Found | undefined> {
  const { world, environment } = scene
  const jti = (await verifyAccessToken(world, environment, token))?.jti
  const places =
    jti === undefined
      ? ([['RefreshToken', token]] as const)
      : (['AccessToken', 'ClientCredentials'] as const).map((model) => [model, jti] as const)
  for (const [model, id] of places) {
    const table = environment.entities.get(model)
    const row = table === undefined ? undefined : liveRow(table, id, world.clock.now())
    const isUsed = row?.payload['consumed'] !== undefined
    if (row !== undefined && !isUsed && row.payload['clientId'] === application.id) return { model, row }
  }
  return undefined
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
