import { check, object, oneOf, optional, text } from '../check.ts'
import { invalidValue, PingError } from '../errors.ts'
import type { Device } from '../user-records.ts'
import { challenge } from './challenge.ts'
import { devicePolicyOf, usableDevices } from './device-choice.ts'
import type { FlowAction } from './flow.ts'
import { waitFor } from './message-limit.ts'

/** How much of FIDO2 a browser can do. Source: Ping's page "Check Assertion" and clients of PingOne. */
export const COMPATIBILITY = ['FULL', 'SECURITY_KEY_ONLY', 'NONE'] as const

const SHAPE = { device: object({ id: text() }), compatibility: optional(oneOf(...COMPATIBILITY)) }

/** `device.select`: asks the same device again, or another one. */
export const deviceSelect: FlowAction = {
  mediaType: 'application/vnd.pingidentity.device.select+json',
  statuses: [
    'DEVICE_SELECTION_REQUIRED',
    'OTP_REQUIRED',
    'ASSERTION_REQUIRED',
    'PUSH_CONFIRMATION_REQUIRED',
    'PUSH_CONFIRMATION_TIMED_OUT',
  ],
  run: (flow, body, scene) => {
    const { id } = check(SHAPE, body).device
    const [action] = flow.actions
    const user = flow.userId === undefined ? undefined : scene.environment.users.get(flow.userId)
    const device = user?.devices.get(id)
    if (user === undefined || device === undefined || action?.type !== 'MULTI_FACTOR_AUTHENTICATION') {
      throw invalidValue('device.id', 'The device does not exist.')
    }
    const { lockedUntil = 0 } = device
    if (lockedUntil > scene.world.clock.now()) throw limitExceeded(device, lockedUntil, 'The device is locked.')
    if (!usableDevices(user, action, scene).includes(device)) {
      throw invalidValue('device.id', 'The device cannot be used in this flow.')
    }
    const wait = waitFor(device, { userId: user.id, policy: devicePolicyOf(scene.environment, action) }, scene)
    if (wait !== undefined) throw limitExceeded(device, wait.until, wait.message)
    return { ...flow, state: challenge(flow, { user, device, action }, scene) }
  },
}

/** Source: the code LIMIT_EXCEEDED with these two values as clients of PingOne read it. */
function limitExceeded({ type }: Device, coolDownExpiresAt: number, message: string): PingError {
  return new PingError('INVALID_DATA', {
    code: 'LIMIT_EXCEEDED',
    target: 'device.id',
    message,
    innerError: { deliveryMethod: type, coolDownExpiresAt },
  })
}
