/** The parts of a compact JWT, decoded but not checked. */
export interface Jwt {
  /** As written, without what surrounds it. */
  readonly text: string
  readonly header: Members
  readonly claims: Members
  /** Is there anything behind the last dot. */
  readonly hasSignature: boolean
}

/** The members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>

/** A JWT, or why the text is none: `reason` goes on after "it". */
export type ReadResult =
  | { readonly kind: 'jwt'; readonly jwt: Jwt }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Reads a compact JWT, also behind `Bearer` or `DPoP`. Source: RFC 7515, section 3.1; RFC 7519, section 7.2; RFC 7516, section 3.1. */
export function readJwt(written: string): ReadResult {
  const text = written.trim().replace(/^(?:Bearer|DPoP)\s+/i, '')
  const parts = text.split('.')
  if (parts.length === 5) return unreadable('is encrypted (JWE), and only its receiver can read it')
  if (parts.length !== 3) return unreadable('is no JWT: it has not the three parts header.payload.signature')
  const [head = '', payload = '', signature = ''] = parts
  const header = membersOf(head)
  if (header === undefined) return unreadable('has a header that is not a JSON object in base64url')
  const claims = membersOf(payload)
  if (claims === undefined) return unreadable('has a payload that is not a JSON object in base64url')
  return { kind: 'jwt', jwt: { text, header, claims, hasSignature: signature !== '' } }
}

function membersOf(part: string): Members | undefined {
  if (!/^[\w-]+$/.test(part)) return undefined
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url')))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function unreadable(reason: string): ReadResult {
  return { kind: 'unreadable', reason }
}
