import { inEnvironment } from '../access.ts'
import { mediaType, parseJson } from '../body.ts'
import { type Endpoint, ok, type Reply } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { deviceSelect } from './device-select.ts'
import { type FlowAction, openFlow } from './flow.ts'
import { otpCheck } from './otp-check.ts'
import { rememberSession, sessionCookie } from './session.ts'
import { userLookup } from './user-lookup.ts'
import { usernamePasswordCheck } from './username-password-check.ts'
import { viewFlow } from './view.ts'

/** Source: https://developer.pingidentity.com/pingone-api/auth/flows.html */
const ACTIONS: readonly FlowAction[] = [userLookup, usernamePasswordCheck, otpCheck, deviceSelect]

/** GET `/{envID}/flows/{flowID}`. */
export const readFlow: Endpoint = inEnvironment((scene) =>
  ok(viewFlow(openFlow(scene, scene.params['flowID'] ?? ''), scene)),
)

/**
 * POST `/{envID}/flows/{flowID}`. Fails with UNSUPPORTED_MEDIA_TYPE for an action that does not exist,
 * and with INVALID_DATA for one that does not belong to the flow's state.
 */
export const performAction: Endpoint = inEnvironment(async (scene): Promise<Reply> => {
  const id = scene.params['flowID'] ?? ''
  openFlow(scene, id)
  const type = mediaType(scene)
  const action = ACTIONS.find((candidate) => candidate.mediaType.toLowerCase() === type)
  if (action === undefined) throw new PingError('UNSUPPORTED_MEDIA_TYPE')
  const body = await scene.readBody()
  // Opened again: while the body came in, another request may have moved the flow on.
  const flow = openFlow(scene, id)
  if (!action.statuses.includes(flow.state.status)) {
    throw invalidValue('status', `The action is not available in status ${flow.state.status}.`)
  }
  const next = scene.environment.flows.put(await action.run(flow, parseJson(body), scene))
  const isSignedOn = next.amr.length > flow.amr.length
  if (isSignedOn) rememberSession(next, scene)
  return ok(viewFlow(next, scene), isSignedOn ? sessionCookie(next, scene) : {})
})
