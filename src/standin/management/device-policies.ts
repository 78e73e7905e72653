import { randomUUID } from 'node:crypto'
import { type Checked, check, type Field, flag, integer, object, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { DevicePolicy, OtpRules } from '../records.ts'
import { PUSH_MS } from '../store.ts'
import { becomesDefault, type Draft, home, isTaken, type Resource } from './resource.ts'

/** Of each unit, in milliseconds. */
const UNIT_MS = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 }

/** The console allows up to 7 failures and 30 minutes. Source: docs.pingidentity.com, "MFA policy settings". */
const FAILURE = object({ count: integer({ minimum: 1, maximum: 7 }), coolDown: duration(0) })

const SENT = object({
  enabled: flag(),
  otp: object({
    failure: FAILURE,
    lifeTime: duration(1),
    otpLength: optional(integer({ minimum: 6, maximum: 10 })),
  }),
})

const APP = object({ enabled: flag(), otp: object({ failure: FAILURE }) })

/** Its cool-down has other bounds. Source: OpenAPI schema of PingOne, DeviceAuthenticationPolicyCommon. */
const FIDO2 = object({ enabled: flag(), failure: optional(FAILURE) })

/** The bounds of its life are ours. Source: OpenAPI schema of PingOne, DeviceAuthenticationPolicyCommon. */
const WEB = {
  enabled: flag(),
  lifeTime: object({
    duration: integer({ minimum: 1, maximum: 129_600 }),
    timeUnit: oneOf('MINUTES', 'HOURS', 'DAYS'),
  }),
}

/**
 * What the schema requires of apps may be left out here; it does not require `fido2`, and an answer has it only where it was given or is on.
 * Source: OpenAPI schema of PingOne, DeviceAuthenticationPolicyCommon
 */
const SHAPE = {
  name: text({ maximum: 256 }),
  default: optional(flag()),
  authentication: optional(
    object({ deviceSelection: oneOf('DEFAULT_TO_FIRST', 'PROMPT_TO_SELECT', 'ALWAYS_DISPLAY_DEVICES') }),
  ),
  sms: SENT,
  email: SENT,
  voice: optional(SENT),
  totp: optional(APP),
  mobile: optional(APP),
  fido2: optional(FIDO2),
  rememberMe: optional(object({ web: object(WEB) })),
  notificationsPolicy: optional(object({ id: optional(text()) })),
}

/** `/deviceAuthenticationPolicies`. */
export const devicePolicies: Resource<DevicePolicy> = {
  plural: 'deviceAuthenticationPolicies',
  param: 'devicePolicyID',
  table: (scene) => scene.environment.devicePolicies,
  href: (scene) => `${home(scene)}/deviceAuthenticationPolicies`,
  make: makePolicy,
  view: (policy, self, scene) => ({
    _links: links({ self, environment: home(scene) }),
    newDeviceNotification: 'NONE',
    notificationsPolicy: {},
    ...policy.posted,
    id: policy.id,
    environment: { id: scene.environment.id },
    name: policy.name,
    default: policy.default,
    authentication: { deviceSelection: policy.deviceSelection },
    sms: viewSent(policy.methods.SMS),
    email: viewSent(policy.methods.EMAIL),
    voice: viewSent(policy.methods.VOICE),
    totp: { ...asObject(policy.posted['totp']), ...viewApp(policy.methods.TOTP) },
    mobile: { ...asObject(policy.posted['mobile']), ...viewApp(policy.methods.MOBILE) },
    ...((policy.methods.FIDO2.enabled || policy.posted['fido2'] !== undefined) && {
      fido2: { ...asObject(policy.posted['fido2']), ...viewFido2(policy.methods.FIDO2) },
    }),
    updatedAt: policy.updatedAt,
  }),
}

/** The default policy and policies in use stay. */
export function keepUsedDevicePolicy(policy: DevicePolicy, { environment }: Scene): void {
  if (policy.default) throw invalidValue('default', 'The default device authentication policy cannot be deleted.')
  const actions = environment.signOnPolicies.rows().flatMap((signOnPolicy) => signOnPolicy.actions.rows())
  if (actions.some((action) => action.type === 'MULTI_FACTOR_AUTHENTICATION' && action.devicePolicyId === policy.id)) {
    throw invalidValue('id', 'The device authentication policy is used by a sign-on policy.')
  }
}

function duration(minimum: number): Field<{ readonly duration: number; readonly timeUnit: 'SECONDS' | 'MINUTES' }> {
  return object({ duration: integer({ minimum, maximum: 1800 }), timeUnit: oneOf('SECONDS', 'MINUTES') })
}

