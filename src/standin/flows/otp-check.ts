import { check, digits } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import { isSame, totpStep } from '../otp.ts'
import type { OtpRules } from '../records.ts'
import type { Device, User } from '../user-records.ts'
import { complete } from './advance.ts'
import { devicePolicyOf } from './device-choice.ts'
import type { FlowAction } from './flow.ts'
import type { Challenge, Flow } from './state.ts'

const SHAPE = { otp: digits() }

/**
 * `otp.check`. The wrong password that reaches the policy's limit locks the device for the cool-down and spends the challenge:
 * after that only `device.select` helps, which sends a new one-time password.
 * Source: the codes INVALID_OTP and QUOTA_EXCEEDED as clients of PingOne read them; no page shows the bodies.
 */
export const otpCheck: FlowAction = {
  mediaType: 'application/vnd.pingidentity.otp.check+json',
  statuses: ['OTP_REQUIRED'],
  run: (flow, body, scene) => {
    const { otp } = check(SHAPE, body)
    if (flow.state.status !== 'OTP_REQUIRED') throw new Error('otp.check runs in OTP_REQUIRED only')
    const { userId, challenge } = flow.state
    const user = scene.environment.users.get(userId)
    const device = user?.devices.get(challenge.deviceId)
    if (user === undefined || device === undefined) throw new PingError('NOT_FOUND')
    if (challenge.spent) throw quotaExceeded(device)
    const opened = openedBy(otp, { device, challenge }, scene.world.clock.now())
    if (opened === undefined) throw countFailure(flow, { user, device, challenge }, scene)
    user.devices.put({ ...opened, failures: 0 })
    return complete(flow, { userId, method: 'otp' }, scene)
  },
}

interface Attempt {
  readonly user: User
  readonly device: Device
  readonly challenge: Challenge
}

/** The device after the right password; undefined: it is wrong. That of an authenticator app works once. */
function openedBy(otp: string, { device, challenge }: Omit<Attempt, 'user'>, now: number): Device | undefined {
  const { sent } = challenge
  if (sent !== undefined) return now < sent.expiresAt && isSame(sent.value, otp) ? device : undefined
  const step = totpStep(device.secret ?? '', otp, now)
  return step === undefined || step <= device.usedStep ? undefined : { ...device, usedStep: step }
}

function countFailure(flow: Flow, { user, device, challenge }: Attempt, scene: Scene): PingError {
  const { failureCount, coolDownMs } = rulesFor(flow, device, scene)
  const failures = device.failures + 1
  if (failures < failureCount) {
    user.devices.put({ ...device, failures })
    return new PingError('INVALID_DATA', {
      code: 'INVALID_OTP',
      target: 'otp',
      message: 'The provided OTP is invalid.',
      innerError: { failuresRemaining: failureCount - failures },
    })
  }
  const locked = user.devices.put({ ...device, failures: 0, lockedUntil: scene.world.clock.now() + coolDownMs })
  const state = { status: 'OTP_REQUIRED', userId: user.id, challenge: { ...challenge, spent: true } } as const
  scene.environment.flows.put({ ...flow, state })
  return quotaExceeded(locked)
}

function rulesFor(flow: Flow, device: Device, { environment }: Scene): OtpRules {
  const [action] = flow.actions
  if (action?.type !== 'MULTI_FACTOR_AUTHENTICATION') throw new Error('a challenge belongs to an MFA action')
  return devicePolicyOf(environment, action).methods[device.type]
}

function quotaExceeded({ lockedUntil = 0 }: Device): PingError {
  return new PingError('INVALID_DATA', {
    code: 'QUOTA_EXCEEDED',
    target: 'otp',
    message: 'The number of attempts to enter the OTP has been exceeded.',
    innerError: { coolDownExpiresAt: lockedUntil },
  })
}
