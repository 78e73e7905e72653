import { readFileSync } from 'node:fs'

interface Request {
  readonly method: string
  readonly auth?: { readonly type: string }
  readonly header: readonly { readonly key: string; readonly value: string }[]
  readonly body?: { readonly raw?: string }
  readonly url: {
    readonly raw: string
    readonly host: readonly string[]
    readonly path: readonly string[]
    readonly query?: readonly { readonly key: string; readonly value: string }[]
  }
  readonly description?: string
}

/** A request of the collection, as it is in the file. */
export interface Item {
  readonly name: string
  readonly protocolProfileBehavior?: object
  readonly event: readonly { readonly listen: string; readonly script: { readonly exec: readonly string[] } }[]
  readonly request: Request
  readonly response: readonly {
    readonly originalRequest: Request
    readonly status: string
    readonly code: number
    readonly _postman_previewlanguage: string
    readonly header: readonly object[]
    readonly body: string
  }[]
}

interface Collection {
  readonly info: { readonly _postman_id: string; readonly schema: string; readonly description: string }
  readonly auth: object
  readonly variable: readonly { readonly key: string; readonly value: string }[]
  readonly item: readonly { readonly name: string; readonly description: string; readonly item: readonly Item[] }[]
}

/** The text of the shipped collection. */
export const text = readFileSync(
  new URL('../../collections/transaction-approval.postman_collection.json', import.meta.url),
  'utf8',
)

/** The shipped collection. */
export const collection: Collection = JSON.parse(text)

/** Its requests, in order. */
export const items = collection.item.flatMap((folder) => folder.item)

/** The first request of Test The Workflow: the authorization request. */
export const step1 = collection.item[2]!.item[0]!

/** The source of one script of a request; empty when there is none. */
export function script(item: Item, listen: 'prerequest' | 'test'): string {
  return item.event
    .filter((event) => event.listen === listen)
    .flatMap((event) => event.script.exec)
    .join('\n')
}

/** The first group of every match. */
export function matches(source: string, pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)].map((match) => match[1]!)
}

/** The variables that the scripts of a request set, in order. */
export function kept(item: Item, listen: 'prerequest' | 'test' = 'test'): readonly string[] {
  return matches(script(item, listen), /\.set\('(\w+)'/g)
}

/** The variables in the request itself. */
export function used(item: Item): readonly string[] {
  return matches(JSON.stringify({ ...item.request, description: '' }), /\{\{(\w+)\}\}/g)
}
