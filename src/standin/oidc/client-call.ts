import { inEnvironment, type SceneEndpoint } from '../access.ts'
import { mediaType } from '../body.ts'
import type { Endpoint, Reply, Scene } from '../endpoint.ts'
import { OAuthError } from '../errors.ts'
import type { Application } from '../records.ts'
import { authenticateClient } from './client-authentication.ts'
import { replay } from './replay.ts'

/** Parameters of a form, by name. */
export type Form = Readonly<Record<string, string>>

/** A form whose sender is known. */
export interface ClientCall {
  readonly scene: Scene
  readonly form: Form
  readonly application: Application
}

/** Opens an endpoint to applications that authenticate. Fails as OAuth has it: `invalid_request`, `invalid_client`. */
export function forClients(endpoint: (call: ClientCall) => Reply | Promise<Reply>): Endpoint {
  const answer: SceneEndpoint = async (scene) => {
    const form = await readOAuthForm(scene)
    return endpoint({ scene, form, application: await authenticateClient(form, scene) })
  }
  return inEnvironment(answer)
}

/** Hands a call on to the core, with the core's own pass in place of the client's credentials. */
export async function toCore({ scene, form, application }: ClientCall, path: string): Promise<Reply> {
  const core = await scene.world.coreOf(scene.environment)
  const { client_secret: _secret, client_assertion: _jwt, client_assertion_type: _type, ...rest } = form
  const pass = core.passOf(application)
  const body = new URLSearchParams({
    ...rest,
    client_id: application.id,
    ...(pass === undefined ? {} : { client_secret: pass }),
  }).toString()
  return {
    kind: 'delegate',
    serve: (request, response) => {
      const { authorization: _authorization, ...headers } = request.headers
      const formHeaders = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
      return core.serve(replay(request, body, formHeaders), response, path)
    },
  }
}

/** Reads a form whose parameters come once each. Fails with `invalid_request`. Source: RFC 6749, section 3.2. */
export async function readOAuthForm(scene: Scene): Promise<Form> {
  const body = await scene.readBody()
  const type = mediaType(scene)
  if (type !== 'application/x-www-form-urlencoded' && body.length > 0) {
    throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded')
  }
  const parameters = new URLSearchParams(new TextDecoder().decode(body))
  const names = [...parameters.keys()]
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new OAuthError('invalid_request', `The parameter "${twice}" must not be repeated`)
  return Object.fromEntries([...parameters].filter(([, value]) => value !== ''))
}
