import { randomUUID } from 'node:crypto'
import { oneOf, optional, text } from '../check.ts'
import { seconds } from '../clock.ts'
import { type Endpoint, json, noContent } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import { userNamed } from '../management/users.ts'
import { type DevicePlace, decideDevice, waitingDevice } from '../oidc/device-codes.ts'
import type { DeviceApproval } from '../world.ts'
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
    const place = { world: call.world, environment: controlledEnvironment(call) }
    const { deviceCode } = waitingDevice(userCode, place)
    await decideDevice(deviceCode, decision === 'approve' ? approvalOf(username ?? '', place) : undefined, place)
    return noContent()
  },
)

/** As if the user had signed on with a password. */
function approvalOf(username: string, { world, environment }: DevicePlace): DeviceApproval {
  const user = userNamed(environment, username)
  if (user?.enabled !== true) throw invalidValue('username', 'names no user')
  const acr = environment.signOnPolicies.find((policy) => policy.default)?.name ?? ''
  return { userId: user.id, sessionId: randomUUID(), authTime: seconds(world.clock), acr, amr: ['pwd'] }
}
