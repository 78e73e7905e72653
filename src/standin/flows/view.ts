import type { Scene } from '../endpoint.ts'
import { isPaired, questionOf } from '../fido2.ts'
import { links } from '../hal.ts'
import type { SignOnAction } from '../policy-records.ts'
import type { Device, User } from '../user-records.ts'
import { requestOptions } from '../webauthn/options.ts'
import { usableDevices } from './device-choice.ts'
import { signOnOf } from './external.ts'
import { viewExternal, viewProviders } from './external-view.ts'
import { viewProfile } from './profile.ts'
import type { AuthorizeAnswer, Flow, FlowState, FlowStatus } from './state.ts'

/** Actions that each status offers. Source: https://developer.pingidentity.com/pingone-api/auth/flows/flows-1.html */
const ACTIONS: Readonly<Record<FlowStatus, readonly string[]>> = {
  USERNAME_PASSWORD_REQUIRED: ['usernamePassword.check', 'password.forgot', 'user.register'],
  SIGN_ON_REQUIRED: ['user.lookup', 'user.register'],
  EXTERNAL_AUTHENTICATION_REQUIRED: [],
  ACCOUNT_CONFIRMATION_REQUIRED: ['user.confirm'],
  ACCOUNT_LINKING_REQUIRED: ['usernamePassword.check', 'password.forgot', 'user.register'],
  PASSWORD_REQUIRED: ['usernamePassword.check', 'password.forgot'],
  MUST_CHANGE_PASSWORD: ['password.reset'],
  PASSWORD_EXPIRED: ['password.reset'],
  RECOVERY_CODE_REQUIRED: ['password.recover', 'password.sendRecoveryCode'],
  VERIFICATION_CODE_REQUIRED: ['user.verify', 'user.sendVerificationCode'],
  DEVICE_SELECTION_REQUIRED: ['device.select'],
  OTP_REQUIRED: ['otp.check', 'device.select'],
  ASSERTION_REQUIRED: ['assertion.check', 'device.select'],
  PUSH_CONFIRMATION_REQUIRED: ['device.select'],
  PUSH_CONFIRMATION_TIMED_OUT: ['device.select'],
  AGREEMENT_CONSENT_REQUIRED: ['user.consent'],
  PROFILE_DATA_REQUIRED: ['user.update'],
  DAG_USER_CODE_REQUIRED: ['deviceAuthGrant.userCode.verify'],
  DAG_CONSENT_REQUIRED: ['deviceAuthGrant.consent'],
  COMPLETED: [],
  FAILED: [],
}

/** What a sign-on policy can turn off. */
const FEATURES: Readonly<Record<string, 'hasRecovery' | 'hasRegistration'>> = {
  'password.forgot': 'hasRecovery',
  'user.register': 'hasRegistration',
}

/** All of them that are not over. */
export const FLOW_STATUSES: readonly FlowStatus[] = Object.freeze(
  // The keys of a record of statuses are statuses.
  (Object.keys(ACTIONS) as FlowStatus[]).filter((status) => !isOver(status)),
)

/** Renders a flow as the flows endpoint shows it. */
export function viewFlow(flow: Flow, scene: Scene): object {
  const self = flowUrl(flow, scene)
  const { state } = flow
  const offered = Object.fromEntries(offeredBy(flow).map((action) => [action, self]))
  return {
    _links: links({ ...offered, self, ...(isOver(state.status) ? {} : { signOnPage: signOnPage(flow, scene) }) }),
    _embedded: embedded(flow, scene),
    id: flow.id,
    ...(state.status === 'COMPLETED'
      ? { session: { id: flow.sessionId } }
      : { environment: { id: scene.environment.id } }),
    resumeUrl: resumeUrl(flow, scene),
    status: state.status,
    createdAt: flow.createdAt,
    expiresAt: new Date(flow.expiresAt).toISOString(),
    ...particulars(flow, scene),
  }
}

/** Renders a completed flow as the resume endpoint shows it. Source: Ping's "Simple SSO", step 6. */
export function viewResumed(flow: Flow, answer: AuthorizeAnswer, scene: Scene): object {
  return {
    ...viewFlow(flow, scene),
    _links: links({ self: flowUrl(flow, scene), signOnPage: signOnPage(flow, scene) }),
    environment: { id: scene.environment.id },
    authorizeResponse: answer,
  }
}

/** What a flow and a device authentication show alike. */
export function viewMfa(
  flow: Flow,
  scene: Scene,
): { readonly offered: readonly string[]; readonly devices: readonly object[]; readonly particulars: object } {
  const devices = flow.userId === undefined ? [] : devicesOf(flow, flow.userId, scene).map(viewDevice)
  return { offered: ACTIONS[flow.state.status], devices, particulars: particulars(flow, scene) }
}

