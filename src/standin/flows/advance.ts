import { seconds } from '../clock.ts'
import type { Scene } from '../endpoint.ts'
import type { User } from '../records.ts'
import { sendChallenge } from './challenge.ts'
import { usableDevices } from './device-choice.ts'
import type { Flow, FlowState } from './state.ts'

/**
 * Finds the state that a flow is in now: the first action that is still to do decides, and what is known about the user.
 * An MFA action that may be bypassed is passed over.
 */
export function advance(flow: Flow, scene: Scene): Flow {
  const [action, ...rest] = flow.actions
  const user = flow.userId === undefined ? undefined : scene.environment.users.get(flow.userId)
  if (action?.type === 'LOGIN') return { ...flow, state: { status: 'USERNAME_PASSWORD_REQUIRED' } }
  if (user === undefined) return { ...flow, state: { status: 'SIGN_ON_REQUIRED' } }
  if (action === undefined) return { ...flow, state: completed(user, scene) }

  const [device] = usableDevices(user, action, scene)
  if (device !== undefined) {
    const challenge = sendChallenge({ user, device, action, template: flow.request.template }, scene)
    return { ...flow, state: { status: 'OTP_REQUIRED', userId: user.id, challenge } }
  }
  // Only a signed login_hint_token lets a user without a device through.
  const mayBypass = action.noDevicesMode === 'BYPASS' && flow.request.loginHint !== undefined
  if (mayBypass) return advance({ ...flow, actions: rest }, scene)
  const unavailableDevices = user.devices.rows().map(({ id }) => id)
  return { ...flow, state: { status: 'FAILED', userId: user.id, unavailableDevices } }
}

/** Marks the current action as done by this user, in the way that `method` (RFC 8176) names, and goes on. */
export function complete(flow: Flow, done: { readonly userId: string; readonly method: string }, scene: Scene): Flow {
  const { userId, method } = done
  return advance({ ...flow, userId, amr: [...flow.amr, method], actions: flow.actions.slice(1) }, scene)
}

function completed(user: User, { world }: Scene): FlowState {
  return { status: 'COMPLETED', userId: user.id, authTime: seconds(world.clock), answer: undefined }
}
