import type { SendResult } from '../engine/ports.ts'
import type { WireRequest, WireResponse } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import { percentEncode } from './percent.ts'
import { type AuthTools, nameUrl } from './signer.ts'
import type { Fetching, Grant, TokenResult } from './token.ts'

/**
 * Fetches a token. Fails with AUTH_INVALID, or REQUEST_ABORTED when the run is stopped meanwhile.
 * Source: RFC 6749 sections 4.4.2, 5 and 6.
 */
export async function requestToken(
  grant: Grant,
  { request, send }: Fetching,
  { clock }: Pick<AuthTools, 'clock'>,
): Promise<TokenResult> {
  // The lifetime counts from when the server made the token, which is after this.
  const startedAt = clock.now()
  const result = await send(toWire(grant, request))
  if (result.kind === 'failed') return { kind: 'failed', failure: unanswered(grant, result) }
  return readToken(grant, result.response, startedAt)
}

function toWire({ url, fields, headers, refreshToken }: Grant, request: WireRequest): WireRequest {
  const all = refreshToken === undefined ? fields : [...fields, ['refresh_token', refreshToken] as const]
  const body = all.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&')
  const bytes = new TextEncoder().encode(body)
  const agent = request.headers.filter(({ key }) => key.toLowerCase() === 'user-agent').slice(0, 1)
  return {
    method: 'POST',
    url,
    headers: [
      { key: 'Content-Type', value: 'application/x-www-form-urlencoded', system: true },
      { key: 'Accept', value: 'application/json', system: true },
      ...headers,
      ...agent,
      { key: 'Host', value: /^[^/]*\/\/(?:[^/?]*@)?([^/?]*)/.exec(url)?.[1] ?? '', system: true },
      { key: 'Connection', value: 'keep-alive', system: true },
      { key: 'Content-Length', value: String(bytes.byteLength), system: true },
    ],
    body: { kind: 'bytes', bytes },
    behavior: request.behavior,
  }
}

function readToken(grant: Grant, response: WireResponse, startedAt: number): TokenResult {
  const json = parse(response.body)
  const accessToken = json['access_token']
  if (response.status < 200 || response.status > 299 || typeof accessToken !== 'string' || accessToken === '') {
    return { kind: 'failed', failure: refused(grant, response.status, json['error']) }
  }
  const lifetimeS = Number(json['expires_in'] ?? Number.POSITIVE_INFINITY)
  const refreshToken = json['refresh_token']
  return {
    kind: 'token',
    accessToken,
    expiresAtMs: Number.isNaN(lifetimeS) ? Number.POSITIVE_INFINITY : startedAt + lifetimeS * 1000,
    ...(typeof refreshToken === 'string' && refreshToken !== '' && { refreshToken }),
  }
}

function parse(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function unanswered({ url }: Grant, { failure }: Extract<SendResult, { kind: 'failed' }>): Failure {
  if (failure.code === 'REQUEST_ABORTED') return failure
  const reason = failure.message.slice(failure.message.lastIndexOf('": ')).replace(/^": /, '')
  return {
    code: 'AUTH_INVALID',
    message: `Cannot fetch a token from "${nameUrl(url)}": ${reason}`,
    hint: failure.hint ?? 'Check accessTokenUrl',
  }
}

/** Of the answer only the code of the error goes into the message: its description may quote the credentials. */
function refused({ kind, url }: Grant, status: number, error: unknown): Failure {
  const code = typeof error === 'string' && /^[\w.:-]{1,60}$/.test(error) ? ` with ${error}` : ''
  const reason = status < 200 || status > 299 ? `it answered ${status}${code}` : 'its answer holds no access_token'
  return {
    code: 'AUTH_INVALID',
    message: `Cannot fetch a token from "${nameUrl(url)}": ${reason}`,
    hint:
      kind === 'client_credentials'
        ? 'Check clientId, clientSecret, scope and client_authentication (header or body), and that the client may use this grant'
        : 'Check refreshToken, which may be used or out of date, clientId, clientSecret and client_authentication (header or body)',
  }
}
