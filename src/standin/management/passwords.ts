import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { forWorkers } from '../access.ts'
import { readJson } from '../body.ts'
import { check, flag, optional, text } from '../check.ts'
import { timestamp } from '../clock.ts'
import { type Endpoint, ok, type Reply, type Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { Password, User } from '../records.ts'
import { home } from './resource.ts'
import { userOf, users } from './users.ts'

/** An administrator sets a password with this media type. Source: Ping's "Getting started", task 2, step 6. */
const SET = 'application/vnd.pingidentity.password.set+json'

const SHAPE = { value: text(), forceChange: optional(flag()) }

const HASH_BYTES = 32

/** GET `/users/{id}/password`. */
export const readPassword: Endpoint = forWorkers((scene) => ok(viewPassword(userOf(scene), scene)))

/** PUT `/users/{id}/password`. The policy asks for 8 to 255 characters. */
export const setPassword: Endpoint = forWorkers(async (scene): Promise<Reply> => {
  const user = userOf(scene)
  const { value, forceChange = false } = check(SHAPE, await readJson(scene, SET))
  if (value.length < 8 || value.length > 255) {
    throw invalidValue('password', 'User password did not satisfy password policy requirements')
  }
  const password = await makePassword(value, forceChange, scene)
  // Read again: hashing took a while, and a row must not undo what another request has put meanwhile.
  const changed = scene.environment.users.put({ ...userOf(scene), id: user.id, password })
  return ok(viewPassword(changed, scene))
})

/** What is kept of a password. */
export async function makePassword(value: string, forceChange: boolean, scene: Scene): Promise<Password> {
  const salt = randomBytes(16)
  const hash = await digest(value, salt)
  return { salt, hash, forceChange, lastChangedAt: timestamp(scene.world.clock) }
}

/** Whether this is the user's password. */
export async function hasPassword(user: User, value: string): Promise<boolean> {
  if (user.password === undefined) return false
  return timingSafeEqual(await digest(value, user.password.salt), user.password.hash)
}

async function digest(value: string, salt: Uint8Array): Promise<Buffer> {
  return promisify<string, Uint8Array, number, Buffer>(scrypt)(value, salt, HASH_BYTES)
}

function viewPassword(user: User, scene: Scene): object {
  const self = `${users.href(scene)}/${user.id}/password`
  const { passwordPolicyId } = scene.environment
  return {
    _links: links({
      self,
      environment: home(scene),
      user: `${users.href(scene)}/${user.id}`,
      passwordPolicy: `${home(scene)}/passwordPolicies/${passwordPolicyId}`,
      'password.check': self,
      'password.reset': self,
      'password.set': self,
      'password.recover': self,
    }),
    environment: { id: scene.environment.id },
    user: { id: user.id },
    passwordPolicy: { id: passwordPolicyId },
    status: statusOf(user),
    lastChangedAt: user.password?.lastChangedAt,
  }
}

function statusOf({ password }: User): 'NO_PASSWORD' | 'MUST_CHANGE_PASSWORD' | 'OK' {
  if (password === undefined) return 'NO_PASSWORD'
  return password.forceChange ? 'MUST_CHANGE_PASSWORD' : 'OK'
}
