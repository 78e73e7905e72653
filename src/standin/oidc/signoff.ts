import { inEnvironment } from '../access.ts'
import { readForm } from '../body.ts'
import { type Endpoint, found, type Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { type Parameters, readParameters } from '../flows/authorization-request.ts'
import { noSessionCookie, sessionIdOf } from '../flows/session.ts'
import { verifyIdToken } from '../token.ts'

/** Whom a sign-off is for, by its ID token. */
interface Hint {
  readonly applicationId: string | undefined
  readonly sessionId: string | undefined
}

/**
 * GET and POST `/{envID}/as/signoff`: ends the session of the cookie and of the `id_token_hint`, and goes back to the application.
 * Source: OpenID Connect RP-Initiated Logout, section 2.
 */
export const signoff: Endpoint = inEnvironment(async (scene) => {
  const parameters = readParameters(scene.method === 'POST' ? await readForm(scene) : scene.query)
  const hint = await readHint(parameters, scene)
  const isQuiet = scene.world.behaviours.get('signoff-landing') === 'empty'
  const stays = isQuiet && parameters['post_logout_redirect_uri'] === undefined
  const location = destinationOf(parameters, hint, scene)
  for (const id of [sessionIdOf(scene), hint.sessionId]) scene.environment.sessions.remove(id ?? '')
  return stays
    ? { kind: 'empty', status: 204, headers: noSessionCookie(scene) }
    : found(location, noSessionCookie(scene))
})

async function readHint({ id_token_hint: token, client_id }: Parameters, scene: Scene): Promise<Hint> {
  if (token === undefined) return { applicationId: client_id, sessionId: undefined }
  const claims = await verifyIdToken(scene.world, scene.environment, { token, isHint: true })
  if (claims === undefined) throw invalidValue('id_token_hint', 'The ID token is not one of this environment.')
  const { aud, sid } = claims
  if (client_id !== undefined && client_id !== aud) throw invalidValue('client_id', 'The ID token is for another one.')
  return { applicationId: String(aud), sessionId: typeof sid === 'string' ? sid : undefined }
}

function destinationOf(parameters: Parameters, { applicationId }: Hint, { origin, environment }: Scene): string {
  const { post_logout_redirect_uri: uri, state } = parameters
  if (uri === undefined) return `${origin}/${environment.id}/signon/?signedOff=true`
  const application = environment.applications.get(applicationId ?? '')
  if (application?.postLogoutRedirectUris.includes(uri) !== true) {
    throw invalidValue('post_logout_redirect_uri', 'The application has no such post-logout redirect URI.')
  }
  const target = new URL(uri)
  if (state !== undefined) target.searchParams.set('state', state)
  return target.href
}
