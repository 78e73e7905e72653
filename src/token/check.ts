import type { CryptoKey, JSONWebKeySet, JWK } from 'jose'
import type { SignatureCheck } from './findings.ts'
import type { Jwt, Members } from './read.ts'

/** What a signature is checked with. */
export type CheckKeys =
  | { readonly kind: 'jwks'; readonly keys: readonly Members[] }
  | { readonly kind: 'secret'; readonly secret: string }

/** Checks the signature of a JWT by a secret or by the keys of a JWKS that fit it. An algorithm of the wrong family is never tried. Source: RFC 8725, section 3.1. */
export async function checkSignature({ text, header }: Jwt, keys: CheckKeys): Promise<SignatureCheck> {
  const { alg, kid } = header
  if (typeof alg !== 'string') return unfit('it has no alg')
  const isSecret = /^HS(?:256|384|512)$/.test(alg)
  if (keys.kind === 'secret') {
    if (!isSecret) return unfit(`${shown(alg)} is not checked with a secret`)
    const isRight = await verifies(text, alg, new TextEncoder().encode(keys.secret))
    return { kind: isRight ? 'right' : 'wrong', by: 'the secret' }
  }
  if (isSecret) return unfit(`${alg} is checked with a secret, not with a JWKS`)
  const fitting = keys.keys.filter((key) => isFor(key, header))
  if (fitting.length === 0) {
    const named = typeof kid === 'string' ? ` and kid ${shown(kid)}` : ''
    return unfit(`no key of the JWKS is for ${shown(alg)}${named}`)
  }
  for (const key of fitting) {
    if (await verifiesByJwk(text, alg, key)) return { kind: 'right', by: nameOf(key) }
  }
  return { kind: 'wrong', by: fitting.length === 1 ? nameOf(fitting[0] ?? {}) : 'those of the JWKS' }
}

/** The keys of a JWKS document, or of one that is a single JWK; undefined when it is neither. */
export function keysOf(document: unknown): readonly Members[] | undefined {
  if (!isObject(document)) return undefined
  const { keys, kty } = document as Partial<JSONWebKeySet & JWK>
  if (Array.isArray(keys)) return keys.filter(isObject)
  return typeof kty === 'string' ? [document] : undefined
}

const TYPES: Readonly<Record<string, string>> = Object.freeze({ RS: 'RSA', PS: 'RSA', ES: 'EC', Ed: 'OKP' })

function isFor(key: Members, { alg, kid }: Members): boolean {
  const isType = typeof alg === 'string' && key['kty'] === TYPES[alg.slice(0, 2)]
  const isNamed = kid === undefined || key['kid'] === undefined || key['kid'] === kid
  const isMeant = (key['alg'] ?? alg) === alg && (key['use'] ?? 'sig') === 'sig'
  return isType && isNamed && isMeant
}

async function verifiesByJwk(text: string, alg: string, jwk: Members): Promise<boolean> {
  const { importJWK } = await import('jose')
  try {
    // The public half is enough, and a private one would not verify.
    const { d: _, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...half } = jwk
    return await verifies(text, alg, await importJWK(half as JWK, alg))
  } catch {
    // A key that cannot be read verifies nothing.
    return false
  }
}

async function verifies(text: string, alg: string, key: CryptoKey | Uint8Array): Promise<boolean> {
  const { compactVerify } = await import('jose')
  try {
    await compactVerify(text, key, { algorithms: [alg] })
    return true
  } catch {
    return false
  }
}

function nameOf({ kid }: Members): string {
  return typeof kid === 'string' ? `key ${shown(kid)} of the JWKS` : 'the key of the JWKS'
}

/** A name from outside. */
function shown(text: string): string {
  return JSON.stringify(text.slice(0, 100))
}

function unfit(reason: string): SignatureCheck {
  return { kind: 'unfit', reason }
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
