import type { Header } from '../model/collection.ts'
import type { ContractMode } from '../model/contract.ts'

/** What kind of body a media type stands for. */
export type BodyKind = 'json' | 'xml' | 'text' | 'binary'

/** Type and subtype of the Content-Type, in lower case and without parameters; undefined when there is none. Source: RFC 9110 section 8.3. */
export function mediaTypeOf(headers: readonly Header[]): string | undefined {
  const header = headers.find(({ key, disabled }) => disabled !== true && key.trim().toLowerCase() === 'content-type')
  const type = header?.value.split(';')[0]?.trim().toLowerCase()
  return type === undefined || !/^[\w.+-]+\/[\w.+-]+$/.test(type) ? undefined : type
}

/** What kind of body it is. Without a media type nobody knows. */
export function bodyKindOf(mediaType: string): BodyKind {
  if (/[/+]json$/.test(mediaType)) return 'json'
  if (/[/+]xml$/.test(mediaType)) return 'xml'
  return /^text\/|\/(?:javascript|x-www-form-urlencoded|yaml|x-yaml|graphql|jwt)$/.test(mediaType) ? 'text' : 'binary'
}

/** Are two media types the same; in shape mode all kinds of JSON are, and all kinds of XML (RFC 6839). */
export function isSameMediaType(a: string, b: string, mode: ContractMode): boolean {
  if (a === b) return true
  const [one, other] = [bodyKindOf(a), bodyKindOf(b)]
  return mode !== 'strict' && one === other && (one === 'json' || one === 'xml')
}
