import { randomInt } from 'node:crypto'
import { type Endpoint, json, type Reply, type Scene } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import type { Application } from '../records.ts'
import { forClients } from './client-call.ts'
import { scopeNames, scopeProblem, userScopes } from './scopes.ts'

/** No vowels and nothing that looks like another sign. Source for the form XXXX-XXXX: Ping's sample of the device authorization response. */
const SIGNS = 'BCDFGHJKLMNPQRSTVWXZ23456789'

/** POST `/{envID}/as/device_authorization`. Source: RFC 8628, section 3.1. */
export const authorizeDevice: Endpoint = forClients(async ({ scene, form, application }): Promise<Reply> => {
  const { world, environment } = scene
  if (!application.grantTypes.includes('DEVICE_CODE')) {
    throw new OAuthError('unauthorized_client', 'The application does not use the device authorization grant')
  }
  const names = scopeNames(form['scope'] ?? 'openid')
  const problem = scopeProblem(names, userScopes(application), environment)
  if (problem !== undefined) throw new OAuthError('invalid_scope', problem)
  const userCode = makeUserCode()
  const core = await world.coreOf(environment)
  const deviceCode = await core.startDevice({ application, scope: names.join(' '), userCode })
  const verification = verificationUri(application, scene)
  return json({
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: verification,
    verification_uri_complete: `${verification}?user_code=${userCode}`,
    expires_in: application.deviceTimeoutSeconds,
    interval: application.devicePollingSeconds,
  })
})

/** A page of the application's own, or where a flow starts. Source: OpenAPI schema of PingOne, ApplicationOIDC. */
function verificationUri({ posted }: Application, { origin, environment }: Scene): string {
  const { deviceCustomVerificationUri: custom, devicePathId } = posted
  if (typeof custom === 'string') return custom
  const page = `${origin}/${environment.id}/device`
  return typeof devicePathId === 'string' ? `${page}/${devicePathId}` : page
}

function makeUserCode(): string {
  const signs = Array.from({ length: 8 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4)}`
}
