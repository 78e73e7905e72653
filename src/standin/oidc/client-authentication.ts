import { timingSafeEqual } from 'node:crypto'
import { decodeJwt, type JWTPayload } from 'jose'
import { type Expectation, HMAC, issuersOf, RSA, verifyApplicationJwt } from '../application-jwt.ts'
import { seconds } from '../clock.ts'
import type { Scene } from '../endpoint.ts'
import { OAuthError, PingError } from '../errors.ts'
import type { Application, Resource } from '../records.ts'

/** How a client proves who it is, as it came with a request. */
type Credentials =
  | { readonly kind: 'none'; readonly clientId: string }
  | SecretCredentials
  | { readonly kind: 'assertion'; readonly clientId: string; readonly jwt: string }

interface SecretCredentials {
  readonly kind: 'basic' | 'post'
  readonly clientId: string
  readonly secret: string
}

/** Methods of PingOne, each with the credentials that it asks for. */
const METHODS: ReadonlyMap<string, Credentials['kind']> = new Map([
  ['NONE', 'none'],
  ['CLIENT_SECRET_BASIC', 'basic'],
  ['CLIENT_SECRET_POST', 'post'],
  ['CLIENT_SECRET_JWT', 'assertion'],
  ['PRIVATE_KEY_JWT', 'assertion'],
])

/** The only type of assertion. Source: RFC 7523, section 2.2. */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A client assertion must end within this time. Source: https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-private-key-jwt.html */
const ASSERTION_SECONDS = 3600

/** Client authentication methods, as OAuth spells them. */
export const AUTH_METHODS: readonly string[] = Object.freeze([...METHODS.keys()].map((name) => name.toLowerCase()))

/**
 * Finds out which application sends a form, by exactly the method that it is registered for.
 * Fails with `invalid_client`, or `invalid_request` when the credentials cannot be read.
 */
export async function authenticateClient(form: Readonly<Record<string, string>>, scene: Scene): Promise<Application> {
  const credentials = readCredentials(form, scene.headers.authorization)
  const application = scene.environment.applications.get(credentials.clientId)
  if (application?.enabled !== true) throw refused()
  if (METHODS.get(application.tokenEndpointAuthMethod) !== credentials.kind) throw refused()
  if ('secret' in credentials && !isSame(credentials.secret, application.secret)) throw refused()
  if (credentials.kind === 'assertion') await verifyAssertion(credentials.jwt, application, scene)
  return application
}

/** The resource whose id and secret come in the Authorization header; undefined: it names none. Fails with `invalid_client`. */
export function authenticateResource({ environment, headers }: Scene): Resource | undefined {
  if (headers.authorization === undefined) return undefined
  const { clientId, secret } = readBasic(headers.authorization)
  const resource = environment.resources.get(clientId)
  if (resource !== undefined && !isSame(secret, resource.secret)) throw refused()
  return resource
}

function readCredentials(form: Readonly<Record<string, string>>, authorization: string | undefined): Credentials {
  const { client_id, client_secret, client_assertion, client_assertion_type } = form
  if ([authorization, client_secret, client_assertion].filter((given) => given !== undefined).length > 1) {
    throw new OAuthError('invalid_request', 'A client must authenticate in one way only')
  }
  const credentials = readOne()
  if (client_id !== undefined && client_id !== credentials.clientId) {
    throw new OAuthError('invalid_request', 'client_id is not the client that authenticates')
  }
  return credentials

  function readOne(): Credentials {
    if (authorization !== undefined) return readBasic(authorization)
    if (client_assertion !== undefined) {
      if (client_assertion_type !== ASSERTION_TYPE) {
        throw new OAuthError('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`)
      }
      return { kind: 'assertion', clientId: subjectOf(client_assertion), jwt: client_assertion }
    }
    if (client_id === undefined) throw new OAuthError('invalid_request', 'The request names no client')
    if (client_secret !== undefined) return { kind: 'post', clientId: client_id, secret: client_secret }
    return { kind: 'none', clientId: client_id }
  }
}

function readBasic(authorization: string): SecretCredentials {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1]
  const decoded = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString()
  const colon = decoded.indexOf(':')
  if (colon === -1) throw new OAuthError('invalid_request', 'The Authorization header holds no Basic credentials')
  return { kind: 'basic', clientId: formDecode(decoded.slice(0, colon)), secret: formDecode(decoded.slice(colon + 1)) }
}

/** Source: RFC 6749, section 2.3.1. A client that does not encode is understood as well. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    // Not encoded: it stands for itself.
    return text
  }
}

function subjectOf(jwt: string): string {
  try {
    return decodeJwt(jwt).sub ?? ''
  } catch {
    throw new OAuthError('invalid_client', 'The client assertion is not a JWT')
  }
}

/** Source: https://developer.pingidentity.com/pingone-api/auth/auth-config-options/create-a-client-secret-jwt.html */
async function verifyAssertion(jwt: string, application: Application, scene: Scene): Promise<void> {
  const issuers = issuersOf(scene)
  const called = `${scene.origin}${scene.path}`
  const { exp = 0, sub } = await signedClaims(jwt, application, {
    audiences: [...issuers, ...issuers.map((issuer) => `${issuer}/token`), called],
    now: new Date(scene.world.clock.now()),
    secretEncoding: scene.world.behaviours.get('secret-encoding'),
  })
  if (sub !== application.id) throw new OAuthError('invalid_client', 'The JWT claim "sub" is not valid.')
  if (exp === 0 || exp > seconds(scene.world.clock) + ASSERTION_SECONDS) {
    throw new OAuthError('invalid_client', 'The JWT claim "exp" must be there and at most one hour ahead.')
  }
}

async function signedClaims(
  jwt: string,
  application: Application,
  expected: Pick<Expectation, 'audiences' | 'now' | 'secretEncoding'>,
): Promise<JWTPayload> {
  const algorithms = application.tokenEndpointAuthMethod === 'PRIVATE_KEY_JWT' ? RSA : HMAC
  try {
    return await verifyApplicationJwt(jwt, {
      parameter: 'client_assertion',
      application,
      ...expected,
      algorithms,
      allowUnsigned: false,
    })
  } catch (error) {
    if (!(error instanceof PingError)) throw error
    throw new OAuthError('invalid_client', error.details[0]?.message ?? error.message)
  }
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** One answer for all, as the core gives it. */
function refused(): OAuthError {
  return new OAuthError('invalid_client', 'client authentication failed')
}
