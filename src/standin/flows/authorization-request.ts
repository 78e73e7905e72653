import { createHash } from 'node:crypto'
import { invalidValue, type OAuthErrorCode, PingError } from '../errors.ts'
import { defaultRedirectUri } from '../oidc/adapter.ts'
import { RESPONSE_TYPES, readResponseTypes, usesResponseTypes } from '../oidc/response-types.ts'
import { scopeNames, scopeProblem, userScopes } from '../oidc/scopes.ts'
import type { Application } from '../records.ts'
import type { Environment } from '../world.ts'
import type { AuthorizationRequest } from './state.ts'

/** Parameters of an authorization request by name. */
export type Parameters = Readonly<Record<string, string>>

/** Where the answer to an authorization request goes. */
export type Destination = Pick<AuthorizationRequest, 'responseMode' | 'redirectUri' | 'state'>

/** Whether a session counts. Source: OpenID Connect Core, section 3.1.2.1. */
export interface SignOnDemand {
  /** `prompt=none`: nothing may be asked of the user. */
  readonly isSilent: boolean
  /** `prompt=login`: everything is asked anew. */
  readonly isFresh: boolean
  /** Older sign-ons do not count. */
  readonly maxAgeSeconds: number
}

/** The rest of an authorization request. */
export type GrantRequest = Pick<AuthorizationRequest, 'responseTypes' | 'scope' | 'nonce' | 'codeChallenge'>

/** Source: https://docs.pingidentity.com, response mode values of PingOne. */
export const RESPONSE_MODES = ['pi.flow', 'query', 'fragment', 'form_post'] as const

const PROMPTS = ['none', 'login', 'consent', 'select_account'] as const

/** What OAuth calls an error in a parameter; all others are `invalid_request`. Source: RFC 6749, section 4.1.2.1. */
const OAUTH_CODES: ReadonlyMap<string, OAuthErrorCode> = new Map([
  ['scope', 'invalid_scope'],
  ['response_type', 'unsupported_response_type'],
])

/** An error of ours in OAuth's words. */
export function oauthErrorOf(error: PingError): { readonly code: OAuthErrorCode; readonly description: string } {
  const [detail] = error.details
  if (detail?.code === LOGIN_REQUIRED) return { code: 'login_required', description: detail.message }
  return {
    code: OAUTH_CODES.get(detail?.target ?? '') ?? 'invalid_request',
    description: detail === undefined ? error.message : `${detail.target ?? 'request'}: ${detail.message}`,
  }
}

const LOGIN_REQUIRED = 'LOGIN_REQUIRED'

/** The answer to `prompt=none` when the user would have to do something. */
export function loginRequired(): PingError {
  const message = 'The user is not signed on, and nothing may be asked.'
  return new PingError('INVALID_DATA', { code: LOGIN_REQUIRED, target: 'prompt', message })
}

/**
 * Reads the parameters of a URL or form. Fails with INVALID_DATA for one that comes twice (RFC 6749, section 3.1).
 */
export function readParameters(search: URLSearchParams): Parameters {
  const names = [...search.keys()]
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw invalidValue(twice, 'The parameter must not be repeated.')
  return Object.fromEntries([...search].filter(([, value]) => value !== ''))
}

/** Finds out where the answer goes. Until this is known, errors must not be redirected. */
export function readDestination(parameters: Parameters, application: Application): Destination {
  const { redirect_uri, response_mode, response_type = 'code', state } = parameters
  // Tokens never travel in a query. Source: OAuth 2.0 Multiple Response Types, section 5.
  const isCode = response_type === 'code'
  const responseMode = RESPONSE_MODES.find((mode) => mode === (response_mode ?? (isCode ? 'query' : 'fragment')))
  if (responseMode === undefined) throw unsupported('response_mode', RESPONSE_MODES)
  if (responseMode === 'query' && !isCode) throw invalidValue('response_mode', 'Tokens must not travel in the query.')
  if (redirect_uri === undefined && responseMode !== 'pi.flow') throw missing('redirect_uri')
  if (redirect_uri !== undefined && !application.redirectUris.includes(redirect_uri)) {
    throw invalidValue('redirect_uri', 'Redirect URI mismatch.')
  }
  return { responseMode, redirectUri: redirect_uri ?? defaultRedirectUri(application), state }
}

/** Checks what is asked for. Fails with INVALID_DATA whose target is the parameter. */
export function readGrantRequest(
  parameters: Parameters,
  application: Application,
  environment: Environment,
): GrantRequest {
  const { response_type, scope = 'openid', nonce } = parameters
  if (response_type === undefined) throw missing('response_type')
  const responseTypes = readResponseTypes(response_type)
  if (responseTypes === undefined) throw unsupported('response_type', RESPONSE_TYPES)
  if (!usesResponseTypes(application, responseTypes)) {
    throw invalidValue('response_type', 'The application is not registered for this response type and its grant.')
  }
  const scopes = scopeNames(scope)
  const allowedValues = userScopes(application)
  const problem = scopeProblem(scopes, allowedValues, environment)
  if (problem !== undefined) throw invalidValue('scope', problem, { allowedValues })
  return { responseTypes, scope: scopes.join(' '), nonce, codeChallenge: readChallenge(parameters, application) }
}

/** Reads `prompt` and `max_age`. Fails with INVALID_DATA whose target is the parameter. */
export function readSignOnDemand({ prompt = '', max_age }: Parameters): SignOnDemand {
  const names = scopeNames(prompt)
  if (names.some((name) => !PROMPTS.some((known) => known === name))) throw unsupported('prompt', PROMPTS)
  const isSilent = names.includes('none')
  if (isSilent && names.length > 1) throw invalidValue('prompt', 'none must stand alone')
  if (max_age !== undefined && !/^\d{1,9}$/.test(max_age)) {
    throw invalidValue('max_age', 'must be a number of seconds')
  }
  return {
    isSilent,
    isFresh: names.includes('login'),
    maxAgeSeconds: max_age === undefined ? Number.POSITIVE_INFINITY : Number(max_age),
  }
}

/** PKCE, always handed on as S256: for `plain` the hash of the challenge is the hash of the verifier. Source: RFC 7636. */
function readChallenge(parameters: Parameters, { pkceEnforcement }: Application): string | undefined {
  const { code_challenge, code_challenge_method = 'plain' } = parameters
  if (code_challenge === undefined) {
    if (pkceEnforcement === 'OPTIONAL') return undefined
    throw missing('code_challenge')
  }
  const methods = pkceEnforcement === 'S256_REQUIRED' ? ['S256'] : ['plain', 'S256']
  if (!methods.includes(code_challenge_method)) throw unsupported('code_challenge_method', methods)
  if (code_challenge_method === 'S256') {
    if (/^[\w-]{43}$/.test(code_challenge)) return code_challenge
    throw invalidValue('code_challenge', 'must be a SHA-256 hash in base64url')
  }
  if (!/^[\w.~-]{43,128}$/.test(code_challenge)) {
    throw invalidValue('code_challenge', 'must have 43 to 128 letters, digits or -._~')
  }
  return createHash('sha256').update(code_challenge).digest('base64url')
}

function missing(target: string): PingError {
  return invalidValue(target, 'The parameter is required.')
}

function unsupported(target: string, allowedValues: readonly string[]): PingError {
  return invalidValue(target, `must be one of: ${allowedValues.join(', ')}`, { allowedValues })
}
