import type { AuthorizeResult, Clock, Random, SendOwn } from '../engine/ports.ts'
import type { AuthSpec, Body, Header } from '../model/collection.ts'
import type { WireBody, WireRequest } from '../model/exchange.ts'
import type { FetchToken } from './token.ts'

/** Puts the credentials of one auth type on a request. */
export type Signer = (
  request: WireRequest,
  parameters: AuthSpec['parameters'],
  tools: SignerTools,
) => AuthorizeResult | Promise<AuthorizeResult>

/** What signers need of the world. */
export interface AuthTools {
  readonly clock: Clock
  readonly random: Random
  /** The bytes of a body, files read. Rejects when a file cannot be read. */
  readonly readBody: (body: WireBody) => Promise<Uint8Array>
  /** False: as newman, which fetches no tokens. Default: true. */
  readonly fetchTokens?: boolean
}

/** What a signer is given besides the request. */
export interface SignerTools extends AuthTools {
  /** The body as the collection has it, resolved. */
  readonly body?: Body
  /** What newman 6.2.2 hashes in place of the body of the request, if there is such a thing (see AuthorizeOptions). */
  readonly pruned?: WireBody
  /** Id of the folder or collection that hands the auth down; absent: it is the request's own. */
  readonly sharedBy?: string
  /** For requests of its own. Absent: it sends none. */
  readonly send?: SendOwn
  /** Fetches tokens and keeps them for the run. */
  readonly fetchToken: FetchToken
}

/** The request goes out as it is: there is nothing to sign with, or nothing to sign. `warning` is printed. */
export function unsigned(request: WireRequest, warning?: string): AuthorizeResult {
  return { kind: 'authorized', request, ...(warning !== undefined && { warning }) }
}

/** Why a request cannot be signed. */
export interface Refusal {
  /** The auth type. */
  readonly type: string
  /** Goes on after "Cannot sign … with <type>:"; holds no secret. */
  readonly reason: string
  readonly hint: string
  /** What newman 6.2.2 prints after "could not sign the request:". */
  readonly newman: string
}

/** Parameters that cannot sign: AUTH_INVALID, and nothing is sent. */
export function refuse(request: WireRequest, { type, reason, hint, newman }: Refusal): AuthorizeResult {
  const message = `Cannot sign "${nameRequest(request)}" with ${type}: ${reason}`
  return {
    kind: 'failed',
    failure: { code: 'AUTH_INVALID', message, hint },
    unsigned: { request, warning: newmanWarning(type, newman) },
  }
}

/** The warning of newman 6.2.2 for a request that it could not sign and sends all the same. */
export function newmanWarning(type: string, reason: string): string {
  return `runtime~${type}.auth: could not sign the request: ${reason}`
}

/** Method and URL without query and user: they may hold secrets. */
export function nameRequest({ method, url }: Pick<WireRequest, 'method' | 'url'>): string {
  return `${method} ${nameUrl(url)}`
}

/** A URL without query, fragment and user: they may hold secrets. */
export function nameUrl(url: string): string {
  const [place = ''] = url.split(/[?#]/)
  return place.replace(/\/\/[^/]*@/, '//')
}

/**
 * Sets a header at the place for credentials, in place of all headers of the same name in any case.
 * Source: position and replacement observed with newman 6.2.2 on a raw socket.
 */
export function withHeader(request: WireRequest, key: string, value: string): AuthorizeResult & { kind: 'authorized' } {
  const cleared = withoutHeaders(request, [key])
  const at = credentialsAt(cleared)
  const headers = [...cleared.headers.slice(0, at), { key, value, system: true }, ...cleared.headers.slice(at)]
  return { kind: 'authorized', request: { ...cleared, headers, credentialsAt: at + 1 } }
}

/** Removes headers by name in any case; the place for credentials stays where it was among the others. */
export function withoutHeaders(request: WireRequest, names: readonly string[]): WireRequest {
  const gone = names.map((name) => name.toLowerCase())
  const isKept = (header: Header): boolean => !gone.includes(header.key.toLowerCase())
  const at = credentialsAt(request)
  const before = request.headers.slice(0, at).filter(isKept)
  const after = request.headers.slice(at).filter(isKept)
  return { ...request, headers: [...before, ...after], credentialsAt: before.length }
}

/** The headers that stood before the runner came to add its own: what newman 6.2.2 signs. */
export function signedHeaders(request: WireRequest): readonly Header[] {
  return request.headers.slice(0, credentialsAt(request))
}

function credentialsAt({ headers, credentialsAt }: WireRequest): number {
  if (credentialsAt !== undefined) return credentialsAt
  const firstOfRunner = headers.findIndex((header) => header.system === true)
  return firstOfRunner === -1 ? headers.length : firstOfRunner
}

/** The text of a parameter: null is empty, what is no text is written as JSON, like the value of a variable. */
export function text(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
