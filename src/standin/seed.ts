import { BehaviourError, readBehaviours } from './behaviours/behaviours.ts'
import type { Behaviours } from './behaviours/table.ts'
import { check, integer, listOf, optional, text } from './check.ts'
import { timestamp } from './clock.ts'
import { makePassword } from './credentials.ts'
import type { Scene } from './endpoint.ts'
import { PingError } from './errors.ts'
import { applications } from './management/applications.ts'
import { devicePolicies } from './management/device-policies.ts'
import { devices } from './management/devices.ts'
import { providerAttributes } from './management/identity-provider-attributes.ts'
import { identityProviders } from './management/identity-providers.ts'
import { populations } from './management/populations.ts'
import type { Resource as Kind } from './management/resource.ts'
import { signOnPolicies } from './management/sign-on-policies.ts'
import { signOnPolicyActions } from './management/sign-on-policy-actions.ts'
import { templateContents } from './management/template-contents.ts'
import { users } from './management/users.ts'
import type { Application, Posted } from './records.ts'
import { roleNamed } from './roles.ts'
import { entriesOf, type Plot, refusal, SeedError, textOf, valuesOf } from './seed-plot.ts'
import { createEnvironment } from './store.ts'
import type { Identified } from './table.ts'
import type { User } from './user-records.ts'
import type { Environment, World } from './world.ts'

const SEED_KEYS = ['environments', 'behaviours']

const ENVIRONMENT_KEYS = [
  'id',
  'name',
  'resources',
  'populations',
  'deviceAuthenticationPolicies',
  'identityProviders',
  'signOnPolicies',
  'templates',
  'applications',
  'users',
]

/** Source: OpenAPI schema of PingOne, Resource; its scopes are resources of their own there, names here. */
const RESOURCE = {
  id: optional(text()),
  secret: optional(text()),
  name: text({ maximum: 256 }),
  audience: optional(text()),
  accessTokenValiditySeconds: optional(integer({ minimum: 300, maximum: 2_592_000 })),
  scopes: listOf(text()),
}

const GRANT = { resource: text(), scopes: listOf(text()) }

/**
 * Puts what a seed file says into a new stand-in. Its objects are the bodies of PingOne's management API, with `id` where it matters,
 * and what belongs to an object inside it. Fails with SeedError.
 */
export async function plant(world: World, seed: unknown): Promise<void> {
  const root = { value: seed, path: '' }
  for (const plot of entriesOf(valuesOf(root, SEED_KEYS), 'environments')) await plantEnvironment(world, plot)
}

/** The switches that a seed file sets. Fails with SeedError. */
export function behavioursOf(seed: unknown): Partial<Behaviours> {
  const { behaviours = {} } = valuesOf({ value: seed, path: '' }, SEED_KEYS)
  try {
    return readBehaviours(valuesOf({ value: behaviours, path: 'behaviours' }))
  } catch (error) {
    if (!(error instanceof BehaviourError)) throw error
    throw new SeedError(`behaviours.${error.switchName}`, error.reason, error)
  }
}

async function plantEnvironment(world: World, { value, path }: Plot): Promise<void> {
  const plot = { value: valuesOf({ value, path }, ENVIRONMENT_KEYS), path }
  const environment = environmentOf(world, plot.value)
  const scene = sceneOf(world, environment)
  const each = (key: string): readonly Plot<Posted>[] => entriesOf(plot.value, key, path)
  for (const entry of each('resources')) plantResource(entry, scene)
  for (const entry of each('populations')) plantRow(populations, entry, scene)
  for (const entry of each('deviceAuthenticationPolicies')) plantRow(devicePolicies, entry, scene)
  for (const entry of each('identityProviders')) plantProvider(entry, scene)
  for (const entry of each('signOnPolicies')) plantPolicy(entry, scene)
  for (const entry of each('templates')) plantTemplate(entry, scene)
  for (const entry of each('applications')) plantApplication(entry, scene)
  for (const entry of each('users')) await plantUser(entry, scene)
}

/** One that exists is added to: the sandbox, for one. */
function environmentOf(world: World, { id, name }: Posted): Environment {
  const given = typeof id === 'string' ? id : crypto.randomUUID()
  const existing = world.environments.get(given)
  if (existing !== undefined) return existing
  const organizationId = world.environments.rows()[0]?.organizationId ?? crypto.randomUUID()
  const identity = { id: given, name: typeof name === 'string' ? name : 'Seeded', organizationId }
  return world.environments.put(createEnvironment(world, identity, []))
}

/** What the makers of resources ask for, outside of any request. */
function sceneOf(world: World, environment: Environment, params: Scene['params'] = {}): Scene {
  return {
    world,
    environment,
    params,
    method: 'POST',
    path: '',
    query: new URLSearchParams(),
    headers: {},
    origin: world.origin,
    readBody: async () => new Uint8Array(),
  }
}

function plantRow<Row extends Identified>(kind: Kind<Row>, { value, path }: Plot<Posted>, scene: Scene): Row {
  const { id, ...posted } = value
  const now = timestamp(scene.world.clock)
  return at(path, () => {
    const row = kind.make({ posted, createdAt: now, updatedAt: now }, scene)
    return kind.table(scene).put(typeof id === 'string' ? { ...row, id } : row)
  })
}

