import type { ErrorCode } from '../errors.ts'
import type { Failure } from '../model/failure.ts'
import type { Thrown } from './newman.ts'

/** Codes of Node's errors, and those of newman's HTTP client. */
const BY_CODE: Readonly<Record<string, ErrorCode>> = Object.freeze({
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
  ENOTFOUND: 'HOST_UNKNOWN',
  EAI_AGAIN: 'HOST_UNKNOWN',
  ETIMEDOUT: 'REQUEST_TIMEOUT',
  ESOCKETTIMEDOUT: 'REQUEST_TIMEOUT',
  ERR_INVALID_CHAR: 'HEADER_INVALID',
  ERR_INVALID_HTTP_TOKEN: 'METHOD_INVALID',
  ERR_UNESCAPED_CHARACTERS: 'URL_INVALID',
  ERR_SOCKET_BAD_PORT: 'URL_INVALID',
})

const BY_MESSAGE: readonly (readonly [RegExp, ErrorCode])[] = Object.freeze([
  [/request url is empty|Invalid URI|Invalid protocol/, 'URL_INVALID'],
  [/maxRedirects/, 'REDIRECT_LOOP'],
  [/certificate|SSL|TLS/i, 'TLS_FAILED'],
  [/tunneling socket/, 'PROXY_FAILED'],
  [/Parse Error|header check/, 'RESPONSE_INVALID'],
] as const)

/** The error of a request, in newman's words. */
export function requestFailure(error: unknown): Failure {
  const thrown = thrownOf(error)
  const code = BY_CODE[thrown.code ?? ''] ?? BY_MESSAGE.find(([words]) => words.test(thrown.message))?.[1]
  return { code: code ?? 'NETWORK_FAILED', message: thrown.message, error: thrown }
}

/** The error of a script, in newman's words. */
export function scriptFailure(error: unknown): Failure {
  const thrown = thrownOf(error)
  const isTimeout = /script execution timeout/.test(thrown.message)
  return {
    code: isTimeout ? 'SCRIPT_TIMEOUT' : 'SCRIPT_ERROR',
    message: `${thrown.name}: ${thrown.message}`,
    error: thrown,
  }
}

/** What a failed assertion says: `told` is newman's own error for it, `error` that of the script, which knows the values. */
export function assertionFailure(told: unknown, error: unknown): Failure {
  const { name, message } = thrownOf(told)
  const { expected, actual } = (error ?? {}) as { readonly expected?: unknown; readonly actual?: unknown }
  return {
    code: 'ASSERTION_FAILED',
    message,
    error: { name, message, ...(expected !== undefined && { expected }), ...(actual !== undefined && { actual }) },
  }
}

/** Whatever was thrown, as plain values. */
export function thrownOf(error: unknown): Thrown {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: String(error) }
  const { name, message, stack, code, errno, syscall } = error as Readonly<Record<string, unknown>>
  return {
    name: typeof name === 'string' && name !== '' ? name : 'Error',
    message: typeof message === 'string' ? message : '',
    ...(typeof stack === 'string' && { stack }),
    ...(typeof code === 'string' && { code }),
    ...(typeof errno === 'number' && { errno }),
    ...(typeof syscall === 'string' && { syscall }),
  }
}
