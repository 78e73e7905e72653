import { randomUUID } from 'node:crypto'
import { check, flag, object, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { User } from '../records.ts'
import { Table } from '../table.ts'
import type { Environment } from '../world.ts'
import { populations } from './populations.ts'
import { type Draft, existing, home, type Resource } from './resource.ts'

const NAME_PART = optional(text({ maximum: 256 }))

/** Source: OpenAPI schema of PingOne, User. */
const SHAPE = {
  username: text({ maximum: 128 }),
  email: text({ maximum: 256 }),
  name: optional(object({ given: NAME_PART, middle: NAME_PART, family: NAME_PART, formatted: NAME_PART })),
  population: optional(object({ id: text() })),
  mfaEnabled: optional(flag()),
}

/** `/users`. */
export const users: Resource<User> = {
  plural: 'users',
  param: 'userID',
  table: (scene) => scene.environment.users,
  href: (scene) => `${home(scene)}/users`,
  make: makeUser,
  view: viewUser,
}

/** The user that a route names. Fails with NOT_FOUND. */
export function userOf(scene: Scene): User {
  return existing(scene.environment.users, scene, users.param)
}

/** The user with this name, in whatever case. */
export function userNamed(environment: Environment, username: string): User | undefined {
  const wanted = username.toLowerCase()
  return environment.users.find((user) => user.username.toLowerCase() === wanted)
}

function makeUser({ posted, createdAt, updatedAt }: Draft, { environment }: Scene): User {
  const checked = check(SHAPE, posted)
  const { username, email, population, mfaEnabled = false } = checked
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalidValue('email', 'must be a valid email address')
  if (userNamed(environment, username) !== undefined) throw duplicate('username', 'The username is already in use.')
  const populationId = population?.id ?? environment.populations.find((candidate) => candidate.default)?.id
  if (populationId === undefined || environment.populations.get(populationId) === undefined) {
    throw invalidValue('population.id', 'The population does not exist.')
  }
  const name = Object.entries(checked.name ?? {}).flatMap(([part, value]) =>
    value === undefined ? [] : [[part, value]],
  )
  // A password is set with its own request; one in this body must not be shown again.
  const { password: _password, ...shown } = posted
  return {
    id: randomUUID(),
    createdAt,
    updatedAt,
    username,
    email,
    enabled: true,
    name: name.length === 0 ? undefined : Object.fromEntries(name),
    populationId,
    mfaEnabled,
    password: undefined,
    posted: shown,
    devices: new Table(),
  }
}

function viewUser(user: User, self: string, scene: Scene): object {
  const password = `${self}/password`
  return {
    _links: links({
      self,
      environment: home(scene),
      population: `${populations.href(scene)}/${user.populationId}`,
      devices: `${self}/devices`,
      roleAssignments: `${self}/roleAssignments`,
      password,
      'password.reset': password,
      'password.set': password,
      'password.check': password,
      'password.recover': password,
      linkedAccounts: `${self}/linkedAccounts`,
      'account.sendVerificationCode': self,
      memberOfGroups: `${self}/memberOfGroups`,
    }),
    ...user.posted,
    id: user.id,
    environment: { id: scene.environment.id },
    account: { canAuthenticate: true, status: 'OK' },
    createdAt: user.createdAt,
    email: user.email,
    enabled: user.enabled,
    identityProvider: { type: 'PING_ONE' },
    lifecycle: { status: 'ACCOUNT_OK' },
    mfaEnabled: user.mfaEnabled,
    name: user.name,
    population: { id: user.populationId },
    updatedAt: user.updatedAt,
    username: user.username,
    verifyStatus: 'NOT_INITIATED',
  }
}
