import { segmentsOf } from './path.ts'

/** Somebody who takes part in a flow. */
export interface Party {
  readonly id: string
  readonly name: string
  /** Where it is; the client is nowhere. */
  readonly host?: string
}

/** Who is asked by a request, as far as it and earlier answers tell. */
export interface Address {
  readonly url: string
  /** Names of the parameters of query and form. */
  readonly parameters: readonly string[]
  /** Has it a bearer or DPoP token with it. */
  readonly isAuthorized: boolean
}

/** The one who sends. */
export const CLIENT: Party = Object.freeze({ id: 'client', name: 'Client' })

/** Whoever answers, in the order of the drawing. */
const ROLES = Object.freeze({
  as: 'Authorization server',
  flows: 'Flows API',
  management: 'Management API',
  resource: 'Resource',
  host: 'Server',
})

type Role = keyof typeof ROLES

/** The order of the roles in a drawing. */
export function rankOf({ id }: Party): number {
  return Object.keys(ROLES).findIndex((role) => id.startsWith(`${role} `))
}

/**
 * Who answers a request: by the paths of PingOne, by the endpoints that an OpenID provider has told of, by the parameters that only an authorization
 * server takes; else a resource if it is shown a token, or just a server.
 * Source: PingOne Platform API, "Working with PingOne APIs"; OpenID Connect Discovery 1.0, section 3; RFC 6749, section 3; RFC 8414, section 3.
 */
export function partyOf(address: Address, endpoints: ReadonlySet<string>): Party {
  const host = URL.canParse(address.url) ? new URL(address.url).host : 'unknown host'
  const role = roleOf(address, endpoints)
  return { id: `${role} ${host}`, name: ROLES[role], host }
}

function roleOf({ url, parameters, isAuthorized }: Address, endpoints: ReadonlySet<string>): Role {
  const [first = '', second = '', third = ''] = segmentsOf(url)
  const isEnvironment = UUID.test(first)
  if (isEnvironment && FLOW_PATHS.includes(second)) return 'flows'
  if (isEnvironment && AUTHORITY_PATHS.includes(second)) return 'as'
  if (/^v\d+$/.test(first) && ['environments', 'organizations'].includes(second)) return 'management'
  const isKnown = endpoints.has(endpointOf(url)) || [first, second, third].includes('.well-known')
  if (isKnown || parameters.some((name) => AUTHORITY_PARAMETERS.includes(name))) return 'as'
  return isAuthorized ? 'resource' : 'host'
}

/** A URL as discovery names it: without query and fragment. */
function endpointOf(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

/** The endpoints that the metadata of an authorization server names; none if it is something else. */
export function endpointsOf(document: unknown): readonly string[] {
  if (typeof document !== 'object' || document === null || !('issuer' in document)) return []
  return Object.entries(document).flatMap(([name, value]) =>
    typeof value === 'string' && /_endpoint$|^jwks_uri$/.test(name) ? [value] : [],
  )
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const FLOW_PATHS: readonly string[] = Object.freeze(['flows', 'deviceAuthentications'])
const AUTHORITY_PATHS: readonly string[] = Object.freeze(['as', 'saml20', 'signon', 'rpInitiatedSignOff'])
const AUTHORITY_PARAMETERS: readonly string[] = Object.freeze([
  'response_type',
  'grant_type',
  'request_uri',
  'id_token_hint',
  'client_assertion_type',
])
