import { inEnvironment } from '../access.ts'
import { type Endpoint, ok, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { openFlow } from './flow.ts'
import { redirectTo } from './redirect.ts'
import type { Flow } from './state.ts'
import { viewResumed } from './view.ts'

/**
 * GET `/{envID}/as/resume?flowId=`: hands out the authorization code of a completed flow; asked again, the same code.
 * Source: https://developer.pingidentity.com/pingone-api/getting-started/simple-sso-workflow/step-6-call-the-resume-endpoint.html
 */
export const resume: Endpoint = inEnvironment(async (scene): Promise<Reply> => {
  const id = scene.query.get('flowId')
  if (id === null || id === '') throw invalidValue('flowId', 'The parameter is required.')
  const code = await issueCode(openFlow(scene, id), scene)
  const flow = keepCode(openFlow(scene, id), code, scene)
  if (flow.state.status !== 'COMPLETED' || flow.state.code === undefined) throw new PingError('NOT_FOUND')
  if (flow.request.responseMode === 'pi.flow') return ok(viewResumed(flow, flow.state.code, scene))
  return redirectTo(flow.request, { code: flow.state.code })
})

async function issueCode(flow: Flow, scene: Scene): Promise<string> {
  const { state, request, applicationId, sessionId, policyName, amr } = flow
  if (state.status !== 'COMPLETED') {
    throw invalidValue('flowId', `The flow cannot be resumed in status ${state.status}.`)
  }
  if (state.code !== undefined) return state.code
  if (scene.environment.applications.get(applicationId)?.enabled !== true) throw new PingError('NOT_FOUND')
  return scene.world.coreOf(scene.environment).issueCode({
    applicationId,
    userId: state.userId,
    redirectUri: request.redirectUri,
    scope: request.scope,
    nonce: request.nonce,
    codeChallenge: request.codeChallenge,
    sessionId,
    authTime: state.authTime,
    acr: policyName,
    amr,
  })
}

/** The first code stays, also when two clients resume at once. */
function keepCode(flow: Flow, code: string, { environment }: Scene): Flow {
  if (flow.state.status !== 'COMPLETED' || flow.state.code !== undefined) return flow
  return environment.flows.put({ ...flow, state: { ...flow.state, code } })
}
