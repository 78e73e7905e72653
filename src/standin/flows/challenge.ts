import type { Scene } from '../endpoint.ts'
import { newChallenge } from '../fido2.ts'
import { randomDigits } from '../otp.ts'
import { DELIVERY, notify } from '../outbox.ts'
import type { MfaAction } from '../policy-records.ts'
import type { OtpDeviceType, OtpRules } from '../records.ts'
import type { Device, SentCode, User } from '../user-records.ts'
import { devicePolicyOf } from './device-choice.ts'
import { noteDelivery } from './message-limit.ts'
import type { Flow, FlowState, NotificationTemplate } from './state.ts'

/** Who has to prove something, and with what. */
export interface Recipient {
  readonly user: User
  readonly device: Device
  readonly action: MfaAction
}

const OTP_FALLBACK = { subject: 'Your one-time passcode', text: 'Your one-time passcode is ${otp}' }

const PUSH_FALLBACK = { subject: 'Sign-on', text: 'Approve this sign-on' }

/** Asks a device for its proof: sends a one-time password, waits for the one of an authenticator app, or asks a mobile application or an authenticator. */
export function challenge(flow: Flow, { user, device, action }: Recipient, scene: Scene): FlowState {
  const rules = devicePolicyOf(scene.environment, action).methods[device.type]
  const isResend = flow.state.status === 'OTP_REQUIRED'
  const template = flow.request.template ?? { name: 'strong_authentication', variant: undefined, variables: {} }
  const { type } = device
  if (type === 'FIDO2') {
    const question = newChallenge(scene, flow.request.webAuthnChallenge)
    return { status: 'ASSERTION_REQUIRED', userId: user.id, assertion: { deviceId: device.id, challenge: question } }
  }
  if (type === 'MOBILE') {
    push(flow, { user, device, template }, scene)
    const expiresAt = scene.world.clock.now() + rules.lifeTimeMs
    return { status: 'PUSH_CONFIRMATION_REQUIRED', userId: user.id, push: { deviceId: device.id, expiresAt } }
  }
  const sent =
    type === 'TOTP' ? undefined : send({ user, device: { ...device, type }, rules, template, isResend }, scene)
  return {
    status: 'OTP_REQUIRED',
    userId: user.id,
    challenge: { deviceId: device.id, sent, spent: false, failures: 0 },
  }
}

interface Sending {
  readonly user: User
  readonly device: Device & { readonly type: OtpDeviceType }
  readonly rules: OtpRules
  readonly template: NotificationTemplate
  readonly isResend: boolean
}

/** A device in test mode gets no message: its flow shows the password. */
function send({ user, device, rules, template, isResend }: Sending, scene: Scene): SentCode {
  const otp = randomDigits(rules.otpLength)
  if (!device.testMode) {
    const message = { user, to: device.address, deliveryMethod: DELIVERY[device.type], fallback: OTP_FALLBACK }
    notify({ ...message, template: { ...template, variables: { ...template.variables, otp, OTP: otp } } }, scene)
    noteDelivery({ userId: user.id, to: device.address, type: device.type, isResend }, scene)
  }
  return { value: otp, expiresAt: scene.world.clock.now() + rules.lifeTimeMs }
}

/** The message has the links that answer it. */
function push(
  flow: Flow,
  { user, device, template }: Pick<Sending, 'user' | 'template'> & { device: Device },
  scene: Scene,
): void {
  const href = `${scene.origin}/standin/environments/${scene.environment.id}/flows/${flow.id}`
  const links = { approve: { href: `${href}/approve` }, deny: { href: `${href}/deny` } }
  notify({ user, to: device.id, deliveryMethod: 'Push', template, fallback: PUSH_FALLBACK, links }, scene)
}
