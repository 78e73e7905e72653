import type { Endpoint, Reply } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import { mayGoOn } from '../flows/session.ts'
import { resourceOf } from '../token.ts'
import { GRANTS } from './adapter.ts'
import { type ClientCall, type Form, forClients, toCore } from './client-call.ts'
import { RESOURCE_URN } from './configuration.ts'
import { grantedScopes, scopeNames, scopeProblem } from './scopes.ts'

/** POST `/{envID}/as/token`. The core serves every grant; which scopes an application has of its own, only we know. */
export const token: Endpoint = forClients((call): Promise<Reply> => {
  const { resource: _resource, ...form } = call.form
  checkGrant(call)
  checkSession(call)
  const isOwn = form['grant_type'] === 'client_credentials'
  return toCore({ ...call, form: isOwn ? { ...form, ...ownResource(call) } : form }, '/token')
})

/** Source: RFC 6749, section 5.2. A grant that nobody knows is the core's to refuse. */
function checkGrant({ form, application }: ClientCall): void {
  const [name] = [...GRANTS].find(([, spelling]) => spelling === form['grant_type']) ?? []
  if (name === undefined || application.grantTypes.includes(name)) return
  throw new OAuthError('unauthorized_client', `The application does not use the grant ${form['grant_type']}`)
}

/** A code that is not there is the core's to refuse. */
function checkSession({ form, scene }: ClientCall): void {
  const code = scene.environment.entities.get('AuthorizationCode')?.get(form['code'] ?? '')
  if (code === undefined || mayGoOn(code.payload['sid'], scene)) return
  throw new OAuthError('invalid_grant', 'The session cookie is required')
}

/** The resource behind the scopes that an application asks for itself. Fails with `invalid_scope`. */
function ownResource({ form, application, scene: { environment } }: ClientCall): Form {
  const { scope = '' } = form
  const problem = scopeProblem(scopeNames(scope), grantedScopes(application), environment)
  if (problem !== undefined) throw new OAuthError('invalid_scope', problem)
  const resource = resourceOf(environment, scope)
  return resource === undefined ? {} : { resource: `${RESOURCE_URN}${resource.id}` }
}