function plantResource({ value, path }: Plot<Posted>, { world, environment }: Scene): void {
  const { id, secret, name, audience, accessTokenValiditySeconds, scopes } = at(path, () => check(RESOURCE, value))
  const now = timestamp(world.clock)
  const resource = environment.resources.put({
    id: id ?? crypto.randomUUID(),
    secret: secret ?? crypto.randomUUID(),
    name,
    audience: audience ?? name,
    accessTokenSeconds: accessTokenValiditySeconds ?? 3600,
    scopes,
    createdAt: now,
    updatedAt: now,
  })
  for (const scope of scopes) {
    const row = { id: crypto.randomUUID(), resourceId: resource.id, name: scope, createdAt: now, updatedAt: now }
    environment.scopes.put(row)
  }
}

function plantPolicy(plot: Plot<Posted>, scene: Scene): void {
  const { actions: _actions, ...body } = plot.value
  const policy = plantRow(signOnPolicies, { ...plot, value: body }, scene)
  const inside = { ...scene, params: { [signOnPolicies.param]: policy.id } }
  for (const entry of entriesOf(plot.value, 'actions', plot.path)) plantRow(signOnPolicyActions, entry, inside)
}

function plantProvider(plot: Plot<Posted>, scene: Scene): void {
  const { attributes: _attributes, ...body } = plot.value
  const provider = plantRow(identityProviders, { ...plot, value: body }, scene)
  const inside = { ...scene, params: { [identityProviders.param]: provider.id } }
  for (const entry of entriesOf(plot.value, 'attributes', plot.path)) plantRow(providerAttributes, entry, inside)
}

function plantTemplate(plot: Plot<Posted>, scene: Scene): void {
  const { template, ...body } = plot.value
  const templateName = typeof template === 'string' ? template : ''
  if (!scene.environment.templates.has(templateName)) {
    const names = [...scene.environment.templates.keys()].join(', ')
    throw new SeedError(`${plot.path}.template`, `must be one of: ${names}`)
  }
  plantRow(templateContents, { ...plot, value: body }, { ...scene, params: { templateName } })
}

function plantApplication(plot: Plot<Posted>, scene: Scene): void {
  const { secret, grants: _grants, signOnPolicies: _policies, roles: _roles, ...body } = plot.value
  const made = plantRow(applications, { ...plot, value: body }, scene)
  const application: Application = typeof secret === 'string' ? { ...made, secret } : made
  scene.environment.applications.put(application)
  for (const entry of entriesOf(plot.value, 'grants', plot.path)) plantGrant(entry, application, scene)
  for (const [index, name] of textsOf(plot, 'roles').entries()) {
    const role = roleNamed(name)
    if (role === undefined) throw new SeedError(`${plot.path}.roles[${index}]`, 'no role has this name')
    const scope = { id: scene.environment.id, type: 'ENVIRONMENT' } as const
    application.roles.put({ id: crypto.randomUUID(), roleId: role.id, scope })
  }
  for (const [index, name] of textsOf(plot, 'signOnPolicies').entries()) {
    const policy = scene.environment.signOnPolicies.find((candidate) => candidate.name === name)
    if (policy === undefined)
      throw new SeedError(`${plot.path}.signOnPolicies[${index}]`, 'no sign-on policy has this name')
    application.assignments.put({ id: crypto.randomUUID(), priority: index + 1, signOnPolicyId: policy.id })
  }
}

function plantGrant({ value, path }: Plot<Posted>, { grants }: Application, { environment }: Scene): void {
  const { resource: name, scopes } = at(path, () => check(GRANT, value))
  const resource = environment.resources.find((candidate) => candidate.name === name)
  if (resource === undefined) throw new SeedError(`${path}.resource`, 'no resource has this name')
  const unknown = scopes.find((scope) => !resource.scopes.includes(scope))
  if (unknown !== undefined) throw new SeedError(`${path}.scopes`, `the resource has no scope "${unknown}"`)
  const { createdAt, updatedAt } = resource
  grants.put({ id: resource.id, scopes, createdAt, updatedAt })
}

async function plantUser(plot: Plot<Posted>, scene: Scene): Promise<void> {
  const { password, devices: _devices, ...body } = plot.value
  const user = plantRow(users, { ...plot, value: body }, scene)
  const secret = password === undefined ? undefined : textOf(password, `${plot.path}.password`)
  const withPassword: User =
    secret === undefined ? user : { ...user, password: await makePassword(secret, false, scene) }
  scene.environment.users.put(withPassword)
  const inside = { ...scene, params: { [users.param]: user.id } }
  for (const entry of entriesOf(plot.value, 'devices', plot.path)) plantRow(devices, entry, inside)
}

function textsOf({ value, path }: Plot<Posted>, key: string): readonly string[] {
  return at(path, () => check({ [key]: optional(listOf(text())) }, value))[key] ?? []
}

/** Runs what may refuse a value, and tells where in the seed it stands. */
function at<T>(path: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw error instanceof PingError ? refusal(error, path) : error
  }
}
