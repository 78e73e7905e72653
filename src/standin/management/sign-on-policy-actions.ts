import { randomUUID } from 'node:crypto'
import { type Checked, check, flag, integer, listOf, object, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links, type View } from '../hal.ts'
import type { DeviceType, LoginAction, MfaAction, PolicyAction, Posted, SignOnPolicy } from '../records.ts'
import { type Draft, existing, home, isTaken, type Resource } from './resource.ts'
import { signOnPolicies } from './sign-on-policies.ts'

const METHOD = optional(object({ enabled: optional(flag()) }))

/** What every action has. */
const SHAPE = {
  priority: integer({ minimum: 1 }),
  type: oneOf('LOGIN', 'IDENTIFIER_FIRST', 'MULTI_FACTOR_AUTHENTICATION', 'AGREEMENT'),
}

/** Source: OpenAPI schema of PingOne, SignOnPolicyActionLogin. */
const LOGIN = {
  recovery: optional(object({ enabled: flag() })),
  registration: optional(object({ enabled: flag(), population: optional(object({ id: text() })) })),
}

/** Source: OpenAPI schema of PingOne, SignOnPolicyActionMFA. */
const MFA = {
  noDevicesMode: optional(oneOf('BYPASS', 'BLOCK')),
  deviceAuthenticationPolicy: optional(object({ id: text() })),
  email: METHOD,
  sms: METHOD,
  voice: METHOD,
  authenticator: METHOD,
  boundBiometrics: METHOD,
  securityKey: METHOD,
  applications: optional(listOf(object({ id: text() }))),
}

/** Source: https://developer.pingidentity.com/pingone-api/platform/sign-on-policies/sign-on-policy-actions/create-sign-on-policy-action-agreement.html */
const AGREEMENT = { agreement: object({ id: text() }) }

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

function makeAction({ posted }: Draft, scene: Scene, current?: PolicyAction): PolicyAction {
  const { priority, type } = check(SHAPE, posted)
  if (isTaken(policyOf(scene).actions, current, (action) => action.priority === priority)) {
    throw duplicate('priority', 'An action with this priority already exists.')
  }
  const basis = { id: current?.id ?? randomUUID(), priority, posted }
  switch (type) {
    case 'LOGIN':
    case 'IDENTIFIER_FIRST':
      return { ...basis, type, ...loginOf(posted, scene) }
    case 'MULTI_FACTOR_AUTHENTICATION':
      return { ...basis, type, ...mfaOf(posted, scene) }
    case 'AGREEMENT':
      return { ...basis, type, agreementId: agreementOf(posted, scene) }
  }
}

/** Recovery is on unless it is turned off: Ping's sample of a sign-on without the attribute offers it. */
function loginOf(
  posted: Posted,
  { environment }: Scene,
): Pick<LoginAction, 'hasRecovery' | 'hasRegistration' | 'populationId'> {
  const { recovery, registration } = check(LOGIN, posted)
  const populationId = registration?.population?.id
  if (populationId !== undefined && environment.populations.get(populationId) === undefined) {
    throw invalidValue('registration.population.id', 'The population does not exist.')
  }
  return { hasRecovery: recovery?.enabled !== false, hasRegistration: registration?.enabled === true, populationId }
}

function mfaOf(
  posted: Posted,
  { environment }: Scene,
): Pick<MfaAction, 'noDevicesMode' | 'devicePolicyId' | 'deviceTypes'> {
  const checked = check(MFA, posted)
  const devicePolicyId = checked.deviceAuthenticationPolicy?.id
  if (devicePolicyId !== undefined && environment.devicePolicies.get(devicePolicyId) === undefined) {
    throw invalidValue('deviceAuthenticationPolicy.id', 'The device authentication policy does not exist.')
  }
  return { noDevicesMode: checked.noDevicesMode ?? 'BLOCK', devicePolicyId, deviceTypes: deviceTypesOf(checked) }
}

function agreementOf(posted: Posted, { environment }: Scene): string {
  const { id } = check(AGREEMENT, posted).agreement
  if (environment.agreements.get(id) === undefined) throw invalidValue('agreement.id', 'The agreement does not exist.')
  return id
}

/** No flag at all leaves the choice to the device policy. */
function deviceTypesOf(checked: Checked<typeof MFA>): readonly DeviceType[] | undefined {
  const { email, sms, voice, authenticator, applications } = checked
  const flags = { EMAIL: email, SMS: sms, VOICE: voice, TOTP: authenticator }
  const hasApplications = applications !== undefined && applications.length > 0
  if (!hasApplications && Object.values(flags).every((method) => method === undefined)) return undefined
  const types: readonly (keyof typeof flags)[] = ['EMAIL', 'SMS', 'VOICE', 'TOTP']
  const flagged = types.filter((type) => flags[type]?.enabled === true)
  return hasApplications ? [...flagged, 'MOBILE'] : flagged
}

function viewAction(action: PolicyAction, self: string, scene: Scene): View {
  const policy = policyOf(scene)
  const off = { enabled: false }
  const methods = { email: off, sms: off, voice: off, authenticator: off, boundBiometrics: off, securityKey: off }
  const mfa =
    action.type === 'MULTI_FACTOR_AUTHENTICATION'
      ? {
          noDevicesMode: action.noDevicesMode,
          ...(action.deviceTypes === undefined ? {} : methods),
          applications: [],
        }
      : {}
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
