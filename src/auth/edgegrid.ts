import { createHash, createHmac } from 'node:crypto'
import type { AuthorizeResult } from '../engine/ports.ts'
import type { AuthSpec } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import { type AuthTools, signedHeaders, text, unsigned, withHeader, withoutHeaders } from './signer.ts'

/** Bytes of a body that are signed, unless `maxBodySize` says otherwise. */
const MAX_BODY_BYTES = 131_072

/**
 * Akamai EdgeGrid, `EG1-HMAC-SHA256`. Only the body of a POST is signed. Without all three credentials nothing is added.
 * Source: https://techdocs.akamai.com/developer/docs/authenticate-with-edgegrid; bytes observed with newman 6.2.2.
 */
export async function signEdgeGrid(
  request: WireRequest,
  parameters: AuthSpec['parameters'],
  tools: AuthTools,
): Promise<AuthorizeResult> {
  const { accessToken, clientToken, clientSecret, baseURL, nonce, timestamp, maxBodySize, headersToSign } = parameters
  if ([accessToken, clientToken, clientSecret].some((value) => text(value) === '')) return unsigned(request)

  const cleared = withoutHeaders(request, ['Authorization'])
  const signedAt = text(timestamp) || timestampAt(tools.clock.epoch())
  const header =
    `EG1-HMAC-SHA256 client_token=${text(clientToken)};access_token=${text(accessToken)};` +
    `timestamp=${signedAt};nonce=${text(nonce) || tools.random.uuid()};`
  const bytes = request.method === 'POST' ? await tools.readBody(request.body) : new Uint8Array()
  const { scheme, host, target } = splitUrl(request.url)
  const signed = [
    request.method,
    scheme,
    hostOf(text(baseURL)) || host,
    target,
    canonicalHeaders(cleared, names(headersToSign)),
    bytes.length === 0 ? '' : hashStart(bytes, Number(text(maxBodySize)) || MAX_BODY_BYTES),
    header,
  ].join('\t')
  const signature = hmac(hmac(text(clientSecret), signedAt), signed)
  return withHeader(cleared, 'Authorization', `${header}signature=${signature}`)
}

/** Source: EdgeGrid, "timestamp": `yyyyMMddTHH:mm:ss+0000`. */
function timestampAt(epochMs: number): string {
  const [date = '', time = ''] = new Date(epochMs).toISOString().split('T')
  return `${date.replaceAll('-', '')}T${time.slice(0, 8)}+0000`
}

function splitUrl(url: string): { readonly scheme: string; readonly host: string; readonly target: string } {
  const [, scheme = '', host = '', target = ''] = /^([^:]*):\/\/([^/?]*)(.*)$/s.exec(url) ?? []
  return { scheme, host, target: target || '/' }
}

function hostOf(baseUrl: string): string {
  const [authority = ''] = baseUrl
    .trim()
    .replace(/^[a-z][a-z\d+.-]*:\/\//i, '')
    .split(/[/?#\\]/)
  return authority.slice(authority.lastIndexOf('@') + 1).toLowerCase()
}

function names(headersToSign: unknown): readonly string[] {
  if (typeof headersToSign === 'string') return headersToSign.split(',')
  return Array.isArray(headersToSign) ? headersToSign.filter((name) => typeof name === 'string') : []
}

/** Headers that are empty or there more than once are left out. */
function canonicalHeaders(request: WireRequest, headerNames: readonly string[]): string {
  const headers = signedHeaders(request)
  return headerNames
    .map((name) => name.trim().toLowerCase())
    .flatMap((name) => {
      const [value = '', ...others] = headers.filter(({ key }) => key.toLowerCase() === name).map((own) => own.value)
      return value === '' || others.length > 0 ? [] : [`${name}:${value.trim().replace(/\s+/g, ' ')}`]
    })
    .join('\t')
}

function hashStart(bytes: Uint8Array, maxBytes: number): string {
  return createHash('sha256')
    .update(bytes.subarray(0, Math.max(0, maxBytes)))
    .digest('base64')
}

function hmac(key: string, value: string): string {
  return createHmac('sha256', key).update(value).digest('base64')
}
