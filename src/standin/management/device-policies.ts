import { randomUUID } from 'node:crypto'
import { type Checked, check, type Field, flag, integer, object, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { DevicePolicy, OtpRules } from '../records.ts'
import { type Draft, home, type Resource } from './resource.ts'

/** Of each unit, in milliseconds. */
const UNIT_MS = { SECONDS: 1000, MINUTES: 60_000 }

/** The console allows up to 7 failures and 30 minutes. Source: docs.pingidentity.com, "MFA policy settings". */
const METHOD = object({
  enabled: flag(),
  otp: object({
    failure: object({ count: integer({ minimum: 1, maximum: 7 }), coolDown: duration(0) }),
    lifeTime: duration(1),
    otpLength: optional(integer({ minimum: 6, maximum: 10 })),
  }),
})

/** The methods that send one-time passwords. Source: OpenAPI schema of PingOne, DeviceAuthenticationPolicyCommon. */
const SHAPE = { name: text({ maximum: 256 }), sms: METHOD, email: METHOD, voice: optional(METHOD) }

/** `/deviceAuthenticationPolicies`. */
export const devicePolicies: Resource<DevicePolicy> = {
  plural: 'deviceAuthenticationPolicies',
  param: 'devicePolicyID',
  table: (scene) => scene.environment.devicePolicies,
  href: (scene) => `${home(scene)}/deviceAuthenticationPolicies`,
  make: makePolicy,
  view: (policy, self, scene) => ({
    _links: links({ self, environment: home(scene) }),
    authentication: { deviceSelection: 'DEFAULT_TO_FIRST' },
    newDeviceNotification: 'NONE',
    notificationsPolicy: {},
    ...policy.posted,
    id: policy.id,
    environment: { id: scene.environment.id },
    name: policy.name,
    default: policy.default,
    sms: viewRules(policy.methods.SMS),
    email: viewRules(policy.methods.EMAIL),
    voice: viewRules(policy.methods.VOICE),
    updatedAt: policy.updatedAt,
  }),
}

/** The default policy and policies in use stay. */
export function keepUsedDevicePolicy(policy: DevicePolicy, { environment }: Scene): void {
  if (policy.default) throw invalidValue('default', 'The default device authentication policy cannot be deleted.')
  const actions = environment.signOnPolicies.rows().flatMap((signOnPolicy) => signOnPolicy.actions.rows())
  if (actions.some((action) => action.type !== 'LOGIN' && action.devicePolicyId === policy.id)) {
    throw invalidValue('id', 'The device authentication policy is used by a sign-on policy.')
  }
}

function duration(minimum: number): Field<{ readonly duration: number; readonly timeUnit: 'SECONDS' | 'MINUTES' }> {
  return object({ duration: integer({ minimum, maximum: 1800 }), timeUnit: oneOf('SECONDS', 'MINUTES') })
}

function makePolicy({ posted, createdAt, updatedAt }: Draft, scene: Scene): DevicePolicy {
  const checked = check(SHAPE, posted)
  const { name, sms, email, voice } = checked
  if (scene.environment.devicePolicies.find((policy) => policy.name === name) !== undefined) {
    throw duplicate('name', 'A device authentication policy with this name already exists.')
  }
  const off = { ...rulesOf(sms), enabled: false }
  return {
    id: randomUUID(),
    createdAt,
    updatedAt,
    name,
    default: false,
    methods: { SMS: rulesOf(sms), EMAIL: rulesOf(email), VOICE: voice === undefined ? off : rulesOf(voice) },
    posted,
  }
}

function rulesOf({ enabled, otp }: Checked<typeof SHAPE>['sms']): OtpRules {
  const { failure, lifeTime, otpLength = 6 } = otp
  const lifeTimeMs = lifeTime.duration * UNIT_MS[lifeTime.timeUnit]
  const coolDownMs = failure.coolDown.duration * UNIT_MS[failure.coolDown.timeUnit]
  return { enabled, otpLength, lifeTimeMs, failureCount: failure.count, coolDownMs }
}

function viewRules({ enabled, otpLength, lifeTimeMs, failureCount, coolDownMs }: OtpRules): object {
  return {
    enabled,
    otp: {
      failure: { count: failureCount, coolDown: viewDuration(coolDownMs) },
      lifeTime: viewDuration(lifeTimeMs),
      otpLength,
    },
  }
}

function viewDuration(ms: number): object {
  const timeUnit = ms % UNIT_MS.MINUTES === 0 ? 'MINUTES' : 'SECONDS'
  return { duration: ms / UNIT_MS[timeUnit], timeUnit }
}
