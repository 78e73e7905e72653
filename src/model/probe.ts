import type { ErrorCode } from '../errors.ts'
import type { Header, ProtocolBehavior } from './collection.ts'

/** A host to ask before a run. */
export interface ProbeTarget {
  /** A URL of a request there: client certificates and proxies are chosen by it, and of it only `/` is asked for. */
  readonly url: string
  /** Settings of that request: how TLS is spoken. */
  readonly behavior: ProtocolBehavior
}

/** What came of it. */
export type Probed =
  | {
      readonly kind: 'answered'
      readonly headers: readonly Header[]
      /** By our clock, when it was asked and when it answered: milliseconds since 1970. */
      readonly from: number
      readonly to: number
      /** Until when the chain of certificates is valid: milliseconds since 1970. Absent: no TLS, or nobody looks at it. */
      readonly validUntil?: number
    }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly reason: string; readonly hint?: string }
