import type { Cookies, Send, SendResult } from '../engine/ports.ts'
import type { Header } from '../model/collection.ts'
import type { Received, RedirectHop, WireRequest } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import type { HttpOptions } from '../model/options.ts'
import { nameRequest, parseAddress } from './address.ts'
import { basicCredentials, decodeUser } from './credentials.ts'
import { resolveLocation, userOf } from './location.ts'

/** Source: Postman Learning Center, "Request settings": maximum number of redirects. */
const MAX_REDIRECTS = 10

/**
 * Follows redirects by Postman's rules: any 3xx with a Location; GET without a body, unless it is 307, 308 or HEAD or
 * followOriginalHttpMethod is set; a Referer; no Authorization for another host. Each hop carries the cookies of its
 * own URL: unlike newman 6.2.2, cookies of one host never reach another that has none, unless keepCookies says so. A user in the Location is sent
 * as Basic credentials, where there are none.
 * Fails with REDIRECT_LOOP after maxRedirects hops (default 10), with URL_INVALID on a Location that is not http.
 * Source: Postman Learning Center, "Request settings"; RFC 9110 section 15.4.
 */
export function withRedirects(
  send: Send,
  cookies: Cookies,
  { keepCookies = false, schemeInPath = false }: Pick<HttpOptions, 'keepCookies' | 'schemeInPath'> = {},
): Send {
  return async (original, options) => {
    const redirects: RedirectHop[] = []
    const maxRedirects = original.behavior.maxRedirects ?? MAX_REDIRECTS
    let request = original
    let spentMs = 0
    for (;;) {
      const timeoutMs = options.timeoutMs === 0 ? 0 : Math.max(1, options.timeoutMs - spentMs)
      const result = await send(request, { ...options, timeoutMs })
      // The body of a redirect that is followed need not make sense.
      const received = receivedIn(result)
      const location = received && locationOf(request, received)
      if (received === undefined || location === undefined) return withHops(result, redirects)
      if (redirects.length >= maxRedirects) return failed(loopFailure(request, maxRedirects), received)

      const { disableUrlEncoding = false } = request.behavior
      const url = resolveLocation(request.url, location, { disableUrlEncoding, schemeInPath })
      // It leads nowhere: newman has no response then.
      if (url === undefined) return { kind: 'failed', failure: locationFailure(request, location) }
      const cookie = await cookieFor(url, request, cookies)
      const kept = cookie === '' && keepCookies ? undefined : cookie
      const user = userOf(location)
      const to = {
        url,
        status: received.status,
        ...(kept !== undefined && { cookie: kept }),
        ...(user !== '' && { user }),
      }
      const next = follow(request, to)
      const { status, headers } = received
      redirects.push({ status, headers, url: request.url, next: { method: next.method, url, headers: next.headers } })
      spentMs += received.timings.total
      request = next
    }
  }
}

function receivedIn(result: SendResult): Received | undefined {
  if (result.kind === 'failed') return result.received
  const { url, status, headers, cookies } = result.response
  return { url, status, headers, cookies, timings: result.timings }
}

function withHops(result: SendResult, redirects: readonly RedirectHop[]): SendResult {
  return result.kind === 'failed' ? result : { ...result, response: { ...result.response, redirects } }
}

/** An empty Location leads nowhere. */
function locationOf(request: WireRequest, { status, headers }: Received): string | undefined {
  if (request.behavior.followRedirects === false || status < 300 || status > 399) return undefined
  const location = headers.find(({ key }) => key.toLowerCase() === 'location')?.value
  return location === '' ? undefined : location
}

async function cookieFor(url: string, { behavior, ownCookie = '' }: WireRequest, cookies: Cookies): Promise<string> {
  if (behavior.disableCookies === true) return ownCookie
  return [ownCookie, await cookies.headerFor(url)].filter((part) => part !== '').join('; ')
}

/** Where a redirect leads. */
interface Hop {
  readonly url: string
  /** Of the response that led there. */
  readonly status: number
  /** The Cookie header; empty: none, absent: as it was. */
  readonly cookie?: string
  /** Name and password that the Location holds, as written. */
  readonly user?: string
}

