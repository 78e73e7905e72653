import { invalidValue, type PingError } from '../errors.ts'
import { SCOPES } from '../oidc.ts'
import { defaultRedirectUri } from '../oidc-adapter.ts'
import type { Application } from '../records.ts'
import type { AuthorizationRequest } from './state.ts'

/** Parameters of an authorization request by name. */
export type Parameters = Readonly<Record<string, string>>

/** Where the answer to an authorization request goes. */
export type Destination = Pick<AuthorizationRequest, 'responseMode' | 'redirectUri' | 'state'>

/** The rest of an authorization request. */
export type GrantRequest = Pick<AuthorizationRequest, 'scope' | 'nonce' | 'codeChallenge'>

const RESPONSE_MODES = ['pi.flow', 'query', 'fragment'] as const

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
  const { redirect_uri, response_mode = 'query', state } = parameters
  const responseMode = RESPONSE_MODES.find((mode) => mode === response_mode)
  if (responseMode === undefined) throw unsupported('response_mode', RESPONSE_MODES)
  if (redirect_uri === undefined && responseMode !== 'pi.flow') throw missing('redirect_uri')
  if (redirect_uri !== undefined && !application.redirectUris.includes(redirect_uri)) {
    throw invalidValue('redirect_uri', 'Redirect URI mismatch.')
  }
  return { responseMode, redirectUri: redirect_uri ?? defaultRedirectUri(application), state }
}

/** Checks what is asked for. Fails with INVALID_DATA whose target is the parameter. */
export function readGrantRequest(parameters: Parameters, application: Application): GrantRequest {
  const { response_type, scope = 'openid', nonce } = parameters
  if (response_type === undefined) throw missing('response_type')
  if (response_type !== 'code') throw unsupported('response_type', ['code'])
  if (!application.responseTypes.includes('CODE') || !application.grantTypes.includes('AUTHORIZATION_CODE')) {
    throw invalidValue('response_type', 'The application does not use the authorization code grant.')
  }
  const scopes = [...new Set(scope.split(' ').filter((name) => name !== ''))]
  const unknown = scopes.filter((name) => !SCOPES.includes(name))
  if (unknown.length > 0) {
    throw invalidValue('scope', `The application may not request: ${unknown.join(' ')}`, { allowedValues: SCOPES })
  }
  return { scope: scopes.join(' '), nonce, codeChallenge: readChallenge(parameters, application) }
}

/** PKCE with S256 only. Source: RFC 7636. */
function readChallenge(parameters: Parameters, { pkceEnforcement }: Application): string | undefined {
  const { code_challenge, code_challenge_method = 'plain' } = parameters
  if (code_challenge === undefined) {
    if (pkceEnforcement === 'OPTIONAL') return undefined
    throw missing('code_challenge')
  }
  if (code_challenge_method !== 'S256') throw unsupported('code_challenge_method', ['S256'])
  if (!/^[\w-]{43}$/.test(code_challenge)) throw invalidValue('code_challenge', 'must be a SHA-256 hash in base64url')
  return code_challenge
}

function missing(target: string): PingError {
  return invalidValue(target, 'The parameter is required.')
}

function unsupported(target: string, allowedValues: readonly string[]): PingError {
  return invalidValue(target, `must be one of: ${allowedValues.join(', ')}`, { allowedValues })
}
