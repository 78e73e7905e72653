import { seconds } from '../clock.ts'
import type { Scene } from '../endpoint.ts'
import type { MfaAction, PolicyAction } from '../policy-records.ts'
import type { User } from '../user-records.ts'
import type { Environment } from '../world.ts'
import { challenge } from './challenge.ts'
import { devicePolicyOf, usableDevices } from './device-choice.ts'
import { isProfileDue } from './profile.ts'
import type { Flow, FlowFailure } from './state.ts'

/**
 * Finds the state that a flow is in now: the first action that is still to do decides, and what is known about the user.
 * An action that asks for nothing is passed over: MFA that may be bypassed, an agreement that the user has consented to.
 */
export function advance(flow: Flow, scene: Scene): Flow {
  const [action] = flow.actions
  const user = flow.userId === undefined ? undefined : scene.environment.users.get(flow.userId)
  if (action?.type === 'LOGIN') return { ...flow, state: { status: 'USERNAME_PASSWORD_REQUIRED' } }
  if (action?.type === 'IDENTITY_PROVIDER') return { ...flow, state: { status: 'EXTERNAL_AUTHENTICATION_REQUIRED' } }
  if (user === undefined) return { ...flow, state: { status: 'SIGN_ON_REQUIRED' } }
  if (action === undefined) return flow.device === undefined ? finish(flow, user, scene) : askAboutDevice(flow, user)
  switch (action.type) {
    case 'IDENTIFIER_FIRST':
      return { ...flow, state: { status: 'PASSWORD_REQUIRED', userId: user.id } }
    case 'AGREEMENT':
      if (hasConsented(user, action, scene.environment)) return passOver(flow, scene)
      return { ...flow, state: { status: 'AGREEMENT_CONSENT_REQUIRED', userId: user.id } }
    case 'PROGRESSIVE_PROFILING':
      if ((flow.isProfiled && action.isOncePerFlow) || !isProfileDue(user, action, scene)) return passOver(flow, scene)
      return { ...flow, isProfiled: true, state: { status: 'PROFILE_DATA_REQUIRED', userId: user.id } }
    case 'MULTI_FACTOR_AUTHENTICATION':
      return advanceMfa(flow, { user, action }, scene)
  }
}

/** Marks the current action as done by this user, in the way that `method` (RFC 8176) names if it proves who they are, and goes on. */
export function complete(
  flow: Flow,
  { userId, method }: { readonly userId: string; readonly method?: string },
  scene: Scene,
): Flow {
  const amr = method === undefined ? flow.amr : [...flow.amr, method]
  return passOver({ ...flow, userId, amr }, scene)
}

/** Ends a flow with success. */
export function finish(flow: Flow, { id: userId }: User, { world }: Scene): Flow {
  return { ...flow, state: { status: 'COMPLETED', userId, authTime: seconds(world.clock), answer: undefined } }
}

/** Ends a flow without success. */
export function fail(flow: Flow, userId: string, failure: FlowFailure): Flow {
  return { ...flow, state: { status: 'FAILED', userId, failure } }
}

/** Why a flow fails whose user does not agree. */
export function refusedConsent({ world: { behaviours } }: Scene): FlowFailure {
  return { code: behaviours.get('consent-refused-code'), message: 'The user refused to consent.' }
}

/** Whether this action asks nothing of the user because of what was said earlier. */
export function isAnswered(user: User | undefined, action: PolicyAction, scene: Scene): boolean {
  if (action.type === 'AGREEMENT') return hasConsented(user, action, scene.environment)
  return action.type === 'PROGRESSIVE_PROFILING' && user !== undefined && !isProfileDue(user, action, scene)
}

function hasConsented(
  user: User | undefined,
  action: Extract<PolicyAction, { readonly type: 'AGREEMENT' }>,
  { agreements }: Environment,
): boolean {
  return user?.consents.includes(action.agreementId) === true || agreements.get(action.agreementId)?.enabled !== true
}

function passOver(flow: Flow, scene: Scene): Flow {
  return advance({ ...flow, actions: flow.actions.slice(1) }, scene)
}

/** Who has signed on decides about the device. Source: Ping's workflow "Device Authorization Grant Flow". */
function askAboutDevice(flow: Flow, { id: userId }: User): Flow {
  const status = flow.device?.deviceCode === undefined ? 'DAG_USER_CODE_REQUIRED' : 'DAG_CONSENT_REQUIRED'
  return { ...flow, state: { status, userId } }
}

function advanceMfa(flow: Flow, { user, action }: { user: User; action: MfaAction }, scene: Scene): Flow {
  const usable = usableDevices(user, action, scene)
  const [first, second] = usable
  if (first === undefined) {
    // Only a signed login_hint_token lets a user without a device through.
    const mayBypass = action.noDevicesMode === 'BYPASS' && flow.request.loginHint !== undefined
    return mayBypass ? passOver(flow, scene) : fail(flow, user.id, noUsableDevices(user))
  }
  const { deviceSelection } = devicePolicyOf(scene.environment, action)
  const mustSelect =
    deviceSelection === 'ALWAYS_DISPLAY_DEVICES' || (deviceSelection === 'PROMPT_TO_SELECT' && second !== undefined)
  if (mustSelect) return { ...flow, state: { status: 'DEVICE_SELECTION_REQUIRED', userId: user.id } }
  return { ...flow, state: challenge(flow, { user, device: first, action }, scene) }
}

function noUsableDevices(user: User): FlowFailure {
  return {
    code: 'NO_USABLE_DEVICES',
    message: `Couldn't find authenticating device for user: ${user.id}`,
    unavailableDevices: user.devices.rows().map(({ id }) => ({ id })),
  }
}