/** The request of the next hop, its headers in the order in which newman 6.2.2 comes to change them. */
function follow(request: WireRequest, to: Hop): WireRequest {
  const { behavior } = request
  const keepsBody = behavior.followOriginalHttpMethod === true || to.status === 307 || to.status === 308
  const method = keepsBody || request.method === 'HEAD' ? request.method : 'GET'
  const dropped = ['host']
  if (!keepsBody) dropped.push('content-type', 'content-length')
  if (isOtherHost(request.url, to.url) && behavior.followAuthorizationHeader !== true) dropped.push('authorization')

  const form = keepsBody ? multipartHeaders(request) : []
  const headers = request.headers.filter(
    (header) => !dropped.includes(header.key.toLowerCase()) && !form.includes(header),
  )
  if (behavior.removeRefererHeaderOnRedirect !== true) put(headers, 'Referer', request.url)
  const host = find(request.headers, 'host')
  if (host !== undefined) put(headers, host.key, hostHeader(to.url))
  const [type, length] = form
  if (type !== undefined) headers.push(type)
  if (behavior.disableCookies !== true && to.cookie !== undefined) put(headers, 'Cookie', to.cookie)
  if (to.user !== undefined && find(headers, 'authorization') === undefined) {
    headers.push({ key: 'Authorization', value: basicCredentials(decodeUser(to.user)), system: true })
  }
  if (length !== undefined) headers.push(length)
  const body = keepsBody ? request.body : { kind: 'none' as const }
  const { credentialsAt: _stale, ...rest } = request
  return { ...rest, method, url: to.url, headers, body }
}

/** newman 6.2.2 writes a multipart body anew for each hop, and so these two headers; in this order. */
function multipartHeaders({ headers }: WireRequest): readonly Header[] {
  const type = find(headers, 'content-type')
  const length = find(headers, 'content-length')
  const isMultipart = type?.value.startsWith('multipart/form-data') === true
  return isMultipart && length !== undefined ? [type, length] : []
}

/** Sets a header where it stands, or at the end; an empty value removes it. */
function put(headers: Header[], key: string, value: string): void {
  const at = headers.findIndex((header) => header.key.toLowerCase() === key.toLowerCase())
  const existing = headers[at]
  if (existing === undefined) {
    if (value !== '') headers.push({ key, value, system: true })
  } else if (value === '') headers.splice(at, 1)
  else headers[at] = { ...existing, value }
}

function find(headers: readonly Header[], name: string): Header | undefined {
  return headers.find(({ key }) => key.toLowerCase() === name)
}

function isOtherHost(from: string, to: string): boolean {
  return parseAddress(from)?.hostname.toLowerCase() !== parseAddress(to)?.hostname.toLowerCase()
}

/** A default port is left out, as newman 6.2.2 does from the second hop on. */
function hostHeader(url: string): string {
  const host = parseAddress(url)?.host ?? ''
  return host.replace(url.startsWith('https:') ? /:443$/ : /:80$/, '')
}

function failed(failure: Failure, received: Received): SendResult {
  return { kind: 'failed', failure, received: { ...received, cookies: [] } }
}

function loopFailure(request: WireRequest, maxRedirects: number): Failure {
  return {
    code: 'REDIRECT_LOOP',
    message: `Cannot follow the redirect of ${nameRequest(request)}: more than ${maxRedirects} redirects`,
    hint: 'Set maxRedirects in the settings of the request, or look for a loop',
    error: {
      name: 'Error',
      message: `Exceeded maxRedirects. Probably stuck in a redirect loop ${request.url}`,
    },
  }
}

/** Names only the scheme of the target: the rest may hold an authorization code. */
function locationFailure(request: WireRequest, location: string): Failure {
  const [scheme = ''] = /^[a-z][a-z0-9+.-]*:/i.exec(location.trim()) ?? []
  const isHttp = scheme === '' || /^https?:$/i.test(scheme)
  const reason = isHttp ? 'its Location is not a URL' : `"${scheme}" in its Location is neither http nor https`
  return {
    code: 'URL_INVALID',
    message: `Cannot follow the redirect of ${nameRequest(request)}: ${reason}`,
    hint: 'Set followRedirects to false for this request to test the redirect itself',
    error: { name: 'Error', message: isHttp ? invalidUri(request, location.trim()) : `Invalid protocol: ${scheme}` },
  }
}

/** newman's words, of which there are more when the host is missing. */
function invalidUri(request: WireRequest, location: string): string {
  const hostless = /^(https?:)?[\\/]{2,}$/i.exec(location)
  if (hostless === null) return 'Invalid URI'
  const [, protocol = parseAddress(request.url)?.protocol] = hostless
  return `Invalid URI "${protocol}///". This can be caused by a crappy redirection.`
}
