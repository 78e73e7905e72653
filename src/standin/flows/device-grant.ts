import { check, flag, text } from '../check.ts'
import { seconds } from '../clock.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { decideDevice, waitingDevice } from '../oidc/device-codes.ts'
import type { DeviceApproval } from '../world.ts'
import { advance, fail, finish, refusedConsent } from './advance.ts'
import type { FlowAction } from './flow.ts'
import { userIn } from './login.ts'
import type { Flow } from './state.ts'

/**
 * `deviceAuthGrant.userCode.verify`: names the device by the code that it shows.
 * Source: Ping's workflow "Device Authorization Grant Flow", step 5 of its test.
 */
export const verifyUserCode: FlowAction = {
  mediaType: 'application/vnd.pingidentity.deviceAuthGrant.userCode.verify+json',
  statuses: ['DAG_USER_CODE_REQUIRED'],
  run: (flow, body, scene) => {
    const { userCode } = check({ userCode: text() }, body)
    const { deviceCode, applicationId } = waitingDevice(userCode, scene)
    const isForeign = flow.applicationId !== '' && flow.applicationId !== applicationId
    if (isForeign && scene.world.behaviours.get('foreign-user-code') === 'refused') {
      throw invalidValue('userCode', 'belongs to a device of another application')
    }
    return advance({ ...flow, applicationId, device: { userCode, deviceCode } }, scene)
  },
}

/**
 * `deviceAuthGrant.consent`: lets the device have tokens, or ends the flow.
 * Source: https://developer.pingidentity.com/pingone-api/auth/flows/device-authorization-grant-flows/accept-device-authorization-grant-consent.html
 */
export const consentToDevice: FlowAction = {
  mediaType: 'application/vnd.pingidentity.deviceAuthGrant.consent+json',
  statuses: ['DAG_CONSENT_REQUIRED'],
  run: async (flow, body, scene) => {
    const { accept } = check({ accept: flag() }, body)
    const user = userIn(flow.userId, scene)
    await decideDevice(flow.device?.deviceCode ?? '', accept ? approvalOf(flow, user.id, scene) : undefined, scene)
    return accept ? finish(flow, user, scene) : fail(flow, user.id, refusedConsent(scene))
  },
}

function approvalOf(flow: Flow, userId: string, { environment, world }: Scene): DeviceApproval {
  const { sessionId, policyName: acr, amr } = flow
  const authTime = environment.sessions.get(sessionId)?.authTime ?? seconds(world.clock)
  return { userId, sessionId, authTime, acr, amr }
}
