import { forWorkers } from '../access.ts'
import { mediaType, parseJson, readJson } from '../body.ts'
import { check, flag, text } from '../check.ts'
import { timestamp } from '../clock.ts'
import { passwordPolicyOf, sendCode, takeCode } from '../credentials.ts'
import { type Endpoint, ok, type Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { links } from '../hal.ts'
import { isObject } from '../plain.ts'
import type { User } from '../user-records.ts'
import { INVITE, inviteUser, reinviteUser } from './invitations.ts'
import { populations } from './populations.ts'
import { create, home, viewOf } from './resource.ts'
import { userOf, users } from './users.ts'

/** What can be done to a user with POST; the Content-Type names it. Source: clients of PingOne that name these media types. */
const ACTIONS: Readonly<Record<string, (user: User, body: unknown, scene: Scene) => User>> = {
  'application/vnd.pingidentity.account.lock+json': (user, _body, scene) => {
    const lockMs = passwordPolicyOf(scene.environment).lockout.durationSeconds * 1000
    return scene.environment.users.put({ ...user, lockedUntil: scene.world.clock.now() + lockMs })
  },
  'application/vnd.pingidentity.account.unlock+json': (user, _body, { environment }) =>
    environment.users.put({ ...user, lockedUntil: undefined, passwordFailures: 0 }),
  'application/vnd.pingidentity.user.sendverificationcode+json': (user, _body, scene) =>
    sendCode(user, 'verificationCode', scene),
  'application/vnd.pingidentity.user.verify+json': (user, body, scene) => {
    const given = check({ verificationCode: text() }, body).verificationCode
    return scene.environment.users.put({ ...takeCode(user, 'verificationCode', { given, scene }), isVerified: true })
  },
}

/** POST `/users/{id}`. Fails with UNSUPPORTED_MEDIA_TYPE for an action that does not exist. */
export const actOnUser: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const type = mediaType(scene)
  const action = ACTIONS[type]
  if (action === undefined && type !== INVITE) throw new PingError('UNSUPPORTED_MEDIA_TYPE')
  const bytes = await scene.readBody()
  const body = bytes.length === 0 ? {} : parseJson(bytes)
  if (action === undefined) return reinviteUser(userOf(scene), body, scene)
  return ok(viewOf(users, action(userOf(scene), body, scene), scene))
})

/** POST `/users`: the Content-Type says whether the user is invited. */
export const addUser: Endpoint = forWorkers(async (scene) => {
  if (mediaType(scene) !== INVITE) return createUser(scene)
  const body = await readJson(scene, INVITE)
  if (!isObject(body)) throw new PingError('INVALID_REQUEST')
  const { _links, _embedded, id: _id, ...posted } = body
  return inviteUser(posted, scene)
})

const createUser = create(users)

/** GET `/users/{id}/enabled`. */
export const readEnabled: Endpoint = forWorkers((scene) => ok(viewEnabled(userOf(scene), scene)))

/** PUT `/users/{id}/enabled`. */
export const setEnabled: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const { enabled } = check({ enabled: flag() }, await readJson(scene))
  return ok(viewEnabled(put({ ...userOf(scene), enabled }, scene), scene))
})

/** GET `/users/{id}/mfaEnabled`. */
export const readMfaEnabled: Endpoint = forWorkers((scene) => ok(viewMfaEnabled(userOf(scene), scene)))

/** PUT `/users/{id}/mfaEnabled`. */
export const setMfaEnabled: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const { mfaEnabled } = check({ mfaEnabled: flag() }, await readJson(scene))
  return ok(viewMfaEnabled(put({ ...userOf(scene), mfaEnabled }, scene), scene))
})

/** GET `/users/{id}/population`. */
export const readUserPopulation: Endpoint = forWorkers((scene) => ok(viewPopulation(userOf(scene), scene)))

/** PUT `/users/{id}/population`. */
export const setUserPopulation: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const { id } = check({ id: text() }, await readJson(scene))
  if (scene.environment.populations.get(id) === undefined) {
    throw invalidValue('id', 'The population does not exist.')
  }
  return ok(viewPopulation(put({ ...userOf(scene), populationId: id }, scene), scene))
})

/** GET `/users/{id}/bypassMFA`: nobody has a bypass here. */
export const readBypass: Endpoint = forWorkers((scene) => ok({ _links: linksOf(userOf(scene), 'bypassMFA', scene) }))

function put(user: User, { environment, world }: Scene): User {
  return environment.users.put({ ...user, updatedAt: timestamp(world.clock) })
}

function viewEnabled(user: User, scene: Scene): object {
  return { _links: linksOf(user, 'enabled', scene), enabled: user.enabled }
}

function viewMfaEnabled(user: User, scene: Scene): object {
  return { _links: linksOf(user, 'mfaEnabled', scene), mfaEnabled: user.mfaEnabled }
}

function viewPopulation(user: User, scene: Scene): object {
  const population = scene.environment.populations.get(user.populationId)
  const view = population === undefined ? {} : viewOf(populations, population, scene)
  return { ...view, _links: { ...linksOf(user, 'population', scene), ...links({ environment: home(scene) }) } }
}

function linksOf(user: User, name: string, scene: Scene): ReturnType<typeof links> {
  const href = `${users.href(scene)}/${user.id}`
  return links({ self: `${href}/${name}`, user: href })
}
