import { createHash } from 'node:crypto'

/** An algorithm of digest auth. */
export type DigestAlgorithm = 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess' | 'SHA-512-256' | 'SHA-512-256-sess'

/** All algorithms, as they are written in the header. Source: RFC 7616, section 6.1. */
export const DIGEST_ALGORITHMS: readonly DigestAlgorithm[] = Object.freeze([
  'MD5',
  'MD5-sess',
  'SHA-256',
  'SHA-256-sess',
  'SHA-512-256',
  'SHA-512-256-sess',
])

/** What a digest is made from. */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm
  readonly username: string
  readonly password: string
  readonly realm: string
  readonly nonce: string
  /** `auth` and `auth-int` take part; any other value is as none. */
  readonly qop: string
  /** Absent: not sent. */
  readonly nonceCount: string
  readonly clientNonce: string
  /** Empty: not sent. */
  readonly opaque: string
  readonly method: string
  /** Path and query. */
  readonly uri: string
  /** For `auth-int`. Absent: it has no hash, and newman 6.2.2 writes "undefined" for it. */
  readonly body: Uint8Array | undefined
}

/** Finds an algorithm in any case; undefined when there is none of this name. */
export function findAlgorithm(name: string): DigestAlgorithm | undefined {
  return DIGEST_ALGORITHMS.find((algorithm) => algorithm.toLowerCase() === name.toLowerCase())
}

/**
 * The value of the Authorization header, its parameters in newman's order and quoting.
 * Source: RFC 7616, section 3.4; without qop RFC 2069; bytes observed with newman 6.2.2.
 */
export function digestHeader(input: DigestInput): string {
  const { username, realm, nonce, uri, algorithm, qop, nonceCount, clientNonce, opaque } = input
  const isProtected = qop === 'auth' || qop === 'auth-int'
  const parts = [
    `username="${username}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `algorithm="${algorithm}"`,
    ...(isProtected ? [`qop=${qop}`] : []),
    ...((isProtected || isSession(algorithm)) && nonceCount !== '' ? [`nc=${nonceCount}`] : []),
    ...(isProtected || isSession(algorithm) ? [`cnonce="${clientNonce}"`] : []),
    `response="${responseOf(input)}"`,
    ...(opaque === '' ? [] : [`opaque="${opaque}"`]),
  ]
  return `Digest ${parts.join(', ')}`
}

function responseOf(input: DigestInput): string {
  const { username, realm, password, nonce, nonceCount, clientNonce, algorithm, qop, method, uri, body } = input
  const hash = (content: string | Uint8Array): string => createHash(hashName(algorithm)).update(content).digest('hex')
  const user = hash(`${username}:${realm}:${password}`)
  const secret = isSession(algorithm) ? hash(`${user}:${nonce}:${clientNonce}`) : user
  const target = hash(
    qop === 'auth-int' ? `${method}:${uri}:${body === undefined ? 'undefined' : hash(body)}` : `${method}:${uri}`,
  )
  const isProtected = qop === 'auth' || qop === 'auth-int'
  return hash([secret, nonce, ...(isProtected ? [nonceCount, clientNonce, qop] : []), target].join(':'))
}

/** The name of node:crypto. */
function hashName(algorithm: DigestAlgorithm): string {
  if (algorithm.startsWith('SHA-512-256')) return 'sha512-256'
  return algorithm.startsWith('SHA-256') ? 'sha256' : 'md5'
}

function isSession(algorithm: DigestAlgorithm): boolean {
  return algorithm.endsWith('-sess')
}
