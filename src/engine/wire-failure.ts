import type { NodeUrl } from 'postman-url-encoder'
import type { Header } from '../model/collection.ts'
import type { Failure } from '../model/failure.ts'

/** Source: RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/** Why a URL cannot be requested; undefined when it can. Messages never hold the query or the user, which may be secret. */
export function urlFailure(method: string, written: string, url: NodeUrl): Failure | undefined {
  const failure = (
    reason: string,
    message: string,
    error: { readonly name?: string; readonly code?: string } = {},
  ): Failure => ({
    code: 'URL_INVALID',
    message: `Cannot send ${nameOf(method, url)}: ${reason}`,
    hint: 'Check the URL of the request and the variables in it',
    error: { name: 'Error', message, ...error },
  })
  if (written.trim() === '') {
    return failure('the URL is empty', 'runtime:extensions~request: request url is empty')
  }
  if (url.hostname === '') {
    return failure('the URL has no host', `Invalid URI "${url.protocol}//${url.path}"`)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return failure('only http and https can be sent', `Invalid protocol: ${url.protocol}`)
  }
  if (url.port !== null && !(/^\d*$/.test(url.port) && Number(url.port) <= 65_535)) {
    return failure(
      `"${url.port}" is not a port`,
      `Port should be >= 0 and < 65536. Received type string ('${url.port}').`,
      { name: 'RangeError', code: 'ERR_SOCKET_BAD_PORT' },
    )
  }
  if (/[^\x21-\xff]/.test(url.path)) {
    return failure('the path has characters that must be encoded', 'Request path contains unescaped characters', {
      name: 'TypeError',
      code: 'ERR_UNESCAPED_CHARACTERS',
    })
  }
  return undefined
}

/** Why a method cannot be sent; undefined when it can. */
export function methodFailure(method: string, url: NodeUrl): Failure | undefined {
  if (TOKEN.test(method)) return undefined
  return {
    code: 'METHOD_INVALID',
    message: `Cannot send ${nameOf(method, url)}: "${method}" is not an HTTP method`,
    hint: 'Placeholders are not resolved in the method',
    error: {
      name: 'TypeError',
      message: `Method must be a valid HTTP token ["${method}"]`,
      code: 'ERR_INVALID_HTTP_TOKEN',
    },
  }
}

/** Why a header cannot be sent, naming it without its value; undefined when all can. Source: RFC 9110 section 5.5. */
export function headerFailure(method: string, url: NodeUrl, headers: readonly Header[]): Failure | undefined {
  const badName = headers.find(({ key }) => !TOKEN.test(key))
  if (badName !== undefined) {
    return {
      code: 'HEADER_INVALID',
      message: `Cannot send ${nameOf(method, url)}: "${badName.key}" is not a header name`,
      error: {
        name: 'TypeError',
        message: `Header name must be a valid HTTP token ["${badName.key}"]`,
        code: 'ERR_INVALID_HTTP_TOKEN',
      },
    }
  }
  const badValue = headers.find(({ value }) => /[^\t\x20-\x7e\x80-\xff]/.test(value))
  if (badValue === undefined) return undefined
  return {
    code: 'HEADER_INVALID',
    message: `Cannot send ${nameOf(method, url)}: header "${badValue.key}" has characters that HTTP does not allow`,
    hint: 'Remove line breaks and control characters, and encode what is not Latin-1',
    error: {
      name: 'TypeError',
      message: `Invalid character in header content ["${badValue.key}"]`,
      code: 'ERR_INVALID_CHAR',
    },
  }
}

function nameOf(method: string, { protocol, host, pathname }: NodeUrl): string {
  return `${method} "${protocol}//${host}${pathname}"`
}
