import { randomUUID } from 'node:crypto'
import { check, flag, integer, object, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { PasswordPolicy } from '../user-records.ts'
import { becomesDefault, type Draft, home, isTaken, type Resource } from './resource.ts'

/** Source: OpenAPI schema of PingOne, PasswordPolicy; history, characters and the rest are kept, but not enforced. */
const SHAPE = {
  name: text({ maximum: 256 }),
  default: optional(flag()),
  length: optional(object({ min: optional(integer({ minimum: 8, maximum: 32 })), max: optional(integer()) })),
  lockout: optional(
    object({ failureCount: integer({ minimum: 1 }), durationSeconds: optional(integer({ minimum: 1 })) }),
  ),
  maxAgeDays: optional(integer({ minimum: 1 })),
}

/** `/passwordPolicies`. The default one holds for all. */
export const passwordPolicies: Resource<PasswordPolicy> = {
  plural: 'passwordPolicies',
  param: 'passwordPolicyID',
  table: (scene) => scene.environment.passwordPolicies,
  href: (scene) => `${home(scene)}/passwordPolicies`,
  make: makePolicy,
  view: (policy, self, scene) => ({
    _links: links({ self, environment: home(scene) }),
    excludesProfileData: true,
    notSimilarToCurrent: true,
    excludesCommonlyUsed: true,
    ...policy.posted,
    id: policy.id,
    environment: { id: scene.environment.id },
    name: policy.name,
    default: policy.default,
    length: policy.length,
    lockout: policy.lockout,
    maxAgeDays: policy.maxAgeDays,
    createdAt: policy.createdAt,
    updatedAt: policy.updatedAt,
  }),
}

/** The default policy stays. */
export function keepDefaultPasswordPolicy(policy: PasswordPolicy): void {
  if (policy.default) throw invalidValue('default', 'The default password policy cannot be deleted.')
}

function makePolicy(
  { posted, createdAt, updatedAt }: Draft,
  { environment }: Scene,
  current?: PasswordPolicy,
): PasswordPolicy {
  const checked = check(SHAPE, posted)
  const { name, length, lockout, maxAgeDays } = checked
  const all = environment.passwordPolicies
  if (isTaken(all, current, (policy) => policy.name === name)) {
    throw duplicate('name', 'A password policy with this name already exists.')
  }
  const isDefault = becomesDefault(all, current, checked.default)
  return {
    id: current?.id ?? randomUUID(),
    createdAt,
    updatedAt,
    name,
    default: isDefault,
    length: { min: length?.min ?? 8, max: length?.max ?? 255 },
    lockout: { failureCount: lockout?.failureCount ?? 5, durationSeconds: lockout?.durationSeconds ?? 900 },
    maxAgeDays,
    posted,
  }
}
