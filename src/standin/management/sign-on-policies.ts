import { randomUUID } from 'node:crypto'
import { check, flag, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { SignOnPolicy } from '../policy-records.ts'
import { Table } from '../table.ts'
import { becomesDefault, type Draft, home, isTaken, type Resource } from './resource.ts'

/** Source: OpenAPI schema of PingOne, SignOnPolicy. */
const SHAPE = { name: text({ maximum: 256 }), description: optional(text()), default: optional(flag()) }

/** `/signOnPolicies`. */
export const signOnPolicies: Resource<SignOnPolicy> = {
  plural: 'signOnPolicies',
  param: 'policyID',
  table: (scene) => scene.environment.signOnPolicies,
  href: (scene) => `${home(scene)}/signOnPolicies`,
  make: makePolicy,
  view: (policy, self, scene) => ({
    _links: links({ self, environment: home(scene), actions: `${self}/actions` }),
    id: policy.id,
    environment: { id: scene.environment.id },
    name: policy.name,
    description: policy.description,
    default: policy.default,
    createdAt: policy.createdAt,
    updatedAt: policy.updatedAt,
  }),
}

/** The default policy and policies in use stay. */
export function keepUsedPolicy(policy: SignOnPolicy, { environment }: Scene): void {
  if (policy.default) throw invalidValue('default', 'The default sign-on policy cannot be deleted.')
  const uses = (application: { readonly assignments: Table<{ id: string; signOnPolicyId: string }> }): boolean =>
    application.assignments.find(({ signOnPolicyId }) => signOnPolicyId === policy.id) !== undefined
  if (environment.applications.find(uses) !== undefined) {
    throw invalidValue('id', 'The sign-on policy is assigned to an application.')
  }
}

function makePolicy(
  { posted, createdAt, updatedAt }: Draft,
  { environment }: Scene,
  current?: SignOnPolicy,
): SignOnPolicy {
  const checked = check(SHAPE, posted)
  const { name, description } = checked
  const policies = environment.signOnPolicies
  if (isTaken(policies, current, (policy) => policy.name === name)) {
    throw duplicate('name', 'A sign-on policy with this name already exists.')
  }
  const isDefault = becomesDefault(policies, current, checked.default)
  return {
    id: current?.id ?? randomUUID(),
    createdAt,
    updatedAt,
    name,
    ...(description === undefined ? {} : { description }),
    default: isDefault,
    actions: current?.actions ?? new Table(),
  }
}
