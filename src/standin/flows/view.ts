import type { Scene } from '../endpoint.ts'
import { links } from '../hal.ts'
import type { Device, User } from '../records.ts'
import type { AuthorizeAnswer, Flow, FlowStatus } from './state.ts'

/** Actions that each status offers. Source: https://developer.pingidentity.com/pingone-api/auth/flows/flows-1.html */
const ACTIONS: Readonly<Record<FlowStatus, readonly string[]>> = {
  USERNAME_PASSWORD_REQUIRED: ['usernamePassword.check'],
  SIGN_ON_REQUIRED: ['user.lookup'],
  OTP_REQUIRED: ['otp.check', 'device.select'],
  COMPLETED: [],
  FAILED: [],
}

/** Renders a flow as the flows endpoint shows it. */
export function viewFlow(flow: Flow, scene: Scene): object {
  const self = flowUrl(flow, scene)
  const { state } = flow
  const offered = Object.fromEntries(ACTIONS[state.status].map((action) => [action, self]))
  const isOver = state.status === 'COMPLETED' || state.status === 'FAILED'
  return {
    _links: links({ ...offered, self, ...(isOver ? {} : { signOnPage: signOnPage(flow, scene) }) }),
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

/** Where a browser would sign on; nothing is served there. */
export function signOnPage(flow: Flow, scene: Scene): string {
  return `${scene.origin}/${scene.environment.id}/signon/?flowId=${flow.id}`
}

function flowUrl(flow: Flow, scene: Scene): string {
  return `${scene.origin}/${scene.environment.id}/flows/${flow.id}`
}

function resumeUrl(flow: Flow, scene: Scene): string {
  return `${scene.origin}/${scene.environment.id}/as/resume?flowId=${flow.id}`
}

function embedded({ applicationId, state }: Flow, { environment }: Scene): object {
  const application = { name: environment.applications.get(applicationId)?.name }
  if (state.status === 'COMPLETED') {
    const user = environment.users.get(state.userId)
    return { user: user === undefined ? undefined : viewUser(user), application }
  }
  if (state.status === 'OTP_REQUIRED') {
    const device = environment.users.get(state.userId)?.devices.get(state.challenge.deviceId)
    return { devices: device === undefined ? [] : [viewDevice(device)], application }
  }
  return { application }
}

function viewUser({ id, username, name }: User): object {
  return { id, username, name }
}

/** Seven stars and two digits, or two letters and four stars. */
function viewDevice({ id, type, status, address }: Device): object {
  const [local = '', domain = ''] = address.split('@')
  const masked = type === 'EMAIL' ? `${local.slice(0, 2)}****@${domain}` : `*******${address.slice(-2)}`
  return { id, type, status, [type === 'EMAIL' ? 'email' : 'phone']: masked }
}

function particulars({ state }: Flow, { environment }: Scene): object {
  if (state.status === 'FAILED') {
    const message = `Couldn't find authenticating device for user: ${state.userId}`
    const unavailableDevices = state.unavailableDevices.map((id) => ({ id }))
    return { error: { code: 'NO_USABLE_DEVICES', message, unavailableDevices } }
  }
  if (state.status !== 'OTP_REQUIRED') return {}
  const { deviceId, otp } = state.challenge
  const isTest = environment.users.get(state.userId)?.devices.get(deviceId)?.testMode === true
  return {
    bypassAllowed: false,
    selectedDevice: { id: deviceId },
    ...(isTest ? { test: { otp: Number(otp) } } : {}),
  }
}
