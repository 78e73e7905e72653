import { randomUUID } from 'node:crypto'
import { type Checked, check, flag, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { Device } from '../records.ts'
import { type Draft, home, type Resource } from './resource.ts'
import { userOf, users } from './users.ts'

/** Source: https://developer.pingidentity.com/pingone-api/mfa/users/mfa-devices.html */
const SHAPE = {
  type: oneOf('EMAIL', 'SMS', 'VOICE'),
  email: optional(text()),
  phone: optional(text()),
  nickname: optional(text({ maximum: 100 })),
  status: optional(oneOf('ACTIVE', 'ACTIVATION_REQUIRED')),
  testMode: optional(flag()),
}

/** `/users/{id}/devices`. */
export const devices: Resource<Device> = {
  plural: 'devices',
  param: 'deviceID',
  table: (scene) => userOf(scene).devices,
  href: (scene) => `${users.href(scene)}/${userOf(scene).id}/devices`,
  make: makeDevice,
  view: viewDevice,
}

function makeDevice({ posted, createdAt, updatedAt }: Draft): Device {
  const checked = check(SHAPE, posted)
  const { type, nickname, status = 'ACTIVE', testMode = false } = checked
  return {
    id: randomUUID(),
    createdAt,
    updatedAt,
    type,
    address: type === 'EMAIL' ? emailOf(checked) : phoneOf(checked),
    status,
    nickname,
    testMode,
    failures: 0,
    lockedUntil: undefined,
  }
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

function viewDevice(device: Device, self: string, scene: Scene): object {
  const user = userOf(scene)
  const { lockedUntil } = device
  const isLocked = lockedUntil !== undefined && lockedUntil > scene.world.clock.now()
  const lock = isLocked
    ? { status: 'LOCKED', expiresAt: new Date(lockedUntil).toISOString(), reason: 'OTP' }
    : undefined
  return {
    _links: links({ self, environment: home(scene), user: `${users.href(scene)}/${user.id}` }),
    id: device.id,
    environment: { id: scene.environment.id },
    user: { id: user.id },
    type: device.type,
    status: device.status,
    createdAt: device.createdAt,
    updatedAt: device.updatedAt,
    [device.type === 'EMAIL' ? 'email' : 'phone']: device.address,
    nickname: device.nickname,
    lock,
    ...(device.testMode ? { testMode: true } : {}),
  }
}
