import { check, object, optional, text } from '../check.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue } from '../errors.ts'
import {
  demandOf,
  type Fido2Device,
  isFido2,
  newChallenge,
  questionOf,
  readAnswer,
  userHandleOf,
  verified,
} from '../fido2.ts'
import type { Posted } from '../records.ts'
import type { Device, User } from '../user-records.ts'
import { verifyAttestation } from '../webauthn/ceremony.ts'
import { creationOptions } from '../webauthn/options.ts'

/** Source: https://developer.pingidentity.com/pingone-api/mfa/users/mfa-devices/fido2-biometrics-devices/create-mfa-user-device-fido2---security_key.html */
const SHAPE = { rp: optional(object({ id: text(), name: text() })) }

/** Source: https://developer.pingidentity.com/pingone-api/mfa/users/mfa-devices/fido2-biometrics-devices/activate-mfa-user-device-fido2.html */
const ACTIVATION = { origin: text(), attestation: text() }

/** Clients that leave it out are served, too. PingOne's own is `pingone.com`. */
const DEFAULT_RP = { id: 'localhost', name: 'localhost' }

/** What a body says about a new device: it waits for an attestation. */
export function newFido2Device(
  posted: Posted,
  scene: Scene,
): Pick<Fido2Device, 'address' | 'status' | 'rp' | 'activation'> {
  const { rp = DEFAULT_RP } = check(SHAPE, posted)
  if (!/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/.test(rp.id)) throw invalidValue('rp.id', 'must be a domain in lower case')
  return { address: '', status: 'ACTIVATION_REQUIRED', rp, activation: newChallenge(scene) }
}

/** Takes the attestation of a browser: the device keeps the credential and is active. Fails with INVALID_DATA. */
export function pairFido2(device: Device, user: User, { body, scene }: { body: unknown; scene: Scene }): Device {
  const { origin, attestation } = check(ACTIVATION, body)
  const answer = readAnswer(attestation, 'attestation')
  const { activation } = device
  if (!isFido2(device) || activation === undefined || activation.expiresAt <= scene.world.clock.now()) {
    throw invalidValue('attestation', 'answers a challenge that is over')
  }
  const rules = { takesAllFormats: scene.world.behaviours.get('attestation-formats') === 'any' }
  const credential = verified('attestation', () =>
    verifyAttestation(answer, demandOf(device, { challenge: activation.value, origin }, scene), rules),
  )
  if (user.devices.find((other) => other.credential?.id === credential.id) !== undefined) {
    throw invalidValue('attestation', 'is of a credential that is paired already')
  }
  return { ...device, status: 'ACTIVE', activation: undefined, credential }
}

/** What the API shows of a device: until it is active, what the browser has to be asked. */
export function viewFido2(device: Device, user: User, scene: Scene): object {
  const { rp, activation } = device
  if (!isFido2(device) || activation === undefined) return { rp }
  const credentialIds = user.devices.rows().flatMap(({ credential }) => credential?.id ?? [])
  const style = scene.world.behaviours.get('webauthn-bytes')
  const person = { id: userHandleOf(user), name: user.username, credentialIds }
  const question = questionOf(device, activation.value, scene)
  return { rp, publicKeyCredentialCreationOptions: creationOptions(question, person, style) }
}
