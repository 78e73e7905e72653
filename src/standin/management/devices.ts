import { randomUUID } from 'node:crypto'
import { forWorkers } from '../access.ts'
import { type Checked, check, flag, object, oneOf, optional, text } from '../check.ts'
import { type Endpoint, noContent, type Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { links, type View } from '../hal.ts'
import { newTotpSecret, randomDigits, totpUri } from '../otp.ts'
import { DELIVERY, notify } from '../outbox.ts'
import type { DevicePolicy, DeviceType, OtpDeviceType } from '../records.ts'
import type { Device, SentCode } from '../user-records.ts'
import { newFido2Device, viewFido2 } from './fido2-devices.ts'
import { type Draft, home, type Resource } from './resource.ts'
import { userOf, users } from './users.ts'

/** Source: https://developer.pingidentity.com/pingone-api/mfa/users/mfa-devices.html */
const SHAPE = {
  type: oneOf('EMAIL', 'SMS', 'VOICE', 'TOTP', 'FIDO2'),
  email: optional(text()),
  phone: optional(text()),
  nickname: optional(text({ maximum: 100 })),
  status: optional(oneOf('ACTIVE', 'ACTIVATION_REQUIRED')),
  testMode: optional(flag()),
  policy: optional(object({ id: text() })),
}

const PAIRING = {
  template: { name: 'device_pairing', variant: undefined },
  fallback: { subject: 'Pair your device', text: 'Your pairing passcode is ${otp}' },
}

/** What has locked a device, where it is no one-time password. */
const LOCKED_BY: Readonly<Partial<Record<DeviceType, string>>> = { MOBILE: 'PUSH', FIDO2: 'FIDO2' }

/** What everybody's device starts with. */
export const NEW_DEVICE = {
  secret: undefined,
  usedStep: 0,
  applicationId: undefined,
  rp: undefined,
  credential: undefined,
  activation: undefined,
  blockedAt: undefined,
  failures: 0,
  lockedUntil: undefined,
} as const

/** `/users/{id}/devices`. */
export const devices: Resource<Device> = {
  plural: 'devices',
  param: 'deviceID',
  table: (scene) => userOf(scene).devices,
  href: (scene) => `${users.href(scene)}/${userOf(scene).id}/devices`,
  make: makeDevice,
  view: viewDevice,
}

/** DELETE `/users/{id}/devices`: all of them, remembered browsers as well. */
export const removeDevices: Endpoint = forWorkers((scene) => {
  const user = userOf(scene)
  user.devices.replace([])
  user.browsers.replace([])
  return noContent()
})

function makeDevice({ posted, createdAt, updatedAt }: Draft, scene: Scene): Device {
  const checked = check(SHAPE, posted)
  const { type, nickname, testMode = false } = checked
  const policy = policyOf(checked, scene)
  const basis = { ...NEW_DEVICE, id: randomUUID(), createdAt, updatedAt, nickname, testMode }
  if ((type === 'TOTP' || type === 'FIDO2') && !policy.methods[type].enabled) {
    throw invalidValue('type', 'Devices of this kind are disabled in the device authentication policy.')
  }
  if (type === 'FIDO2') return { ...basis, type, ...newFido2Device(posted, scene) }
  if (type === 'TOTP') {
    return { ...basis, type, address: '', status: 'ACTIVATION_REQUIRED', secret: newTotpSecret() }
  }
  const address = type === 'EMAIL' ? emailOf(checked) : phoneOf(checked)
  const { status = 'ACTIVE' } = checked
  const device = { ...basis, type, address, status }
  return status === 'ACTIVE' ? device : { ...device, activation: sendActivation(device, policy, scene) }
}

function policyOf({ policy }: Checked<typeof SHAPE>, { environment }: Scene): DevicePolicy {
  const { devicePolicies } = environment
  const found = devicePolicies.find(({ id, default: isDefault }) =>
    policy === undefined ? isDefault : id === policy.id,
  )
  if (found === undefined) throw invalidValue('policy.id', 'The device authentication policy does not exist.')
  return found
}

/** A device in test mode gets no message: the answer shows the password. */
function sendActivation(
  { type, address, testMode }: { readonly type: OtpDeviceType; readonly address: string; readonly testMode: boolean },
  { methods }: DevicePolicy,
  scene: Scene,
): SentCode {
  const { otpLength, lifeTimeMs } = methods[type]
  const otp = randomDigits(otpLength)
  const template = { ...PAIRING.template, variables: { otp, OTP: otp } }
  const message = { user: userOf(scene), to: address, deliveryMethod: DELIVERY[type], template }
  if (!testMode) notify({ ...message, fallback: PAIRING.fallback }, scene)
  return { value: otp, expiresAt: scene.world.clock.now() + lifeTimeMs }
}

function emailOf({ email }: Checked<typeof SHAPE>): string {
  if (email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw invalidValue('email', 'must be a valid email address')
  }
  return email
}

/** International format; spaces, dots, dashes and brackets are tolerated. */
function phoneOf({ phone }: Checked<typeof SHAPE>): string {
  if (phone === undefined || !/^\+\d{6,15}$/.test(phone.replaceAll(/[\s.()-]/g, ''))) {
    throw invalidValue('phone', 'must be a phone number in international format')
  }
  return phone
}

function viewDevice(device: Device, self: string, scene: Scene): View {
  const user = userOf(scene)
  return {
    _links: links({ self, environment: home(scene), user: `${users.href(scene)}/${user.id}` }),
    id: device.id,
    environment: { id: scene.environment.id },
    user: { id: user.id },
    type: device.type,
    status: device.status,
    createdAt: device.createdAt,
    updatedAt: device.updatedAt,
    ...identity(device, scene),
    nickname: device.nickname,
    lock: lockOf(device, scene),
    block: device.blockedAt === undefined ? undefined : { status: 'BLOCKED', blockedAt: device.blockedAt },
    ...(device.testMode ? { testMode: true } : {}),
    ...(device.testMode && device.activation !== undefined ? { test: { otp: Number(device.activation.value) } } : {}),
  }
}

/** The secret of an authenticator app is shown until the device is active. */
function identity(device: Device, scene: Scene): object {
  const { type, address, secret, status, applicationId } = device
  switch (type) {
    case 'FIDO2':
      return viewFido2(device, userOf(scene), scene)
    case 'EMAIL':
      return { email: address }
    case 'SMS':
    case 'VOICE':
      return { phone: address }
    case 'MOBILE':
      return { application: { id: applicationId } }
    case 'TOTP': {
      if (status === 'ACTIVE' || secret === undefined) return {}
      const account = userOf(scene).username
      return { secret, keyUri: totpUri(secret, { issuer: scene.environment.name, account }) }
    }
  }
}

function lockOf({ lockedUntil, type }: Device, { world }: Scene): object | undefined {
  if (lockedUntil === undefined || lockedUntil <= world.clock.now()) return undefined
  return { status: 'LOCKED', expiresAt: new Date(lockedUntil).toISOString(), reason: LOCKED_BY[type] ?? 'OTP' }
}
