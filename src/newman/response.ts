import type { Header } from '../model/collection.ts'
import type { EventOf } from '../model/event.ts'
import { reasonOf } from './reason.ts'

/** A response as the JSON of postman-collection, without `stream`. */
export interface NewmanResponse {
  readonly id: string
  /** Absent: the server says nothing, and the code has no name. */
  readonly status?: string
  readonly code: number
  readonly header: readonly Header[]
  readonly cookie: readonly never[]
  readonly responseTime: number
  readonly responseSize: number
}

/** Writes a response. `id` is that of its request here, by lot in newman. */
export function newmanResponse({ response, timings }: EventOf<'response'>, id: string): NewmanResponse {
  const { statusText, status, headers, sizeBytes } = response
  return {
    id,
    ...statusOf(status, statusText),
    code: status,
    header: headers,
    cookie: [],
    responseTime: Math.ceil(timings.total),
    responseSize: sizeBytes,
  }
}

/** A code without a reason phrase has the one of the collection SDK. */
function statusOf(code: number, statusText: string): Pick<NewmanResponse, 'status'> {
  const status = statusText || reasonOf(code)
  return status === undefined ? {} : { status }
}

/** Bytes of the body as newman counts them: of a compressed one what Content-Length says, else those that are left. */
export function transferredBytes({ header, responseSize }: NewmanResponse): number {
  const valueOf = (name: string): string => header.findLast(({ key }) => key.toLowerCase() === name)?.value ?? ''
  const length = valueOf('content-length')
  const isCompressed = /gzip|deflate/i.test(valueOf('content-encoding'))
  return isCompressed && /^\s*\d+\s*$/.test(length) ? Number(length) : responseSize
}
