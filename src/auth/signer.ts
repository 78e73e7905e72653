import type { AuthorizeResult, Clock, Random, Send } from '../engine/ports.ts'
import type { AuthSpec, Header } from '../model/collection.ts'
import type { WireBody, WireRequest } from '../model/exchange.ts'

/** Puts the credentials of one auth type on a request. */
export type Signer = (
  request: WireRequest,
  parameters: AuthSpec['parameters'],
  tools: AuthTools,
) => AuthorizeResult | Promise<AuthorizeResult>

/** What signers need of the world. */
export interface AuthTools {
  readonly clock: Clock
  readonly random: Random
  /** For grants: fetches a token. */
  readonly send: Send
  /** The bytes of a body, files read. Rejects when a file cannot be read. */
  readonly readBody: (body: WireBody) => Promise<Uint8Array>
}

/** The request goes out as it is: there is nothing to sign with, or nothing to sign. */
export function unsigned(request: WireRequest): AuthorizeResult {
  return { kind: 'authorized', request }
}

/**
 * Sets a header at the place for credentials, in place of all headers of the same name in any case.
 * Source: position and replacement observed with newman 6.2.2 on a raw socket.
 */
export function withHeader(request: WireRequest, key: string, value: string): AuthorizeResult {
  const at = credentialsAt(request)
  const isOther = (header: Header): boolean => header.key.toLowerCase() !== key.toLowerCase()
  const before = request.headers.slice(0, at).filter(isOther)
  const after = request.headers.slice(at).filter(isOther)
  const headers = [...before, { key, value, system: true }, ...after]
  return { kind: 'authorized', request: { ...request, headers, credentialsAt: before.length + 1 } }
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
