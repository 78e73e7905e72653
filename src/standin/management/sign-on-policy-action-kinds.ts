import { type Checked, check, type Field, flag, integer, listOf, object, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue, type PingError } from '../errors.ts'
import type { ActionKind, LoginKind, MfaKind, ProfilingKind, ProviderKind } from '../policy-records.ts'
import type { DeviceType, Posted } from '../records.ts'

/** The name of a kind of action. */
export type ActionType = ActionKind['type']

type Untyped<Kind extends ActionKind> = Omit<Kind, 'type'>

/** All kinds of action. Source: OpenAPI schema of PingOne, EnumSignOnPolicyType. */
export const ACTION_TYPE: Field<ActionType> = oneOf(
  'LOGIN',
  'IDENTIFIER_FIRST',
  'IDENTITY_PROVIDER',
  'MULTI_FACTOR_AUTHENTICATION',
  'AGREEMENT',
  'PROGRESSIVE_PROFILING',
)

const METHOD = optional(object({ enabled: optional(flag()) }))

/** Source: OpenAPI schema of PingOne, SignOnPolicyActionLogin. */
const LOGIN = {
  recovery: optional(object({ enabled: flag() })),
  registration: optional(
    object({
      enabled: flag(),
      population: optional(object({ id: text() })),
      confirmIdentityProviderAttributes: optional(flag()),
    }),
  ),
  socialProviders: optional(listOf(object({ id: text() }))),
}

/** Source: https://developer.pingidentity.com/pingone-api/platform/sign-on-policies/sign-on-policy-actions/create-sign-on-policy-action-identity_provider.html */
const PROVIDER = { identityProvider: object({ id: text() }), registration: LOGIN.registration }

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

/** Source: https://developer.pingidentity.com/pingone-api/platform/sign-on-policies/sign-on-policy-actions/create-sign-on-policy-action-progressive_profiling.html */
const PROFILING = {
  attributes: listOf(object({ name: text(), required: flag() })),
  promptText: text(),
  promptIntervalSeconds: integer({ minimum: 0 }),
  preventMultiplePromptsPerFlow: flag(),
}

/** Reads what a body says about an action of its type. Fails with INVALID_REQUEST or INVALID_DATA. */
export function actionKind(type: ActionType, posted: Posted, scene: Scene): ActionKind {
  switch (type) {
    case 'LOGIN':
    case 'IDENTIFIER_FIRST':
      return { type, ...loginOf(posted, scene) }
    case 'IDENTITY_PROVIDER':
      return { type, ...providerOf(posted, scene) }
    case 'MULTI_FACTOR_AUTHENTICATION':
      return { type, ...mfaOf(posted, scene) }
    case 'AGREEMENT':
      return { type, agreementId: agreementOf(posted, scene) }
    case 'PROGRESSIVE_PROFILING':
      return { type, ...profilingOf(posted) }
  }
}

/** Recovery is on unless it is turned off: Ping's sample of a sign-on without the attribute offers it. */
function loginOf(posted: Posted, scene: Scene): Untyped<LoginKind> {
  const { recovery, registration, socialProviders = [] } = check(LOGIN, posted)
  const providerIds = socialProviders.map(({ id }) => id)
  const unknown = providerIds.findIndex((id) => scene.environment.identityProviders.get(id) === undefined)
  if (unknown !== -1) throw unknownProvider(`socialProviders[${unknown}].id`)
  return { ...registrationOf(registration, scene), hasRecovery: recovery?.enabled !== false, providerIds }
}

/** Its users recover their passwords there. */
function providerOf(posted: Posted, scene: Scene): Untyped<ProviderKind> {
  const { identityProvider, registration } = check(PROVIDER, posted)
  if (scene.environment.identityProviders.get(identityProvider.id) === undefined) {
    throw unknownProvider('identityProvider.id')
  }
  return { ...registrationOf(registration, scene), hasRecovery: false, providerIds: [identityProvider.id] }
}

function registrationOf(
  registration: Checked<typeof LOGIN>['registration'],
  { environment }: Scene,
): Pick<LoginKind, 'hasRegistration' | 'populationId' | 'confirmsAttributes'> {
  const populationId = registration?.population?.id
  if (populationId !== undefined && environment.populations.get(populationId) === undefined) {
    throw invalidValue('registration.population.id', 'The population does not exist.')
  }
  const confirmsAttributes = registration?.confirmIdentityProviderAttributes === true
  return { hasRegistration: registration?.enabled === true, populationId, confirmsAttributes }
}

function unknownProvider(target: string): PingError {
  return invalidValue(target, 'The identity provider does not exist.')
}

function mfaOf(posted: Posted, { environment }: Scene): Untyped<MfaKind> {
  const checked = check(MFA, posted)
  const devicePolicyId = checked.deviceAuthenticationPolicy?.id
  if (devicePolicyId !== undefined && environment.devicePolicies.get(devicePolicyId) === undefined) {
    throw invalidValue('deviceAuthenticationPolicy.id', 'The device authentication policy does not exist.')
  }
  return { noDevicesMode: checked.noDevicesMode ?? 'BLOCK', devicePolicyId, deviceTypes: deviceTypesOf(checked) }
}

/** No flag at all leaves the choice to the device policy. */
function deviceTypesOf(checked: Checked<typeof MFA>): readonly DeviceType[] | undefined {
  const { email, sms, voice, authenticator, boundBiometrics, securityKey, applications } = checked
  // Both are FIDO2 now: a platform's authenticator and one that is plugged in.
  const fido2 = boundBiometrics?.enabled === true ? boundBiometrics : (securityKey ?? boundBiometrics)
  const flags = { EMAIL: email, SMS: sms, VOICE: voice, TOTP: authenticator, FIDO2: fido2 }
  const hasApplications = applications !== undefined && applications.length > 0
  if (!hasApplications && Object.values(flags).every((method) => method === undefined)) return undefined
  const types: readonly (keyof typeof flags)[] = ['EMAIL', 'SMS', 'VOICE', 'TOTP', 'FIDO2']
  const flagged = types.filter((type) => flags[type]?.enabled === true)
  return hasApplications ? [...flagged, 'MOBILE'] : flagged
}

function agreementOf(posted: Posted, { environment }: Scene): string {
  const { id } = check(AGREEMENT, posted).agreement
  if (environment.agreements.get(id) === undefined) throw invalidValue('agreement.id', 'The agreement does not exist.')
  return id
}

function profilingOf(posted: Posted): Untyped<ProfilingKind> {
  const { attributes, promptText, promptIntervalSeconds, preventMultiplePromptsPerFlow } = check(PROFILING, posted)
  if (attributes.length === 0) throw invalidValue('attributes', 'must not be empty')
  const wrong = attributes.findIndex(({ name }) => !/^[A-Za-z]\w*(?:\.[A-Za-z]\w*)?$/.test(name))
  if (wrong !== -1) throw invalidValue(`attributes[${wrong}].name`, 'must be the name of an attribute of users')
  return { attributes, promptText, promptIntervalSeconds, isOncePerFlow: preventMultiplePromptsPerFlow }
}
