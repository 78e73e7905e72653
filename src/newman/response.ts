import type { Header } from '../model/collection.ts'
import type { EventOf } from '../model/event.ts'

/** A response as the JSON of postman-collection, without `stream`. */
export interface NewmanResponse {
  readonly id: string
  readonly status: string
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
    status: statusText,
    code: status,
    header: headers,
    cookie: [],
    responseTime: Math.ceil(timings.total),
    responseSize: sizeBytes,
  }
}
