import type { Scene } from '../endpoint.ts'
import type { MfaAction } from '../policy-records.ts'
import type { DevicePolicy, OtpRules } from '../records.ts'
import type { Device, User } from '../user-records.ts'
import type { Environment } from '../world.ts'
import type { Flow } from './state.ts'

/** The devices that can be used for this action, in the order of the user. */
export function usableDevices(user: User, action: MfaAction, { environment, world }: Scene): readonly Device[] {
  if (!user.mfaEnabled) return []
  const { methods } = devicePolicyOf(environment, action)
  const now = world.clock.now()
  return user.devices
    .rows()
    .filter(
      ({ type, status, blockedAt, lockedUntil = 0 }) =>
        status === 'ACTIVE' &&
        blockedAt === undefined &&
        lockedUntil <= now &&
        methods[type].enabled &&
        (action.deviceTypes === undefined || action.deviceTypes.includes(type)),
    )
}

/** What the policy of a flow's action says about the kind of a device. */
export function rulesFor(flow: Flow, device: Device, { environment }: Scene): OtpRules {
  const [action] = flow.actions
  if (action?.type !== 'MULTI_FACTOR_AUTHENTICATION') throw new Error('a challenge belongs to an MFA action')
  return devicePolicyOf(environment, action).methods[device.type]
}

/** The device policy of an action, or the environment's default one. */
export function devicePolicyOf({ devicePolicies }: Environment, action: MfaAction): DevicePolicy {
  const named = action.devicePolicyId === undefined ? undefined : devicePolicies.get(action.devicePolicyId)
  const policy = named ?? devicePolicies.find((candidate) => candidate.default)
  if (policy === undefined) throw new Error('the environment has no default device authentication policy')
  return policy
}
