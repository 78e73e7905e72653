import { randomUUID } from 'node:crypto'
import { forWorkers } from '../access.ts'
import { readJson } from '../body.ts'
import { check, object, text } from '../check.ts'
import { created, type Endpoint, type Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import type { LinkedAccount } from '../federation/records.ts'
import { links } from '../hal.ts'
import { home, type Unmade } from './resource.ts'
import { userOf, users } from './users.ts'

/** Source: https://developer.pingidentity.com/pingone-api/platform/users/linked-accounts/create-linked-account.html; its `attributes` are not there. */
const SHAPE = { identityProvider: object({ id: text() }), externalId: text() }

const MEDIA_TYPE = 'application/vnd.pingidentity.account.link+json'

/** `/users/{id}/linkedAccounts`: read and removed as others, made with an action of its own. */
export const linkedAccounts: Unmade<LinkedAccount> = {
  plural: 'linkedAccounts',
  param: 'linkedAccountID',
  table: (scene) => userOf(scene).linkedAccounts,
  href: (scene) => `${users.href(scene)}/${userOf(scene).id}/linkedAccounts`,
  view: ({ id, providerId, externalId }, self, scene) => ({
    _links: links({ self, environment: home(scene), user: `${users.href(scene)}/${userOf(scene).id}` }),
    id,
    environment: { id: scene.environment.id },
    user: { id: userOf(scene).id },
    identityProvider: { id: providerId },
    externalId,
  }),
}

/** POST `/users/{id}/linkedAccounts`: 201. */
export const linkAccount: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const { identityProvider, externalId } = check(SHAPE, await readJson(scene, MEDIA_TYPE))
  checkIsFree(identityProvider.id, externalId, scene)
  const account = { id: randomUUID(), providerId: identityProvider.id, externalId }
  userOf(scene).linkedAccounts.put(account)
  const self = `${linkedAccounts.href(scene)}/${account.id}`
  return created(linkedAccounts.view(account, self, scene), self)
})

/** One of a provider's users is one of ours. */
function checkIsFree(providerId: string, externalId: string, { environment }: Scene): void {
  if (environment.identityProviders.get(providerId) === undefined) {
    throw invalidValue('identityProvider.id', 'The identity provider does not exist.')
  }
  const isSame = (one: LinkedAccount): boolean => one.providerId === providerId && one.externalId === externalId
  if (environment.users.find((user) => user.linkedAccounts.find(isSame) !== undefined) !== undefined) {
    throw duplicate('externalId', 'The external account is linked already.')
  }
}
