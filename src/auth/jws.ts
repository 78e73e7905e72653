import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { type KeyProblem, readKey, SIGNING_ALGORITHMS, type SigningAlgorithm } from '../native/keys.ts'

/** A JWT, or why there is none: `reason` goes on after the name of the key and holds nothing of its text. */
export type JwsResult =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'unusable'
      readonly problem: KeyProblem
      readonly reason: string
      readonly hint: string
      /** What jose 4 says of it, as newman 6.2.2 prints it. */
      readonly newman: string
    }

/** What is signed. */
export interface Jws {
  readonly header: Readonly<Record<string, unknown>> & { readonly alg: SigningAlgorithm }
  readonly claims: Readonly<Record<string, unknown>>
}

/** The algorithm of this name, if it is one that Postman signs with. Source: RFC 7518 section 3.1. */
export function algorithmOf(name: string): SigningAlgorithm | undefined {
  return Object.hasOwn(SIGNING_ALGORITHMS, name) ? (name as SigningAlgorithm) : undefined
}

/** Signs with a private key as text: PEM or JWK. */
export async function signWithPrivateKey(jws: Jws, key: string): Promise<JwsResult> {
  const { alg } = jws.header
  const result = readKey(key, { algorithm: alg })
  if (result.kind === 'key') return sign(jws, result.key)
  const kind = SIGNING_ALGORITHMS[alg].family === 'ec' ? 'EC' : 'RSA'
  const hint = `Set privateKey to a private ${kind} key for ${alg} as PEM (PKCS #8) without passphrase`
  const { problem, reason } = result
  return { kind: 'unusable', problem, reason, hint, newman: newmanText(key, alg) }
}

/** Signs with a secret of any length above nothing, as Postman does. */
export async function signWithSecret(jws: Jws, secret: Uint8Array): Promise<JwsResult> {
  return sign(jws, secret)
}

async function sign({ header, claims }: Jws, key: KeyObject | Uint8Array): Promise<JwsResult> {
  const { SignJWT } = await import('jose')
  try {
    const token = await new SignJWT(claims as JWTPayload).setProtectedHeader(header).sign(key)
    return { kind: 'token', token }
  } catch (error) {
    const reason = 'does not sign with this header'
    const hint = 'Look at the header (crit and b64 must be usable) and the key: the parts of a JWK must belong together'
    return {
      kind: 'unusable',
      problem: 'unreadable',
      reason,
      hint,
      newman: error instanceof Error ? error.message : String(error),
    }
  }
}

/** Source: jose 4, which newman 6.2.2 signs with, and OpenSSL. */
function newmanText(pem: string, alg: SigningAlgorithm): string {
  if (!pem.startsWith('-----BEGIN PRIVATE KEY-----')) return '"pkcs8" must be PKCS#8 formatted string'
  const der = Buffer.from(pem.replace(/-----(?:BEGIN|END) PRIVATE KEY-----|\s/g, ''), 'base64')
  try {
    const key = createPrivateKey({ key: der, type: 'pkcs8', format: 'der' })
    const needed = alg.startsWith('ES') ? 'ec' : 'rsa'
    if (key.asymmetricKeyType !== needed) {
      const type = alg.startsWith('PS') ? 'rsa or rsa-pss' : needed
      return `Invalid key for this operation, its asymmetricKeyType must be ${type}`
    }
    if (needed === 'rsa') return `${alg} requires key modulusLength to be 2048 bits or larger`
    const [curve, own] = [CURVES[alg], key.export({ format: 'jwk' })['crv']]
    return `Invalid key curve for the algorithm, its curve must be ${curve}, got ${String(own)}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** As JWKs name them. Source: RFC 7518 section 3.4. */
const CURVES: Readonly<Record<string, string>> = Object.freeze({ ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' })
