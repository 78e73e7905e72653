import sdk, { type RequestDefinition } from 'postman-collection'
import type { AuthSpec } from '../model/collection.ts'
import { type AddedAuth, addedAuth } from './auth.ts'

/** A request of the Collection Format v2.1, its URL in parts, nothing resolved. */
export interface SnippetRequest {
  readonly url: { readonly query?: readonly Entry[] }
  readonly header?: readonly Entry[]
}

interface Entry {
  readonly key: string | null
  readonly value: string | null
}

/** A request as the collection has it, with what its auth adds. */
export function snippetRequest(json: unknown, auth: AuthSpec | undefined): SnippetRequest {
  // The SDK reads what the format allows: a URL or headers as one text, for instance.
  const { auth: _, ...request } = new sdk.Request(json as RequestDefinition).toJSON()
  return withAuth(request as SnippetRequest, addedAuth(auth))
}

/** What auth adds takes the place of what the user wrote under the same name, as when it is sent. */
function withAuth(request: SnippetRequest, added: AddedAuth): SnippetRequest {
  if (added.kind !== 'header' && added.kind !== 'query') return request
  const { kind, key, value } = added
  const isOther = (entry: Entry): boolean => entry.key?.toLowerCase() !== key.toLowerCase()
  if (kind === 'header') return { ...request, header: [...(request.header ?? []).filter(isOther), { key, value }] }
  const { url } = request
  return { ...request, url: { ...url, query: [...(url.query ?? []).filter(isOther), { key, value }] } }
}
