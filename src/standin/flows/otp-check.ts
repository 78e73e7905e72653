import { check, digits } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { PingError } from '../errors.ts'
import { isSame, totpStep } from '../otp.ts'
import type { Device, User } from '../user-records.ts'
import type { World } from '../world.ts'
import { complete, fail } from './advance.ts'
import { rulesFor } from './device-choice.ts'
import type { FlowAction } from './flow.ts'
import { QUOTA_EXCEEDED, quotaExceeded } from './quota.ts'
import type { Challenge, Flow } from './state.ts'

const SHAPE = { otp: digits() }

/**
 * `otp.check`. The wrong password that reaches the policy's limit locks the device for the cool-down and spends the challenge:
 * after that only `device.select` helps, which sends a new one-time password, unless `otp-limit` says otherwise.
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
    if (challenge.spent || isCooling(device, scene)) throw overQuota(device, scene)
    const outcome = outcomeOf(otp, { device, challenge }, scene.world)
    if (!outcome.isRight) throw countFailure(flow, { user, device, challenge, ...outcome }, scene)
    user.devices.put({ ...outcome.device, failures: 0 })
    return complete(flow, { userId, method: 'otp' }, scene)
  },
}

/** A one-time password that somebody typed. */
type Outcome =
  | { readonly isRight: true /** As it is afterwards. */; readonly device: Device }
  | { readonly isRight: false; readonly isOver: boolean }

interface Failure {
  readonly user: User
  readonly device: Device
  readonly challenge: Challenge
  /** It was right once. */
  readonly isOver: boolean
}

/** That of an authenticator app works once. */
function outcomeOf(otp: string, { device, challenge }: Pick<Failure, 'device' | 'challenge'>, world: World): Outcome {
  const { sent } = challenge
  const now = world.clock.now()
  if (sent !== undefined) {
    const isSent = isSame(sent.value, otp)
    return isSent && now < sent.expiresAt ? { isRight: true, device } : { isRight: false, isOver: isSent }
  }
  const step = totpStep(device.secret ?? '', otp, now)
  if (step === undefined) return { isRight: false, isOver: false }
  const isUsed = step <= device.usedStep && world.behaviours.get('totp-again') === 'refused'
  return isUsed ? { isRight: false, isOver: false } : { isRight: true, device: { ...device, usedStep: step } }
}

/** A device is locked for other flows as well; in one whose password stays good it has to be waited for. */
function isCooling({ lockedUntil = 0 }: Device, { world: { clock, behaviours } }: Scene): boolean {
  return behaviours.get('otp-limit') === 'same-otp' && lockedUntil > clock.now()
}

function countFailure(flow: Flow, failure: Failure, scene: Scene): PingError {
  const { user, device, challenge, isOver } = failure
  const { behaviours, clock } = scene.world
  const { failureCount, coolDownMs } = rulesFor(flow, device, scene)
  const failures = (behaviours.get('otp-failures') === 'device' ? device : challenge).failures + 1
  const counted = { ...challenge, failures: challenge.failures + 1 }
  if (failures < failureCount) {
    user.devices.put({ ...device, failures: device.failures + 1 })
    keep(flow, counted, scene)
    return wrong(failureCount - failures, isOver, scene)
  }
  const locked = user.devices.put({ ...device, failures: 0, lockedUntil: clock.now() + coolDownMs })
  switch (behaviours.get('otp-limit')) {
    case 'new-otp':
      keep(flow, { ...counted, spent: true }, scene)
      break
    case 'same-otp':
      keep(flow, { ...counted, failures: 0 }, scene)
      break
    case 'fail':
      scene.environment.flows.put(
        fail(flow, user.id, { code: QUOTA_EXCEEDED, message: behaviours.get('otp-quota-message') }),
      )
  }
  return overQuota(locked, scene)
}

/** The flow goes on waiting, with this to its challenge. */
function keep(flow: Flow, challenge: Challenge, { environment }: Scene): void {
  if (flow.state.status === 'OTP_REQUIRED') environment.flows.put({ ...flow, state: { ...flow.state, challenge } })
}

function wrong(failuresRemaining: number, isOver: boolean, { world: { behaviours } }: Scene): PingError {
  const innerError = behaviours.get('otp-failures-remaining') === 'shown' ? { failuresRemaining } : undefined
  return new PingError('INVALID_DATA', {
    code: isOver ? behaviours.get('otp-expired-code') : 'INVALID_OTP',
    target: 'otp',
    message: behaviours.get('otp-invalid-message'),
    ...(innerError === undefined ? {} : { innerError }),
  })
}

function overQuota({ lockedUntil = 0 }: Device, { world: { behaviours } }: Scene): PingError {
  return quotaExceeded('otp', behaviours.get('otp-quota-message'), lockedUntil)
}
