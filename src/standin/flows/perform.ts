import { inEnvironment } from '../access.ts'
import { mediaType, parseJson } from '../body.ts'
import { type Endpoint, ok, type Reply } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import { assertionCheck } from './assertion-check.ts'
import { consent } from './consent.ts'
import { consentToDevice, verifyUserCode } from './device-grant.ts'
import { deviceSelect } from './device-select.ts'
import { expectStatus, type FlowAction, openFlow } from './flow.ts'
import { acceptInvite } from './invitation.ts'
import { KERBEROS_ACTIONS } from './kerberos.ts'
import { otpCheck } from './otp-check.ts'
import { passwordCheck, usernamePasswordCheck } from './password-check.ts'
import { passwordForgot, passwordRecover, sendRecoveryCode } from './password-recovery.ts'
import { passwordReset } from './password-reset.ts'
import { cancelPush } from './push.ts'
import { register, sendVerificationCode, verify } from './registration.ts'
import { rememberSession, sessionCookie } from './session.ts'
import { sessionReset } from './session-reset.ts'
import { userConfirm } from './user-confirm.ts'
import { userLookup } from './user-lookup.ts'
import { userUpdate } from './user-update.ts'
import { viewFlow } from './view.ts'

/** Source: https://developer.pingidentity.com/pingone-api/auth/flows.html */
const ACTIONS: readonly FlowAction[] = [
  sessionReset,
  userLookup,
  usernamePasswordCheck,
  passwordCheck,
  passwordForgot,
  passwordRecover,
  sendRecoveryCode,
  passwordReset,
  register,
  verify,
  sendVerificationCode,
  deviceSelect,
  otpCheck,
  assertionCheck,
  cancelPush,
  consent,
  userUpdate,
  userConfirm,
  verifyUserCode,
  consentToDevice,
  acceptInvite,
  ...KERBEROS_ACTIONS,
]

/** GET `/{envID}/flows/{flowID}`. */
export const readFlow: Endpoint = inEnvironment((scene) => {
  const flow = openFlow(scene, scene.params['flowID'] ?? '')
  // Who was asked on a mobile application hears here that the flow is completed, and needs the cookie.
  return ok(viewFlow(flow, scene), flow.state.status === 'COMPLETED' ? sessionCookie(flow, scene) : {})
})

/**
 * POST `/{envID}/flows/{flowID}`. Fails with UNSUPPORTED_MEDIA_TYPE for an action that does not exist,
 * and with INVALID_DATA for one that does not belong to the flow's state.
 */
export const performAction: Endpoint = performing(ACTIONS)

/** POST `/{envID}/flows/{flowID}/kerberos`. Fails likewise. */
export const performKerberos: Endpoint = performing(KERBEROS_ACTIONS)

function performing(actions: readonly FlowAction[]): Endpoint {
  return inEnvironment(async (scene): Promise<Reply> => {
    const id = scene.params['flowID'] ?? ''
    openFlow(scene, id)
    const type = mediaType(scene)
    const action = actions.find((candidate) => candidate.mediaType.toLowerCase() === type)
    if (action === undefined) throw new PingError('UNSUPPORTED_MEDIA_TYPE')
    const body = await scene.readBody()
    // Opened again: while the body came in, another request may have moved the flow on.
    const flow = openFlow(scene, id)
    expectStatus(action, flow, scene)
    const next = scene.environment.flows.put(await action.run(flow, body.length === 0 ? {} : parseJson(body), scene))
    const isSignedOn = next.amr.length > flow.amr.length
    if (isSignedOn) rememberSession(next, scene)
    return ok(viewFlow(next, scene), isSignedOn ? sessionCookie(next, scene) : {})
  })
}
