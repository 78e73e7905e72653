import { createPrivateKey } from 'node:crypto'
import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { SIGNING_ALGORITHMS } from '../native/keys.ts'
import { algorithmOf, signWithPrivateKey } from './jws.ts'
import { type AuthTools, newmanWarning, refuse, text, unsigned, withHeader } from './signer.ts'

/** Seconds from now to `exp`, unless `exp` says otherwise. */
const LIFETIME_S = 3600

/**
 * Atlassian's service to service authentication: a JWT by `kid`, `iss`, `aud` and a private key. Claims win over
 * parameters. Without one of the four the request goes out unsigned, with newman's warning.
 * Source: https://s2sauth.bitbucket.io/spec/; bytes observed with newman 6.2.2.
 */
export async function signAsap(
  request: WireRequest,
  parameters: AuthSpec['parameters'],
  tools: AuthTools,
): Promise<AuthorizeResult> {
  const refuseFor = (reason: string, hint: string, newman: string): AuthorizeResult =>
    refuse(request, { type: 'asap', reason, hint, newman })
  const given = readClaims(parameters['claims'])
  if (given === undefined) {
    return refuseFor(
      'claims is not a JSON object',
      'Write claims as { "name": "value" }',
      newmanOnClaims(parameters['claims']),
    )
  }
  const claims = fill(given, parameters, tools)
  const kid = given['kid'] || parameters['kid']
  const key = parameters['privateKey']
  if (!kid || !claims['iss'] || !claims['aud'] || !key) {
    return unsigned(request, newmanWarning('asap', 'One or more of required claims missing'))
  }
  const name = text(parameters['alg']) || 'RS256'
  const algorithm = algorithmOf(name)
  if (algorithm === undefined || SIGNING_ALGORITHMS[algorithm].family === 'secret') {
    const names = Object.keys(SIGNING_ALGORITHMS).filter((known) => !known.startsWith('HS'))
    return refuseFor(
      `the algorithm "${name}" is not one of ASAP`,
      `Set alg to one of ${names.join(', ')}`,
      'invalid algorithm',
    )
  }
  if (typeof key !== 'string') {
    return refuseFor('privateKey is no text', 'Write privateKey in quotes', 'privateKey must be a string')
  }
  const pem = readPem(key, text(kid))
  if (pem.kind === 'unusable') return refuseFor(pem.reason, KEY_HINT, 'Failed to parse private key.')
  const result = await signWithPrivateKey({ header: { alg: algorithm, kid }, claims }, pem.text)
  if (result.kind === 'token') return withHeader(request, 'Authorization', `Bearer ${result.token}`)
  const isUnread = pem.isData && result.problem === 'unreadable'
  const newman = isUnread ? 'Failed to parse private key.' : UNSIGNABLE
  return refuseFor(`privateKey ${result.reason}`, result.hint, newman)
}

const UNSIGNABLE = 'Failed to sign request with key.'
const KEY_HINT = 'Set privateKey to a PEM (PKCS #8), or to data:application/pkcs8;kid=<kid>;base64,<DER>'

type Claims = Readonly<Record<string, unknown>>

function readClaims(value: unknown): Claims | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  if (text(value).trim() === '') return {}
  try {
    const parsed: unknown = JSON.parse(text(value))
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined
  } catch {
    return undefined
  }
}

/** newman reads JSON of any kind, and then cannot sign it. */
function newmanOnClaims(value: unknown): string {
  try {
    JSON.parse(text(value))
    return UNSIGNABLE
  } catch {
    return 'Failed to parse claims'
  }
}

/** The claims in the order that they are signed: those given, then the others. */
function fill(given: Claims, parameters: AuthSpec['parameters'], { clock, random }: AuthTools): Claims {
  const now = Math.floor(clock.epoch() / 1000)
  const iss = given['iss'] || parameters['iss']
  return {
    ...given,
    iat: given['iat'] || now,
    iss,
    sub: given['sub'] || parameters['sub'] || iss,
    jti: given['jti'] || random.uuid(),
    aud: given['aud'] || parameters['aud'],
    exp: integer(given['exp']) || now + (integer(parameters['exp']) || LIFETIME_S),
  }
}

function integer(value: unknown): number {
  return Number.parseInt(text(value), 10)
}

type Pem =
  | { readonly kind: 'pem'; readonly text: string; readonly isData: boolean }
  | { readonly kind: 'unusable'; readonly reason: string }

/** The key as PEM; it may be quoted, percent-encoded or a data URI, which names its own kid. */
function readPem(written: string, kid: string): Pem {
  const unquoted = written.replaceAll('\n', '').replace(/^"(.*)"$/, '$1')
  // A PEM without escapes keeps its line ends.
  if (unquoted.startsWith('-----') && !unquoted.includes('%')) return { kind: 'pem', text: written, isData: false }
  const decoded = percentDecode(unquoted)
  if (decoded === undefined) return { kind: 'unusable', reason: 'privateKey holds a broken percent-encoding' }
  if (!decoded.startsWith('data:')) return { kind: 'pem', text: decoded, isData: false }
  const [, keyId, base64] = /^data:application\/pkcs8;kid=([\w.\-+/]+);base64,([a-zA-Z0-9+/=]+)$/.exec(decoded) ?? []
  if (keyId === undefined) return { kind: 'unusable', reason: 'privateKey is a data URI that is not a PKCS #8 key' }
  if (keyId !== kid) return { kind: 'unusable', reason: 'the kid in privateKey is another than kid' }
  return { kind: 'pem', text: pemOf(base64 ?? ''), isData: true }
}

/** Whatever the media type says, keys in data URIs are often PKCS #1; newman 6.2.2 takes both. */
function pemOf(base64: string): string {
  const label = isPkcs1(Buffer.from(base64, 'base64')) ? 'RSA PRIVATE KEY' : 'PRIVATE KEY'
  return `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----`
}

function isPkcs1(der: Buffer): boolean {
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' }).type === 'private'
  } catch {
    return false
  }
}

function percentDecode(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
