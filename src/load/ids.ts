import { hash } from 'node:crypto'
import { type JsonRecord, textOf } from './plain.ts'

/** The id that a collection file gives to one of its parts; old exports call it `_postman_id`. */
export function writtenId(json: JsonRecord): string | undefined {
  return [json['id'], json['_postman_id']].map(textOf).find((id) => id !== undefined && id !== '')
}

/**
 * An id made from what it identifies: its kind, the stable id of its owner, its name or number there. The same file gives
 * the same ids in every run; Postman and newman draw them by lot.
 * A UUID, because an id that reads like a name would be found where a name is meant (setNextRequest, --folder).
 * Of version 5, since Postman's are of version 4 and what checks UUIDs often knows no version above 5.
 * Source: RFC 9562 section 5.5; the sixteen bytes of its name space are ASCII here.
 */
export function stableId(...parts: readonly (string | number)[]): string {
  // One call with text in and out: a Hash object takes five times as long, and a collection has thousands of ids.
  const hex = hash('sha1', `flowgate objects${JSON.stringify(parts)}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
