import { randomUUID } from 'node:crypto'
import { timestamp } from '../clock.ts'
import type { Scene } from '../endpoint.ts'
import type { SignOnPolicy } from '../policy-records.ts'
import type { Application } from '../records.ts'
import { advance } from './advance.ts'
import { FLOW_LIFE_MS } from './flow.ts'
import type { Start } from './start.ts'
import type { AuthorizationRequest, DeviceGrant, Flow } from './state.ts'

/** What a new flow is about. */
export interface Opening {
  /** Undefined: a device whose application is not known yet. */
  readonly application: Application | undefined
  readonly policy: SignOnPolicy
  readonly request: AuthorizationRequest
  readonly device?: DeviceGrant
}

/** Of a flow that answers no authorization request: nobody asked for tokens. */
export const NO_REQUEST: AuthorizationRequest = {
  responseMode: 'pi.flow',
  responseTypes: [],
  redirectUri: '',
  scope: '',
  state: undefined,
  nonce: undefined,
  codeChallenge: undefined,
  template: undefined,
  webAuthnChallenge: undefined,
  loginHint: undefined,
}

/** The assigned policies of an application, the one with the lowest priority first. */
export function assignedPolicies({ assignments }: Application, { environment }: Scene): readonly SignOnPolicy[] {
  return assignments
    .rows()
    .toSorted((one, other) => one.priority - other.priority)
    .flatMap(({ signOnPolicyId }) => environment.signOnPolicies.get(signOnPolicyId) ?? [])
}

/** The policy of all who have none of their own. */
export function defaultPolicy({ environment }: Scene): SignOnPolicy {
  const policy = environment.signOnPolicies.find((candidate) => candidate.default)
  if (policy === undefined) throw new Error('the environment has no default sign-on policy')
  return policy
}

/** A new flow, in its first state. */
export function openingFlow({ application, policy, request, device }: Opening, start: Start, scene: Scene): Flow {
  const { session } = start
  const { clock } = scene.world
  const flow = advance(
    {
      id: randomUUID(),
      applicationId: application?.id ?? '',
      policyName: policy.name,
      request,
      device,
      createdAt: timestamp(clock),
      expiresAt: clock.now() + FLOW_LIFE_MS,
      sessionId: session?.id ?? randomUUID(),
      userId: start.userId,
      external: undefined,
      amr: session?.amr ?? [],
      isProfiled: false,
      actions: start.actions,
      openingActions: start.actions,
      state: { status: 'SIGN_ON_REQUIRED' },
    },
    scene,
  )
  if (session === undefined || flow.state.status !== 'COMPLETED') return flow
  return { ...flow, state: { ...flow.state, authTime: session.authTime } }
}
