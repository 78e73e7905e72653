import { inEnvironment } from '../access.ts'
import { HMAC, RSA } from '../application-jwt.ts'
import { type Endpoint, json } from '../endpoint.ts'
import { RESPONSE_MODES } from '../flows/authorization-request.ts'
import { issuerOf, signingKeyOf } from '../token.ts'
import { GRANTS } from './adapter.ts'
import { AUTH_METHODS } from './client-authentication.ts'
import { RESPONSE_TYPES } from './response-types.ts'
import { CLAIMS, OFFLINE_ACCESS, SCOPES } from './scopes.ts'

/** Claims of every ID token, whatever the scopes. */
const ID_TOKEN_CLAIMS = ['iss', 'aud', 'iat', 'exp', 'nonce', 'sid', 'env', 'org', 'p1.region']

/** GET `/{envID}/as/jwks`: the public keys, the retired ones included. */
export const jwks: Endpoint = inEnvironment(async ({ environment }) => {
  await signingKeyOf(environment)
  return json({ keys: environment.keys.rows().map(({ publicJwk }) => publicJwk) })
})

/** GET `/{envID}/as/.well-known/openid-configuration`. Source: OpenID Connect Discovery, section 3; RFC 8414, section 2. */
export const discovery: Endpoint = inEnvironment(({ world, environment, origin }) => {
  const as = issuerOf(origin, environment.id)
  const signing = [...HMAC, ...RSA]
  return json({
    issuer: issuerOf(world.origin, environment.id),
    authorization_endpoint: `${as}/authorize`,
    pushed_authorization_request_endpoint: `${as}/par`,
    token_endpoint: `${as}/token`,
    userinfo_endpoint: `${as}/userinfo`,
    jwks_uri: `${as}/jwks`,
    end_session_endpoint: `${as}/signoff`,
    introspection_endpoint: `${as}/introspect`,
    revocation_endpoint: `${as}/revoke`,
    device_authorization_endpoint: `${as}/device_authorization`,
    scopes_supported: [...SCOPES, OFFLINE_ACCESS],
    response_types_supported: RESPONSE_TYPES,
    response_modes_supported: RESPONSE_MODES,
    grant_types_supported: [...GRANTS.values(), 'implicit'],
    subject_types_supported: ['public'],
    claim_types_supported: ['normal'],
    claims_supported: [...Object.values(CLAIMS).flat(), ...ID_TOKEN_CLAIMS],
    claims_parameter_supported: false,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: AUTH_METHODS,
    token_endpoint_auth_signing_alg_values_supported: signing,
    introspection_endpoint_auth_methods_supported: AUTH_METHODS,
    revocation_endpoint_auth_methods_supported: AUTH_METHODS,
    code_challenge_methods_supported: ['plain', 'S256'],
    request_parameter_supported: true,
    request_uri_parameter_supported: false,
    require_pushed_authorization_requests: false,
    request_object_signing_alg_values_supported: signing,
    dpop_signing_alg_values_supported: ['ES256', 'Ed25519', 'EdDSA'],
    authorization_response_iss_parameter_supported: false,
  })
})
