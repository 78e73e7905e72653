import { randomUUID } from 'node:crypto'
import { check, flag, listOf, oneOf, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import type { IdentityProvider, ProviderAttribute } from '../federation/records.ts'
import { links } from '../hal.ts'
import { Table } from '../table.ts'
import { type Draft, home, isTaken, type Resource } from './resource.ts'

const ENDPOINTS = ['authorizationEndpoint', 'tokenEndpoint', 'userInfoEndpoint', 'jwksEndpoint'] as const

/** Source: https://developer.pingidentity.com/pingone-api/platform/identity-provider-management/identity-providers/create-identity-provider-openid-connect.html */
const SHAPE = {
  name: text({ maximum: 256 }),
  enabled: flag(),
  type: oneOf('OPENID_CONNECT'),
  clientId: text(),
  clientSecret: text(),
  authorizationEndpoint: text(),
  tokenEndpoint: text(),
  userInfoEndpoint: optional(text()),
  jwksEndpoint: text(),
  issuer: text(),
  scopes: listOf(text()),
  tokenEndpointAuthMethod: oneOf('CLIENT_SECRET_BASIC', 'CLIENT_SECRET_POST', 'NONE'),
}

/** `/identityProviders`. */
export const identityProviders: Resource<IdentityProvider> = {
  plural: 'identityProviders',
  param: 'providerID',
  table: (scene) => scene.environment.identityProviders,
  href: (scene) => `${home(scene)}/identityProviders`,
  make: makeProvider,
  view: ({ id, posted, createdAt, updatedAt }, self, scene) => ({
    _links: links({ self, environment: home(scene), attributes: `${self}/attributes` }),
    ...posted,
    id,
    environment: { id: scene.environment.id },
    createdAt,
    updatedAt,
  }),
}

/** One that a sign-on policy uses stays. */
export function keepUsedProvider({ id }: IdentityProvider, { environment }: Scene): void {
  const actions = environment.signOnPolicies.rows().flatMap((policy) => policy.actions.rows())
  if (actions.some((action) => 'providerIds' in action && action.providerIds.includes(id))) {
    throw invalidValue('id', 'The identity provider is used by a sign-on policy.')
  }
}

function makeProvider(
  { posted, createdAt, updatedAt }: Draft,
  { environment }: Scene,
  current?: IdentityProvider,
): IdentityProvider {
  const checked = check(SHAPE, posted)
  const wrong = ENDPOINTS.find((name) => checked[name] !== undefined && !/^https?:\/\/[^/]/i.test(checked[name]))
  if (wrong !== undefined) throw invalidValue(wrong, 'must be a URL')
  if (isTaken(environment.identityProviders, current, ({ name }) => name === checked.name)) {
    throw duplicate('name', 'An identity provider with this name already exists.')
  }
  const attributes = current?.attributes ?? new Table([coreAttribute(createdAt)])
  return { ...checked, id: current?.id ?? randomUUID(), createdAt, updatedAt, attributes, posted }
}

/** What PingOne maps of its own accord. */
function coreAttribute(at: string): ProviderAttribute {
  const value = '${providerAttributes.sub}'
  return { id: randomUUID(), createdAt: at, updatedAt: at, name: 'username', value, update: 'EMPTY_ONLY', isCore: true }
}
