import { ERRORS, type ErrorCode } from '../errors.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import { nameRequest, parseAddress } from './address.ts'
import { BodyReadError } from './body.ts'
import { BodyTooLarge } from './body-limit.ts'
import { ProxyError } from './proxy.ts'
import { TlsSetupError } from './tls.ts'
import { tlsReason } from './tls-failure.ts'

interface Row {
  readonly code: ErrorCode
  readonly reason: string
  readonly hint?: string
}

/** What Node's error codes mean. Source: https://nodejs.org/api/errors.html, https://man7.org/linux/man-pages/man3/errno.3.html. */
const BY_CODE: Readonly<Record<string, Row>> = Object.freeze({
  ECONNREFUSED: { code: 'CONNECTION_REFUSED', reason: 'connection refused' },
  ECONNRESET: { code: 'CONNECTION_RESET', reason: 'the server closed the connection' },
  ECONNABORTED: { code: 'CONNECTION_RESET', reason: 'the connection was aborted' },
  EPIPE: { code: 'CONNECTION_RESET', reason: 'the server closed the connection while the request was sent' },
  ENOTFOUND: { code: 'HOST_UNKNOWN', reason: 'no such host' },
  EAI_AGAIN: { code: 'HOST_UNKNOWN', reason: 'DNS does not answer', hint: 'Check the network and its DNS server' },
  ETIMEDOUT: {
    code: 'REQUEST_TIMEOUT',
    reason: 'the host does not answer',
    hint: 'Check the network and its firewalls',
  },
  EHOSTUNREACH: { code: 'NETWORK_FAILED', reason: 'no route to the host' },
  ENETUNREACH: { code: 'NETWORK_FAILED', reason: 'no route to the network' },
  EADDRNOTAVAIL: { code: 'NETWORK_FAILED', reason: 'the address cannot be used from here' },
  ERR_INVALID_CHAR: { code: 'HEADER_INVALID', reason: 'a header has characters that HTTP does not allow' },
  ERR_INVALID_HTTP_TOKEN: { code: 'HEADER_INVALID', reason: 'a header name or the method is not an HTTP token' },
  ERR_UNESCAPED_CHARACTERS: { code: 'URL_INVALID', reason: 'the path has characters that must be encoded' },
  ERR_SOCKET_BAD_PORT: { code: 'URL_INVALID', reason: 'the port is not between 0 and 65535' },
  HPE_HEADER_OVERFLOW: { code: 'RESPONSE_INVALID', reason: 'the headers of the response are larger than 256 KiB' },
})

/** Families of codes, for what the table does not list. */
const BY_PREFIX: readonly (readonly [prefix: RegExp, row: Row])[] = Object.freeze([
  [/^HPE_/, { code: 'RESPONSE_INVALID', reason: 'the response is not valid HTTP' }],
  [
    /^(?:Z_|ERR_BROTLI|ERR__ERROR|ERR_PADDING)/,
    { code: 'RESPONSE_INVALID', reason: 'the body does not match its Content-Encoding' },
  ],
  [/^EAI_/, { code: 'HOST_UNKNOWN', reason: 'the host name does not resolve' }],
  [/^ERR_HTTP2_(?:HEADER|INVALID_)/, { code: 'HEADER_INVALID', reason: 'a header that HTTP/2 does not allow' }],
  [/^ERR_HTTP2_/, { code: 'CONNECTION_RESET', reason: 'the server ended the HTTP/2 stream' }],
] as const)

/** Says what a network error means for the user. `error` in the result keeps the words of Node. */
export function toFailure(error: Error, request: WireRequest): Failure {
  if (error instanceof BodyReadError) return { code: 'FILE_UNREADABLE', message: error.message }
  const cause = innermost(error)
  const { code, reason, hint } = faultOf(error)
  const shown = unresolvedHint(request, code) ?? hint
  return {
    code,
    message: `Cannot send ${nameRequest(request)}: ${reason}`,
    ...(shown === undefined ? {} : { hint: shown }),
    error: { name: cause.name, message: cause.message, ...systemError(cause) },
  }
}

/** What a network error means, whatever request it happened to. */
export function faultOf(error: Error): Row {
  const { code, reason, hint = ERRORS[code].hint } = rowOf(error, innermost(error))
  return { code, reason, ...(hint !== undefined && { hint }) }
}

function rowOf(error: Error, cause: Error): Row {
  if (error instanceof BodyTooLarge) return { code: 'RESPONSE_TOO_LARGE', reason: error.message }
  if (error instanceof ProxyError) return { code: 'PROXY_FAILED', reason: error.reason, hint: error.hint }
  const tls = tlsReason(error, cause)
  if (tls !== undefined) return { code: 'TLS_FAILED', ...tls }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const row = BY_CODE[code] ?? BY_PREFIX.find(([prefix]) => prefix.test(code))?.[1]
  return row ?? { code: 'NETWORK_FAILED', reason: cause.message }
}

/** What the operating system says, for those who read codes. */
function systemError(
  error: object,
): Pick<NonNullable<Failure['error']>, 'code' | 'errno' | 'syscall' | 'hostname' | 'address' | 'port'> {
  return {
    ...('errno' in error && typeof error.errno === 'number' && { errno: error.errno }),
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('syscall' in error && typeof error.syscall === 'string' && { syscall: error.syscall }),
    ...('hostname' in error && typeof error.hostname === 'string' && { hostname: error.hostname }),
    ...('address' in error && typeof error.address === 'string' && { address: error.address }),
    ...('port' in error && typeof error.port === 'number' && { port: error.port }),
  }
}

/** The Failure of an exchange that ran out of time. */
export function timeoutFailure(request: WireRequest, timeoutMs: number): Failure {
  return {
    code: 'REQUEST_TIMEOUT',
    message: `Cannot send ${nameRequest(request)}: no complete response within ${timeoutMs} ms`,
    hint: 'Raise --timeout-request',
    error: { name: 'Error', message: 'ESOCKETTIMEDOUT', code: 'ESOCKETTIMEDOUT' },
  }
}

/** The Failure of an exchange that was stopped with its run. */
export function abortFailure(request: WireRequest): Failure {
  return { code: 'REQUEST_ABORTED', message: `Cannot send ${nameRequest(request)}: the run was stopped` }
}

/**
 * The error to report. When all addresses of a host fail, Node wraps one error for each; the last is the one newman 6.2.2
 * reports. Our own wrappers hold newman's error as their cause.
 */
function innermost(error: Error): Error {
  const inner: unknown = error instanceof AggregateError ? error.errors.at(-1) : undefined
  if (inner instanceof Error) return inner
  const isOurs = error instanceof ProxyError || error instanceof TlsSetupError
  return isOurs && error.cause instanceof Error ? error.cause : error
}

/** A host that still holds a placeholder has one cause only. */
function unresolvedHint(request: WireRequest, code: ErrorCode): string | undefined {
  const [placeholder] = /\{\{[^{}]*\}\}/.exec(parseAddress(request.url)?.host ?? '') ?? []
  if (code !== 'HOST_UNKNOWN' || placeholder === undefined) return undefined
  return `${placeholder} has no value: add it to the environment`
}
