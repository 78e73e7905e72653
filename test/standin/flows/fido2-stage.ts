import { type Authenticator, newAuthenticator, ORIGIN, type Tricks } from '../authenticator.ts'
import { type Answer, act, at } from '../client.ts'
import type { FlowStage } from './stage.ts'

/** The relying party of the tests, and what the sign-on policy asks for. */
export const RP = { id: 'example.com', name: 'Example' }
export const FIDO2 = { type: 'MULTI_FACTOR_AUTHENTICATION', securityKey: { enabled: true } }

/** A user whose device waits for its attestation. */
export interface Pairing {
  readonly user: Answer
  readonly device: Answer
  /** Of the device, in the management API. */
  readonly path: string
}

export async function startPairing(stage: FlowStage, given?: Answer): Promise<Pairing> {
  const user = given ?? (await stage.user())
  const devices = `users/${at(user, 'id')}/devices`
  const device = await stage.api('POST', devices, { type: 'FIDO2', rp: RP })
  return { user, device, path: `${devices}/${at(device, 'id')}` }
}

/** How an authenticator answers, and what the body says. */
interface Handing {
  readonly key?: Authenticator
  /** That of the body. */
  readonly origin?: string
  readonly tricks?: Tricks
}

/** Hands the attestation of an authenticator in. */
export async function activate(
  stage: FlowStage,
  { device, path }: Pairing,
  { key = newAuthenticator(), origin = ORIGIN, tricks }: Handing = {},
): Promise<Answer> {
  const attestation = key.create(at(device, 'publicKeyCredentialCreationOptions'), tricks)
  return stage.api('POST', path, { origin, attestation }, 'device.activate')
}

/** A user with a paired device. */
export async function paired(stage: FlowStage, key: Authenticator): Promise<Pairing> {
  const pairing = await startPairing(stage)
  await activate(stage, pairing, { key })
  return pairing
}

/** A flow that waits for an assertion. */
export async function reachAssertion(stage: FlowStage, { user }: Pairing, action: object = FIDO2): Promise<Answer> {
  const flow = await stage.start(action)
  return act(stage, at(flow, 'id'), { 'user.lookup': { username: at(user, 'username') } })
}

/** Signs what a flow asks, and hands it in. */
export async function assertWith(
  stage: FlowStage,
  flow: Answer,
  { key = newAuthenticator(), origin = ORIGIN, tricks }: Handing,
): Promise<Answer> {
  const assertion = key.get(at(flow, 'publicKeyCredentialRequestOptions'), tricks)
  return act(stage, at(flow, 'id'), { 'assertion.check': { origin, assertion, compatibility: 'FULL' } })
}
