import { inEnvironment } from '../access.ts'
import { type Endpoint, ok, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { openFlow } from './flow.ts'
import { redirectTo } from './redirect.ts'
import { mayGoOn } from './session.ts'
import type { AuthorizeAnswer, Flow } from './state.ts'
import { viewResumed } from './view.ts'

/**
 * GET `/{envID}/as/resume?flowId=`: hands out what a completed flow has earned; asked again, the same.
 * Source: https://developer.pingidentity.com/pingone-api/getting-started/simple-sso-workflow/step-6-call-the-resume-endpoint.html
 */
export const resume: Endpoint = inEnvironment((scene) => {
  const id = scene.query.get('flowId')
  if (id === null || id === '') throw invalidValue('flowId', 'The parameter is required.')
  if (!mayGoOn(openFlow(scene, id).sessionId, scene)) throw invalidValue('ST', 'The session cookie is required.')
  return finish(id, scene)
})

/** Answers the authorization request of a completed flow. */
export async function finish(flowId: string, scene: Scene): Promise<Reply> {
  const begun = openFlow(scene, flowId)
  const isDone = begun.state.status === 'COMPLETED' && begun.state.answer !== undefined
  if (isDone && scene.world.behaviours.get('resume-again') === 'refused') throw new PingError('NOT_FOUND')
  const earned = await issue(begun, scene)
  const flow = keepAnswer(openFlow(scene, flowId), earned, scene)
  if (flow.state.status !== 'COMPLETED' || flow.state.answer === undefined) throw new PingError('NOT_FOUND')
  if (flow.request.responseMode === 'pi.flow') return ok(viewResumed(flow, flow.state.answer, scene))
  return redirectTo(flow.request, flow.state.answer)
}

async function issue(flow: Flow, scene: Scene): Promise<AuthorizeAnswer> {
  if (flow.device !== undefined) throw invalidValue('flowId', 'The flow answers no authorization request.')
  const { state, request, applicationId, sessionId, policyName, amr } = flow
  if (state.status !== 'COMPLETED') {
    throw invalidValue('flowId', `The flow cannot be resumed in status ${state.status}.`)
  }
  if (state.answer !== undefined) return state.answer
  if (scene.environment.applications.get(applicationId)?.enabled !== true) throw new PingError('NOT_FOUND')
  const core = await scene.world.coreOf(scene.environment)
  return core.issue({
    applicationId,
    userId: state.userId,
    redirectUri: request.redirectUri,
    responseTypes: request.responseTypes,
    scope: request.scope,
    nonce: request.nonce,
    codeChallenge: request.codeChallenge,
    sessionId,
    authTime: state.authTime,
    acr: policyName,
    amr,
  })
}

/** The first answer stays, also when two clients resume at once. */
function keepAnswer(flow: Flow, answer: AuthorizeAnswer, { environment }: Scene): Flow {
  if (flow.state.status !== 'COMPLETED' || flow.state.answer !== undefined) return flow
  return environment.flows.put({ ...flow, state: { ...flow.state, answer } })
}
