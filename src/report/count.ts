/** How many there were, and how many of them failed. */
export interface Count {
  readonly total: number
  readonly failed: number
}

/** Before the first. */
export const noCount: Count = Object.freeze({ total: 0, failed: 0 })

/** Counts one more. */
export function withOne(counted: Count): Count {
  return { total: counted.total + 1, failed: counted.failed }
}

/** Counts one of those already counted as failed. */
export function withFailed(counted: Count): Count {
  return { total: counted.total, failed: counted.failed + 1 }
}
