/** What stands where a secret was that is not told apart from others: in exports. */
export const MASK = '[masked]'

/** Shorter values are too likely to be part of something else: they are masked where they stand, not wherever they occur. */
export const MIN_LENGTH = 4
/** Longer ones are documents rather than secrets, and too expensive to look for: masked where they stand. Characters. */
export const MAX_LENGTH = 16_384
/** Numbers need more: years, ports and status codes are no secrets. */
export const MIN_DIGITS = 6

/** Words that people use as placeholder secrets and that occur everywhere. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  words(`
  true false null undefined none unknown default empty name value string number object test tests testing example
  sample demo item user users admin guest root localhost secret password token code basic bearer digest masked
  [masked] http https json text
`),
)

/**
 * Members of JSON objects, form fields and parameters whose values are secrets. `_` and `-` are optional, case does not matter.
 * Source: OAuth 2.0 (RFC 6749, 7521, 7523, 7636, 8628), OpenID Connect Core and CIBA, PingOne Platform API.
 */
export const SECRET_FIELDS: readonly string[] = Object.freeze(
  words(`
  access_token refresh_token id_token id_token_hint login_hint_token subject_token actor_token
  registration_access_token session_token worker_token device_code code_verifier otp one_time_passcode secret
  client_secret shared_secret client_assertion private_key signing_key api_key x_api_key password current_password
  new_password passphrase passcode pin recovery_code pairing_key authorization proxy_authorization cookie set_cookie
`),
)

/** Secret as parameters of a URL or a form, but too general elsewhere: `code` is also the code of an error. */
export const SECRET_PARAMETERS: readonly string[] = Object.freeze([
  ...SECRET_FIELDS,
  ...words('request code token assertion jwt x_amz_signature x_amz_security_token'),
])

/** Headers whose whole value is a secret; Authorization and the cookies are taken apart instead. */
export const SECRET_HEADERS: ReadonlySet<string> = new Set(
  words('x-api-key api-key apikey x-auth-token x-access-token x-amz-security-token dpop'),
)

/** Postman puts a new one on every request; it opens nothing. */
export const HARMLESS_HEADERS: ReadonlySet<string> = new Set(['postman-token'])

/** Words that make the name of a variable that of a secret. */
export const SECRET_WORDS: ReadonlySet<string> = new Set(
  words(`
  secret secrets password passwords passwd pwd passphrase passcode token tokens otp jwt apikey credential credentials
  assertion verifier cookie
`),
)
/** Two of them that do. */
export const SECRET_PAIRS: ReadonlySet<string> = new Set([
  'api key',
  'private key',
  'signing key',
  'secret key',
  'access key',
  'auth key',
  'auth code',
  'authorization code',
])

/** Last words that make it the name of something about a secret: `tokenEndpoint`, `passwordPolicyId`. */
export const HARMLESS_ENDINGS: ReadonlySet<string> = new Set(
  words(`
  endpoint url uri path host id ids type name method alg algorithm policy format lifetime expiry expires expiration
  ttl in at length count status enabled required to
`),
)

/** Members of an event that are ours: no text of a user, a script or a server, but names of kinds and the ids that hold events together. */
export const OURS: ReadonlySet<string> = new Set(
  words(`
  type run schema startedAt source reason kind outcome phase level scope mode id itemId eventId parent code
  httpVersion
`),
)

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/)
}
