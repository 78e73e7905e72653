import { requestFromJson } from '../load/request.ts'
import type { Header } from '../model/collection.ts'
import type {
  CookieRecord,
  RedirectHop,
  ResolvedRequest,
  Timings,
  WireBody,
  WireRequest,
  WireResponse,
} from '../model/exchange.ts'
import type { Hop, NewmanArgs, SdkRequest, SdkResponse } from './newman.ts'

/** A request as newman has it → ours. newman does not tell the bytes of the body: they are written from what the collection says. */
export function requestOf(
  sdk: SdkRequest,
  [first]: readonly Hop[],
): { readonly request: ResolvedRequest; readonly wire: WireRequest } {
  const { method, header, body, auth } = requestFromJson(sdk.toJSON())
  const url = sdk.url.toString()
  const isSystem = (key: string): boolean => header.some((each) => each.system === true && each.key === key)
  const sent = first?.request.headers?.map(({ key, value }) => ({ key, value, ...(isSystem(key) && { system: true }) }))
  return {
    request: {
      method,
      url,
      header: header.filter(({ system }) => system !== true),
      behavior: {},
      ...(body !== undefined && { body }),
      ...(auth !== undefined && { auth }),
    },
    wire: {
      method,
      url: (first?.request.href ?? url).replace(/#.*$/, ''),
      headers: sent ?? header.filter(({ disabled }) => disabled !== true),
      body: bodyOf(body),
      behavior: {},
    },
  }
}

function bodyOf(body: ResolvedRequest['body']): WireBody {
  if (body === undefined || body.disabled === true) return { kind: 'none' }
  switch (body.mode) {
    case 'raw':
      return bytesOf(body.raw)
    case 'urlencoded':
      return bytesOf(
        body.urlencoded
          .filter(({ disabled }) => disabled !== true)
          .map(({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
          .join('&'),
      )
    case 'graphql': {
      const { query, operationName, variables } = body
      return bytesOf(JSON.stringify({ query, operationName, variables }))
    }
    case 'formdata':
    case 'file':
      return { kind: 'none' }
  }
}

function bytesOf(text: string): WireBody {
  return { kind: 'bytes', bytes: new TextEncoder().encode(text) }
}

/** A response as newman has it → ours. */
export function responseOf(sdk: SdkResponse, { cookies }: NewmanArgs, hops: readonly Hop[]): WireResponse {
  const last = hops.at(-1)
  const body = new Uint8Array(sdk.stream ?? new Uint8Array())
  return {
    url: last?.request.href ?? '',
    status: sdk.code,
    statusText: sdk.status ?? '',
    httpVersion: last?.response?.httpVersion ?? '1.1',
    headers: pairs(sdk.headers?.toJSON()),
    body,
    sizeBytes: body.byteLength,
    downloadedBytes: sdk.size?.().body ?? body.byteLength,
    redirects: redirectsOf(hops),
    cookies: Array.isArray(cookies) ? cookies.map(cookieOf) : [],
  }
}

function redirectsOf(hops: readonly Hop[]): readonly RedirectHop[] {
  return hops.slice(0, -1).flatMap(({ request, response }, at) => {
    const next = hops[at + 1]?.request
    if (response === undefined || next === undefined) return []
    const { method, href: url, headers } = next
    return [
      {
        status: response.statusCode,
        headers: pairs(response.headers),
        url: request.href,
        next: { method, url, headers: pairs(headers) },
      },
    ]
  })
}

function pairs(json: unknown): readonly Header[] {
  if (!Array.isArray(json)) return []
  return json.map(({ key, value }: { readonly key: unknown; readonly value: unknown }) => ({
    key: String(key),
    value: String(value),
  }))
}

/** A cookie of the SDK, or of a jar of tough-cookie as JSON. */
export function cookieOf(cookie: Readonly<Record<string, unknown>>): CookieRecord {
  const { sameSite } = cookie
  const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise)
  const date = expiryOf(cookie)
  return {
    name: text(cookie['name'], text(cookie['key'])),
    value: text(cookie['value']),
    domain: text(cookie['domain']),
    path: text(cookie['path'], '/'),
    ...(!Number.isNaN(date.getTime()) && { expires: date.toISOString() }),
    secure: cookie['secure'] === true,
    httpOnly: cookie['httpOnly'] === true,
    hostOnly: cookie['hostOnly'] === true,
    ...(typeof sameSite === 'string' && { sameSite }),
  }
}

/** Max-Age counts from the time at which the cookie was set, and wins over Expires. Source: RFC 6265, 5.3. */
function expiryOf({ expires, maxAge, creation }: Readonly<Record<string, unknown>>): Date {
  if (typeof maxAge === 'number' && typeof creation === 'string') return new Date(Date.parse(creation) + maxAge * 1000)
  return new Date(typeof expires === 'string' || expires instanceof Date ? expires : Number.NaN)
}

/** Of the last hop, from its start; a phase that a kept connection did not need is absent. */
export function timingsOf(sdk: SdkResponse, hops: readonly Hop[]): Timings {
  const { socket = 0, lookup = 0, connect = 0, secureConnect, response } = hops.at(-1)?.timings?.offset ?? {}
  return {
    ...(lookup > socket && { dns: lookup }),
    ...(connect > lookup && { tcp: connect }),
    ...(secureConnect !== undefined && secureConnect > connect && { tls: secureConnect }),
    ...(response !== undefined && { firstByte: response }),
    total: sdk.responseTime ?? 0,
  }
}
