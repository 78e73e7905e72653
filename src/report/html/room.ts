import type { Row } from './row.ts'

/** How much is kept. */
export interface Limits {
  /** From this many on passed items are only counted. */
  readonly requests: number
  /**
   * Of all details and cards together: from half of it on bodies of passed items are cut, then their details are left out; those of failed items when a
   * quarter more is taken.
   */
  readonly bytes: number
}

/** Lines alone are heavy as well: so many are listed, those of failed items beyond the first requests included. */
const MAX_LINES = 12_000

/** How much of an item is shown. */
export type Room = 'all' | 'cut' | 'line' | 'none'

/** What is taken so far. */
interface Taken {
  readonly requests: number
  readonly bytes: number
  readonly lines: number
}

/** How much room there is for an item. Failed ones come first. */
export function roomFor({ tone }: Row, { requests, bytes, lines }: Taken, limits: Limits): Room {
  const isFailed = tone === 'failed'
  if (lines >= MAX_LINES || (!isFailed && requests > limits.requests)) return 'none'
  if (isFailed) return bytes > limits.bytes * 1.25 ? 'line' : 'all'
  if (bytes > limits.bytes) return 'line'
  return bytes > limits.bytes / 2 ? 'cut' : 'all'
}
