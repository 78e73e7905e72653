import { readCbor } from './cbor.ts'
import { type PublicKey, readPublicKey } from './public-key.ts'
import { WebAuthnError } from './refusal.ts'

/** What an authenticator says and signs. Source: W3C Web Authentication, section 6.1. */
export interface AuthenticatorData {
  readonly rpIdHash: Uint8Array
  readonly isUserPresent: boolean
  readonly isUserVerified: boolean
  /** How often the credential was used; 0 for ever: the authenticator does not count. */
  readonly signCount: number
  /** Of a new credential. */
  readonly attested: { readonly credentialId: Uint8Array; readonly publicKey: PublicKey } | undefined
}

const FLAGS = { userPresent: 1, userVerified: 4, attested: 64 }

/** The hash, the flags and the counter. */
const HEAD_BYTES = 37
const AAGUID_BYTES = 16

/** Reads it. Fails with WebAuthnError. */
export function readAuthenticatorData(bytes: Uint8Array): AuthenticatorData {
  if (bytes.length < HEAD_BYTES) throw new WebAuthnError('has no authenticator data')
  const flags = bytes[32] ?? 0
  return {
    rpIdHash: bytes.subarray(0, 32),
    isUserPresent: (flags & FLAGS.userPresent) !== 0,
    isUserVerified: (flags & FLAGS.userVerified) !== 0,
    signCount: Buffer.from(bytes).readUInt32BE(33),
    attested: (flags & FLAGS.attested) === 0 ? undefined : readAttested(bytes),
  }
}

function readAttested(bytes: Uint8Array): AuthenticatorData['attested'] {
  const idAt = HEAD_BYTES + AAGUID_BYTES + 2
  if (bytes.length < idAt) throw new WebAuthnError('has no credential')
  const keyAt = idAt + Buffer.from(bytes).readUInt16BE(idAt - 2)
  return { credentialId: bytes.subarray(idAt, keyAt), publicKey: readPublicKey(readCbor(bytes, keyAt).value) }
}
