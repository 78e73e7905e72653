import type { Send } from '../engine/ports.ts'
import type { WireRequest, WireResponse } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'

/** What is asked of a server. */
export interface FetchRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** Headers for the origin of `url` alone, and for others that `isTrusted` knows. */
  readonly secrets: Readonly<Record<string, string>>
}

/** What sends, what ends the wait, and who may see secrets. */
export interface FetchOptions {
  /** One hop: proxies, certificates and authorities are its own. */
  readonly send: Send
  readonly signal: AbortSignal
  readonly isTrusted: (url: URL) => boolean
}

/** The bytes of a URL. */
export interface Answer {
  readonly ok: boolean
  /** `404 Not Found` */
  readonly status: string
  readonly bytes: Uint8Array
}

/** No answer came. */
export class FetchError extends Error {
  override readonly name: string = 'FetchError'
  readonly hint: string | undefined

  constructor(reason: string, hint?: string) {
    super(reason)
    this.hint = hint
  }
}

const MAX_REDIRECTS = 10
const REDIRECTS: readonly number[] = Object.freeze([301, 302, 303, 307, 308])

/** Gets a URL and follows its redirects; secret headers go to nobody else. Rejects with FetchError. */
export async function fetchBytes(request: FetchRequest, options: FetchOptions): Promise<Answer> {
  let { url, secrets } = withCredentials(request)
  for (let redirects = 0; ; redirects += 1) {
    const response = await get(url, { ...request.headers, ...secrets }, options)
    const location = response.headers.find(({ key }) => key.toLowerCase() === 'location')?.value
    if (!REDIRECTS.includes(response.status) || location === undefined || !URL.canParse(location, url.href)) {
      return answerOf(response)
    }
    if (redirects === MAX_REDIRECTS) throw new FetchError(`more than ${MAX_REDIRECTS} redirects`)
    const next = withCredentials({ ...request, url: new URL(location, url), secrets: {} })
    const keepsSecrets = next.url.origin === url.origin || options.isTrusted(next.url)
    secrets = { ...(keepsSecrets ? secrets : {}), ...next.secrets }
    url = next.url
  }
}

async function get(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { send, signal }: FetchOptions,
): Promise<WireResponse> {
  const lines = Object.entries({ ...headers, host: url.host }).map(([key, value]) => ({ key, value }))
  const request: WireRequest = { method: 'GET', url: url.href, headers: lines, body: { kind: 'none' }, behavior: {} }
  const result = await send(request, { signal, timeoutMs: 0 })
  if (result.kind === 'failed') throw fetchError(result.failure)
  return result.response
}

/** Of the message only the reason, which is behind the quoted URL. */
function fetchError({ code, message, hint }: Failure): FetchError {
  const reason = message.replace(/^Cannot send GET (?:"[^"]*"|request): /, '')
  return new FetchError(reason, code === 'TLS_FAILED' || code === 'PROXY_FAILED' ? hint : undefined)
}

/** User and password of a URL travel as a header. */
function withCredentials({ url, secrets }: FetchRequest): Pick<FetchRequest, 'url' | 'secrets'> {
  if (url.username === '' && url.password === '') return { url, secrets }
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return { url: bare, secrets: { ...secrets, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } }
}

function answerOf({ status, statusText, body }: WireResponse): Answer {
  return { ok: status >= 200 && status < 300, status: `${status} ${statusText}`.trim(), bytes: body }
}
