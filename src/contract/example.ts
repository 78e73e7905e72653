import type { SavedExample } from '../model/collection.ts'
import { type ExampleBody, exampleBody } from './example-body.ts'
import { mediaTypeOf } from './media-type.ts'

/** A saved example, read. */
export interface Example {
  readonly name: string
  /** Its place among the examples of the request, from 0. */
  readonly index: number
  readonly status?: number
  /** Type and subtype, in lower case. */
  readonly mediaType?: string
  readonly body: ExampleBody
}

/** Reads one. */
export function readExample({ name, code, header, body }: SavedExample, index: number): Example {
  const mediaType = mediaTypeOf(header)
  return {
    name,
    index,
    body: exampleBody(body),
    ...(code !== undefined && { status: code }),
    ...(mediaType !== undefined && { mediaType }),
  }
}
