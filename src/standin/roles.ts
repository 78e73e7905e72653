import type { Behaviours } from './behaviours/table.ts'
import { fixedId } from './ids.ts'
import type { Application, RoleAssignment } from './records.ts'
import type { Environment } from './world.ts'

/** A part of the management API that roles open. */
type Area = 'organization' | 'environments' | 'applications' | 'policies' | 'populations' | 'groups' | 'users' | 'roles'

/** Writing includes reading. */
type Right = 'read' | 'write'

/** A role of PingOne. */
export interface Role {
  readonly id: string
  readonly name: string
  /** An area that is not there is closed. */
  readonly rights: Readonly<Partial<Record<Area, Right>>>
  /** Names of the roles that it may give away. */
  readonly assigns: readonly string[]
}

/** What somebody wants to do. */
export interface Intent {
  readonly area: Area
  readonly right: Right
}

/** Roles whose actors are asked nothing else but whether they may write: before roles were told apart. */
type Style = Behaviours['roles']

const CONFIGURATION = {
  environments: 'read',
  applications: 'read',
  policies: 'read',
  populations: 'read',
  groups: 'read',
  roles: 'read',
} as const

const IDENTITY = { environments: 'read', policies: 'read', populations: 'read' } as const

/**
 * Source of names and of what each may assign: https://developer.pingidentity.com/pingone-api/platform/roles/predefined-roles.html; of the rights:
 * https://developer.pingidentity.com/pingone-api/platform/reference/roles-and-permissions-in-pingone/pingone-role-permissions.html, by area instead of
 * by permission. What an identity administrator may read besides users and groups is inferred.
 */
export const ROLES: readonly Role[] = Object.freeze(
  [
    {
      name: 'Organization Admin',
      rights: { organization: 'write', environments: 'write', roles: 'write' } as const,
      assigns: ['Environment Admin'],
    },
    {
      name: 'Environment Admin',
      rights: {
        organization: 'read',
        environments: 'write',
        applications: 'write',
        policies: 'write',
        populations: 'write',
        groups: 'write',
        roles: 'write',
      } as const,
      assigns: [
        'Environment Admin',
        'Identity Data Admin',
        'Client Application Developer',
        'Configuration Read Only',
        'Identity Data Read Only',
      ],
    },
    {
      name: 'Identity Data Admin',
      rights: { ...IDENTITY, groups: 'write', users: 'write', roles: 'write' } as const,
      assigns: ['Identity Data Admin', 'Identity Data Read Only'],
    },
    {
      name: 'Client Application Developer',
      rights: { ...CONFIGURATION, applications: 'write' } as const,
      assigns: [],
    },
    { name: 'Configuration Read Only', rights: CONFIGURATION, assigns: [] },
    { name: 'Identity Data Read Only', rights: { ...IDENTITY, groups: 'read', users: 'read' } as const, assigns: [] },
  ].map((role) => ({ ...role, id: fixedId('role', role.name) })),
)

/** The role with this name. */
export function roleNamed(name: string): Role | undefined {
  return ROLES.find((role) => role.name === name)
}

/** The area of a collection, by its name in the address. */
const AREAS: ReadonlyMap<string, Area> = new Map([
  ['applications', 'applications'],
  ['resources', 'applications'],
  ['populations', 'populations'],
  ['groups', 'groups'],
  ['users', 'users'],
  ['deviceAuthentications', 'users'],
  ['roleAssignments', 'roles'],
])

/** What a call wants, by its method and its address: below an environment all that has no area of its own are policies and templates. */
export function intentOf({ method, path }: { readonly method: string; readonly path: string }): Intent {
  const right = method === 'GET' || method === 'HEAD' ? 'read' : 'write'
  const inside = /^(?:\/v1)*\/(?:environments\/)?[^/]+(?:\/(.*))?$/.exec(path)?.[1] ?? ''
  const segments = inside.split('/').filter((segment) => segment !== '')
  const [collection] = segments
  if (collection === undefined) return { area: 'environments', right }
  const isRoles = segments.includes('roleAssignments')
  return { area: (isRoles ? 'roles' : AREAS.get(collection)) ?? 'policies', right }
}

/** Whether a worker may do this in an environment. */
export function mayEnter({ roles }: Application, environment: Environment, { intent, style }: Question): boolean {
  return isAllowed(roles.rows(), { intent, style }, (scope) => reaches(scope, environment))
}

/** Whether a worker may do this outside of environments. */
export function mayAdminister({ roles }: Application, organizationId: string, { intent, style }: Question): boolean {
  return isAllowed(roles.rows(), { intent, style }, ({ id, type }) => type === 'ORGANIZATION' && id === organizationId)
}

/** Whether a worker may give this role away, or take it back, with this scope; `environment`: the one of the scope. */
export function mayAssign(
  { roles }: Application,
  { roleId, scope }: Pick<RoleAssignment, 'roleId' | 'scope'>,
  { environment, style }: { readonly environment: Environment | undefined; readonly style: Style },
): boolean {
  const wanted = ROLES.find(({ id }) => id === roleId)
  return roles.rows().some((held) => {
    const role = ROLES.find(({ id }) => id === held.roleId)
    const isInside = environment === undefined ? held.scope.id === scope.id : reaches(held.scope, environment)
    const isGiven = style === 'by-resource' ? role?.assigns.includes(wanted?.name ?? '') : canWrite(role)
    return isInside && isGiven === true
  })
}

interface Question {
  readonly intent: Intent
  readonly style: Style
}

function reaches({ id, type }: RoleAssignment['scope'], environment: Environment): boolean {
  return type === 'ORGANIZATION' ? id === environment.organizationId : id === environment.id
}

function isAllowed(
  assignments: readonly RoleAssignment[],
  { intent: { area, right }, style }: Question,
  isInside: (scope: RoleAssignment['scope']) => boolean,
): boolean {
  return assignments.some(({ roleId, scope }) => {
    const role = ROLES.find(({ id }) => id === roleId)
    if (role === undefined || !isInside(scope)) return false
    if (style === 'all-or-read-only') return right === 'read' || canWrite(role)
    return role.rights[area] === 'write' || role.rights[area] === right
  })
}

function canWrite(role: Role | undefined): boolean {
  return role !== undefined && Object.values(role.rights).includes('write')
}