/** Where a browser would sign on; nothing is served there. */
export function signOnPage(flow: Flow, scene: Scene): string {
  return `${scene.origin}/${scene.environment.id}/signon/?flowId=${flow.id}`
}

function isOver(status: FlowStatus): boolean {
  return status === 'COMPLETED' || status === 'FAILED'
}

/** Who has done something can begin again. */
function offeredBy(flow: Flow): readonly string[] {
  const { state, amr } = flow
  const login = signOnOf(flow)
  const offered = ACTIONS[state.status].filter((name) => isOn(name, login))
  return (amr.length > 0 || flow.external !== undefined) && !isOver(state.status)
    ? [...offered, 'session.reset']
    : offered
}

function isOn(name: string, login: SignOnAction | undefined): boolean {
  const feature = FEATURES[name]
  return feature === undefined || login?.[feature] === true
}

function flowUrl(flow: Flow, scene: Scene): string {
  return `${scene.origin}/${scene.environment.id}/flows/${flow.id}`
}

/** Where a completed flow is handed out. */
export function resumeUrl(flow: Flow, scene: Scene): string {
  return `${scene.origin}/${scene.environment.id}/as/resume?flowId=${flow.id}`
}

function embedded(flow: Flow, scene: Scene): object {
  const { state } = flow
  const application = { name: scene.environment.applications.get(flow.applicationId)?.name }
  if (state.status === 'COMPLETED') {
    const user = scene.environment.users.get(state.userId)
    return { user: user === undefined ? undefined : viewUser(user), application }
  }
  if (!ACTIONS[state.status].includes('device.select') || !('userId' in state)) {
    return { ...viewProviders(flow, scene), application }
  }
  return { devices: devicesOf(flow, state.userId, scene).map(viewDevice), application }
}

/** Those that the user could choose. */
function devicesOf({ openingActions, actions }: Flow, userId: string, scene: Scene): readonly Device[] {
  const action = actions[0] ?? openingActions.at(-1)
  const user = scene.environment.users.get(userId)
  if (user === undefined || action?.type !== 'MULTI_FACTOR_AUTHENTICATION') return []
  return usableDevices(user, action, scene)
}

function viewUser({ id, username, name }: User): object {
  return { id, username, name }
}

/** Seven stars and two digits, or two letters and four stars. */
function viewDevice({ id, type, status, address, applicationId }: Device): object {
  const [local = '', domain = ''] = address.split('@')
  switch (type) {
    case 'EMAIL':
      return { id, type, status, email: `${local.slice(0, 2)}****@${domain}` }
    case 'SMS':
    case 'VOICE':
      return { id, type, status, phone: `*******${address.slice(-2)}` }
    case 'MOBILE':
      return { id, type, status, application: { id: applicationId } }
    case 'TOTP':
    case 'FIDO2':
      return { id, type, status }
  }
}

function particulars(flow: Flow, scene: Scene): object {
  const { state, actions, device } = flow
  const { environment } = scene
  const [action] = actions
  if (state.status === 'FAILED') return { error: state.failure }
  if (state.status === 'ACCOUNT_CONFIRMATION_REQUIRED' || state.status === 'ACCOUNT_LINKING_REQUIRED') {
    return viewExternal(flow.external)
  }
  if ('assertion' in state) return viewAssertion(state, scene)
  if ('push' in state) return { bypassAllowed: false, selectedDevice: { id: state.push.deviceId } }
  if (state.status === 'AGREEMENT_CONSENT_REQUIRED' && action?.type === 'AGREEMENT') {
    return { agreement: { id: action.agreementId } }
  }
  if (state.status === 'PROFILE_DATA_REQUIRED' && action?.type === 'PROGRESSIVE_PROFILING') {
    return viewProfile(environment.users.get(state.userId), action)
  }
  if (state.status === 'DAG_USER_CODE_REQUIRED') return { userCode: device?.userCode }
  if (state.status !== 'OTP_REQUIRED') return {}
  const { deviceId, sent } = state.challenge
  const isTest = environment.users.get(state.userId)?.devices.get(deviceId)?.testMode === true
  const test = isTest && sent !== undefined ? { test: { otp: Number(sent.value) } } : {}
  return { bypassAllowed: false, selectedDevice: { id: deviceId }, ...test }
}

function viewAssertion(
  { userId, assertion }: Extract<FlowState, { readonly assertion: unknown }>,
  scene: Scene,
): object {
  const { deviceId, challenge } = assertion
  const device = scene.environment.users.get(userId)?.devices.get(deviceId)
  const selected = { bypassAllowed: false, selectedDevice: { id: deviceId } }
  if (device === undefined || !isPaired(device)) return selected
  const question = questionOf(device, challenge.value, scene)
  const style = scene.world.behaviours.get('webauthn-bytes')
  return { ...selected, publicKeyCredentialRequestOptions: requestOptions(question, device.credential.id, style) }
}
