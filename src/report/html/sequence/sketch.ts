import type { Header } from '../../../model/collection.ts'
import type { RedirectHop, WireBody } from '../../../model/exchange.ts'
import type { Exchange } from '../../item-events.ts'
import { senderOf } from '../sender.ts'

/** What is kept of an exchange until the page is written. */
export interface Sketch {
  /** Names the row of its item on the page. */
  readonly anchor: string
  readonly itemId: string
  readonly item: string
  /** Who sent it, if not the item itself. */
  readonly sender?: string
  /** Did its item fail. */
  readonly isFailed: boolean
  readonly method: string
  readonly url: string
  readonly headers: readonly Header[]
  /** Empty if it is too long to be looked into. */
  readonly body: Uint8Array
  readonly answer: Answer
}

/** What became of a request. */
export type Answer =
  | {
      readonly kind: 'response'
      readonly url: string
      readonly status: number
      readonly statusText: string
      readonly headers: readonly Header[]
      readonly body: Uint8Array
      readonly redirects: readonly RedirectHop[]
    }
  | { readonly kind: 'failed'; readonly code: string }
  /** The events ended before it did. */
  | { readonly kind: 'none' }

/** Where an exchange belongs. */
export type SketchPlace = Pick<Sketch, 'anchor' | 'itemId' | 'item' | 'isFailed'>

/** Values that are passed on stand in short bodies. Bytes. */
const MAX_BODY = 64 * 1024

/** Takes of an exchange what is needed to draw it. */
export function sketch({ request, end }: Exchange, place: SketchPlace): Sketch {
  const { method, url, headers, body } = request.wire
  const sender = senderOf(request)
  return {
    ...place,
    ...(sender !== undefined && { sender }),
    method,
    url,
    headers: headers.filter(({ disabled }) => disabled !== true),
    body: short(bytesOf(body)),
    answer: answerOf(end),
  }
}

/** Bytes that a sketch keeps alive. */
export function weightOf({ body, answer }: Sketch): number {
  return body.length + (answer.kind === 'response' ? answer.body.length : 0)
}

/** The same without the bodies. */
export function withoutBodies(drawn: Sketch): Sketch {
  const { answer } = drawn
  return { ...drawn, body: NOTHING, answer: answer.kind === 'response' ? { ...answer, body: NOTHING } : answer }
}

const NOTHING: Uint8Array = new Uint8Array(0)

function answerOf(end: Exchange['end']): Answer {
  if (end === undefined) return { kind: 'none' }
  if (end.type === 'request:failed') return { kind: 'failed', code: end.failure.error?.code ?? end.failure.code }
  const { url, status, statusText, headers, body, redirects } = end.response
  return { kind: 'response', url, status, statusText, headers, body: short(body), redirects }
}

function bytesOf(body: WireBody): Uint8Array {
  return body.kind === 'bytes' ? body.bytes : NOTHING
}

function short(bytes: Uint8Array): Uint8Array {
  return bytes.length > MAX_BODY ? NOTHING : bytes
}
