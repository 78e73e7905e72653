import { randomBytes, randomUUID } from 'node:crypto'
import { check, integer, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import { fixedId } from '../ids.ts'
import { OFFLINE_ACCESS, SCOPES } from '../oidc/scopes.ts'
import type { Resource as Audience, Scope } from '../records.ts'
import { Table } from '../table.ts'
import { PINGONE_API } from '../token.ts'
import type { Environment } from '../world.ts'
import { type Draft, existing, home, isTaken, type Resource } from './resource.ts'

/** Source: OpenAPI schema of PingOne, Resource. */
const SHAPE = {
  name: text({ maximum: 256 }),
  description: optional(text()),
  audience: optional(text()),
  accessTokenValiditySeconds: optional(integer({ minimum: 300, maximum: 2_592_000 })),
}

/** Source: OpenAPI schema of PingOne, ResourceScope. */
const SCOPE = { name: text({ maximum: 256 }), description: optional(text()) }

/** Resources that every environment has, with their scopes. Those of PingOne's own API are the ones of self-service, some of them. */
const PLATFORM = [
  { name: 'openid', type: 'OPENID_CONNECT', audience: undefined, scopes: [...SCOPES, OFFLINE_ACCESS] },
  {
    name: 'PingOne API',
    type: 'PINGONE_API',
    audience: PINGONE_API,
    scopes: [
      'p1:read:user',
      'p1:update:user',
      'p1:read:userPassword',
      'p1:reset:userPassword',
      'p1:read:device',
      'p1:create:device',
      'p1:update:device',
      'p1:delete:device',
    ],
  },
]

/** `/resources`, for writing: custom ones only. */
export const customResources: Resource<Audience> = {
  plural: 'resources',
  param: 'resourceID',
  table: (scene) => scene.environment.resources,
  href: (scene) => `${home(scene)}/resources`,
  make: makeResource,
  view: (resource, self, scene) => {
    const platform = platformResource(resource.id, scene.environment)
    return {
      _links: links({ self, environment: home(scene), scopes: `${self}/scopes` }),
      id: resource.id,
      environment: { id: scene.environment.id },
      name: resource.name,
      description: resource.description,
      type: platform?.type ?? 'CUSTOM',
      audience: platform === undefined ? resource.audience : platform.audience,
      accessTokenValiditySeconds: resource.accessTokenSeconds,
      createdAt: resource.createdAt,
      updatedAt: resource.updatedAt,
    }
  },
}

/** `/resources`, for reading. */
export const resources: Resource<Audience> = {
  ...customResources,
  table: ({ environment }) => new Table([...platformResources(environment), ...environment.resources.rows()]),
}

/** `/resources/{id}/scopes`, for writing: those of custom resources only. */
export const customScopes: Resource<Scope> = {
  plural: 'scopes',
  param: 'scopeID',
  table: (scene) => {
    existing(scene.environment.resources, scene, resources.param)
    return scene.environment.scopes
  },
  href: (scene) => `${resources.href(scene)}/${scene.params[resources.param]}/scopes`,
  make: makeScope,
  view: (scope, self, scene) => ({
    _links: links({ self, environment: home(scene), resource: `${resources.href(scene)}/${scope.resourceId}` }),
    id: scope.id,
    environment: { id: scene.environment.id },
    resource: { id: scope.resourceId },
    name: scope.name,
    description: scope.description,
    createdAt: scope.createdAt,
    updatedAt: scope.updatedAt,
  }),
}

/** `/resources/{id}/scopes`, for reading. */
export const scopes: Resource<Scope> = {
  ...customScopes,
  table: (scene) => new Table(scopesOf(existing(resources.table(scene), scene, resources.param), scene.environment)),
}

/** The scopes of a resource, a custom one or the platform's. */
export function scopesOf(resource: Audience, { id, scopes: custom }: Environment): readonly Scope[] {
  if (PLATFORM.every(({ name }) => fixedId(id, name) !== resource.id)) {
    return custom.rows().filter(({ resourceId }) => resourceId === resource.id)
  }
  const { createdAt, updatedAt } = resource
  return resource.scopes.map((name) => ({
    id: fixedId(id, resource.name, name),
    resourceId: resource.id,
    name,
    createdAt,
    updatedAt,
  }))
}

/** A resource that goes takes its scopes along. One that was granted stays. */
export function keepGrantedResource({ id }: Audience, { environment }: Scene): void {
  const isGranted = environment.applications.rows().some(({ grants }) => grants.get(id) !== undefined)
  if (isGranted) throw invalidValue('id', 'The resource is granted to an application.')
  for (const scope of environment.scopes.rows()) if (scope.resourceId === id) environment.scopes.remove(scope.id)
}

/** A scope that was granted stays; another one leaves its resource. */
export function keepGrantedScope({ name, resourceId }: Scope, { environment }: Scene): void {
  refuseGranted({ name, resourceId }, environment)
  setScopes(resourceId, environment, (names) => names.filter((other) => other !== name))
}

function refuseGranted({ name, resourceId }: Pick<Scope, 'name' | 'resourceId'>, environment: Environment): void {
  const isGranted = environment.applications
    .rows()
    .some(({ grants }) => grants.get(resourceId)?.scopes.includes(name) === true)
  if (isGranted) throw invalidValue('id', 'The scope is granted to an application.')
}

function platformResource(id: string, environment: Environment): (typeof PLATFORM)[number] | undefined {
  return PLATFORM.find(({ name }) => fixedId(environment.id, name) === id)
}

function platformResources({ id, createdAt }: Environment): readonly Audience[] {
  return PLATFORM.map(({ name, audience = name, scopes: names }) => ({
    id: fixedId(id, name),
    name,
    audience,
    secret: '',
    accessTokenSeconds: 3600,
    scopes: names,
    createdAt,
    updatedAt: createdAt,
  }))
}

function makeResource({ posted, createdAt, updatedAt }: Draft, { environment }: Scene, current?: Audience): Audience {
  const { name, description, audience = name, accessTokenValiditySeconds = 3600 } = check(SHAPE, posted)
  const isReserved = PLATFORM.some((platform) => platform.name === name)
  if (isReserved || isTaken(environment.resources, current, (resource) => resource.name === name)) {
    throw duplicate('name', 'A resource with this name already exists.')
  }
  return {
    id: current?.id ?? randomUUID(),
    createdAt,
    updatedAt,
    name,
    ...(description === undefined ? {} : { description }),
    audience,
    secret: current?.secret ?? randomBytes(48).toString('base64url'),
    accessTokenSeconds: accessTokenValiditySeconds,
    scopes: current?.scopes ?? [],
  }
}

function makeScope({ posted, createdAt, updatedAt }: Draft, scene: Scene, current?: Scope): Scope {
  const { name, description } = check(SCOPE, posted)
  const { environment } = scene
  const resourceId = scene.params[resources.param] ?? ''
  const isTwin = (scope: Scope): boolean => scope.resourceId === resourceId && scope.name === name
  if (isTaken(environment.scopes, current, isTwin)) throw duplicate('name', 'A scope with this name already exists.')
  if (current !== undefined && current.name !== name) refuseGranted(current, environment)
  setScopes(resourceId, environment, (names) => [...names.filter((other) => other !== current?.name), name])
  const described = description === undefined ? {} : { description }
  return { id: current?.id ?? randomUUID(), createdAt, updatedAt, resourceId, name, ...described }
}

/** The names of its scopes stand in the resource, where tokens are made. */
function setScopes(
  resourceId: string,
  { resources: all }: Environment,
  change: (names: readonly string[]) => readonly string[],
): void {
  const resource = all.get(resourceId)
  if (resource !== undefined) all.put({ ...resource, scopes: change(resource.scopes) })
}
