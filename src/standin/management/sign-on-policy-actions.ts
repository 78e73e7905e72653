import { randomUUID } from 'node:crypto'
import { type Checked, check, flag, integer, object, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { OtpDeviceType, PolicyAction, SignOnPolicy } from '../records.ts'
import { type Draft, existing, home, type Resource } from './resource.ts'
import { signOnPolicies } from './sign-on-policies.ts'

const METHOD = optional(object({ enabled: optional(flag()) }))

/** The two types of action that the flows know. Source: OpenAPI schemas of PingOne, SignOnPolicyActionMFA and -Login. */
const SHAPE = {
  priority: integer({ minimum: 1 }),
  type: oneOf('LOGIN', 'MULTI_FACTOR_AUTHENTICATION'),
  noDevicesMode: optional(oneOf('BYPASS', 'BLOCK')),
  deviceAuthenticationPolicy: optional(object({ id: text() })),
  email: METHOD,
  sms: METHOD,
  voice: METHOD,
  authenticator: METHOD,
  boundBiometrics: METHOD,
  securityKey: METHOD,
}

/** `/signOnPolicies/{id}/actions`. */
export const signOnPolicyActions: Resource<PolicyAction> = {
  plural: 'actions',
  param: 'actionID',
  table: (scene) => policyOf(scene).actions,
  href: (scene) => `${signOnPolicies.href(scene)}/${policyOf(scene).id}/actions`,
  make: makeAction,
  view: viewAction,
}

function policyOf(scene: Scene): SignOnPolicy {
  return existing(scene.environment.signOnPolicies, scene, signOnPolicies.param)
}

function makeAction({ posted }: Draft, scene: Scene): PolicyAction {
  const checked = check(SHAPE, posted)
  const { priority, type, noDevicesMode = 'BLOCK', deviceAuthenticationPolicy } = checked
  if (policyOf(scene).actions.find((action) => action.priority === priority) !== undefined) {
    throw duplicate('priority', 'An action with this priority already exists.')
  }
  const id = randomUUID()
  if (type === 'LOGIN') return { id, type, priority, posted }
  const devicePolicyId = deviceAuthenticationPolicy?.id
  if (devicePolicyId !== undefined && scene.environment.devicePolicies.get(devicePolicyId) === undefined) {
    throw invalidValue('deviceAuthenticationPolicy.id', 'The device authentication policy does not exist.')
  }
  return { id, type, priority, noDevicesMode, devicePolicyId, deviceTypes: deviceTypesOf(checked), posted }
}

/** No flag at all leaves the choice to the device policy. */
function deviceTypesOf({ email, sms, voice }: Checked<typeof SHAPE>): readonly OtpDeviceType[] | undefined {
  const flags = { EMAIL: email, SMS: sms, VOICE: voice }
  if (Object.values(flags).every((method) => method === undefined)) return undefined
  const types: readonly OtpDeviceType[] = ['EMAIL', 'SMS', 'VOICE']
  return types.filter((type) => flags[type]?.enabled === true)
}

function viewAction(action: PolicyAction, self: string, scene: Scene): object {
  const policy = policyOf(scene)
  const off = { enabled: false }
  const methods = { email: off, sms: off, voice: off, authenticator: off, boundBiometrics: off, securityKey: off }
  const mfa = action.type === 'LOGIN' ? {} : { noDevicesMode: action.noDevicesMode, ...methods, applications: [] }
  return {
    _links: links({ self, environment: home(scene), signOnPolicy: `${signOnPolicies.href(scene)}/${policy.id}` }),
    ...mfa,
    ...action.posted,
    id: action.id,
    environment: { id: scene.environment.id },
    signOnPolicy: { id: policy.id },
    priority: action.priority,
    type: action.type,
  }
}
