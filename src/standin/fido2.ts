import { randomBytes } from 'node:crypto'
import type { Scene } from './endpoint.ts'
import { invalidValue, type PingError } from './errors.ts'
import type { Device, SentCode, User } from './user-records.ts'
import type { Credential, Demand } from './webauthn/ceremony.ts'
import type { Question, RelyingParty } from './webauthn/options.ts'
import { WebAuthnError } from './webauthn/refusal.ts'

/** A device of the kind FIDO2. */
export interface Fido2Device extends Device {
  readonly rp: RelyingParty
}

/** One that has been paired. */
export interface PairedDevice extends Fido2Device {
  readonly credential: Credential
}

const CHALLENGE_BYTES = 32

/** A challenge that a browser has to answer in time. `given`: one that the application has chosen. */
export function newChallenge({ world: { behaviours, clock } }: Scene, given?: string): SentCode {
  const value = given ?? randomBytes(CHALLENGE_BYTES).toString('base64url')
  return { value, expiresAt: clock.now() + behaviours.get('webauthn-seconds') * 1000 }
}

/** What authenticators know a user by, in Base64url. */
export function userHandleOf({ id }: User): string {
  return Buffer.from(id).toString('base64url')
}

/** What a browser is asked about a device. */
export function questionOf({ rp }: Fido2Device, challenge: string, { world: { behaviours } }: Scene): Question {
  const timeoutMs = behaviours.get('webauthn-seconds') * 1000
  return { rp, challenge, timeoutMs, userVerification: behaviours.get('user-verification') }
}

/** What its answer is held against. */
export function demandOf(
  { rp }: Fido2Device,
  said: Pick<Demand, 'challenge' | 'origin'>,
  { world: { behaviours } }: Scene,
): Demand {
  return { ...said, rpId: rp.id, mustVerifyUser: behaviours.get('user-verification') === 'required' }
}

/** Whether a device is of the kind FIDO2. */
export function isFido2(device: Device): device is Fido2Device {
  return device.rp !== undefined
}

/** Whether it was paired. */
export function isPaired(device: Device): device is PairedDevice {
  return isFido2(device) && device.credential !== undefined
}

/** Runs what verifies an answer, whose name in the body is `target`. Fails with INVALID_DATA. */
export function verified<T>(target: 'attestation' | 'assertion', run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw error instanceof WebAuthnError ? refusal(error, target) : error
  }
}

/** The answer as an object: it travels as JSON inside of JSON. Fails with INVALID_DATA. */
export function readAnswer(text: string, target: 'attestation' | 'assertion'): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidValue(target, 'is no JSON')
  }
}

function refusal({ isOrigin, message }: WebAuthnError, target: string): PingError {
  return invalidValue(isOrigin ? 'origin' : target, message)
}
