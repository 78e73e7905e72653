/** What is asked of a server. */
export interface FetchRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  /** Headers for the origin of `url` alone, and for others that `isTrusted` knows. */
  readonly secrets: Readonly<Record<string, string>>
}

/** What ends the wait, and who may see secrets. */
export interface FetchOptions {
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

const MAX_REDIRECTS = 10
const REDIRECTS: readonly number[] = Object.freeze([301, 302, 303, 307, 308])

/** Gets a URL and follows its redirects: fetch itself would take our secret headers along to any host. */
export async function fetchBytes(request: FetchRequest, options: FetchOptions): Promise<Answer> {
  let { url, secrets } = withCredentials(request)
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(url, {
      headers: { ...request.headers, ...secrets },
      redirect: 'manual',
      signal: options.signal,
    })
    const location = response.headers.get('location')
    if (!REDIRECTS.includes(response.status) || location === null || !URL.canParse(location, url.href)) {
      return await answerOf(response)
    }
    if (redirects === MAX_REDIRECTS) throw new Error(`more than ${MAX_REDIRECTS} redirects`)
    await response.body?.cancel()
    const next = withCredentials({ ...request, url: new URL(location, url), secrets: {} })
    const keepsSecrets = next.url.origin === url.origin || options.isTrusted(next.url)
    secrets = { ...(keepsSecrets ? secrets : {}), ...next.secrets }
    url = next.url
  }
}

/** fetch refuses a URL with user and password; they travel as a header. */
function withCredentials({ url, secrets }: FetchRequest): Pick<FetchRequest, 'url' | 'secrets'> {
  if (url.username === '' && url.password === '') return { url, secrets }
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return { url: bare, secrets: { ...secrets, authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } }
}

async function answerOf(response: Response): Promise<Answer> {
  return {
    ok: response.ok,
    status: `${response.status} ${response.statusText}`.trim(),
    bytes: new Uint8Array(await response.arrayBuffer()),
  }
}
