import type { Members } from './read.ts'

/** What a JWT is for, as far as it shows. */
export interface Kind {
  /** With its article. */
  readonly name: string
  readonly is: (header: Members, claims: Members) => boolean
  /** Claims that its specification asks for. */
  readonly required: readonly string[]
  /** Header typ, in lower case, if there is one. */
  readonly types: readonly string[]
  /** Longer lifetimes are refused. Seconds. */
  readonly maxLifetimeS?: number
}

/**
 * The first that fits counts.
 * Source: RFC 9449, section 4.2; RFC 9101, sections 4 and 10.8; RFC 9068, section 2; RFC 7523, section 3; OpenID Connect Core 1.0, section 2;
 * PingOne Platform API, "Create a request property JWT", "Create a login_hint_token JWT", "Create a client secret JWT".
 */
const KINDS: readonly Kind[] = Object.freeze<Kind[]>([
  {
    name: 'a DPoP proof',
    is: ({ typ }, claims) => lower(typ) === 'dpop+jwt' || (has(claims, 'htm') && has(claims, 'htu')),
    required: ['jti', 'htm', 'htu', 'iat'],
    types: ['dpop+jwt'],
  },
  {
    name: 'a request object',
    is: ({ typ }, claims) =>
      lower(typ) === 'oauth-authz-req+jwt' ||
      ['pi.template', 'pi.clientContext', 'response_type', 'redirect_uri'].some((name) => has(claims, name)),
    required: ['iss', 'aud'],
    types: ['jwt', 'oauth-authz-req+jwt'],
  },
  {
    name: 'an access token',
    is: ({ typ }) => /^(?:application\/)?at\+jwt$/.test(lower(typ)),
    required: ['iss', 'exp', 'aud', 'sub', 'client_id', 'iat', 'jti'],
    types: ['at+jwt', 'application/at+jwt'],
  },
  {
    name: 'an access token',
    is: (_, claims) => has(claims, 'scope') || has(claims, 'client_id'),
    required: ['iss', 'exp', 'aud'],
    types: ['jwt'],
  },
  {
    name: 'a client assertion',
    is: (_, { iss, sub }) => iss !== undefined && iss === sub,
    required: ['iss', 'sub', 'aud', 'exp'],
    types: ['jwt', 'client-authentication+jwt'],
    maxLifetimeS: 3600,
  },
  {
    name: 'an ID token',
    is: (_, claims) => ['nonce', 'at_hash', 'auth_time', 'amr', 'sid'].some((name) => has(claims, name)),
    required: ['iss', 'sub', 'aud', 'exp', 'iat'],
    types: ['jwt'],
  },
])

/** What is asked of a JWT that may be for anything. */
const ANY_KIND: Kind = Object.freeze({ name: 'a JWT', is: () => true, required: [], types: ['jwt'] })

/** What the JWT is for. */
export function kindOf(header: Members, claims: Members): Kind {
  return KINDS.find(({ is }) => is(header, claims)) ?? ANY_KIND
}

function has(claims: Members, name: string): boolean {
  return claims[name] !== undefined
}

function lower(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : ''
}
