import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { seconds } from './clock.ts'
import type { Environment, SigningKey, World } from './world.ts'

/** Access tokens live for one hour. Source: https://developer.pingidentity.com/pingone-api/auth/token-claims.html */
export const ACCESS_TOKEN_SECONDS = 3600

/** The resource that PingOne's own access tokens are for. */
const PINGONE_API = 'https://api.pingone.com'

/** What differs from one access token to the next. The last four are absent when no user took part. */
export interface AccessTokenSubject {
  /** The id of the token. */
  readonly jti: string
  readonly client_id: string
  readonly scope: string | undefined
  readonly sub: string | undefined
  readonly sid: string | undefined
  readonly auth_time: number | undefined
  readonly acr: string | undefined
}

/** The claims that a verified access token certainly has. */
export interface AccessToken {
  readonly jti: string
  readonly clientId: string
  readonly sub: string | undefined
}

/** Makes the key of a new environment. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = randomUUID()
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' } }
}

/** The issuer of an environment: `{authPath}/{environmentID}/as`. */
export function issuerOf(origin: string, environmentId: string): string {
  return `${origin}/${environmentId}/as`
}

/** Signs an access token with PingOne's claims. Source: https://developer.pingidentity.com/pingone-api/auth/token-claims.html */
export async function signAccessToken(
  world: World,
  environment: Environment,
  subject: AccessTokenSubject,
): Promise<string> {
  const now = seconds(world.clock)
  const claims = {
    ...subject,
    iss: issuerOf(world.origin, environment.id),
    iat: now,
    exp: now + ACCESS_TOKEN_SECONDS,
    aud: [PINGONE_API],
    env: environment.id,
    org: environment.organizationId,
  }
  return new SignJWT(present(claims))
    .setProtectedHeader({ alg: 'RS256', kid: environment.key.kid })
    .sign(environment.key.privateKey)
}

/** Verifies signature, issuer, audience, expiry and environment of an access token. Undefined: it is none of ours, or no longer. */
export async function verifyAccessToken(
  world: World,
  environment: Environment,
  token: string,
): Promise<AccessToken | undefined> {
  try {
    const { payload } = await jwtVerify(token, environment.key.publicKey, {
      algorithms: ['RS256'],
      issuer: issuerOf(world.origin, environment.id),
      audience: PINGONE_API,
      currentDate: new Date(world.clock.now()),
      requiredClaims: ['exp', 'jti'],
    })
    const { client_id: clientId, env, jti, sub } = payload
    if (env !== environment.id || typeof clientId !== 'string' || jti === undefined) return undefined
    return { jti, clientId, sub }
  } catch {
    // Whatever is wrong with a foreign token, the answer is the same 401.
    return undefined
  }
}

function present(claims: Readonly<Record<string, unknown>>): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
}
