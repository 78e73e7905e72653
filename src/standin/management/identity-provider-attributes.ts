import { randomUUID } from 'node:crypto'
import { check, oneOf, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { isPlaceholder } from '../federation/mapping.ts'
import type { IdentityProvider, ProviderAttribute } from '../federation/records.ts'
import { links } from '../hal.ts'
import { identityProviders } from './identity-providers.ts'
import { type Draft, existing, home, isTaken, type Resource } from './resource.ts'

/** Source: https://developer.pingidentity.com/pingone-api/platform/identity-provider-management/identity-provider-attributes.html */
const SHAPE = { name: text(), value: text(), update: oneOf('EMPTY_ONLY', 'ALWAYS') }

/** `/identityProviders/{id}/attributes`. */
export const providerAttributes: Resource<ProviderAttribute> = {
  plural: 'attributes',
  param: 'attributeID',
  table: (scene) => providerOf(scene).attributes,
  href: (scene) => `${identityProviders.href(scene)}/${providerOf(scene).id}/attributes`,
  make: makeAttribute,
  view: ({ isCore, ...attribute }, self, scene) => ({
    _links: links({
      self,
      environment: home(scene),
      identityProvider: `${identityProviders.href(scene)}/${providerOf(scene).id}`,
    }),
    ...attribute,
    mappingType: isCore ? 'CORE' : 'CUSTOM',
    environment: { id: scene.environment.id },
    identityProvider: { id: providerOf(scene).id },
  }),
}

/** The core attribute stays. */
export function keepCoreAttribute({ isCore }: ProviderAttribute): void {
  if (isCore) throw invalidValue('mappingType', 'The core attribute cannot be deleted.')
}

function providerOf(scene: Scene): IdentityProvider {
  return existing(scene.environment.identityProviders, scene, identityProviders.param)
}

function makeAttribute(
  { posted, createdAt, updatedAt }: Draft,
  scene: Scene,
  current?: ProviderAttribute,
): ProviderAttribute {
  const { name, value, update } = check(SHAPE, posted)
  if (!/^[A-Za-z]\w*(?:\.[A-Za-z]\w*)?$/.test(name))
    throw invalidValue('name', 'must be the name of an attribute of users')
  if (!isPlaceholder(value)) throw invalidValue('value', 'must be like ${providerAttributes.email}')
  if (isTaken(providerOf(scene).attributes, current, (attribute) => attribute.name === name)) {
    throw duplicate('name', 'The attribute is mapped already.')
  }
  if (current?.isCore === true && name !== current.name)
    throw invalidValue('name', 'The core attribute keeps its name.')
  const id = current?.id ?? randomUUID()
  return { id, createdAt, updatedAt, name, value, update, isCore: current?.isCore ?? false }
}
