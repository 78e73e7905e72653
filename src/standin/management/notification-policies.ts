import { randomUUID } from 'node:crypto'
import { type Checked, check, type Field, flag, integer, listOf, object, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { CoolDown, NotificationPolicy, OtpDeviceType, Quota } from '../records.ts'
import { becomesDefault, type Draft, home, isTaken, type Resource } from './resource.ts'

/** Source: OpenAPI schema of PingOne, NotificationsPolicy: ten seconds to ten minutes. */
const PERIOD = { leastMs: 10_000, mostMs: 600_000, unitMs: { SECONDS: 1000, MINUTES: 60_000 } }

/** Before the first, the second, and any further message. Source: https://developer.pingidentity.com/pingone-api/platform/notifications/notification-policies.html */
const PERIODS = 3

const COOL_DOWN = object({
  enabled: flag(),
  periods: optional(listOf(period())),
  resendLimit: optional(integer({ minimum: 1 })),
  groupBy: optional(oneOf('USER_ID')),
})

const LIMIT = optional(integer({ minimum: 0 }))

const QUOTA = object({
  type: oneOf('USER', 'ENVIRONMENT'),
  deliveryMethods: listOf(oneOf('SMS', 'Voice', 'Email')),
  total: LIMIT,
  claimed: LIMIT,
  unclaimed: LIMIT,
})

/** Source: OpenAPI schema of PingOne, NotificationsPolicy. */
const SHAPE = {
  name: text({ maximum: 256 }),
  default: optional(flag()),
  quotas: listOf(QUOTA),
  cooldownConfiguration: optional(
    object({ sms: COOL_DOWN, email: COOL_DOWN, voice: COOL_DOWN, whatsApp: object({ enabled: flag() }) }),
  ),
}

/** `/notificationsPolicies`. */
export const notificationPolicies: Resource<NotificationPolicy> = {
  plural: 'notificationsPolicies',
  param: 'notificationsPolicyID',
  table: (scene) => scene.environment.notificationPolicies,
  href: (scene) => `${home(scene)}/notificationsPolicies`,
  make: makePolicy,
  view: (policy, self, scene) => ({
    _links: links({ self, environment: home(scene) }),
    ...policy.posted,
    id: policy.id,
    environment: { id: scene.environment.id },
    name: policy.name,
    quotas: policy.posted['quotas'] ?? policy.quotas,
    default: policy.default,
    createdAt: policy.createdAt,
    updatedAt: policy.updatedAt,
  }),
}

/** The default policy and policies in use stay. */
export function keepUsedNotificationPolicy(policy: NotificationPolicy, { environment }: Scene): void {
  if (policy.default) throw invalidValue('default', 'The default notification policy cannot be deleted.')
  if (environment.devicePolicies.find(({ notificationPolicyId }) => notificationPolicyId === policy.id)) {
    throw invalidValue('id', 'The notification policy is used by a device authentication policy.')
  }
}

/** In milliseconds. */
function period(): Field<number> {
  const shape = object({ duration: integer(), timeUnit: oneOf('SECONDS', 'MINUTES') })
  return (value, target) => {
    const reading = shape(value, target)
    if (!('value' in reading)) return reading
    const ms = reading.value.duration * PERIOD.unitMs[reading.value.timeUnit]
    if (ms >= PERIOD.leastMs && ms <= PERIOD.mostMs) return { value: ms }
    const detail = {
      code: 'OUT_OF_RANGE',
      target: `${target}.duration`,
      message: 'must be from ten seconds to ten minutes',
    }
    return { problems: [{ malformed: false, detail }] }
  }
}

function makePolicy(
  { posted, createdAt, updatedAt }: Draft,
  { environment }: Scene,
  current?: NotificationPolicy,
): NotificationPolicy {
  const checked = check(SHAPE, posted)
  const all = environment.notificationPolicies
  if (isTaken(all, current, ({ name }) => name === checked.name)) {
    throw duplicate('name', 'A notification policy with this name already exists.')
  }
  const quotas = checked.quotas.map(quotaOf)
  const coolDowns = coolDownsOf(checked)
  const isDefault = becomesDefault(all, current, checked.default)
  const basis = { id: current?.id ?? randomUUID(), createdAt, updatedAt, name: checked.name, posted }
  return { ...basis, default: isDefault, quotas, coolDowns }
}

/** Those that a user answers to and those that are not answered are counted together. */
function quotaOf(
  { type, deliveryMethods, total, claimed, unclaimed }: Checked<typeof SHAPE>['quotas'][number],
  index: number,
): Quota {
  const isSplit = claimed !== undefined && unclaimed !== undefined
  if ((total !== undefined) === isSplit) {
    throw invalidValue(`quotas[${index}].total`, 'must be given, or claimed and unclaimed in its place')
  }
  return { type, deliveryMethods, total: total ?? (claimed ?? 0) + (unclaimed ?? 0) }
}

function coolDownsOf({ cooldownConfiguration: given }: Checked<typeof SHAPE>): NotificationPolicy['coolDowns'] {
  if (given === undefined) return {}
  const { sms, email, voice } = given
  const methods = { SMS: sms, EMAIL: email, VOICE: voice } as const
  const entries = Object.entries(methods).flatMap(([type, method]) => {
    const coolDown = coolDownOf(method, `cooldownConfiguration.${type.toLowerCase()}`)
    return coolDown === undefined ? [] : [[type, coolDown] as const]
  })
  return Object.fromEntries(entries) as Partial<Record<OtpDeviceType, CoolDown>>
}

function coolDownOf(
  { enabled, periods, resendLimit, groupBy }: NonNullable<Checked<typeof SHAPE>['cooldownConfiguration']>['sms'],
  target: string,
): CoolDown | undefined {
  if (!enabled) return undefined
  if (periods?.length !== PERIODS) throw invalidValue(`${target}.periods`, `must have ${PERIODS} of them`)
  if (resendLimit === undefined) throw invalidValue(`${target}.resendLimit`, 'must not be null')
  return { periodsMs: periods, resendLimit, isByUser: groupBy === 'USER_ID' }
}
