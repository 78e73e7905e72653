import { kindOf } from './kinds.ts'
import type { Jwt, Members } from './read.ts'
import { moment, span } from './time.ts'

/** One member of a JWT, explained. */
export interface Explained {
  readonly name: string
  /** As JSON, but texts without quotes; safe to print. */
  readonly value: string
  /** Empty: there is nothing to say. */
  readonly meaning: string
}

/** A JWT in words. */
export interface Explanation {
  /** What it is: `A client assertion, signed with HS256, good for another 5 minutes`. */
  readonly title: string
  readonly header: readonly Explained[]
  readonly claims: readonly Explained[]
}

/** Explains header and claims of a JWT at a time, milliseconds since 1970. */
export function explain({ header, claims }: Pick<Jwt, 'header' | 'claims'>, nowMs: number): Explanation {
  const { alg } = header
  const { exp } = claims
  const kind = kindOf(header, claims).name.replace(/^./, (letter) => letter.toUpperCase())
  const signed =
    typeof alg === 'string' && alg.toLowerCase() !== 'none' ? `signed with ${printable(alg)}` : 'not signed'
  const left = typeof exp === 'number' ? Math.round(exp - nowMs / 1000) : undefined
  const good = left === undefined ? 'without an end' : remaining(left)
  return {
    title: `${kind}, ${signed}, ${good}`,
    header: explained(header, HEADER, nowMs),
    claims: explained(claims, CLAIMS, nowMs),
  }
}

function remaining(seconds: number): string {
  return seconds > 0 ? `good for another ${span(seconds)}` : 'expired'
}

function explained(members: Members, meanings: Readonly<Record<string, string>>, nowMs: number): readonly Explained[] {
  return Object.entries(members).map(([name, value]) => {
    const known = Object.hasOwn(meanings, name) ? (meanings[name] ?? '') : ''
    const algorithm = name === 'alg' && typeof value === 'string' ? algorithmOf(value) : undefined
    const time = TIMES.includes(name) && typeof value === 'number' ? `${known}: ${moment(value, nowMs)}` : undefined
    return { name: printable(name), value: printable(textOf(value)), meaning: algorithm ?? time ?? known }
  })
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value)
}

/** What moves the cursor or turns the text around stays readable and does nothing. */
function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

function algorithmOf(alg: string): string {
  if (alg.toLowerCase() === 'none') return 'no signature at all'
  const [, family = '', bits = ''] = /^(HS|RS|PS|ES)(256|384|512)$/.exec(alg) ?? []
  return (ALGORITHMS[family] ?? (alg === 'EdDSA' ? 'an Edwards curve key' : 'an algorithm of its own')).replace(
    '#',
    bits,
  )
}

const ALGORITHMS: Readonly<Record<string, string>> = Object.freeze({
  HS: 'HMAC with SHA-#: both sides have the secret',
  RS: 'RSA with SHA-#: checked with the public key',
  PS: 'RSA-PSS with SHA-#: checked with the public key',
  ES: 'ECDSA with SHA-#: checked with the public key',
})

/** Source: RFC 7515, section 4.1; RFC 7519, section 5. */
const HEADER: Readonly<Record<string, string>> = Object.freeze({
  typ: 'what kind of token it is',
  kid: 'which key it is signed with',
  jku: 'where the keys are; nobody should follow it unasked',
  jwk: 'the public key it is signed with',
  x5t: 'hash of the certificate of the key',
  x5c: 'certificates of the key',
  cty: 'what the payload is',
  crit: 'header parameters that a receiver must understand',
})

const TIMES: readonly string[] = Object.freeze(['exp', 'iat', 'nbf', 'auth_time', 'updated_at'])

/** Source: IANA, JSON Web Token Claims; PingOne Platform API, "Token claims", "Create a request property JWT". */
const CLAIMS: Readonly<Record<string, string>> = Object.freeze({
  iss: 'who has issued it',
  sub: 'whom it is about',
  aud: 'whom it is for',
  exp: 'expires',
  nbf: 'valid from',
  iat: 'issued',
  jti: 'its own ID, used once',
  auth_time: 'the user signed on',
  updated_at: 'the user was changed',
  nonce: 'binds it to the authorization request',
  azp: 'the client it was issued to',
  client_id: 'the client it was issued to',
  scope: 'what it allows',
  acr: 'how the user was authenticated',
  amr: 'by which means',
  at_hash: 'belongs to the access token beside it',
  c_hash: 'belongs to the code beside it',
  s_hash: 'belongs to the state beside it',
  sid: 'the session',
  cnf: 'the key that its bearer must have',
  htm: 'method of the request it goes with',
  htu: 'URL of the request it goes with',
  ath: 'hash of the access token it goes with',
  response_type: 'parameter of the authorization request',
  redirect_uri: 'parameter of the authorization request',
  response_mode: 'parameter of the authorization request',
  state: 'parameter of the authorization request',
  code_challenge: 'parameter of the authorization request',
  code_challenge_method: 'parameter of the authorization request',
  'pi.template': 'notification template and its values',
  'pi.clientContext': 'what the mobile application is told',
  'pi.remoteIp': 'IP address of the user',
  'pi.webAuthn': 'FIDO challenge',
  env: 'environment of PingOne',
  org: 'organization of PingOne',
  'p1.region': 'region of PingOne',
})
