import type { SendOwn } from '../engine/ports.ts'
import type { Header } from '../model/collection.ts'
import { UnusableInput } from './producer.ts'

/** A request that a producer sends itself. */
export interface Question {
  readonly method: 'GET' | 'POST'
  /** Absolute, http or https. */
  readonly url: string
  readonly headers?: readonly Header[]
  /** Sent as a form. */
  readonly fields?: Readonly<Record<string, string>>
}

/** What came back; `json` is undefined when the body is none. */
interface Reply {
  readonly status: number
  readonly json: unknown
}

/** Sends a request and reads its answer. Ends with PRODUCER_FAILED when there is none; no message holds what was sent. */
export async function ask(question: Question, send: SendOwn): Promise<Reply> {
  const { method, url, headers = [], fields } = question
  const form = fields === undefined ? undefined : new TextEncoder().encode(new URLSearchParams(fields).toString())
  const host = /^https?:\/\/([^/?#@\s]+)/i.exec(url)?.[1]
  if (host === undefined) {
    const hint = 'Write it with http:// or https:// and without credentials'
    throw new UnusableInput('PRODUCER_INPUT', 'its endpoint is no http(s) URL', hint)
  }
  const result = await send({
    method,
    url: url.replace(/#.*/, ''),
    headers: [
      ...(form === undefined ? [] : [{ key: 'Content-Type', value: 'application/x-www-form-urlencoded' }]),
      { key: 'Accept', value: 'application/json' },
      ...headers,
      { key: 'Host', value: host },
      { key: 'Connection', value: 'keep-alive' },
      ...(form === undefined ? [] : [{ key: 'Content-Length', value: String(form.byteLength) }]),
    ],
    body: form === undefined ? { kind: 'none' } : { kind: 'bytes', bytes: form },
    behavior: {},
  })
  if (result.kind === 'response') return { status: result.response.status, json: parse(result.response.body) }
  const { code, message, hint = 'Is the server running?' } = result.failure
  const reason = message.slice(message.lastIndexOf('": ')).replace(/^": /, '')
  const own = code === 'REQUEST_ABORTED' ? code : 'PRODUCER_FAILED'
  throw new UnusableInput(own, `"${placeOf(url)}" does not answer: ${reason}`, hint)
}

/** A URL without what may be secret in it: credentials and query. */
export function placeOf(url: string): string {
  return url.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*/, '')
}

/** The members of a JSON object; none of anything else. */
export function membersOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {}
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
