import { randomUUID } from 'node:crypto'
import { forAllWorkers, forbidden } from '../access.ts'
import { check, object, oneOf, text } from '../check.ts'
import { type Endpoint, ok, type Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links, listing } from '../hal.ts'
import type { Application, RoleAssignment } from '../records.ts'
import { mayAssign, ROLES } from '../roles.ts'
import { applications } from './applications.ts'
import { type Draft, existing, home, isTaken, type Resource } from './resource.ts'

/** Source: https://developer.pingidentity.com/pingone-api/platform/applications/application-role-assignments.html; populations are no scope here. */
const SHAPE = {
  role: object({ id: text() }),
  scope: object({ id: text(), type: oneOf('ENVIRONMENT', 'ORGANIZATION') }),
}

/** GET `/roles`: those of the platform. */
export const listRoles: Endpoint = forAllWorkers((call) => {
  const href = `${call.origin}/v1/roles`
  const views = ROLES.map(({ id, name }) => ({
    _links: links({ self: `${href}/${id}` }),
    id,
    name,
    applicableTo: ['ORGANIZATION', 'ENVIRONMENT'],
  }))
  return ok(listing({ href, plural: 'roles', views }, call))
})

/** `/applications/{id}/roleAssignments`. */
export const roleAssignments: Resource<RoleAssignment> = {
  plural: 'roleAssignments',
  param: 'roleAssignmentID',
  table: (scene) => applicationOf(scene).roles,
  href: (scene) => `${applications.href(scene)}/${applicationOf(scene).id}/roleAssignments`,
  make: makeAssignment,
  view: ({ id, roleId, scope }, self, scene) => ({
    _links: links({
      self,
      environment: home(scene),
      application: `${applications.href(scene)}/${applicationOf(scene).id}`,
    }),
    id,
    environment: { id: scene.environment.id },
    role: { id: roleId },
    scope,
    readOnly: false,
  }),
}

function applicationOf(scene: Scene): Application {
  return existing(scene.environment.applications, scene, applications.param)
}

/** Nobody gives away, or takes back, what is not theirs to give. Fails with ACCESS_FAILED. */
export function refuseForeignRole(assignment: Pick<RoleAssignment, 'roleId' | 'scope'>, scene: Scene): void {
  const { actor, world } = scene
  const environment = assignment.scope.type === 'ENVIRONMENT' ? world.environments.get(assignment.scope.id) : undefined
  const style = world.behaviours.get('roles')
  if (actor === undefined || !mayAssign(actor, assignment, { environment, style })) throw forbidden()
}

function makeAssignment({ posted }: Draft, scene: Scene): RoleAssignment {
  const { role, scope } = check(SHAPE, posted)
  if (ROLES.every(({ id }) => id !== role.id)) throw invalidValue('role.id', 'The role does not exist.')
  if (!isKnown(scope, scene)) throw invalidValue('scope.id', `The ${scope.type.toLowerCase()} does not exist.`)
  refuseForeignRole({ roleId: role.id, scope }, scene)
  const isTwin = (other: RoleAssignment): boolean => other.roleId === role.id && other.scope.id === scope.id
  if (isTaken(applicationOf(scene).roles, undefined, isTwin)) throw duplicate('role', 'May not assign duplicate Role')
  return { id: randomUUID(), roleId: role.id, scope }
}

function isKnown({ id, type }: RoleAssignment['scope'], { environment, world }: Scene): boolean {
  return type === 'ORGANIZATION' ? id === environment.organizationId : world.environments.get(id) !== undefined
}
