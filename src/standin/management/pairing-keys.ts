import { randomUUID } from 'node:crypto'
import { check, listOf, object, text } from '../check.ts'
import { type StandinClock, timestamp } from '../clock.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import { randomDigits } from '../otp.ts'
import type { Device, PairingKey } from '../user-records.ts'
import type { Environment } from '../world.ts'
import { NEW_DEVICE } from './devices.ts'
import { type Draft, home, type Resource } from './resource.ts'
import { userOf, users } from './users.ts'

/** Source: OpenAPI schema of PingOne, MFAPairingKey; its life is the default of a device authentication policy. */
const SHAPE = { applications: listOf(object({ id: text() })) }

const LIFE_MS = 600_000

const CODE_DIGITS = 14

/** `/users/{id}/pairingKeys`. */
export const pairingKeys: Resource<PairingKey> = {
  plural: 'pairingKeys',
  param: 'pairingKeyID',
  table: (scene) => userOf(scene).pairingKeys,
  href: (scene) => `${users.href(scene)}/${userOf(scene).id}/pairingKeys`,
  make: makeKey,
  view: (key, self, scene) => ({
    _links: links({ self, environment: home(scene), user: `${users.href(scene)}/${userOf(scene).id}` }),
    id: key.id,
    environment: { id: scene.environment.id },
    user: { id: userOf(scene).id },
    code: key.code,
    applications: key.applicationIds.map((id) => ({ id })),
    status: statusOf(key, scene.world.clock.now()),
    expiresAt: new Date(key.expiresAt).toISOString(),
    createdAt: key.createdAt,
    updatedAt: key.updatedAt,
  }),
}

/** Pairs a mobile application with the user whose pairing key has this code: what the application does. Fails with INVALID_DATA. */
export function claimPairingKey(code: string, environment: Environment, clock: StandinClock): Device {
  for (const user of environment.users.rows()) {
    const key = user.pairingKeys.find((candidate) => candidate.code === code)
    if (key === undefined) continue
    const status = statusOf(key, clock.now())
    if (status !== 'UNCLAIMED') throw invalidValue('code', `the pairing key is ${status}`)
    const at = timestamp(clock)
    user.pairingKeys.put({ ...key, isClaimed: true, updatedAt: at })
    return user.devices.put(mobileDevice(key, at))
  }
  throw invalidValue('code', 'no pairing key has this code')
}

function makeKey({ posted, createdAt, updatedAt }: Draft, scene: Scene): PairingKey {
  const applicationIds = check(SHAPE, posted).applications.map(({ id }) => id)
  const unknown = applicationIds.findIndex((id) => scene.environment.applications.get(id) === undefined)
  if (applicationIds.length === 0 || unknown !== -1) {
    throw invalidValue(`applications[${Math.max(unknown, 0)}].id`, 'The application does not exist.')
  }
  return {
    id: randomUUID(),
    createdAt,
    updatedAt,
    code: randomDigits(CODE_DIGITS),
    applicationIds,
    expiresAt: scene.world.clock.now() + LIFE_MS,
    isClaimed: false,
  }
}

function statusOf({ isClaimed, expiresAt }: PairingKey, now: number): 'CLAIMED' | 'EXPIRED' | 'UNCLAIMED' {
  if (isClaimed) return 'CLAIMED'
  return expiresAt <= now ? 'EXPIRED' : 'UNCLAIMED'
}

function mobileDevice({ applicationIds }: PairingKey, at: string): Device {
  return {
    ...NEW_DEVICE,
    id: randomUUID(),
    createdAt: at,
    updatedAt: at,
    type: 'MOBILE',
    address: '',
    status: 'ACTIVE',
    applicationId: applicationIds[0],
    nickname: undefined,
    testMode: false,
  }
}
