/** Has it the shape of a JWT, signed or encrypted? Source: RFC 7515, section 3.1; RFC 7516, section 3.1. */
export function isJwt(value: string): boolean {
  return /^eyJ[\w-]+(?:\.[\w-]*){2,4}$/.test(value)
}

/** A JWT in parts. */
export interface Jwt {
  /** What stands before it in a run of dotted words, and behind it. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** Header and claims; of an encrypted one the header. */
  readonly readable: readonly string[]
  /** The signature, or all that is encrypted. */
  readonly secret: readonly string[]
}

/** Takes a run of dotted words apart: after a header `eyJ…` (`{"` in base64url) come claims and signature, or four parts of an encrypted token. */
export function jwtIn(run: string): Jwt | undefined {
  const parts = run.split('.')
  const first = parts.findIndex((part) => JWT_HEADER.test(part))
  const length = parts.length - first
  if (first === -1 || length < 3) return undefined
  const readable = length >= 5 ? 1 : 2
  const end = first + (readable === 1 ? 5 : 3)
  return {
    before: parts.slice(0, first),
    readable: parts.slice(first, first + readable),
    secret: parts.slice(first + readable, end),
    after: parts.slice(end),
  }
}

const JWT_HEADER = /eyJ[\w-]{5,}$/

/** Runs of dotted words. */
export const DOTTED: RegExp = /(?<![\w-])[\w-]+(?:\.[\w-]*){2,}/g

/** Changes the JSON that a part of a JWT holds; what is no text, or stays the same, is left as it is. */
export function changePart(part: string, change: (text: string) => string): string {
  const bytes = Buffer.from(part, 'base64url')
  const text = bytes.toString()
  // Something else than text, or base64url in an unusual spelling.
  if (!Buffer.from(text).equals(bytes)) return part
  const changed = change(text)
  return changed === text ? part : Buffer.from(changed).toString('base64url')
}
