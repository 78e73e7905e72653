import { check, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { demandOf, isPaired, type PairedDevice, readAnswer, userHandleOf, verified } from '../fido2.ts'
import type { SentCode, User } from '../user-records.ts'
import { type Credential, verifyAssertion } from '../webauthn/ceremony.ts'
import { complete, fail } from './advance.ts'
import { rulesFor } from './device-choice.ts'
import { COMPATIBILITY } from './device-select.ts'
import type { FlowAction } from './flow.ts'
import { quotaExceeded } from './quota.ts'
import type { Flow } from './state.ts'

const SHAPE = { origin: text(), assertion: text(), compatibility: optional(oneOf(...COMPATIBILITY)) }

/**
 * `assertion.check`: a browser has let the user's authenticator sign. As many wrong answers as the policy allows lock the device.
 * Source: https://developer.pingidentity.com/pingone-api/auth/flows/flows-1/check-assertion.html; no page shows a refusal.
 */
export const assertionCheck: FlowAction = {
  mediaType: 'application/vnd.pingidentity.assertion.check+json',
  statuses: ['ASSERTION_REQUIRED'],
  run: (flow, body, scene) => {
    const { origin, assertion: given } = check(SHAPE, body)
    const answer = readAnswer(given, 'assertion')
    if (flow.state.status !== 'ASSERTION_REQUIRED') throw new Error('assertion.check runs in ASSERTION_REQUIRED only')
    const { userId, assertion } = flow.state
    const user = scene.environment.users.get(userId)
    const device = user?.devices.get(assertion.deviceId)
    if (user === undefined || device === undefined || !isPaired(device)) throw new PingError('NOT_FOUND')
    const { lockedUntil = 0 } = device
    if (lockedUntil > scene.world.clock.now()) throw overQuota(lockedUntil)
    const attempt = { user, device, answer, challenge: assertion.challenge, origin }
    try {
      user.devices.put({ ...device, credential: verify(attempt, scene), failures: 0 })
    } catch (error) {
      throw error instanceof PingError ? countFailure(flow, { user, device, error }, scene) : error
    }
    return complete(flow, { userId, method: 'hwk' }, scene)
  },
}

interface Attempt {
  readonly user: User
  readonly device: PairedDevice
  readonly answer: unknown
  readonly challenge: SentCode
  readonly origin: string
}

function verify({ user, device, answer, challenge, origin }: Attempt, scene: Scene): Credential {
  if (challenge.expiresAt <= scene.world.clock.now()) {
    throw invalidValue('assertion', 'answers a challenge that is over')
  }
  const countsUses = scene.world.behaviours.get('sign-count') === 'checked'
  const demand = {
    ...demandOf(device, { challenge: challenge.value, origin }, scene),
    userHandle: userHandleOf(user),
    countsUses,
  }
  return verified('assertion', () => verifyAssertion(answer, device.credential, demand))
}

/** What a wrong answer comes to. */
function countFailure(
  flow: Flow,
  { user, device, error }: Pick<Attempt, 'user' | 'device'> & { readonly error: PingError },
  scene: Scene,
): PingError {
  const { world, environment } = scene
  if (world.behaviours.get('assertion-failed') === 'fails') {
    environment.flows.put(fail(flow, user.id, { code: 'INVALID_VALUE', message: error.details[0]?.message ?? '' }))
  }
  const failures = device.failures + 1
  const { failureCount, coolDownMs } = rulesFor(flow, device, scene)
  if (failures < failureCount) {
    user.devices.put({ ...device, failures })
    return error
  }
  const lockedUntil = world.clock.now() + coolDownMs
  user.devices.put({ ...device, failures: 0, lockedUntil })
  return overQuota(lockedUntil)
}

function overQuota(lockedUntil: number): PingError {
  return quotaExceeded('assertion', 'The number of attempts to use the device has been exceeded.', lockedUntil)
}
