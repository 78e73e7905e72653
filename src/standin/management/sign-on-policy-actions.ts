import { randomUUID } from 'node:crypto'
import { check, integer } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { duplicate, invalidValue } from '../errors.ts'
import { links, type View } from '../hal.ts'
import type { PolicyAction, SignOnPolicy } from '../policy-records.ts'
import { type Draft, existing, home, isTaken, type Resource } from './resource.ts'
import { signOnPolicies } from './sign-on-policies.ts'
import { ACTION_TYPE, actionKind } from './sign-on-policy-action-kinds.ts'

/** What every action has. */
const SHAPE = { priority: integer({ minimum: 1 }), type: ACTION_TYPE }

/** `/signOnPolicies/{id}/actions`. */
export const signOnPolicyActions: Resource<PolicyAction> = {
  plural: 'actions',
  param: 'actionID',
  table: (scene) => policyOf(scene).actions,
  href: (scene) => `${signOnPolicies.href(scene)}/${policyOf(scene).id}/actions`,
  make: makeAction,
  view: viewAction,
}

function policyOf(scene: Scene): SignOnPolicy {
  return existing(scene.environment.signOnPolicies, scene, signOnPolicies.param)
}

function makeAction({ posted }: Draft, scene: Scene, current?: PolicyAction): PolicyAction {
  const { priority, type } = check(SHAPE, posted)
  const { actions } = policyOf(scene)
  if (isTaken(actions, current, (action) => action.priority === priority)) {
    throw duplicate('priority', 'An action with this priority already exists.')
  }
  if (type === 'PROGRESSIVE_PROFILING') checkIsPreceded(priority, policyOf(scene))
  return { id: current?.id ?? randomUUID(), priority, posted, ...actionKind(type, posted, scene) }
}

/** Somebody has to be signed on before. Source: docs.pingidentity.com, "Adding a progressive profiling step". */
function checkIsPreceded(priority: number, { actions }: SignOnPolicy): void {
  const first = actions.find(
    (action) => action.priority < priority && action.type !== 'PROGRESSIVE_PROFILING' && action.type !== 'AGREEMENT',
  )
  if (first === undefined) throw invalidValue('priority', 'must come after an action that authenticates the user')
}

function viewAction(action: PolicyAction, self: string, scene: Scene): View {
  const policy = policyOf(scene)
  const off = { enabled: false }
  const methods = { email: off, sms: off, voice: off, authenticator: off, boundBiometrics: off, securityKey: off }
  const mfa =
    action.type === 'MULTI_FACTOR_AUTHENTICATION'
      ? {
          noDevicesMode: action.noDevicesMode,
          ...(action.deviceTypes === undefined ? {} : methods),
          applications: [],
        }
      : {}
  return {
    _links: links({ self, environment: home(scene), signOnPolicy: `${signOnPolicies.href(scene)}/${policy.id}` }),
    ...mfa,
    ...action.posted,
    id: action.id,
    environment: { id: scene.environment.id },
    signOnPolicy: { id: policy.id },
    priority: action.priority,
    type: action.type,
  }
}
