import { randomUUID } from 'node:crypto'
import { check, flag, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links } from '../hal.ts'
import type { Agreement } from '../records.ts'
import { type Draft, home, isTaken, type Resource } from './resource.ts'

/** Its languages and revisions are not there: the flow only asks for consent. */
const SHAPE = { name: text({ maximum: 256 }), enabled: optional(flag()) }

/** `/agreements`. */
export const agreements: Resource<Agreement> = {
  plural: 'agreements',
  param: 'agreementID',
  table: (scene) => scene.environment.agreements,
  href: (scene) => `${home(scene)}/agreements`,
  make: makeAgreement,
  view: (agreement, self, scene) => ({
    _links: links({ self, environment: home(scene) }),
    ...agreement.posted,
    id: agreement.id,
    environment: { id: scene.environment.id },
    name: agreement.name,
    enabled: agreement.enabled,
    createdAt: agreement.createdAt,
    updatedAt: agreement.updatedAt,
  }),
}

/** An agreement that a sign-on policy asks for stays. */
export function keepUsedAgreement({ id }: Agreement, { environment }: Scene): void {
  const actions = environment.signOnPolicies.rows().flatMap((policy) => policy.actions.rows())
  if (actions.some((action) => action.type === 'AGREEMENT' && action.agreementId === id)) {
    throw invalidValue('id', 'The agreement is used by a sign-on policy.')
  }
}

function makeAgreement(
  { posted, createdAt, updatedAt }: Draft,
  { environment }: Scene,
  current?: Agreement,
): Agreement {
  const { name, enabled = false } = check(SHAPE, posted)
  if (isTaken(environment.agreements, current, (agreement) => agreement.name === name)) {
    throw duplicate('name', 'An agreement with this name already exists.')
  }
  return { id: current?.id ?? randomUUID(), createdAt, updatedAt, name, enabled, posted }
}