function makePolicy(
  { posted, createdAt, updatedAt }: Draft,
  { environment }: Scene,
  current?: DevicePolicy,
): DevicePolicy {
  const checked = check(SHAPE, posted)
  const { name, sms, email, voice, totp, mobile, fido2, authentication } = checked
  const all = environment.devicePolicies
  if (isTaken(all, current, (policy) => policy.name === name)) {
    throw duplicate('name', 'A device authentication policy with this name already exists.')
  }
  const notificationPolicyId = checked.notificationsPolicy?.id
  if (notificationPolicyId !== undefined && environment.notificationPolicies.get(notificationPolicyId) === undefined) {
    throw invalidValue('notificationsPolicy.id', 'The notification policy does not exist.')
  }
  const isDefault = becomesDefault(all, current, checked.default)
  const off = { ...rulesOf(sms), enabled: false }
  return {
    id: current?.id ?? randomUUID(),
    createdAt,
    updatedAt,
    name,
    default: isDefault,
    deviceSelection: authentication?.deviceSelection ?? 'DEFAULT_TO_FIRST',
    methods: {
      SMS: rulesOf(sms),
      EMAIL: rulesOf(email),
      VOICE: voice === undefined ? off : rulesOf(voice),
      TOTP: totp === undefined ? off : rulesOf(totp),
      FIDO2: fido2Rules(fido2 ?? { enabled: false }),
      MOBILE: mobile === undefined ? off : { ...rulesOf(mobile), lifeTimeMs: PUSH_MS },
    },
    rememberMs: rememberMs(checked.rememberMe?.web),
    notificationPolicyId,
    posted,
  }
}

/** How long and how many digits, where the method says so. */
interface Method {
  readonly enabled: boolean
  readonly otp: {
    readonly failure: { readonly count: number; readonly coolDown: Duration }
    readonly lifeTime?: Duration
    readonly otpLength?: number | undefined
  }
}

interface Duration {
  readonly duration: number
  readonly timeUnit: keyof typeof UNIT_MS
}

function rulesOf({ enabled, otp }: Method): OtpRules {
  const { failure, lifeTime, otpLength = 6 } = otp
  return {
    enabled,
    otpLength,
    lifeTimeMs: lifeTime === undefined ? 0 : milliseconds(lifeTime),
    failureCount: failure.count,
    coolDownMs: milliseconds(failure.coolDown),
  }
}

/** Source of the numbers: the sample policy of Ping's workflow "MFA Transaction Approval using SMS". */
function fido2Rules({
  enabled,
  failure,
}: {
  enabled: boolean
  failure?: Method['otp']['failure'] | undefined
}): OtpRules {
  const { count, coolDown } = failure ?? { count: 4, coolDown: { duration: 150, timeUnit: 'SECONDS' as const } }
  const coolDownMs = milliseconds(coolDown)
  if (coolDownMs < 2 * UNIT_MS.MINUTES || coolDownMs > 30 * UNIT_MS.MINUTES) {
    throw invalidValue('fido2.failure.coolDown.duration', 'must be from 2 to 30 minutes')
  }
  return rulesOf({ enabled, otp: { failure: { count, coolDown } } })
}

function rememberMs(web: Checked<typeof WEB> | undefined): number | undefined {
  return web?.enabled === true ? web.lifeTime.duration * UNIT_MS[web.lifeTime.timeUnit] : undefined
}

function milliseconds({ duration: count, timeUnit }: Duration): number {
  return count * UNIT_MS[timeUnit]
}

function viewSent(rules: OtpRules): object {
  const { enabled, otp } = viewApp(rules)
  return { enabled, otp: { ...otp, lifeTime: viewDuration(rules.lifeTimeMs), otpLength: rules.otpLength } }
}

function viewApp({ enabled, failureCount, coolDownMs }: OtpRules): {
  readonly enabled: boolean
  readonly otp: object
} {
  return { enabled, otp: { failure: { count: failureCount, coolDown: viewDuration(coolDownMs) } } }
}

function viewFido2({ enabled, failureCount, coolDownMs }: OtpRules): object {
  return { enabled, failure: { count: failureCount, coolDown: viewDuration(coolDownMs) } }
}

function viewDuration(ms: number): object {
  const timeUnit = ms % UNIT_MS.MINUTES === 0 ? 'MINUTES' : 'SECONDS'
  return { duration: ms / UNIT_MS[timeUnit], timeUnit }
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
