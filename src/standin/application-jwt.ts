import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose'
import { createLocalJWKSet, createRemoteJWKSet, decodeProtectedHeader, errors, jwtVerify, UnsecuredJWT } from 'jose'
import type { Behaviours } from './behaviours/table.ts'
import type { Scene } from './endpoint.ts'
import { invalidValue, type PingError } from './errors.ts'
import type { Application } from './records.ts'
import { issuerOf } from './token.ts'

/** Which signatures a JWT may have and whom it must be for. */
export interface Expectation {
  /** The name of the parameter, for the error. */
  readonly parameter: 'request' | 'login_hint_token' | 'client_assertion'
  readonly application: Application
  /** Any of these as `aud`. */
  readonly audiences: readonly string[]
  readonly now: Date
  readonly algorithms: readonly string[]
  readonly allowUnsigned: boolean
  /** What `exp` is for; where it is not said, it is checked when it is there. */
  readonly exp?: Behaviours['request-exp']
  readonly secretEncoding: Behaviours['secret-encoding']
}

/** Algorithms with the application's secret as key. */
export const HMAC: readonly string[] = Object.freeze(['HS256', 'HS384', 'HS512'])

/** Algorithms with a key pair of the application. */
export const RSA: readonly string[] = Object.freeze(['RS256', 'RS384', 'RS512'])

/**
 * Verifies a JWT that an application made: algorithm, signature, issuer (the application), audience, and exp and nbf where present.
 * HMAC takes the application's secret, RSA its `jwks` or `jwksUrl`. Fails with INVALID_DATA whose target is the parameter.
 * Source: https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-request-property-jwt.html
 */
export async function verifyApplicationJwt(jwt: string, expectation: Expectation): Promise<JWTPayload> {
  const { parameter, application, audiences, now, algorithms, allowUnsigned, exp = 'checked' } = expectation
  const requiredClaims = exp === 'required' ? ['exp'] : []
  const claims = { issuer: application.id, audience: [...audiences], currentDate: now, requiredClaims }
  try {
    const { alg } = decodeProtectedHeader(jwt)
    if (alg === 'none' && allowUnsigned) return UnsecuredJWT.decode(jwt, claims).payload
    return await verifySignature(jwt, expectation, { ...claims, algorithms: [...algorithms] })
  } catch (error) {
    // All else has been checked before.
    if (exp === 'ignored' && error instanceof errors.JWTExpired) return error.payload
    throw refusal(parameter, error)
  }
}

/** The issuer, under the name that it was started with and the one that the client uses: localhost is 127.0.0.1. */
export function issuersOf({ world, origin, environment }: Scene): readonly string[] {
  return [issuerOf(world.origin, environment.id), issuerOf(origin, environment.id)]
}

async function verifySignature(
  jwt: string,
  { application, secretEncoding }: Expectation,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  const { alg = '' } = decodeProtectedHeader(jwt)
  if (!RSA.includes(alg)) {
    const secret = new Uint8Array(Buffer.from(application.secret, secretEncoding))
    return (await jwtVerify(jwt, secret, options)).payload
  }
  return (await jwtVerify(jwt, keysOf(application), options)).payload
}

function keysOf({ jwks, jwksUrl }: Application): JWTVerifyGetKey {
  // The application's own validation has made sure that it is a key set.
  if (jwks !== undefined) return createLocalJWKSet(JSON.parse(jwks) as JSONWebKeySet)
  if (jwksUrl !== undefined) return createRemoteJWKSet(new URL(jwksUrl))
  throw new errors.JWKSNoMatchingKey()
}

/** The reason in words that name no key and quote no token. */
function refusal(parameter: string, error: unknown): PingError {
  return invalidValue(parameter, reasonOf(error))
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The JWT is expired.'
  if (error instanceof errors.JWTClaimValidationFailed) return `The JWT claim "${error.claim}" is not valid.`
  if (error instanceof errors.JOSEAlgNotAllowed) return 'The JWT signing algorithm is not allowed.'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'The JWT signature is not valid.'
  if (error instanceof errors.JWKSNoMatchingKey) return 'The application has no key for the JWT signature.'
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'The application has several keys for the JWT signature.'
  return 'The JWT cannot be verified.'
}
