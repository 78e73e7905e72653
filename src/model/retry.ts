/**
 * Why an item is tried again. network: no usable answer to its own request. 5xx, 429: the status of that answer, unless assertions have judged it and
 * all hold. assertion: one does not hold, or a test script threw.
 */
export type RetryCause = 'network' | '5xx' | '429' | 'assertion'

/** When and how often items are tried again. */
export interface RetryOptions {
  /** Attempts after the first. Default 0. */
  readonly count?: number
  /** Default network, 5xx and 429. */
  readonly on?: readonly RetryCause[]
  /**
   * What may be tried again although it sends requests with other methods than GET, HEAD, OPTIONS and TRACE: everything (`true`), or items and folders by
   * name, id or path (`Folder/Name`). Default nothing.
   */
  readonly unsafe?: boolean | readonly string[]
  /** Is it a failure of the run when an item passes only after a retry. Default false. */
  readonly failOnFlaky?: boolean
}

/** What is done when a server says when to come back (`Retry-After` with 429 or 503). */
export interface RateLimitOptions {
  /** Wait and send again. Default true. */
  readonly retryAfter?: boolean
  /** The longest that one wait may be; what asks for more is left as it is. Milliseconds, default 60,000. */
  readonly maxWaitMs?: number
}
