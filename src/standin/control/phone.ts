import { text } from '../check.ts'
import { type Endpoint, json, noContent, type Scene } from '../endpoint.ts'
import { amongAuthentications } from '../flows/device-authentication.ts'
import { answerPush } from '../flows/push.ts'
import { claimPairingKey } from '../management/pairing-keys.ts'
import { control, controlledEnvironment, readControl } from './control.ts'

/** POST `/standin/environments/{id}/pairings`: what a mobile application does that was given the code of a pairing key. */
export const pair: Endpoint = control(
  { action: 'pair a mobile application', hint: 'send {"code": "…"} of a pairing key' },
  async (call) => {
    const { code } = await readControl(call, { code: text() })
    const { id, type, status } = claimPairingKey(code, controlledEnvironment(call), call.world.clock)
    return json({ id, type, status }, 201)
  },
)

/** POST `/standin/environments/{id}/flows/{id}/approve`: what a user does who is asked on a mobile application. */
export const approvePush: Endpoint = answering(true)

/** POST `/standin/environments/{id}/flows/{id}/deny`. */
export const denyPush: Endpoint = answering(false)

function answering(isApproved: boolean): Endpoint {
  const hint = 'name a flow in PUSH_CONFIRMATION_REQUIRED; the message in the outbox has its link'
  return control({ action: 'answer the push', hint }, (call) => {
    const scene: Scene = { ...call, environment: controlledEnvironment(call) }
    const id = call.params['flowID'] ?? ''
    const isAuthentication = scene.environment.deviceAuthentications.get(id) !== undefined
    answerPush(id, isApproved, isAuthentication ? amongAuthentications(scene) : scene)
    return noContent()
  })
}
