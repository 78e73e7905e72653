import type { Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { complete, fail } from './advance.ts'
import { type FlowAction, openFlow } from './flow.ts'
import { rememberSession } from './session.ts'

/** `cancel.push.authentication`: the user wants another device. */
export const cancelPush: FlowAction = {
  mediaType: 'application/vnd.pingidentity.cancel.push.authentication+json',
  statuses: ['PUSH_CONFIRMATION_REQUIRED'],
  run: (flow) => {
    if (flow.state.status !== 'PUSH_CONFIRMATION_REQUIRED') throw new Error('nothing is waited for')
    return { ...flow, state: { status: 'DEVICE_SELECTION_REQUIRED', userId: flow.state.userId } }
  },
}

/** The user answers on the mobile application. Fails with NOT_FOUND, and with INVALID_DATA when no answer is waited for. */
export function answerPush(flowId: string, isApproved: boolean, scene: Scene): void {
  const flow = openFlow(scene, flowId)
  const { state } = flow
  if (state.status !== 'PUSH_CONFIRMATION_REQUIRED') {
    throw invalidValue('status', `the flow waits for no approval, it is ${state.status}`)
  }
  const { userId } = state
  const code = scene.world.behaviours.get('push-denied-code')
  const refused = { code, message: 'The user denied the push confirmation.' }
  const next = isApproved ? complete(flow, { userId, method: 'mca' }, scene) : fail(flow, userId, refused)
  scene.environment.flows.put(next)
  if (isApproved) rememberSession(next, scene)
}
