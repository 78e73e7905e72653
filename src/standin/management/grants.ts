import { check, listOf, object, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { Application, ResourceGrant } from '../records.ts'
import { applications } from './applications.ts'
import { type Draft, existing, home, isTaken, type Resource } from './resource.ts'
import { resources, scopesOf } from './resources.ts'

/** Source: OpenAPI schema of PingOne, ApplicationResourceGrant. */
const SHAPE = { resource: object({ id: text() }), scopes: listOf(object({ id: text() })) }

/** `/applications/{id}/grants`. One for each resource, so the grant has the id of the resource. */
export const grants: Resource<ResourceGrant> = {
  plural: 'grants',
  param: 'grantID',
  table: (scene) => applicationOf(scene).grants,
  href: (scene) => `${applications.href(scene)}/${applicationOf(scene).id}/grants`,
  make: makeGrant,
  view: (grant, self, scene) => {
    const application = applicationOf(scene)
    const resource = resources.table(scene).get(grant.id)
    const all = resource === undefined ? [] : scopesOf(resource, scene.environment)
    return {
      _links: links({
        self,
        environment: home(scene),
        application: `${applications.href(scene)}/${application.id}`,
        resource: `${resources.href(scene)}/${grant.id}`,
      }),
      id: grant.id,
      environment: { id: scene.environment.id },
      application: { id: application.id },
      resource: { id: grant.id },
      scopes: all.flatMap(({ id, name }) => (grant.scopes.includes(name) ? [{ id }] : [])),
      createdAt: grant.createdAt,
      updatedAt: grant.updatedAt,
    }
  },
}

function applicationOf(scene: Scene): Application {
  return existing(scene.environment.applications, scene, applications.param)
}

function makeGrant({ posted, createdAt, updatedAt }: Draft, scene: Scene, current?: ResourceGrant): ResourceGrant {
  const { resource, scopes } = check(SHAPE, posted)
  const { id } = resource
  const found = resources.table(scene).get(id)
  if (found === undefined) throw invalidValue('resource.id', 'The resource does not exist.')
  if (current !== undefined && current.id !== id) throw invalidValue('resource.id', 'must stay the same')
  if (isTaken(applicationOf(scene).grants, current, (grant) => grant.id === id)) {
    throw duplicate('resource.id', 'The application already has a grant for this resource.')
  }
  const all = scopesOf(found, scene.environment)
  const names = scopes.map((scope, index) => {
    const known = all.find((candidate) => candidate.id === scope.id)
    if (known === undefined) throw invalidValue(`scopes[${index}].id`, 'The resource has no such scope.')
    return known.name
  })
  return { id, createdAt, updatedAt, scopes: names }
}
