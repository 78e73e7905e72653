import type { Send } from '../engine/ports.ts'
import type { RunnerError } from '../errors.ts'
import { type ApiAccess, apiRequest, isApiUrl } from './api.ts'
import { decode } from './decode.ts'
import { type Answer, FetchError, fetchBytes } from './fetch.ts'
import { INTERRUPTED, type Input, type InputKind, refusal } from './input.ts'
import { isRecord } from './plain.ts'

/** What a download needs besides its URL. */
export interface DownloadOptions extends ApiAccess {
  readonly send: Send
  /** For all of it, redirects and body included. Milliseconds. */
  readonly timeoutMs: number
  /** Ends the wait for the server. */
  readonly signal?: AbortSignal | undefined
  /** Value of the User-Agent header. Default `flowgate`. */
  readonly userAgent?: string | undefined
}

const URL_HINT = 'Check the URL; a file that needs a login has to be downloaded and passed by its path'
const API_HINT = 'Check the id and --postman-api-key; keys are made in Postman under Settings, API keys'
const API_NETWORK_HINT = 'Check the network and the proxies of the environment, or pass the file by its path'
const BUSY_HINT = 'Run it again later, or download the file once and pass it by its path'

/** Reads an http(s) URL. A key for the Postman API travels in a header, and to that API alone. Fails with INPUT_UNREADABLE. */
export async function readUrl(source: string, kind: InputKind, options: DownloadOptions): Promise<Input> {
  const name = publicName(source)
  const isApi = URL.canParse(source) && isApiUrl(new URL(source), options)
  const usualHint = isApi ? API_HINT : URL_HINT
  const networkHint = isApi ? API_NETWORK_HINT : URL_HINT
  const failed = (reason: string, cause?: unknown, hint = usualHint): RunnerError =>
    refusal({ kind, name }, reason, { code: 'INPUT_UNREADABLE', hint, cause })
  if (!URL.canParse(source)) throw failed('it is not a valid URL')
  const late = AbortSignal.timeout(options.timeoutMs)
  const answer = await download(new URL(source), kind, { ...options, late }).catch((error: unknown) => {
    if (options.signal?.aborted === true) {
      throw refusal({ kind, name }, INTERRUPTED, { code: 'INPUT_UNREADABLE', cause: error })
    }
    if (!(error instanceof FetchError)) throw error
    if (late.aborted) throw failed(`no complete answer in ${options.timeoutMs / 1000} seconds`, error, networkHint)
    throw failed(`it cannot be downloaded: ${error.message}`, error, error.hint ?? networkHint)
  })
  const text = decode(answer.bytes)
  if (answer.ok) return { kind, name, source: name, text }
  const said = isApi ? apiMessage(text, options.postmanApiKey) : undefined
  const hint = isBusy(answer) ? BUSY_HINT : usualHint
  throw failed(`the server answers ${answer.status}${said === undefined ? '' : `: ${said}`}`, undefined, hint)
}

/** Without API keys in the query and passwords before the host, which must not reach a message or a report. */
function publicName(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/^(https?:\/\/)[^/]*@/i, '$1')
}

async function download(
  source: URL,
  kind: InputKind,
  { late, ...options }: DownloadOptions & { readonly late: AbortSignal },
): Promise<Answer> {
  const { url, apiKey } = apiRequest(source, options)
  const accept = kind === 'iteration data' ? '*/*' : 'application/json'
  const ends = [late, ...(options.signal === undefined ? [] : [options.signal])]
  return await fetchBytes(
    {
      url,
      headers: { accept, 'user-agent': options.userAgent ?? 'flowgate' },
      secrets: apiKey === undefined ? {} : { 'x-api-key': apiKey },
    },
    {
      send: options.send,
      signal: AbortSignal.any(ends),
      isTrusted: (next) => next.protocol === url.protocol && isApiUrl(next, options),
    },
  )
}

/** Too many requests, or a fault of the server. */
function isBusy({ status }: Answer): boolean {
  return /^(?:429|5)/.test(status)
}

/** What the Postman API says about a refusal: `{ "error": { "message": "…" } }`. A key that it repeats is left out. */
function apiMessage(text: string, key = ''): string | undefined {
  try {
    const json: unknown = JSON.parse(text)
    const error = isRecord(json) ? json['error'] : undefined
    const message = isRecord(error) ? error['message'] : undefined
    if (typeof message !== 'string' || message === '') return undefined
    return (key === '' ? message : message.replaceAll(key, '[masked]')).replace(/\.$/, '')
  } catch {
    return undefined
  }
}
