import type { Call, Endpoint, Reply, Scene } from './endpoint.ts'
import { PingError } from './errors.ts'
import type { Application } from './records.ts'
import { intentOf, mayAdminister, mayEnter } from './roles.ts'
import { type AccessToken, PINGONE_API, verifyAccessToken } from './token.ts'
import type { Environment } from './world.ts'

/** Answers a call inside an environment. */
export type SceneEndpoint = (scene: Scene) => Reply | Promise<Reply>

/**
 * Opens an endpoint of the management API to worker tokens only: those of a worker whose roles reach into the environment and open
 * the part of the API that the address is in.
 * Fails with INVALID_TOKEN (401), ACCESS_FAILED (403) and, for an unknown environment, NOT_FOUND.
 */
export function forWorkers(endpoint: SceneEndpoint): Endpoint {
  return async (call) => {
    const { actor } = await workerOf(call)
    const environment = environmentOf(call)
    if (!mayEnter(actor, environment, questionOf(call))) throw forbidden()
    return endpoint({ ...call, environment, actor })
  }
}

/** Opens an endpoint outside of any environment to workers with a role in the whole organization. */
export function forAdministrators(endpoint: Endpoint): Endpoint {
  return async (call) => {
    const { actor, home } = await workerOf(call)
    const { intent, style } = questionOf(call)
    const isAllowed = mayAdminister(actor, home.organizationId, { style, intent: { ...intent, area: 'organization' } })
    if (!isAllowed) throw forbidden()
    return endpoint(call)
  }
}

/** Opens an endpoint outside of any environment to every worker. */
export function forAllWorkers(endpoint: Endpoint): Endpoint {
  return async (call) => {
    await workerOf(call)
    return endpoint(call)
  }
}

/** Gives an endpoint of the auth host its environment. No token is asked for. */
export function inEnvironment(endpoint: SceneEndpoint): Endpoint {
  return (call) => endpoint({ ...call, environment: environmentOf(call) })
}

/** Who calls the management API, and where it is registered. */
interface Worker {
  readonly actor: Application
  readonly home: Environment
}

function questionOf(call: Call): Parameters<typeof mayEnter>[2] {
  return { intent: intentOf(call), style: call.world.behaviours.get('roles') }
}

function environmentOf(call: Call): Environment {
  const environment = call.world.environments.get(call.params['environmentID'] ?? '')
  if (environment === undefined) throw new PingError('NOT_FOUND')
  return environment
}

async function workerOf(call: Call): Promise<Worker> {
  const bearer = /^Bearer +(\S+)$/i.exec(call.headers.authorization ?? '')?.[1]
  if (bearer === undefined) throw new PingError('INVALID_TOKEN')
  for (const home of call.world.environments.rows()) {
    const token = await verifyAccessToken(call.world, home, bearer)
    if (token === undefined || ![token.claims.aud].flat().includes(PINGONE_API)) continue
    const actor = workerBehind(token, home)
    if (actor === undefined) throw forbidden()
    return { actor, home }
  }
  throw new PingError('INVALID_TOKEN')
}

function workerBehind(token: AccessToken, { applications }: Environment): Application | undefined {
  const application = applications.get(token.clientId)
  const isWorker = token.sub === undefined && application?.type === 'WORKER' && application.enabled
  return isWorker ? application : undefined
}

/** The answer to a worker whose roles do not reach. */
export function forbidden(): PingError {
  return new PingError('ACCESS_FAILED', {
    code: 'INSUFFICIENT_PERMISSIONS',
    message: 'The actor attempting to perform the request is not authorized.',
  })
}
