import type { Header } from '../../model/collection.ts'
import type { WireBody, WireRequest, WireResponse } from '../../model/exchange.ts'
import { cookiesOf, type HarCookie, setCookiesOf } from './cookies.ts'

interface NameValue {
  readonly name: string
  readonly value: string
}

/** What both kinds of messages have. -1: not known. */
interface HarMessage {
  readonly httpVersion: string
  readonly cookies: readonly HarCookie[]
  readonly headers: readonly NameValue[]
  readonly headersSize: number
  readonly bodySize: number
}

/** A request as it went out. */
export interface HarRequest extends HarMessage {
  readonly method: string
  readonly url: string
  readonly queryString: readonly NameValue[]
  readonly postData?: { readonly mimeType: string; readonly params: readonly NameValue[]; readonly text: string }
}

/** A response; status 0: there was none. */
export interface HarResponse extends HarMessage {
  readonly status: number
  readonly statusText: string
  readonly content: HarContent
  readonly redirectURL: string
  /** Why there was none, as Chrome names it. */
  readonly _error?: string
}

interface HarContent {
  readonly size: number
  readonly mimeType: string
  readonly text?: string
  readonly encoding?: 'base64'
}

/** What is sent → a request of HAR. */
export function requestOf(
  { method, url, headers, body }: Pick<WireRequest, 'method' | 'url' | 'headers' | 'body'>,
  version: string,
): HarRequest {
  const sent = headers.filter(({ disabled }) => disabled !== true)
  return {
    method,
    url,
    httpVersion: version,
    cookies: cookiesOf(valueOf(sent, 'cookie')),
    headers: sent.map(nameValue),
    queryString: queryOf(url),
    ...(body.kind !== 'none' && {
      postData: { mimeType: valueOf(sent, 'content-type'), params: [], text: bodyText(body) },
    }),
    headersSize: -1,
    bodySize: sizeOf(body),
  }
}

/** The head of a response. */
interface Head extends Pick<WireResponse, 'status' | 'statusText' | 'headers'> {
  readonly version: string
}

/** What came of a body. */
interface Received extends Omit<HarContent, 'mimeType'> {
  /** On the wire. */
  readonly bodySize: number
}

/** What is received → a response of HAR. */
export function responseOf({ status, statusText, headers, version }: Head, received: Received): HarResponse {
  const { bodySize, ...content } = received
  return {
    status,
    statusText,
    httpVersion: version,
    cookies: setCookiesOf(headers),
    headers: headers.map(nameValue),
    content: { mimeType: valueOf(headers, 'content-type') || 'x-unknown', ...content },
    redirectURL: valueOf(headers, 'location'),
    headersSize: -1,
    bodySize,
  }
}

/** The response of an exchange that had none. */
export function emptyResponse(error: string): HarResponse {
  const head = { status: 0, statusText: '', headers: [], version: '' }
  return { ...responseOf(head, { size: 0, bodySize: -1 }), _error: error }
}

/** A body as text if it is one, else as base64. */
export function responseBody({ body, sizeBytes, downloadedBytes }: WireResponse): Received {
  const sizes = { size: sizeBytes, bodySize: downloadedBytes }
  if (body.length === 0) return sizes
  const text = textOf(body)
  return text === undefined ? { ...sizes, text: base64(body), encoding: 'base64' } : { ...sizes, text }
}

/** `1.1` → `HTTP/1.1`. */
export function httpVersion(version: string): string {
  return `HTTP/${version}`
}

function nameValue({ key, value }: Header): NameValue {
  return { name: key, value }
}

function valueOf(headers: readonly Header[], name: string): string {
  return headers.find(({ key }) => key.toLowerCase() === name)?.value ?? ''
}

function queryOf(url: string): readonly NameValue[] {
  const start = url.indexOf('?')
  if (start < 0) return []
  return [...new URLSearchParams(url.slice(start))].map(([name, value]) => ({ name, value }))
}

/** HAR knows no bytes here, and files were not kept: they are named. */
function bodyText(body: WireBody): string {
  if (body.kind === 'none') return ''
  const parts = body.kind === 'bytes' ? [{ bytes: body.bytes }] : body.parts
  return parts
    .map((part) => ('path' in part ? `[file ${part.path}, ${part.sizeBytes} bytes]` : binaryText(part.bytes)))
    .join('')
}

function binaryText(bytes: Uint8Array): string {
  return textOf(bytes) ?? `[${bytes.length} bytes]`
}

function sizeOf(body: WireBody): number {
  if (body.kind === 'none') return 0
  return body.kind === 'bytes' ? body.bytes.length : body.sizeBytes
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
