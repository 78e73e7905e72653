import type { Scene } from '../endpoint.ts'
import { invalidValue, PingError } from '../errors.ts'
import { liveRow, putExpiring } from '../table.ts'
import type { Flow, FlowState, FlowStatus } from './state.ts'

/** A flow that nobody touches for this long is gone. Source: https://developer.pingidentity.com/pingone-api/auth/flows/flows-1.html */
export const FLOW_LIFE_MS = 900_000

/** One thing that a client can do in a flow: the Content-Type of the POST names it. */
export interface FlowAction {
  readonly mediaType: string
  /** The states that it belongs to. */
  readonly statuses: readonly FlowStatus[]
  /** The flow afterwards. Throws what is wrong with the body. */
  readonly run: (flow: Flow, body: unknown, scene: Scene) => Flow | Promise<Flow>
}

/** Fails when an action does not belong to the state of a flow: with INVALID_DATA, or as if it did not exist. */
export function expectStatus({ statuses }: FlowAction, { state }: Flow, { world }: Pick<Scene, 'world'>): void {
  if (statuses.includes(state.status)) return
  if (world.behaviours.get('wrong-action') === '415') throw new PingError('UNSUPPORTED_MEDIA_TYPE')
  throw invalidValue('status', `The action is not available in status ${state.status}.`)
}

/** The flow with this id, its life extended. Fails with NOT_FOUND when there is none, or none any more. */
export function openFlow({ environment, world }: Pick<Scene, 'environment' | 'world'>, id: string): Flow {
  const now = world.clock.now()
  const flow = liveRow(environment.flows, id, now)
  if (flow === undefined) throw new PingError('NOT_FOUND')
  return putExpiring(
    environment.flows,
    { ...flow, state: stateAt(now, flow.state), expiresAt: now + FLOW_LIFE_MS },
    now,
  )
}

/** Nobody waits for a mobile application for ever. */
function stateAt(now: number, state: FlowState): FlowState {
  return state.status === 'PUSH_CONFIRMATION_REQUIRED' && state.push.expiresAt <= now
    ? { ...state, status: 'PUSH_CONFIRMATION_TIMED_OUT' }
    : state
}
