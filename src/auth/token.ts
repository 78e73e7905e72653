import type { SendOwn } from '../engine/ports.ts'
import type { Header } from '../model/collection.ts'
import type { WireRequest } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'

/** A form field or query parameter, not yet encoded. */
export type Pair = readonly [name: string, value: string]

/** How a token can be had: all that makes the request, as plain data, so that equal grants share a token. */
export interface Grant {
  readonly kind: 'client_credentials' | 'refresh_token'
  /** With the parameters that belong into the query. */
  readonly url: string
  readonly headers: readonly Header[]
  /** Not yet encoded; without the refresh token, which changes. */
  readonly fields: readonly Pair[]
  readonly refreshToken?: string
}

/** What a token endpoint gave. */
export type TokenResult =
  | {
      readonly kind: 'token'
      readonly accessToken: string
      /** Of the clock's `now`; Infinity when the server did not say. */
      readonly expiresAtMs: number
      /** In place of the one that was used. */
      readonly refreshToken?: string
    }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** For whom and how a token is fetched. */
export interface Fetching {
  /** The request that needs it: the token is fetched with its TLS settings and its User-Agent. */
  readonly request: WireRequest
  readonly send: SendOwn
}

/** The token of a grant: fetched when it is first needed, and again half a minute before it ends. */
export type FetchToken = (grant: Grant, fetching: Fetching) => Promise<TokenResult>
