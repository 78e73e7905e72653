import type { WireRequest, WireResponse } from '../model/exchange.ts'

/** Reads a response, and signs the request once more when there is a challenge to answer. Asked after every response, the last included. */
export type Retry = (response: WireResponse, again: WireAgain) => Promise<Replay>

/** The request that was sent last, as it would go out again: not signed anew yet. */
export type WireAgain = () => Promise<WireRequest>

export interface Replay {
  /** Absent: there is nothing to answer, or it cannot be answered. */
  readonly request?: WireRequest
  /** Why it cannot be answered; shown as a console warning. */
  readonly warning?: string
}
