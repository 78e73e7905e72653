import type { AssertionOrigin, EventOf } from '../model/event.ts'
import type { SentRequest, Timings, WireResponse } from '../model/exchange.ts'
import type { Failure } from '../model/failure.ts'
import type { PlannedItem } from '../plan/plan.ts'

/**
 * Judges the response of an item without a script: by the examples saved with the request, or by the configuration. Asked after the test scripts
 * of an item that got a response, unless they end the run. Never rejects. An assertion that fails does what one of a script does, `bail` included.
 */
export type Check = (answered: Answered) => Promise<readonly CheckResult[]>

/** An item and the response it got. */
export interface Answered {
  readonly item: PlannedItem
  /** As it went out last. */
  readonly request: SentRequest
  readonly response: WireResponse
  readonly timings: Timings
}

/** What a check has to say; in the stream in this order. */
export type CheckResult =
  | {
      readonly kind: 'contract'
      /** Name of the example that the response is held against. Absent: there is none for it. */
      readonly example?: string
    }
  | (Asserted & { readonly outcome: 'passed' | 'skipped' })
  | (Asserted & { readonly outcome: 'failed'; readonly failure: Failure })

interface Asserted {
  readonly kind: 'assertion'
  readonly name: string
  readonly origin: AssertionOrigin
}

/** Something to be told at the end of a run. */
export type Finding = Pick<EventOf<'finding'>, 'failure' | 'severity'>
