import { fixedId } from './ids.ts'
import type { Application, RoleAssignment } from './records.ts'
import type { Environment } from './world.ts'

/** A role of PingOne: here a role may do everything where it is assigned, or only read. */
export interface Role {
  readonly id: string
  readonly name: string
  readonly mayWrite: boolean
}

/** Source of the names: docs.pingidentity.com, "Administrator roles". Which resources each one opens is not told apart. */
export const ROLES: readonly Role[] = Object.freeze(
  [
    'Organization Admin',
    'Environment Admin',
    'Identity Data Admin',
    'Client Application Developer',
    'Configuration Read Only',
    'Identity Data Read Only',
  ].map((name) => ({ id: fixedId('role', name), name, mayWrite: !name.endsWith('Read Only') })),
)

/** The role with this name. */
export function roleNamed(name: string): Role | undefined {
  return ROLES.find((role) => role.name === name)
}

/** Whether a worker may do this in an environment: reading takes any role there, writing one that is not read only. */
export function mayEnter({ roles }: Application, environment: Environment, isWriting: boolean): boolean {
  return isAllowed(roles.rows(), isWriting, ({ id, type }) =>
    type === 'ORGANIZATION' ? id === environment.organizationId : id === environment.id,
  )
}

/** Whether a worker may do this outside of environments. */
export function mayAdminister({ roles }: Application, organizationId: string, isWriting: boolean): boolean {
  return isAllowed(roles.rows(), isWriting, ({ id, type }) => type === 'ORGANIZATION' && id === organizationId)
}

function isAllowed(
  assignments: readonly RoleAssignment[],
  isWriting: boolean,
  isInside: (scope: RoleAssignment['scope']) => boolean,
): boolean {
  return assignments.some(({ roleId, scope }) => {
    const role = ROLES.find(({ id }) => id === roleId)
    return role !== undefined && isInside(scope) && (role.mayWrite || !isWriting)
  })
}
