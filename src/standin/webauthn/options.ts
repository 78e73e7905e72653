import type { Behaviours } from '../behaviours/table.ts'
import { ALGORITHMS } from './public-key.ts'

/** Whose credentials they are. */
export interface RelyingParty {
  /** A domain. */
  readonly id: string
  readonly name: string
}

/** What a browser is asked. Texts are in Base64url. */
export interface Question {
  readonly rp: RelyingParty
  readonly challenge: string
  readonly timeoutMs: number
  readonly userVerification: Behaviours['user-verification']
}

/** How bytes are written. */
type BytesStyle = Behaviours['webauthn-bytes']

/**
 * What PingOne has a browser hand to `navigator.credentials.create()`, as the text that it is.
 * Source: answers of PingOne in the documentation of a client.
 */
export function creationOptions(
  { rp, challenge, timeoutMs, userVerification }: Question,
  user: { readonly id: string; readonly name: string; readonly credentialIds: readonly string[] },
  style: BytesStyle,
): string {
  return JSON.stringify({
    rp,
    user: { id: written(user.id, style), displayName: user.name, name: user.name },
    challenge: written(challenge, style),
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg: String(alg) })),
    timeout: timeoutMs,
    excludeCredentials: user.credentialIds.map((id) => ({ type: 'public-key', id: written(id, style) })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification },
    attestation: 'none',
  })
}

/** What PingOne has a browser hand to `navigator.credentials.get()`. Source: docs.pingidentity.com, "Models, objects, and error codes" of the MFA integration kit. */
export function requestOptions(
  { rp, challenge, timeoutMs, userVerification }: Question,
  credentialId: string,
  style: BytesStyle,
): string {
  return JSON.stringify({
    challenge: written(challenge, style),
    timeout: timeoutMs,
    rpId: rp.id,
    allowCredentials: [{ type: 'public-key', id: written(credentialId, style) }],
    userVerification,
  })
}

/** PingOne writes the bytes of Java: from -128 to 127. */
function written(value: string, style: BytesStyle): string | readonly number[] {
  return style === 'base64url' ? value : [...new Int8Array(Buffer.from(value, 'base64url'))]
}
