import type { RetryCause } from '../model/retry.ts'

/** All causes that an item can be tried again for. */
export const RETRY_CAUSES: readonly RetryCause[] = Object.freeze<RetryCause[]>(['network', '5xx', '429', 'assertion'])

/** Is it the name of a cause. */
export function isRetryCause(word: unknown): word is RetryCause {
  return RETRY_CAUSES.some((cause) => cause === word)
}
