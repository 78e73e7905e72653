import { randomUUID } from 'node:crypto'
import type { Endpoint, Reply, Scene } from '../endpoint.ts'
import { invalidValue, OAuthError, PingError } from '../errors.ts'
import { type ClientCall, type Form, forClients } from '../oidc/client-call.ts'
import type { Application } from '../records.ts'
import { liveRow, putExpiring } from '../table.ts'
import { oauthErrorOf, type Parameters, readDestination, readGrantRequest } from './authorization-request.ts'
import { requestObjectOf } from './request-object.ts'

/** Source: RFC 9126, section 2.2. */
const PREFIX = 'urn:ietf:params:oauth:request_uri:'

/**
 * POST `/{envID}/as/par`: checks an authorization request and keeps it for a moment; its `request_uri` is good for one use.
 * Source: https://developer.pingidentity.com/pingone-api/auth/openid-connect-oauth-2.html
 */
export const pushRequest: Endpoint = forClients(async (call): Promise<Reply> => {
  const parameters = parametersOf(call.form)
  await check(parameters, call)
  const { world, environment } = call.scene
  const { id: applicationId, parTimeoutSeconds } = call.application
  const now = world.clock.now()
  const pushed = {
    id: `${PREFIX}${randomUUID()}`,
    applicationId,
    parameters,
    expiresAt: now + parTimeoutSeconds * 1000,
  }
  putExpiring(environment.pushedRequests, pushed, now)
  const headers = { 'content-type': 'application/json;charset=UTF-8' }
  const status = Number(world.behaviours.get('par-status'))
  return { kind: 'json', status, body: { request_uri: pushed.id, expires_in: parTimeoutSeconds }, headers }
})

/** The parameters behind a `request_uri`, once. Fails with INVALID_DATA. */
export function takePushed(requestUri: string, application: Application, { world, environment }: Scene): Parameters {
  const pushed = liveRow(environment.pushedRequests, requestUri, world.clock.now())
  if (pushed?.applicationId !== application.id) {
    throw invalidValue('request_uri', 'The pushed request does not exist, has expired or was used before.')
  }
  environment.pushedRequests.remove(requestUri)
  return pushed.parameters
}

function parametersOf(form: Form): Parameters {
  const { client_secret: _secret, client_assertion: _jwt, client_assertion_type: _type, ...parameters } = form
  if (parameters['request_uri'] !== undefined) {
    throw new OAuthError('invalid_request', 'request_uri must not be pushed')
  }
  return parameters
}

async function check(parameters: Parameters, { application, scene }: ClientCall): Promise<void> {
  try {
    const object = await requestObjectOf(parameters, application, scene)
    const all = { ...parameters, ...object?.parameters }
    readDestination(all, application)
    readGrantRequest(all, application, scene.environment)
  } catch (error) {
    if (!(error instanceof PingError)) throw error
    const { code, description } = oauthErrorOf(error)
    throw new OAuthError(code, description)
  }
}
