import { forAdministrators, forWorkers } from '../access.ts'
import { type Endpoint, ok } from '../endpoint.ts'
import { environmentUrl, links, listing } from '../hal.ts'
import type { Environment } from '../world.ts'

/** Collections that an environment links to. Source: the 201 sample of Ping's "Getting started", task 2, step 3. */
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

/** GET `/environments`. */
export const listEnvironments: Endpoint = forAdministrators((call) =>
  ok(
    listing({
      href: `${call.origin}/v1/environments`,
      plural: 'environments',
      views: call.world.environments.rows().map((environment) => view(environment, call.origin)),
      filter: call.query.get('filter'),
    }),
  ),
)

/** GET `/environments/{id}`. */
export const readEnvironment: Endpoint = forWorkers((scene) => ok(view(scene.environment, scene.origin)))

function view(environment: Environment, origin: string): object {
  const self = environmentUrl(origin, environment.id)
  const organization = `${origin}/v1/organizations/${environment.organizationId}`
  const collections = Object.fromEntries(COLLECTIONS.map((name) => [name, `${self}/${name}`]))
  return {
    _links: links({ self, organization, license: `${organization}/licenses/${environment.licenseId}`, ...collections }),
    id: environment.id,
    name: environment.name,
    description: environment.description,
    organization: { id: environment.organizationId },
    type: environment.type,
    region: environment.region,
    createdAt: environment.createdAt,
    updatedAt: environment.updatedAt,
    license: { id: environment.licenseId },
  }
}
