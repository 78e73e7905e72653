import type { JWTPayload } from 'jose'
import { HMAC, issuersOf, RSA, verifyApplicationJwt } from '../application-jwt.ts'
import type { Scene } from '../endpoint.ts'
import { invalidValue, type PingError } from '../errors.ts'
import { isObject } from '../plain.ts'
import type { Application } from '../records.ts'
import type { NotificationTemplate } from './state.ts'

/** A verified request object: OAuth parameters that win over those of the URL, and the notification. */
export interface RequestObject {
  readonly parameters: Readonly<Record<string, string>>
  readonly template: NotificationTemplate | undefined
  readonly webAuthnChallenge: string | undefined
}

/** Parameters that never come from inside a request object, and claims about the JWT itself (RFC 9101, section 4). */
const NO_PARAMETER: ReadonlySet<string> = new Set(['request', 'request_uri', 'client_id', 'iss', 'aud', 'sub', 'jti'])

/** The verified request object of an authorization request, if it has one. Fails with INVALID_DATA, also when the application must send one. */
export async function requestObjectOf(
  { request }: Readonly<Record<string, string>>,
  application: Application,
  scene: Scene,
): Promise<RequestObject | undefined> {
  if (request !== undefined) return readRequestObject(request, application, scene)
  if (application.requireSignedRequestObject) throw invalidValue('request', 'The parameter is required.')
  return undefined
}

/**
 * Verifies the `request` parameter. Unsigned only for an application with `supportUnsignedRequestObject`.
 * Fails with INVALID_DATA whose target is `request`.
 */
async function readRequestObject(jwt: string, application: Application, scene: Scene): Promise<RequestObject> {
  const claims = await verifyApplicationJwt(jwt, {
    parameter: 'request',
    application,
    audiences: issuersOf(scene),
    now: new Date(scene.world.clock.now()),
    algorithms: [...HMAC, ...RSA],
    allowUnsigned: application.supportUnsignedRequestObject,
    exp: scene.world.behaviours.get('request-exp'),
    secretEncoding: scene.world.behaviours.get('secret-encoding'),
  })
  if (claims['client_id'] !== undefined && claims['client_id'] !== application.id) throw invalidClaim('client_id')
  const context = claims['pi.clientContext']
  if (context !== undefined && !isObject(context)) throw invalidClaim('pi.clientContext')
  return { parameters: parametersOf(claims), template: templateOf(claims), webAuthnChallenge: challengeOf(claims) }
}

/**
 * Verifies a `login_hint_token` and returns the user id or name in it. HMAC only, and it must have an end.
 * Source: https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-login_hint_token-jwt.html
 */
export async function readLoginHintToken(jwt: string, application: Application, scene: Scene): Promise<string> {
  const { sub, exp } = await verifyApplicationJwt(jwt, {
    parameter: 'login_hint_token',
    application,
    audiences: issuersOf(scene),
    now: new Date(scene.world.clock.now()),
    algorithms: HMAC,
    allowUnsigned: false,
    secretEncoding: scene.world.behaviours.get('secret-encoding'),
  })
  if (sub === undefined) throw invalidValue('login_hint_token', 'The JWT claim "sub" is not valid.')
  if (exp === undefined) throw invalidValue('login_hint_token', 'The JWT claim "exp" is not valid.')
  return sub
}

function parametersOf(claims: JWTPayload): Readonly<Record<string, string>> {
  const texts = Object.entries(claims).flatMap(([name, value]) =>
    typeof value === 'string' && !NO_PARAMETER.has(name) ? [[name, value] as const] : [],
  )
  return Object.fromEntries(texts)
}

function templateOf(claims: JWTPayload): NotificationTemplate | undefined {
  const template = claims['pi.template']
  if (template === undefined) return undefined
  if (!isObject(template)) throw invalidClaim('pi.template')
  const { name, variant, variables = {} } = template
  if (typeof name !== 'string' || !isObject(variables)) throw invalidClaim('pi.template')
  if (variant !== undefined && typeof variant !== 'string') throw invalidClaim('pi.template')
  if (Object.values(variables).some((value) => typeof value === 'object' && value !== null))
    throw invalidClaim('pi.template')
  const texts = Object.entries(variables).map(([key, value]) => [key, String(value)] as const)
  return { name, variant, variables: Object.fromEntries(texts) }
}

/**
 * A challenge of the application's own: Base64url of 32 bytes or more. Ping's text writes the claim with a dot, its sample as an object.
 * Source: https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-request-property-jwt.html
 */
function challengeOf(claims: JWTPayload): string | undefined {
  const { 'pi.webAuthn': object, 'pi.webAuthn.challenge': dotted } = claims
  if (object !== undefined && !isObject(object)) throw invalidClaim('pi.webAuthn')
  const challenge = dotted ?? object?.['challenge']
  if (challenge === undefined) return undefined
  if (typeof challenge === 'string' && /^[\w-]{43,}$/.test(challenge)) return challenge
  throw invalidClaim('pi.webAuthn.challenge')
}

function invalidClaim(claim: string): PingError {
  return invalidValue('request', `The JWT claim "${claim}" is not valid.`)
}
