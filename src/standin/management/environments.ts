import { randomUUID } from 'node:crypto'
import { forAdministrators, forWorkers } from '../access.ts'
import { readObject } from '../body.ts'
import { check, object, oneOf, optional, text } from '../check.ts'
import { timestamp } from '../clock.ts'
import { type Call, created, type Endpoint, noContent, ok } from '../endpoint.ts'
import { duplicate, invalidValue, PingError } from '../errors.ts'
import { environmentUrl, links, listing, type View } from '../hal.ts'
import { ADMIN_ENVIRONMENT_ID } from '../ids.ts'
import { createEnvironment } from '../store.ts'
import type { Environment } from '../world.ts'

/** Source: the body of Ping's "Getting started", task 2, step 3; of the licences only the one of the admin environment exists. */
const SHAPE = {
  name: text({ maximum: 256 }),
  description: optional(text()),
  type: oneOf('PRODUCTION', 'SANDBOX'),
  region: optional(oneOf('NA', 'CA', 'EU', 'AU', 'SG', 'AP')),
  license: object({ id: text() }),
}

/** Collections that an environment links to. Source: the 201 sample of the same step. */
const COLLECTIONS = [
  'populations',
  'users',
  'applications',
  'activities',
  'branding',
  'resources',
  'passwordPolicies',
  'userActivities',
  'signOnPolicies',
  'keys',
  'templates',
  'notificationsSettings',
  'schemas',
  'gateways',
  'capabilities',
  'activeIdentityCounts',
  'billOfMaterials',
] as const

/** What an environment can do here. */
const PRODUCTS = [
  { type: 'PING_ONE_BASE', description: 'PingOne Base' },
  { type: 'PING_ONE_MFA', description: 'PingOne MFA' },
]

/** GET `/environments`. */
export const listEnvironments: Endpoint = forAdministrators((call) =>
  ok(
    listing(
      {
        href: `${call.origin}/v1/environments`,
        plural: 'environments',
        views: call.world.environments.rows().map((environment) => view(environment, call.origin)),
      },
      call,
    ),
  ),
)

/** POST `/environments`. */
export const addEnvironment: Endpoint = forAdministrators(async (call) => {
  const { name, description = '', type, region = 'NA' } = wanted(await readObject(call), call)
  const { organizationId, licenseId } = admin(call)
  const environment = createEnvironment(call.world.clock, { id: randomUUID(), name, organizationId }, [])
  call.world.environments.put({ ...environment, description, type, region, licenseId })
  const self = environmentUrl(call.origin, environment.id)
  return created(view({ ...environment, description, type, region, licenseId }, call.origin), self)
})

/** GET `/environments/{id}`. */
export const readEnvironment: Endpoint = forWorkers((scene) => ok(view(scene.environment, scene.origin)))

/** PUT `/environments/{id}`: what the body leaves out is gone. */
export const replaceEnvironment: Endpoint = forWorkers(async (scene) => {
  const { name, description = '', type, region = 'NA' } = wanted(await readObject(scene), scene, scene.environment)
  const updatedAt = timestamp(scene.world.clock)
  const next = { ...scene.environment, name, description, type, region, updatedAt }
  return ok(view(scene.world.environments.put(next), scene.origin))
})

/** DELETE `/environments/{id}`: the admin one stays. */
export const removeEnvironment: Endpoint = forWorkers(({ world, environment }) => {
  if (environment.id === ADMIN_ENVIRONMENT_ID) throw invalidValue('id', 'The admin environment cannot be deleted.')
  world.environments.remove(environment.id)
  return noContent()
})

/** GET `/organizations/{id}/licenses`: one, that never ends. Source: Ping's "Getting started", task 2, step 2. */
export const listLicenses: Endpoint = forAdministrators((call) => {
  const { organizationId, licenseId, createdAt } = admin(call)
  if (call.params['organizationID'] !== organizationId) throw new PingError('NOT_FOUND')
  const href = `${call.origin}/v1/organizations/${organizationId}/licenses`
  const licence = {
    _links: links({ self: `${href}/${licenseId}` }),
    id: licenseId,
    name: 'Stand-in',
    status: 'ACTIVE',
    beginsAt: createdAt,
    organization: { id: organizationId },
  }
  return ok(listing({ href, plural: 'licenses', views: [licence] }, call))
})

function wanted(posted: object, call: Call, current?: Environment): ReturnType<typeof check<typeof SHAPE>> {
  const checked = check(SHAPE, posted)
  refuseTwin(checked.name, call, current)
  if (checked.license.id !== (current ?? admin(call)).licenseId) {
    throw invalidValue('license.id', 'The license does not exist.')
  }
  return checked
}

function refuseTwin(name: string, { world }: Call, current?: Environment): void {
  const twin = world.environments.find((environment) => environment.name === name && environment.id !== current?.id)
  if (twin !== undefined) throw duplicate('name', 'An environment with this name already exists.')
}

function admin({ world }: Call): Environment {
  const environment = world.environments.get(ADMIN_ENVIRONMENT_ID)
  if (environment === undefined) throw new Error('there is no admin environment')
  return environment
}

function view(environment: Environment, origin: string): View {
  const self = environmentUrl(origin, environment.id)
  const organization = `${origin}/v1/organizations/${environment.organizationId}`
  const collections = Object.fromEntries(COLLECTIONS.map((name) => [name, `${self}/${name}`]))
  const { createdAt, updatedAt } = environment
  return {
    _links: links({ self, organization, license: `${organization}/licenses/${environment.licenseId}`, ...collections }),
    id: environment.id,
    name: environment.name,
    description: environment.description,
    organization: { id: environment.organizationId },
    type: environment.type,
    region: environment.region,
    createdAt,
    updatedAt,
    license: { id: environment.licenseId },
    billOfMaterials: { products: PRODUCTS, createdAt, updatedAt },
  }
}
