import type { IncomingHttpHeaders } from 'node:http'
import type { Identified } from '../table.ts'

/** One request that came in; the id is the Correlation-Id of its answer. */
export interface JournalEntry extends Identified {
  /** ISO 8601 UTC, by the clock of the stand-in. */
  readonly at: string
  readonly method: string
  /** With the query, as it was sent. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** The first 4,096 bytes, once they have been read. */
  readonly body?: string
  /** Once the answer is finished. */
  readonly status?: number
  /** The fault that was put in its way. */
  readonly fault?: string
}
