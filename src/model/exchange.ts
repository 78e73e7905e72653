import type { AuthSpec, Body, Header, ProtocolBehavior } from './collection.ts'

/** A request with every placeholder resolved, still in Postman's shape: nothing encoded, no body bytes. */
export interface ResolvedRequest {
  readonly method: string
  /** Resolved, not yet percent-encoded. */
  readonly url: string
  readonly header: readonly Header[]
  readonly body?: Body
  readonly auth?: AuthSpec
  readonly behavior: ProtocolBehavior
  /** That of its template. */
  readonly written?: unknown
  /** The name of its item with values in place of its placeholders; absent: it has none. */
  readonly itemName?: string
}

/** A request as it goes out: headers in their order, case and number. */
export interface WireRequest {
  readonly method: string
  /** Absolute and percent-encoded, without fragment. */
  readonly url: string
  readonly headers: readonly Header[]
  readonly body: WireBody
  readonly behavior: ProtocolBehavior
  /** The user's own Cookie header, which redirects keep beside the cookies of the jar. */
  readonly ownCookie?: string
  /**
   * Index in `headers` where signers put theirs; absent: before the first header with `system: true`.
   * newman 6.2.2 adds the Content-Type of a JSON body before it signs, and of other bodies after.
   */
  readonly credentialsAt?: number
  /** Headers that the settings of the request keep from the wire, and that newman 6.2.2 shows all the same. */
  readonly withheld?: readonly Header[]
}

/** A request with its values, and with the headers it had on the wire. */
export interface SentRequest {
  readonly request: ResolvedRequest
  readonly wire: WireRequest
}

/** A body as bytes, or as a sequence of bytes and files that is read only while it is sent. */
export type WireBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'parts'; readonly parts: readonly BodyPart[]; readonly sizeBytes: number }

/** A piece of a streamed body. */
export type BodyPart = { readonly bytes: Uint8Array } | { readonly path: string; readonly sizeBytes: number }

/** The last response of an exchange; earlier hops are in `redirects`. */
export interface WireResponse {
  readonly url: string
  readonly status: number
  readonly statusText: string
  readonly httpVersion: string
  /** In order, case and number as received. */
  readonly headers: readonly Header[]
  /** Decoded (gzip, deflate, br). Reporters see it masked, so its length says nothing. */
  readonly body: Uint8Array
  /** Bytes of the body, decoded. */
  readonly sizeBytes: number
  /** Bytes of the body on the wire, before decoding. */
  readonly downloadedBytes: number
  readonly redirects: readonly RedirectHop[]
  /** Cookies of the jar for the final URL, after this response. */
  readonly cookies: readonly CookieRecord[]
}

/** What came of a response that cannot be used: one redirect too many, or a body that cannot be decoded. */
export interface Received {
  readonly url: string
  readonly status: number
  readonly headers: readonly Header[]
  readonly timings: Timings
  /** Cookies of the jar for the URL, after this response. newman 6.2.2 shows none after one redirect too many. */
  readonly cookies: readonly CookieRecord[]
}

/** A response that was followed, and what was sent after it. */
export interface RedirectHop {
  readonly status: number
  readonly headers: readonly Header[]
  readonly url: string
  readonly next: { readonly method: string; readonly url: string; readonly headers: readonly Header[] }
}

/** Milliseconds of the last hop, each from the start of that hop; absent where a phase did not happen (a reused socket). */
export interface Timings {
  readonly dns?: number
  readonly tcp?: number
  readonly tls?: number
  readonly firstByte?: number
  /** Until the last byte of the body. */
  readonly total: number
}

/** A cookie of the jar, in the shape of RFC 6265. `expires` is an ISO 8601 UTC string. */
export interface CookieRecord {
  readonly name: string
  readonly value: string
  readonly domain: string
  readonly path: string
  readonly expires?: string
  /** Seconds, if the server gave the end that way. */
  readonly maxAge?: number
  readonly secure: boolean
  readonly httpOnly: boolean
  readonly hostOnly: boolean
  readonly sameSite?: string
}
