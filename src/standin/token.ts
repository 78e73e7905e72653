import { createHash, randomUUID } from 'node:crypto'
import {
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose'
import { seconds } from './clock.ts'
import type { Resource } from './records.ts'
import type { Environment, SigningKey, World } from './world.ts'

/** Access tokens live for one hour unless their resource says otherwise. Source: https://developer.pingidentity.com/pingone-api/auth/token-claims.html */
const ACCESS_TOKEN_SECONDS = 3600

/** ID tokens live for one hour, always. Source: as above. */
const ID_TOKEN_SECONDS = 3600

/** The resource that PingOne's own access tokens are for. */
export const PINGONE_API = 'https://api.pingone.com'

/** What differs from one access token to the next. The last five may be absent. */
export interface AccessTokenSubject {
  /** The id of the token. */
  readonly jti: string
  readonly client_id: string
  readonly scope: string | undefined
  readonly sub: string | undefined
  readonly sid: string | undefined
  readonly auth_time: number | undefined
  readonly acr: string | undefined
  /** Of the key that a DPoP token is bound to. Source: RFC 9449, section 6. */
  readonly cnf: { readonly jkt: string } | undefined
}

/** A verified access token. */
export interface AccessToken {
  readonly jti: string
  readonly clientId: string
  readonly sub: string | undefined
  readonly claims: JWTPayload
}

/** What an ID token says beyond issuer, audience and times. */
export interface IdTokenSubject {
  readonly clientId: string
  readonly claims: Readonly<Record<string, unknown>>
  /** Handed out together with the ID token: it carries their hashes. Source: OpenID Connect Core, section 3.3.2.11. */
  readonly code?: string | undefined
  readonly accessToken?: string | undefined
}

/** Makes a key for an environment. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const id = randomUUID()
  const use = { kid: id, alg: 'RS256', use: 'sig' }
  const [jwk, publicJwk] = await Promise.all([exportJWK(privateKey), exportJWK(publicKey)])
  return { id, privateKey, publicKey, jwk: { ...jwk, ...use }, publicJwk: { ...publicJwk, ...use } }
}

/** A key of an environment again, from its private JWK. Rejects when it is none. */
export async function importSigningKey(jwk: JWK): Promise<SigningKey> {
  const { kty, n, e, kid: id = '', alg, use } = jwk
  const publicJwk = { kty, n, e, kid: id, alg, use } as JWK
  const [privateKey, publicKey] = await Promise.all([importJWK(jwk, 'RS256'), importJWK(publicJwk, 'RS256')])
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array)
    throw new Error('a secret signs nothing here')
  return { id, privateKey, publicKey, jwk, publicJwk }
}

/** The key that signs. */
export async function signingKeyOf({ keys, firstKey }: Environment): Promise<SigningKey> {
  return keys.rows().at(-1) ?? keys.put(await firstKey())
}

/** The issuer of an environment: `{authPath}/{environmentID}/as`. */
export function issuerOf(origin: string, environmentId: string): string {
  return `${origin}/${environmentId}/as`
}

/** The custom resource that these scopes belong to; undefined: PingOne's own. */
export function resourceOf(environment: Environment, scope: string | undefined): Resource | undefined {
  const names = new Set(scope?.split(' '))
  return environment.resources.find(({ scopes }) => scopes.some((name) => names.has(name)))
}

/** How long an access token with these scopes lives. */
export function accessTokenSeconds(environment: Environment, scope: string | undefined): number {
  return resourceOf(environment, scope)?.accessTokenSeconds ?? ACCESS_TOKEN_SECONDS
}

/** Signs an access token with PingOne's claims. Source: https://developer.pingidentity.com/pingone-api/auth/token-claims.html */
export async function signAccessToken(
  world: World,
  environment: Environment,
  subject: AccessTokenSubject,
): Promise<string> {
  const now = seconds(world.clock)
  return sign(environment, {
    ...subject,
    iss: issuerOf(world.origin, environment.id),
    iat: now,
    exp: now + accessTokenSeconds(environment, subject.scope),
    aud: [resourceOf(environment, subject.scope)?.audience ?? PINGONE_API],
    env: environment.id,
    org: environment.organizationId,
  })
}

/** Signs an ID token with PingOne's claims. Source: an ID token of PingOne, decoded. */
export async function signIdToken(world: World, environment: Environment, subject: IdTokenSubject): Promise<string> {
  const { clientId, claims, code, accessToken } = subject
  const now = seconds(world.clock)
  return sign(environment, {
    iss: issuerOf(world.origin, environment.id),
    aud: clientId,
    iat: now,
    exp: now + ID_TOKEN_SECONDS,
    ...claims,
    at_hash: halfHash(accessToken),
    c_hash: halfHash(code),
    env: environment.id,
    org: environment.organizationId,
    'p1.region': 'NA1',
  })
}

/**
 * Verifies signature, issuer, expiry and environment of an access token, whatever it is for.
 * Undefined: it is none of ours, or no longer.
 */
export async function verifyAccessToken(
  world: World,
  environment: Environment,
  token: string,
): Promise<AccessToken | undefined> {
  const claims = await verify(environment, token, { world, isHint: false })
  const clientId = claims?.['client_id']
  if (claims?.jti === undefined || typeof clientId !== 'string') return undefined
  return { jti: claims.jti, clientId, sub: claims.sub, claims }
}

/** Verifies an ID token of ours and returns its claims. `isHint`: it may have expired. Source: OpenID Connect RP-Initiated Logout, section 2. */
export async function verifyIdToken(
  world: World,
  environment: Environment,
  { token, isHint }: { readonly token: string; readonly isHint: boolean },
): Promise<JWTPayload | undefined> {
  const claims = await verify(environment, token, { world, isHint })
  return claims !== undefined && claims['client_id'] === undefined && typeof claims.aud === 'string'
    ? claims
    : undefined
}

async function verify(
  environment: Environment,
  token: string,
  { world, isHint }: { readonly world: World; readonly isHint: boolean },
): Promise<JWTPayload | undefined> {
  try {
    const { payload } = await jwtVerify(token, (header) => publicKeyOf(environment, header), {
      algorithms: ['RS256'],
      issuer: issuerOf(world.origin, environment.id),
      currentDate: new Date(isHint ? 0 : world.clock.now()),
      requiredClaims: ['exp'],
    })
    return payload['env'] === environment.id ? payload : undefined
  } catch {
    // Whatever is wrong with a foreign token, the answer is the same.
    return undefined
  }
}

function publicKeyOf(environment: Environment, { kid = '' }: JWTHeaderParameters): SigningKey['publicKey'] {
  const key = environment.keys.get(kid)
  if (key === undefined) throw new Error('signed with a key that is not ours')
  return key.publicKey
}

async function sign(environment: Environment, claims: Readonly<Record<string, unknown>>): Promise<string> {
  const key = await signingKeyOf(environment)
  const present = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
  return new SignJWT(present).setProtectedHeader({ alg: 'RS256', kid: key.id }).sign(key.privateKey)
}

/** The left half of the SHA-256 hash: what RS256 asks for. */
function halfHash(value: string | undefined): string | undefined {
  return value === undefined
    ? undefined
    : createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')
}
