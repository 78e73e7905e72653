import { randomUUID } from 'node:crypto'
import { forWorkers } from '../access.ts'
import { readJson } from '../body.ts'
import { check, object, optional, text } from '../check.ts'
import { created, type Endpoint, noContent, ok, type Scene } from '../endpoint.ts'
import { duplicate, invalidValue, PingError } from '../errors.ts'
import { links, listing, type View } from '../hal.ts'
import type { Group } from '../user-records.ts'
import { type Draft, home, isTaken, type Resource } from './resource.ts'
import { userOf, users } from './users.ts'

/** Source: https://developer.pingidentity.com/pingone-api/platform/groups.html */
const SHAPE = {
  name: text({ maximum: 256 }),
  description: optional(text()),
  population: optional(object({ id: text() })),
}

/** `/groups`. */
export const groups: Resource<Group> = {
  plural: 'groups',
  param: 'groupID',
  table: (scene) => scene.environment.groups,
  href: (scene) => `${home(scene)}/groups`,
  make: makeGroup,
  view: (group, self, scene) => ({
    _links: links({ self, environment: home(scene) }),
    ...group.posted,
    id: group.id,
    environment: { id: scene.environment.id },
    name: group.name,
    ...(group.populationId === undefined ? {} : { population: { id: group.populationId } }),
    directMemberCounts: { users: membersOf(group, scene) },
    createdAt: group.createdAt,
    updatedAt: group.updatedAt,
  }),
}

/** A group that goes leaves its members. */
export function leaveGroup({ id }: Group, { environment }: Scene): void {
  for (const user of environment.users.rows()) {
    if (!user.groupIds.includes(id)) continue
    environment.users.put({ ...user, groupIds: user.groupIds.filter((groupId) => groupId !== id) })
  }
}

/** GET `/users/{id}/memberOfGroups`. */
export const listMemberships: Endpoint = forWorkers((scene) => {
  const views = userOf(scene).groupIds.map((id) => viewMembership(id, scene))
  return ok(listing({ href: hrefOf(scene), plural: 'groupMemberships', views }, scene))
})

/** POST `/users/{id}/memberOfGroups`. */
export const joinGroup: Endpoint = forWorkers(async (scene) => {
  userOf(scene)
  const { id } = check({ id: text() }, await readJson(scene))
  const user = userOf(scene)
  if (scene.environment.groups.get(id) === undefined) throw invalidValue('id', 'The group does not exist.')
  if (user.groupIds.includes(id)) throw duplicate('id', 'The user is already a member of the group.')
  scene.environment.users.put({ ...user, groupIds: [...user.groupIds, id] })
  return created(viewMembership(id, scene), `${hrefOf(scene)}/${id}`)
})

/** GET `/users/{id}/memberOfGroups/{id}`. */
export const readMembership: Endpoint = forWorkers((scene) => ok(viewMembership(memberIn(scene), scene)))

/** DELETE `/users/{id}/memberOfGroups/{id}`. */
export const quitGroup: Endpoint = forWorkers((scene) => {
  const id = memberIn(scene)
  const user = userOf(scene)
  scene.environment.users.put({ ...user, groupIds: user.groupIds.filter((groupId) => groupId !== id) })
  return noContent()
})

function memberIn(scene: Scene): string {
  const id = scene.params[groups.param] ?? ''
  if (!userOf(scene).groupIds.includes(id)) throw new PingError('NOT_FOUND')
  return id
}

function hrefOf(scene: Scene): string {
  return `${users.href(scene)}/${userOf(scene).id}/memberOfGroups`
}

function viewMembership(id: string, scene: Scene): View {
  const user = `${users.href(scene)}/${userOf(scene).id}`
  return {
    _links: links({ self: `${hrefOf(scene)}/${id}`, user, group: `${groups.href(scene)}/${id}` }),
    id,
    type: 'DIRECT',
    name: scene.environment.groups.get(id)?.name,
  }
}

function membersOf({ id }: Group, { environment }: Scene): number {
  return environment.users.rows().filter(({ groupIds }) => groupIds.includes(id)).length
}

function makeGroup({ posted, createdAt, updatedAt }: Draft, { environment }: Scene, current?: Group): Group {
  const { name, population } = check(SHAPE, posted)
  if (population !== undefined && environment.populations.get(population.id) === undefined) {
    throw invalidValue('population.id', 'The population does not exist.')
  }
  const isTwin = (group: Group): boolean => group.name === name && group.populationId === population?.id
  if (isTaken(environment.groups, current, isTwin)) {
    throw duplicate('name', 'A group with this name already exists.')
  }
  return { id: current?.id ?? randomUUID(), createdAt, updatedAt, name, populationId: population?.id, posted }
}
