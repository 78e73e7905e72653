import { randomUUID } from 'node:crypto'
import type { Scene } from '../endpoint.ts'
import { DELIVERY } from '../outbox.ts'
import type { CoolDown, DevicePolicy, NotificationPolicy, Quota } from '../records.ts'
import { putExpiring } from '../table.ts'
import type { Device } from '../user-records.ts'
import type { Delivery, Environment } from '../world.ts'

const DAY_MS = 86_400_000

/** Who has asked for too many messages gets none for so long. Source: OpenAPI schema of PingOne, `resendLimit`. That messages so far apart have nothing to do with each other is inferred. */
const BLOCK_MS = 30 * 60_000

/** Why a device gets no message yet. */
interface Wait {
  /** Milliseconds since the epoch. */
  readonly until: number
  readonly message: string
}

/** Remembers that a one-time password was sent. */
export function noteDelivery(
  delivery: Pick<Delivery, 'userId' | 'to' | 'type' | 'isResend'>,
  { environment, world }: Scene,
): void {
  const now = world.clock.now()
  putExpiring(environment.deliveries, { ...delivery, id: randomUUID(), at: now, expiresAt: now + DAY_MS }, now)
}

/**
 * What the next message to a device has to wait for, by the notification policy; undefined: nothing.
 * Source: https://developer.pingidentity.com/pingone-api/platform/notifications/notification-policies.html
 */
export function waitFor(
  { type, address }: Device,
  { userId, policy }: { readonly userId: string; readonly policy: DevicePolicy },
  { environment, world }: Scene,
): Wait | undefined {
  if (type === 'TOTP' || type === 'MOBILE' || type === 'FIDO2') return undefined
  const now = world.clock.now()
  const { quotas, coolDowns } = notificationPolicyOf(environment, policy)
  const sent = environment.deliveries.rows().filter(({ expiresAt }) => expiresAt > now)
  const coolDown = coolDowns[type]
  const same = sent.filter((one) => one.type === type && one.to === address)
  const series = coolDown?.isByUser === true ? same.filter((one) => one.userId === userId) : same
  const waits = [
    ...quotas
      .filter(({ deliveryMethods }) => deliveryMethods.includes(DELIVERY[type]))
      .map((quota) => waitForQuota(quota, countedBy(quota, sent, userId))),
    coolDown === undefined ? undefined : waitForCoolDown(coolDown, series),
  ]
  return waits
    .filter((wait) => wait !== undefined && wait.until > now)
    .toSorted((one, other) => (other?.until ?? 0) - (one?.until ?? 0))[0]
}

function notificationPolicyOf(
  { notificationPolicies }: Environment,
  { notificationPolicyId }: DevicePolicy,
): NotificationPolicy {
  const named = notificationPolicyId === undefined ? undefined : notificationPolicies.get(notificationPolicyId)
  const policy = named ?? notificationPolicies.find((candidate) => candidate.default)
  if (policy === undefined) throw new Error('the environment has no default notification policy')
  return policy
}

function countedBy({ type, deliveryMethods }: Quota, sent: readonly Delivery[], userId: string): readonly Delivery[] {
  return sent.filter(
    (one) => deliveryMethods.includes(DELIVERY[one.type]) && (type === 'ENVIRONMENT' || one.userId === userId),
  )
}

/** The oldest of the messages that fill a quota has to be a day old. */
function waitForQuota({ type, total }: Quota, counted: readonly Delivery[]): Wait | undefined {
  if (counted.length < total) return undefined
  const oldest = counted[counted.length - total]
  const message = `The ${type.toLowerCase()} has had all messages of the day.`
  return { until: oldest?.expiresAt ?? Number.MAX_SAFE_INTEGER, message }
}

function waitForCoolDown({ periodsMs, resendLimit }: CoolDown, sent: readonly Delivery[]): Wait | undefined {
  const last = sent.at(-1)
  if (last === undefined) return undefined
  const gap = sent.findLastIndex(({ at }, index) => at - (sent[index - 1]?.at ?? at) >= BLOCK_MS)
  const resends = sent.slice(Math.max(gap, 0)).filter(({ isResend }) => isResend).length
  if (resends >= resendLimit) {
    return { until: last.at + BLOCK_MS, message: 'Too many messages were asked for.' }
  }
  const period = periodsMs[Math.min(resends, periodsMs.length - 1)] ?? 0
  return { until: last.at + period, message: 'It is too early for another message.' }
}
