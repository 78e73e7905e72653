import { randomUUID } from 'node:crypto'
import { forWorkers } from '../access.ts'
import { check, flag, object, oneOf, optional, text } from '../check.ts'
import { timestamp } from '../clock.ts'
import { isLocked } from '../credentials.ts'
import { type Endpoint, ok, type Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links, type View } from '../hal.ts'
import { isObject } from '../plain.ts'
import type { Posted } from '../records.ts'
import { Table } from '../table.ts'
import type { User } from '../user-records.ts'
import type { Environment } from '../world.ts'
import { populations } from './populations.ts'
import { type Draft, existing, home, isTaken, type Resource, readResource, viewOf } from './resource.ts'

const NAME_PART = optional(text({ maximum: 256 }))

/** Source: OpenAPI schema of PingOne, User. */
const SHAPE = {
  username: text({ maximum: 128 }),
  email: text({ maximum: 256 }),
  name: optional(object({ given: NAME_PART, middle: NAME_PART, family: NAME_PART, formatted: NAME_PART })),
  population: optional(object({ id: text() })),
  mfaEnabled: optional(flag()),
  lifecycle: optional(object({ status: optional(oneOf('ACCOUNT_OK', 'VERIFICATION_REQUIRED')) })),
}

/** `/users`. */
export const users: Resource<User> = {
  plural: 'users',
  param: 'userID',
  table: (scene) => scene.environment.users,
  href: (scene) => `${home(scene)}/users`,
  make: makeUser,
  view: viewUser,
  // Source: https://developer.pingidentity.com/pingone-api/platform/users/group-membership/read-all-users-in-a-group.html
  unseen: ({ groupIds }, { environment }) => ({
    memberOfGroups: groupIds.map((id) => ({ id, name: environment.groups.get(id)?.name })),
  }),
}

/** PATCH `/users/{id}`: what the body leaves out stays, `null` clears. Inside of objects likewise (RFC 7396), which is inferred. */
export const patchUser: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const changes = await readResource(scene)
  return ok(viewOf(users, changeUser(userOf(scene), changes, scene), scene))
})

/** Changes a user as PATCH does. */
export function changeUser(current: User, changes: Posted, scene: Scene): User {
  const posted = merged(profileOf(current), changes)
  const draft = { posted, createdAt: current.createdAt, updatedAt: timestamp(scene.world.clock) }
  return scene.environment.users.put(makeUser(draft, scene, current))
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

/** A body that would make this user. */
export function profileOf({ posted, username, email, name, populationId, mfaEnabled }: User): Posted {
  return { ...posted, username, email, name, population: { id: populationId }, mfaEnabled }
}

function merged(target: Posted, changes: Posted): Posted {
  const entries = Object.entries(changes).map(([key, value]) => {
    const old = target[key]
    return [key, isObject(value) ? merged(isObject(old) ? old : {}, value) : value] as const
  })
  const all = { ...target, ...Object.fromEntries(entries) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

function makeUser({ posted, createdAt, updatedAt }: Draft, { environment }: Scene, current?: User): User {
  const checked = check(SHAPE, posted)
  const { username, email, population, mfaEnabled = current?.mfaEnabled ?? false, lifecycle } = checked
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalidValue('email', 'must be a valid email address')
  if (isTaken(environment.users, current, (user) => user.username.toLowerCase() === username.toLowerCase())) {
    throw duplicate('username', 'The username is already in use.')
  }
  const populationId =
    population?.id ?? current?.populationId ?? environment.populations.find((candidate) => candidate.default)?.id
  if (populationId === undefined || environment.populations.get(populationId) === undefined) {
    throw invalidValue('population.id', 'The population does not exist.')
  }
  const name = Object.entries(checked.name ?? {}).flatMap(([part, value]) =>
    value === undefined ? [] : [[part, value]],
  )
  // A password is set with its own request; one in this body must not be shown again.
  const { password: _password, ...shown } = posted
  return {
    ...(current ?? newcomer(lifecycle?.status !== 'VERIFICATION_REQUIRED')),
    createdAt,
    updatedAt,
    username,
    email,
    name: name.length === 0 ? undefined : Object.fromEntries(name),
    populationId,
    mfaEnabled,
    posted: shown,
  }
}

/** What a client does not say about a new user. */
function newcomer(
  isVerified: boolean,
): Omit<User, 'createdAt' | 'updatedAt' | 'username' | 'email' | 'name' | 'populationId' | 'mfaEnabled' | 'posted'> {
  return {
    id: randomUUID(),
    enabled: true,
    isVerified,
    groupIds: [],
    consents: [],
    profilePrompts: {},
    passwordFailures: 0,
    lockedUntil: undefined,
    recoveryCode: undefined,
    verificationCode: undefined,
    invitation: undefined,
    password: undefined,
    devices: new Table(),
    pairingKeys: new Table(),
    browsers: new Table(),
    linkedAccounts: new Table(),
  }
}

function viewUser(user: User, self: string, scene: Scene): View {
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
    account: accountOf(user, scene),
    createdAt: user.createdAt,
    email: user.email,
    enabled: user.enabled,
    identityProvider: { type: 'PING_ONE' },
    lifecycle: { status: user.isVerified ? 'ACCOUNT_OK' : 'VERIFICATION_REQUIRED' },
    ...included(user, scene),
    mfaEnabled: user.mfaEnabled,
    name: user.name,
    population: { id: user.populationId },
    updatedAt: user.updatedAt,
    username: user.username,
    verifyStatus: 'NOT_INITIATED',
  }
}

function accountOf(user: User, scene: Scene): object {
  if (!isLocked(user, scene)) return { canAuthenticate: user.enabled, status: 'OK' }
  const { lockedUntil = 0 } = user
  const secondsUntilUnlock = Math.ceil((lockedUntil - scene.world.clock.now()) / 1000)
  return { canAuthenticate: false, status: 'LOCKED', secondsUntilUnlock }
}

/** Groups are shown on demand. Source: OpenAPI schema of PingOne, the query parameter `include`. */
function included({ groupIds }: User, { query, environment }: Scene): object {
  const names = (query.get('include') ?? '').split(',')
  return {
    ...(names.includes('memberOfGroupIDs') ? { memberOfGroupIDs: groupIds } : {}),
    ...(names.includes('memberOfGroupNames')
      ? { memberOfGroupNames: groupIds.flatMap((id) => environment.groups.get(id)?.name ?? []) }
      : {}),
  }
}
