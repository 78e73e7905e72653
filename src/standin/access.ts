import type { Call, Endpoint, Reply, Scene } from './endpoint.ts'
import { PingError } from './errors.ts'
import { ADMIN_ENVIRONMENT_ID } from './ids.ts'
import { type AccessToken, PINGONE_API, verifyAccessToken } from './token.ts'
import type { Environment } from './world.ts'

/** Answers a call inside an environment. */
export type SceneEndpoint = (scene: Scene) => Reply | Promise<Reply>

/**
 * Opens an endpoint of the management API to worker tokens only.
 * A worker of the admin environment may enter every environment, another one only its own.
 * Fails with INVALID_TOKEN (401), ACCESS_FAILED (403) and, for an unknown environment, NOT_FOUND.
 */
export function forWorkers(endpoint: SceneEndpoint): Endpoint {
  return async (call) => {
    const home = await homeOfWorker(call)
    const environment = environmentOf(call)
    if (home.id !== ADMIN_ENVIRONMENT_ID && home.id !== environment.id) throw forbidden()
    return endpoint({ ...call, environment })
  }
}

/** Opens an endpoint outside of any environment to the workers of the admin environment. */
export function forAdministrators(endpoint: Endpoint): Endpoint {
  return async (call) => {
    const home = await homeOfWorker(call)
    if (home.id !== ADMIN_ENVIRONMENT_ID) throw forbidden()
    return endpoint(call)
  }
}

/** Gives an endpoint of the auth host its environment. No token is asked for. */
export function inEnvironment(endpoint: SceneEndpoint): Endpoint {
  return (call) => endpoint({ ...call, environment: environmentOf(call) })
}

function environmentOf(call: Call): Environment {
  const environment = call.world.environments.get(call.params['environmentID'] ?? '')
  if (environment === undefined) throw new PingError('NOT_FOUND')
  return environment
}

async function homeOfWorker(call: Call): Promise<Environment> {
  const bearer = /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '')?.[1]
  if (bearer === undefined) throw new PingError('INVALID_TOKEN')
  for (const environment of call.world.environments.rows()) {
    const token = await verifyAccessToken(call.world, environment, bearer)
    if (token === undefined || ![token.claims.aud].flat().includes(PINGONE_API)) continue
    if (!isWorker(environment, token)) throw forbidden()
    return environment
  }
  throw new PingError('INVALID_TOKEN')
}

function isWorker(environment: Environment, token: AccessToken): boolean {
  const application = environment.applications.get(token.clientId)
  return token.sub === undefined && application?.type === 'WORKER' && application.enabled
}

function forbidden(): PingError {
  return new PingError('ACCESS_FAILED', {
    code: 'INSUFFICIENT_PERMISSIONS',
    message: 'The actor attempting to perform the request is not authorized.',
  })
}
