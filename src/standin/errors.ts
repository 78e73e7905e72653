import type { Behaviours } from './behaviours/table.ts'

const VALIDATION = 'The request could not be completed. One or more validation errors were in the request.'
const MALFORMED = 'The request could not be completed. The request was malformed or invalid.'
const NO_ACCESS = 'The request could not be completed. You do not have access to this resource.'
const NOT_FOUND = 'The request could not be completed. The requested resource was not found.'

/** A top-level error code of PingOne. */
export type PingErrorCode =
  | 'INVALID_DATA'
  | 'INVALID_REQUEST'
  | 'INVALID_TOKEN'
  | 'ACCESS_FAILED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'REQUEST_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'HEADERS_TOO_LARGE'
  | 'REQUEST_LIMITED'
  | 'UNEXPECTED_ERROR'

/**
 * Status and message of each code.
 * Source: INVALID_DATA, INVALID_REQUEST documented; ACCESS_FAILED, INVALID_TOKEN and NOT_FOUND as public clients of PingOne
 * print them; the rest follows the same pattern. https://developer.pingidentity.com/pingone-api/platform/reference/error-codes.html
 */
const TABLE: Readonly<Record<PingErrorCode, { readonly status: number; readonly message: string }>> = Object.freeze({
  INVALID_DATA: { status: 400, message: VALIDATION },
  INVALID_REQUEST: { status: 400, message: MALFORMED },
  INVALID_TOKEN: { status: 401, message: NO_ACCESS },
  ACCESS_FAILED: { status: 403, message: NO_ACCESS },
  NOT_FOUND: { status: 404, message: NOT_FOUND },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: 'The request could not be completed. The method is not supported by this resource.',
  },
  REQUEST_TOO_LARGE: { status: 413, message: 'The request could not be completed. The request body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: 'The request could not be completed. The content type is not supported by this resource.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    message: 'The request could not be completed. The request headers are too large.',
  },
  REQUEST_LIMITED: {
    status: 429,
    message: 'The request could not be completed. There were too many requests.',
  },
  UNEXPECTED_ERROR: { status: 500, message: 'The request could not be completed. An unexpected error occurred.' },
})

/** One reason of an error: what is wrong (`code`) and where (`target`: a parameter, or a path into the body). */
export interface Detail {
  readonly code: string
  readonly target?: string
  readonly message: string
  readonly innerError?: Readonly<Record<string, unknown>>
}

/** An error that the stand-in answers in PingOne's error model. Thrown by endpoints, turned into a reply by app.ts alone. */
export class PingError extends Error {
  override readonly name: string = 'PingError'
  readonly code: PingErrorCode
  readonly details: readonly Detail[]

  constructor(code: PingErrorCode, ...details: readonly Detail[]) {
    super(TABLE[code].message)
    this.code = code
    this.details = details
  }

  get status(): number {
    return TABLE[this.code].status
  }

  /** The body, under the id that the response's Correlation-Id carries too. `unauthorized`: what INVALID_TOKEN is called. */
  toBody(id: string, names: { readonly unauthorized?: string } = {}): object {
    const details = this.details.length === 0 ? {} : { details: this.details }
    const code = this.code === 'INVALID_TOKEN' ? (names.unauthorized ?? this.code) : this.code
    return { id, code, message: this.message, ...details }
  }
}

/** A value that cannot be accepted, as a detail of INVALID_DATA. */
export function invalidValue(target: string, message: string, innerError?: Detail['innerError']): PingError {
  return new PingError('INVALID_DATA', {
    code: 'INVALID_VALUE',
    target,
    message,
    ...(innerError === undefined ? {} : { innerError }),
  })
}

/** A value that another resource already has. */
export function duplicate(target: string, message: string): PingError {
  return new PingError('INVALID_DATA', { code: 'UNIQUENESS_VIOLATION', target, message })
}

/** Error codes of OAuth and OpenID Connect that we answer ourselves. Source: RFC 6749, section 5.2; RFC 9126, section 2.3; RFC 8628, section 3.2. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_response_type'
  | 'login_required'

/** An error of an endpoint whose clients expect OAuth's error body. Thrown by endpoints, turned into a reply by app.ts alone. */
export class OAuthError extends Error {
  override readonly name: string = 'OAuthError'
  readonly code: OAuthErrorCode

  constructor(code: OAuthErrorCode, description: string) {
    super(description)
    this.code = code
  }

  get status(): number {
    return this.code === 'invalid_client' ? 401 : 400
  }

  /** The body, under the id that the response's Correlation-Id carries too. */
  toBody(id: string, style: Behaviours['oauth-errors']): object {
    return oauthErrorBody({ error: this.code, error_description: this.message }, id, style)
  }
}

/** What OAuth has an error say. */
interface OAuthErrorBody {
  readonly error: string
  readonly error_description?: string | undefined
}

/** Errors that clients act upon by their name. Source: RFC 8628, section 3.5; RFC 9449, section 8. */
const SIGNALS: ReadonlySet<string> = new Set(['authorization_pending', 'slow_down', 'use_dpop_nonce'])

/** An error of an OAuth endpoint in the style that was asked for. */
export function oauthErrorBody(body: OAuthErrorBody, id: string, style: Behaviours['oauth-errors']): object {
  const { error, error_description = '' } = body
  if (style === 'oauth' || SIGNALS.has(error)) return body
  if (style === 'correlated') return { error, error_description: `${error_description} (Correlation ID: ${id})` }
  const code = error === 'invalid_client' ? 'INVALID_TOKEN' : 'INVALID_REQUEST'
  return new PingError(code, { code: error.toUpperCase(), message: error_description }).toBody(id)
}
