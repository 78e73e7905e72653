import { constants, createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import type { Cbor } from './cbor.ts'
import { WebAuthnError } from './refusal.ts'

/** The key of a credential: as a JWK, and by what it signs. */
export interface PublicKey {
  readonly algorithm: Algorithm
  readonly jwk: JsonWebKey
}

/** ES256, PS256 and RS256 as COSE numbers them, in the order in which PingOne offers them. Source: real `publicKeyCredentialCreationOptions` of PingOne. */
export const ALGORITHMS = [-7, -37, -257] as const

type Algorithm = (typeof ALGORITHMS)[number]

/** Labels of a COSE key. Source: RFC 9052, section 7; RFC 9053, section 7. */
const LABEL = { kty: 1, alg: 3, crv: -1, x: -2, y: -3, n: -1, e: -2 }
const KTY = { EC2: 2, RSA: 3 }
const P256 = 1

/** Reads a COSE key. Fails with WebAuthnError when it is none of ours. */
export function readPublicKey(cose: Cbor): PublicKey {
  if (!(cose instanceof Map)) throw unknown()
  const algorithm = ALGORITHMS.find((known) => known === cose.get(LABEL.alg))
  if (algorithm === undefined) throw unknown()
  const text = (label: number): string => {
    const value: unknown = cose.get(label)
    if (!(value instanceof Uint8Array)) throw unknown()
    return Buffer.from(value).toString('base64url')
  }
  const kty: unknown = cose.get(LABEL.kty)
  const jwk = jwkOf(algorithm, kty, { curve: cose.get(LABEL.crv), text })
  try {
    createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    throw unknown()
  }
  return { algorithm, jwk }
}

/** Whether this key has signed. Source: W3C Web Authentication, section 6.5.5 (signatures of ES256 are in DER). */
export function isSignedBy({ algorithm, jwk }: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const padding = algorithm === -37 ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}
  return verify('sha256', data, { key, ...padding }, signature)
}

function jwkOf(
  algorithm: Algorithm,
  kty: unknown,
  { curve, text }: { readonly curve: unknown; readonly text: (label: number) => string },
): JsonWebKey {
  if (algorithm === -7) {
    if (kty !== KTY.EC2 || curve !== P256) throw unknown()
    return { kty: 'EC', crv: 'P-256', x: text(LABEL.x), y: text(LABEL.y) }
  }
  if (kty !== KTY.RSA) throw unknown()
  return { kty: 'RSA', n: text(LABEL.n), e: text(LABEL.e) }
}

function unknown(): WebAuthnError {
  return new WebAuthnError('has a key that was not asked for')
}
