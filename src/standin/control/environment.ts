import { oneOf, optional, text } from '../check.ts'
import { type Endpoint, json, noContent } from '../endpoint.ts'
import { decideDevice } from '../oidc/device.ts'
import { control, controlledEnvironment, readControl } from './control.ts'

/** POST `/standin/environments/{id}/keys`: from now on a new key signs; the old ones stay published. */
export const rotateKey: Endpoint = async (call) => {
  const environment = controlledEnvironment(call)
  const { id: kid } = environment.keys.put(await call.world.newKey())
  return json({ kid }, 201)
}

/** DELETE `/standin/environments/{id}/keys`: all keys but the one that signs are gone, and with them what they have signed. */
export const retireKeys: Endpoint = (call) => {
  const { keys } = controlledEnvironment(call)
  keys.replace(keys.rows().slice(-1))
  return noContent()
}

/** POST `/standin/environments/{id}/devices`: the user behind a device code decides. */
export const decide: Endpoint = control(
  {
    action: 'decide about the device',
    hint: 'send {"userCode": "BVKV-2GZ2", "username": "…", "decision": "approve"} (or "deny")',
  },
  async (call) => {
    const shape = { userCode: text(), username: optional(text()), decision: oneOf('approve', 'deny') }
    const { userCode, username, decision } = await readControl(call, shape)
    const isApproved = decision === 'approve'
    await decideDevice(call.world, controlledEnvironment(call), { userCode, username, isApproved })
    return noContent()
  },
)
