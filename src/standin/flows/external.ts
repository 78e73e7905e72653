import { randomUUID } from 'node:crypto'
import { timestamp } from '../clock.ts'
import type { Scene } from '../endpoint.ts'
import type { ExternalAccount, ExternalAttribute } from '../federation/records.ts'
import { changeUser, profileOf, userNamed, users } from '../management/users.ts'
import type { SignOnAction } from '../policy-records.ts'
import type { Posted } from '../records.ts'
import type { User } from '../user-records.ts'
import { complete, fail } from './advance.ts'
import { valueAt } from './profile.ts'
import type { Flow, FlowStatus } from './state.ts'

/** The states in which a browser may go to an identity provider. */
const STATUSES: readonly FlowStatus[] = [
  'USERNAME_PASSWORD_REQUIRED',
  'SIGN_ON_REQUIRED',
  'PASSWORD_REQUIRED',
  'EXTERNAL_AUTHENTICATION_REQUIRED',
]

/** The sign-on that a flow is at, if it is at one. */
export function signOnOf({ actions: [action] }: Flow): SignOnAction | undefined {
  const isSignOn =
    action?.type === 'LOGIN' || action?.type === 'IDENTIFIER_FIRST' || action?.type === 'IDENTITY_PROVIDER'
  return isSignOn ? action : undefined
}

/** The identity providers that a flow offers. */
export function providersOf(flow: Flow): readonly string[] {
  return STATUSES.includes(flow.state.status) ? (signOnOf(flow)?.providerIds ?? []) : []
}

/** Whether a flow waits for this identity provider, among others. */
export function offersProvider(flow: Flow, providerId: string): boolean {
  return providersOf(flow).includes(providerId)
}

/**
 * Goes on with somebody who has signed on at an identity provider. Who is linked is signed on; all others may have to confirm what the provider
 * says about them first.
 * Source: https://developer.pingidentity.com/pingone-api/foundations/authentication-concepts/pingone-authentication-flow-states/identity-provider-account-confirmation.html
 */
export function arrive(flow: Flow, external: ExternalAccount, scene: Scene): Flow {
  const { providerId, externalId } = external
  const linked = scene.environment.users.find(({ linkedAccounts }) =>
    linkedAccounts.rows().some((account) => account.providerId === providerId && account.externalId === externalId),
  )
  if (linked !== undefined) return signOnExternally({ ...flow, external }, linked, scene)
  if (signOnOf(flow)?.confirmsAttributes !== true) return findAccount({ ...flow, external }, external, scene)
  return { ...flow, external, state: { status: 'ACCOUNT_CONFIRMATION_REQUIRED' } }
}

/**
 * Finds out whose account it is: somebody who looks like a user of ours has to show it; somebody new is registered, if the policy has it.
 * Who cannot be registered has to be a user of ours.
 */
export function findAccount(flow: Flow, external: ExternalAccount, scene: Scene): Flow {
  const linking: Flow = { ...flow, external, state: { status: 'ACCOUNT_LINKING_REQUIRED' } }
  const action = signOnOf(flow)
  if (action?.hasRegistration !== true || isKnown(external, scene)) return linking
  const [username, email] = ['username', 'email'].map((name) => external.attributes.find((one) => one.name === name))
  if (username === undefined || email === undefined) return linking
  return signOnExternally({ ...flow, external }, register(external, action, scene), scene)
}

/** Links the account that a flow has come with, if it has come with one, to the user who has signed on. */
export function linkExternal({ external }: Flow, user: User, scene: Scene): void {
  if (external === undefined) return
  const { providerId, externalId, attributes } = external
  const changes = changesOf(attributes, profileOf(user))
  if (Object.keys(changes).length > 0) changeUser(user, changes, scene)
  const isLinked = user.linkedAccounts.find((one) => one.providerId === providerId && one.externalId === externalId)
  if (isLinked === undefined) user.linkedAccounts.put({ id: randomUUID(), providerId, externalId })
}

function signOnExternally(flow: Flow, user: User, scene: Scene): Flow {
  if (!user.enabled) return fail(flow, user.id, { code: 'USER_DISABLED', message: 'The user is disabled.' })
  linkExternal(flow, user, scene)
  return complete({ ...flow, external: undefined }, { userId: user.id, method: 'ext' }, scene)
}

/** By the attributes that are unique. */
function isKnown({ attributes }: ExternalAccount, { environment }: Scene): boolean {
  return attributes.some(({ name, value }) => {
    if (name === 'username') return userNamed(environment, value) !== undefined
    const wanted = value.toLowerCase()
    return name === 'email' && environment.users.find(({ email }) => email.toLowerCase() === wanted) !== undefined
  })
}

/** The provider has verified the address. */
function register({ attributes }: ExternalAccount, { populationId }: SignOnAction, scene: Scene): User {
  const now = timestamp(scene.world.clock)
  const population = populationId === undefined ? undefined : { id: populationId }
  const posted = { ...changesOf(attributes, {}), population, lifecycle: { status: 'ACCOUNT_OK' } }
  return scene.environment.users.put(users.make({ posted, createdAt: now, updatedAt: now }, scene))
}

/** What mapped values change in a profile. `name.given` is inside of `name`. */
function changesOf(attributes: readonly ExternalAttribute[], profile: Posted): Posted {
  const changes: Record<string, unknown> = {}
  for (const { name, value, update } of attributes) {
    if (update === 'EMPTY_ONLY' && valueAt(profile, name) !== undefined) continue
    const [head = name, inner] = name.split('.', 2)
    changes[head] = inner === undefined ? value : { ...Object(changes[head]), [inner]: value }
  }
  return changes
}
