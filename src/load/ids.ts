import { hash } from 'node:crypto'
import { type JsonRecord, textOf } from './plain.ts'

/** The names that lead to a part of a collection, each with a number that tells siblings of one name apart. */
export type NamePath = readonly (string | number)[]

/** The id that a collection file gives to one of its parts; old exports call it `_postman_id`. */
export function writtenId(json: JsonRecord): string | undefined {
  return [json['id'], json['_postman_id']].map(textOf).find((id) => id !== undefined && id !== '')
}

/**
 * An id made from names, so that the same file gives the same ids in every run; Postman and newman draw them by lot.
 * A UUID, because an id that reads like a name would be found where a name is meant (setNextRequest, --folder).
 * `index` counts the parts of one kind at one place. Source: RFC 9562 section 5.8 (version 8: by our own rule).
 */
export function stableId(
  kind: 'collection' | 'item' | 'script' | 'event' | 'example',
  path: NamePath,
  index = 0,
): string {
  // One call with text in and out: a Hash object takes five times as long, and a collection has thousands of ids.
  const hex = hash('sha1', JSON.stringify([kind, path, index]))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
