import { forWorkers } from '../access.ts'
import { mediaType, parseJson, readJson } from '../body.ts'
import { check, digits, text } from '../check.ts'
import { timestamp } from '../clock.ts'
import { type Endpoint, noContent, ok, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { isSame, totpStep } from '../otp.ts'
import type { Device } from '../user-records.ts'
import { devices } from './devices.ts'
import { pairFido2 } from './fido2-devices.ts'
import { existing, viewOf } from './resource.ts'
import { userOf } from './users.ts'

/** What can be done to a device; the Content-Type names it. Source: https://developer.pingidentity.com/pingone-api/mfa/users/mfa-devices.html */
const ACTIONS: Readonly<Record<string, (device: Device, body: unknown, scene: Scene) => Device>> = {
  'application/vnd.pingidentity.device.activate+json': activate,
  'application/vnd.pingidentity.device.block+json': (device, _body, { world }) => ({
    ...device,
    blockedAt: timestamp(world.clock),
  }),
  'application/vnd.pingidentity.device.unblock+json': (device) => ({ ...device, blockedAt: undefined }),
  'application/vnd.pingidentity.device.unlock+json': (device) => ({ ...device, lockedUntil: undefined, failures: 0 }),
}

/** POST `/users/{id}/devices/{id}`. Fails with UNSUPPORTED_MEDIA_TYPE for an action that does not exist. */
export const actOnDevice: Endpoint = forWorkers(async (scene) => {
  deviceOf(scene)
  const action = ACTIONS[mediaType(scene)]
  if (action === undefined) throw new PingError('UNSUPPORTED_MEDIA_TYPE')
  const bytes = await scene.readBody()
  const reply = put(action(deviceOf(scene), bytes.length === 0 ? {} : parseJson(bytes), scene), scene)
  const isQuiet = action === activate && scene.world.behaviours.get('activation-answer') === 'empty'
  return isQuiet ? noContent() : reply
})

/** PUT `/users/{id}/devices/{id}/nickname`. */
export const setNickname: Endpoint = forWorkers(async (scene) => {
  deviceOf(scene)
  const { nickname } = check({ nickname: text({ maximum: 100 }) }, await readJson(scene))
  return put({ ...deviceOf(scene), nickname }, scene)
})

function deviceOf(scene: Scene): Device {
  return existing(devices.table(scene), scene, devices.param)
}

function put(device: Device, scene: Scene): Reply {
  const updatedAt = timestamp(scene.world.clock)
  return ok(viewOf(devices, devices.table(scene).put({ ...device, updatedAt }), scene))
}

function activate(device: Device, body: unknown, scene: Scene): Device {
  if (device.type === 'FIDO2' && device.status !== 'ACTIVE') return pairFido2(device, userOf(scene), { body, scene })
  if (device.status === 'ACTIVE') throw invalidValue('status', 'The device is already active.')
  const { otp } = check({ otp: digits() }, body)
  if (!opens(device, otp, scene.world.clock.now())) {
    throw new PingError('INVALID_DATA', { code: 'INVALID_OTP', target: 'otp', message: 'The provided OTP is invalid.' })
  }
  return { ...device, status: 'ACTIVE', activation: undefined }
}

function opens({ secret, activation }: Device, otp: string, now: number): boolean {
  if (secret !== undefined) return totpStep(secret, otp, now) !== undefined
  return activation !== undefined && now < activation.expiresAt && isSame(activation.value, otp)
}
