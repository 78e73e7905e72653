import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { JWK } from 'jose'
import type { ProofInput, Prove } from '../engine/ports.ts'
import type { ProveResult, UnsignedJwt } from '../engine/produced.ts'
import type { Header } from '../model/collection.ts'
import type { WireRequest, WireResponse } from '../model/exchange.ts'
import { type InputRow, inputReader } from './inputs.ts'
import { readKey, type SigningAlgorithm } from './keys.ts'
import { UnusableInput } from './producer.ts'
import { keyHint } from './signing.ts'

const TABLE = {
  dpopAlg: {
    meaning: 'Signing algorithm',
    default: 'ES256',
    rule: 'RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 or ES512',
  },
  dpopPrivateKey: {
    meaning:
      'Key that tokens are bound to: a private key as PEM, JWK or JWKS. Missing: a new one for each run, for ES256',
    isSecret: true,
  },
  dpopPrivateKeyPassphrase: { meaning: 'Opens an encrypted PEM', isSecret: true },
} as const

/** The inputs of `dpop`. */
export const DPOP_INPUTS: Readonly<Record<keyof typeof TABLE, InputRow>> = Object.freeze(TABLE)

const ALGORITHMS = Object.freeze([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
] as const satisfies readonly SigningAlgorithm[])

/**
 * The Prove port: puts a proof of possession where a header says `{{dpop}}`. It covers method and URL of the request, the access token that
 * goes with it, and the last nonce of the server; a server that asks for another nonce makes it stale. Nonces, and a key that nobody gave, live for the run.
 * Source: RFC 9449, sections 4.2, 4.3, 8 and 9.
 */
export function createProve(): Prove {
  const nonces = new Map<string, string>()
  let ownKey: KeyObject | undefined

  return async (request, input) => {
    if (!request.headers.some(isPlace)) return { kind: 'proved', request }
    const origin = originOf(request.url)
    try {
      const { algorithm, key } = keyFor(input, () => {
        ownKey ??= generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
        return ownKey
      })
      const { proof, jwt } = await sign(request, { algorithm, key, nonce: nonces.get(origin) }, input)
      const headers = request.headers.map((header) => (isPlace(header) ? { ...header, value: proof } : header))
      const isStale = (response: WireResponse): boolean => learnNonce(response, origin)
      return { kind: 'proved', request: { ...request, headers }, jwt, isStale }
    } catch (error) {
      if (!(error instanceof UnusableInput)) throw error
      return failed(error)
    }
  }

  /** Remembers the nonce of a response; true if it asks for a proof with that nonce. */
  function learnNonce(response: WireResponse, origin: string): boolean {
    const nonce = valueOf(response.headers, 'dpop-nonce')
    if (nonce === undefined) return false
    nonces.set(origin, nonce)
    return asksForNonce(response)
  }
}

/** Where the proof goes: a header whose whole value is the placeholder, which nobody has set. */
function isPlace({ value, disabled }: Header): boolean {
  return disabled !== true && /^\s*(?:\{\{dpop\}\}|<<dpop>>)\s*$/.test(value)
}

interface SigningKey {
  readonly algorithm: SigningAlgorithm
  readonly key: KeyObject
}

function keyFor({ get }: ProofInput, own: () => KeyObject): SigningKey {
  const inputs = inputReader(DPOP_INPUTS, get)
  const algorithm = inputs.choice('dpopAlg', ALGORITHMS, 'does not sign DPoP proofs')
  const text = algorithm === 'ES256' ? inputs.optional('dpopPrivateKey') : inputs.required('dpopPrivateKey').text
  if (text === undefined) return { algorithm, key: own() }
  const passphrase = inputs.optional('dpopPrivateKeyPassphrase')
  const result = readKey(text, { algorithm, ...(passphrase === undefined ? {} : { passphrase }) })
  if (result.kind === 'key') return { algorithm, key: result.key }
  const hint = keyHint(result.problem, { prefix: 'dpop', algorithm })
  throw new UnusableInput('PRODUCER_KEY', `dpopPrivateKey ${result.reason}`, hint)
}

async function sign(
  { method, url, headers }: WireRequest,
  { algorithm, key, nonce }: SigningKey & { readonly nonce: string | undefined },
  { clock, random }: ProofInput,
): Promise<{ readonly proof: string; readonly jwt: UnsignedJwt }> {
  const { SignJWT } = await import('jose')
  // Without `d` and the like by construction: it is the public half.
  const jwk = createPublicKey(key).export({ format: 'jwk' }) as JWK
  const token = /^(?:DPoP|Bearer)\s+(\S+)$/i.exec(valueOf(headers, 'authorization') ?? '')?.[1]
  const claims = {
    jti: random.uuid(),
    htm: method,
    htu: url.replace(/[?#].*/, ''),
    iat: Math.floor(clock.epoch() / 1000),
    ...(token === undefined ? {} : { ath: createHash('sha256').update(token).digest('base64url') }),
    ...(nonce === undefined ? {} : { nonce }),
  }
  const header = { typ: 'dpop+jwt', alg: algorithm, jwk }
  return { proof: await new SignJWT(claims).setProtectedHeader(header).sign(key), jwt: { header, claims } }
}

/** Of an authorization server in the body, of a resource server in the challenge. Source: RFC 9449, sections 8 and 9. */
function asksForNonce({ status, headers, body }: WireResponse): boolean {
  if (status !== 400 && status !== 401) return false
  const challenge = valueOf(headers, 'www-authenticate') ?? ''
  return (
    /error="?use_dpop_nonce/.test(challenge) || /"error"\s*:\s*"use_dpop_nonce"/.test(new TextDecoder().decode(body))
  )
}

function valueOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(({ key }) => key.toLowerCase() === name)?.value
}

function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0].toLowerCase() ?? url
}

function failed({ code, message, hint }: UnusableInput): ProveResult {
  return { kind: 'failed', failure: { code, message: `Cannot make "dpop": ${message}`, hint } }
}
