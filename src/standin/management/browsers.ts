import { randomUUID } from 'node:crypto'
import { forWorkers } from '../access.ts'
import { check, object, oneOf, optional, text } from '../check.ts'
import type { Endpoint, Scene } from '../endpoint.ts'
import { browserCookie, rememberMsOf } from '../flows/remembered.ts'
import { links } from '../hal.ts'
import type { RememberedBrowser } from '../user-records.ts'
import { devices } from './devices.ts'
import { create, type Draft, home, type Resource, read, readResource, remove } from './resource.ts'
import { userOf, users } from './users.ts'

/** Source: https://developer.pingidentity.com/pingone-api/mfa/users/remembered-devices/create_remembered_device.html */
const SHAPE = {
  type: oneOf('BROWSER'),
  policy: object({ id: text() }),
  payload: text(),
  session: optional(object({ id: text() })),
}

/** Remembered browsers, which have the addresses of devices, but are not listed among them. */
const browsers: Resource<RememberedBrowser> = {
  plural: 'devices',
  param: 'deviceID',
  table: (scene) => userOf(scene).browsers,
  href: devices.href,
  make: makeBrowser,
  view: ({ id, createdAt, updatedAt, expiresAt }, self, scene) => ({
    _links: links({ self, environment: home(scene), user: `${users.href(scene)}/${userOf(scene).id}` }),
    id,
    environment: { id: scene.environment.id },
    user: { id: userOf(scene).id },
    type: 'BROWSER',
    status: 'ACTIVE',
    createdAt,
    updatedAt,
    expiresAt: new Date(expiresAt).toISOString(),
  }),
}

const [createDevice, readDevice, removeDevice] = [create(devices), read(devices), remove(devices)]
const [createBrowser, readBrowser, removeBrowser] = [create(browsers), read(browsers), remove(browsers)]

/** POST `/users/{id}/devices`: a device, or a browser to remember, whose cookie comes with the answer. */
export const addDevice: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const bytes = scene.readBody()
  const again = { ...scene, readBody: () => bytes }
  const { type } = await readResource(again)
  if (type !== 'BROWSER') return createDevice(again)
  const reply = await createBrowser(again)
  if (reply.kind !== 'json') return reply
  const browser = userOf(scene).browsers.get(reply.headers?.['location']?.split('/').at(-1) ?? '')
  return browser === undefined ? reply : { ...reply, headers: { ...reply.headers, ...browserCookie(browser, scene) } }
})

/** GET `/users/{id}/devices/{id}`. */
export const readAnyDevice: Endpoint = forWorkers((scene) => (isBrowser(scene) ? readBrowser : readDevice)(scene))

/** DELETE `/users/{id}/devices/{id}`. */
export const removeAnyDevice: Endpoint = forWorkers((scene) => (isBrowser(scene) ? removeBrowser : removeDevice)(scene))

function isBrowser(scene: Scene): boolean {
  return userOf(scene).browsers.get(scene.params['deviceID'] ?? '') !== undefined
}

function makeBrowser({ posted, createdAt, updatedAt }: Draft, scene: Scene): RememberedBrowser {
  const { policy, payload, session } = check(SHAPE, posted)
  const expiresAt = scene.world.clock.now() + rememberMsOf(policy.id, scene)
  return { id: randomUUID(), createdAt, updatedAt, secret: randomUUID(), payload, sessionId: session?.id, expiresAt }
}
