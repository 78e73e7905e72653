import type { Scene } from '../endpoint.ts'
import { userNamed } from '../management/users.ts'
import type { PolicyAction, SignOnPolicy } from '../policy-records.ts'
import type { Session } from '../world.ts'
import { isAnswered } from './advance.ts'
import type { SignOnDemand } from './authorization-request.ts'
import { sessionOf } from './session.ts'

/** Who a flow is about and what is still to do. */
export interface Start {
  /** The session that spares the user something. */
  readonly session: Session | undefined
  readonly userId: string | undefined
  readonly actions: readonly PolicyAction[]
}

/** What an authorization request says about the user. */
export interface StartDemand {
  readonly demand: SignOnDemand
  /** From a login_hint_token. */
  readonly userId: string | undefined
  /** The `login_hint`: a session of another user does not count. */
  readonly loginHint: string | undefined
}

/**
 * Decides where a flow begins. A session spares the password; one-time passwords are asked for each time, but by `prompt=none`,
 * for which one of the same session is enough.
 */
export function startOf(policy: SignOnPolicy, { demand, userId, loginHint }: StartDemand, scene: Scene): Start {
  const actions = policy.actions.rows().toSorted((one, other) => one.priority - other.priority)
  const session = demand.isFresh ? undefined : sessionOf(scene, demand.maxAgeSeconds)
  const hinted = userId ?? hintedUser(loginHint, scene)
  if (session === undefined || (hinted !== undefined && hinted !== session.userId)) {
    return { session: undefined, userId, actions }
  }
  const user = scene.environment.users.get(session.userId)
  const sparesAll = scene.world.behaviours.get('session-spares') === 'everything'
  const left = actions.filter(
    (action) => !isSpared(action, session, demand.isSilent || sparesAll) && !isAnswered(user, action, scene),
  )
  if (left.length === actions.length) return { session: undefined, userId, actions }
  return { session, userId: session.userId, actions: left }
}

function hintedUser(hint: string | undefined, { environment }: Scene): string | undefined {
  if (hint === undefined) return undefined
  // A hint that names nobody is nobody's session.
  return (environment.users.get(hint) ?? userNamed(environment, hint))?.id ?? ''
}

function isSpared(action: PolicyAction, { amr }: Session, sparesMfa: boolean): boolean {
  switch (action.type) {
    case 'LOGIN':
    case 'IDENTIFIER_FIRST':
    case 'IDENTITY_PROVIDER':
      return amr.includes('pwd') || amr.includes('ext')
    case 'MULTI_FACTOR_AUTHENTICATION':
      return sparesMfa && ['otp', 'mca', 'hwk'].some((method) => amr.includes(method))
    case 'AGREEMENT':
    case 'PROGRESSIVE_PROFILING':
      return false
  }
}
