import type { Header } from '../model/collection.ts'
import { percentEncode } from './percent.ts'

/** What Signature Version 4 signs of a request. */
export interface AwsMessage {
  readonly method: string
  /** With its query, percent-encoded. */
  readonly url: string
  readonly headers: readonly Header[]
  /** Hex, or a word that stands for it. */
  readonly bodyHash: string
  /** S3 takes paths as they are, and of several query parameters of one name the first. */
  readonly isS3: boolean
}

/** Headers that proxies and clients change on the way. */
const NEVER_SIGNED: readonly string[] = Object.freeze([
  'authorization',
  'connection',
  'x-amzn-trace-id',
  'user-agent',
  'expect',
  'presigned-expires',
  'range',
])

/**
 * The canonical request.
 * Source: AWS, "Create a canonical request"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html); choices that it leaves open are those of
 * newman 6.2.2.
 */
export function canonicalRequest(message: AwsMessage): string {
  const { path, query } = splitTarget(message.url)
  const headers = canonicalHeaders(message).map(([name, value]) => `${name}:${value}\n`)
  return [
    message.method,
    canonicalPath(path, message.isS3),
    canonicalQuery(query, message.isS3),
    headers.join(''),
    signedHeaderNames(message),
    message.bodyHash,
  ].join('\n')
}

/** Names of the headers that are signed, in lower case, as `a;b`. */
export function signedHeaderNames(message: AwsMessage): string {
  return canonicalHeaders(message)
    .map(([name]) => name)
    .join(';')
}

/** Values of one name are joined, in their order. */
function canonicalHeaders({ headers }: AwsMessage): readonly (readonly [name: string, value: string])[] {
  const values = new Map<string, string>()
  for (const { key, value } of headers) {
    const before = values.get(key.toLowerCase())
    const trimmed = value.trim().replace(/\s+/g, ' ')
    values.set(key.toLowerCase(), before === undefined ? trimmed : `${before},${trimmed}`)
  }
  return [...values].filter(([name]) => !NEVER_SIGNED.includes(name)).toSorted(([a], [b]) => compare(a, b))
}

function splitTarget(url: string): { readonly path: string; readonly query: string } {
  const written = /^[^/]*\/\/[^/?]*(.*)$/s.exec(url)?.[1] ?? ''
  // Postman leaves some characters as they are that AWS encodes before it signs.
  const target = written.replace(/[^0-9A-Za-z;,/?:@&=+$\-_.!~*'()#%]/gu, percentEncode)
  const [path = '', ...query] = target.split('?')
  return { path: path || '/', query: query.join('?') }
}

/** Segments are encoded a second time, but for S3. */
function canonicalPath(path: string, isS3: boolean): string {
  if (path === '/') return path
  const segments = isS3
    ? path.split('/').map((segment) => decode(segment))
    : normalize(path.replace(/\/{2,}/g, '/').split('/'))
  const joined = segments.map(percentEncode).join('/')
  const absolute = joined.startsWith('/') ? joined : `/${joined}`
  return isS3 ? absolute.replaceAll('%2F', '/') : absolute
}

function normalize(segments: readonly string[]): readonly string[] {
  const kept: string[] = []
  for (const segment of segments) {
    if (segment === '..') kept.pop()
    else if (segment !== '.') kept.push(segment)
  }
  return kept
}

function canonicalQuery(query: string, isS3: boolean): string {
  const values = new Map<string, readonly string[]>()
  for (const [name, value] of new URLSearchParams(query)) {
    if (name !== '') values.set(percentEncode(name), [...(values.get(percentEncode(name)) ?? []), percentEncode(value)])
  }
  return [...values]
    .toSorted(([a], [b]) => compare(a, b))
    .flatMap(([name, all]) => (isS3 ? all.slice(0, 1) : all.toSorted(compare)).map((value) => `${name}=${value}`))
    .join('&')
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
