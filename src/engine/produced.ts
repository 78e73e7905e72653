import type { WireRequest, WireResponse } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'

/** What a JWT is signed of. */
export interface UnsignedJwt {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
}

/** What the producer of a variable came to. */
export type ProduceResult =
  | {
      readonly kind: 'produced'
      readonly value: string
      readonly lifetime: 'attempt' | 'flow'
      /** What the value is a JWT of. */
      readonly jwt?: UnsignedJwt
    }
  /** There is nothing to make it from: the variable stays missing, unless a marked script asks for it by name. */
  | { readonly kind: 'declined'; readonly failure: Failure }
  | { readonly kind: 'failed'; readonly failure: Failure }

/** What putting a proof on a request came to. */
export type ProveResult =
  | {
      readonly kind: 'proved'
      readonly request: WireRequest
      /** What the proof is a JWT of. */
      readonly jwt?: UnsignedJwt
      /** Does the response say that the proof was made with something out of date: the request is made and sent once more. */
      readonly isStale?: (response: WireResponse) => boolean
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
