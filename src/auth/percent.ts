/** Percent-encodes all but unreserved characters. Source: RFC 3986 section 2.3. Throws URIError for a lone surrogate. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
