import type { Scene } from '../endpoint.ts'
import { DELIVERY } from '../outbox.ts'
import type { Device } from '../user-records.ts'

const DAY_MS = 86_400_000

/** For each user and each way of delivery. Source: docs.pingidentity.com, "Platform limits": 50 SMS and 50 emails a day. */
const MESSAGES_A_DAY = 50

/** When a device that has had its messages of the day can get another one, in milliseconds since the epoch; undefined: now. */
export function waitingUntil({ type, address }: Device, { world, environment }: Scene): number | undefined {
  if (type === 'TOTP' || type === 'MOBILE') return undefined
  const since = world.clock.now() - DAY_MS
  const sent = world.outbox
    .rows()
    .filter(
      ({ environmentId, to, deliveryMethod, at }) =>
        environmentId === environment.id &&
        to === address &&
        deliveryMethod === DELIVERY[type] &&
        Date.parse(at) > since,
    )
  const [oldest] = sent.slice(-MESSAGES_A_DAY)
  return oldest === undefined || sent.length < MESSAGES_A_DAY ? undefined : Date.parse(oldest.at) + DAY_MS
}
