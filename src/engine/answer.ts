import type { SentRequest } from '../model/exchange.ts'
import type { SendResult } from './ports.ts'

/** What an exchange came to. */
export interface Answer {
  readonly result: SendResult
  /** What was sent last, or as far as a request got that HTTP does not allow; absent when nothing was to go out. */
  readonly sent?: SentRequest
  /** Nothing went out because it could not be signed. */
  readonly isUnsigned: boolean
  /** The server asks for a request whose proof is made anew. */
  readonly isStale?: boolean
}
