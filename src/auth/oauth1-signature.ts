import { createHmac, type KeyObject, sign } from 'node:crypto'
import { percentEncode } from './percent.ts'

/** Name and value, neither encoded. */
export type Pair = readonly [name: string, value: string]

/** What OAuth 1.0 signs of a request. */
export interface OAuth1Message {
  readonly method: string
  /** With its query, percent-encoded. */
  readonly url: string
  /** All parameters but those of the query. */
  readonly parameters: readonly Pair[]
}

/** How a method signs, and with which hash. */
export type OAuth1Method =
  | { readonly kind: 'plaintext' }
  | { readonly kind: 'hmac'; readonly hash: string }
  | { readonly kind: 'rsa'; readonly hash: string }

/** The signature methods by name. Source: RFC 5849 section 3.4; the SHA-2 ones are Postman's. */
export const OAUTH1_METHODS: Readonly<Record<string, OAuth1Method>> = Object.freeze<Record<string, OAuth1Method>>({
  'HMAC-SHA1': { kind: 'hmac', hash: 'sha1' },
  'HMAC-SHA256': { kind: 'hmac', hash: 'sha256' },
  'HMAC-SHA512': { kind: 'hmac', hash: 'sha512' },
  'RSA-SHA1': { kind: 'rsa', hash: 'sha1' },
  'RSA-SHA256': { kind: 'rsa', hash: 'sha256' },
  'RSA-SHA512': { kind: 'rsa', hash: 'sha512' },
  PLAINTEXT: { kind: 'plaintext' },
})

/** The signature with a secret: HMAC of the base string, or for PLAINTEXT the secrets themselves. */
export function signWithSecrets(
  message: OAuth1Message,
  method: Exclude<OAuth1Method, { kind: 'rsa' }>,
  secrets: Pair,
): string {
  const key = secrets.map(percentEncode).join('&')
  if (method.kind === 'plaintext') return key
  return createHmac(method.hash, key).update(baseString(message)).digest('base64')
}

/** The signature with a private RSA key (PKCS #1 v1.5). */
export function signWithKey(message: OAuth1Message, hash: string, key: KeyObject): string {
  return sign(hash, Buffer.from(baseString(message)), key).toString('base64')
}

/** Name and value of each parameter of a query or form; the value is undefined without `=`. Throws URIError for a broken escape. */
export function decodeForm(form: string): readonly (readonly [name: string, value: string | undefined])[] {
  return form
    .split('&')
    .filter((piece) => piece !== '')
    .map((piece) => {
      const at = piece.indexOf('=')
      return at === -1 ? [decode(piece), undefined] : [decode(piece.slice(0, at)), decode(piece.slice(at + 1))]
    })
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

/** Source: RFC 5849 section 3.4.1. */
function baseString({ method, url, parameters }: OAuth1Message): string {
  const [place = '', ...query] = url.split('?')
  const fromQuery = decodeForm(query.join('?')).map(([name, value = '']): Pair => [name, value])
  const encoded = [...fromQuery, ...parameters].map(([name, value]) => ({
    name: percentEncode(name),
    value: percentEncode(value),
  }))
  const sorted = encoded.toSorted((a, b) => compare(a.name, b.name) || compare(a.value, b.value))
  const normalized = sorted.map(({ name, value }) => `${name}=${value}`).join('&')
  return [method, percentEncode(baseUrl(place)), percentEncode(normalized)].join('&')
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Without port 80 or 443, whatever the scheme, as in newman 6.2.2. */
function baseUrl(place: string): string {
  const [, origin = '', path = ''] = /^([^/]*\/\/[^/]*)(.*)$/s.exec(place) ?? []
  return origin.toLowerCase().replace(/:(?:80|443)$/, '') + (path || '/')
}
