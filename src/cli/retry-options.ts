import { isRetryCause, RETRY_CAUSES } from '../load/config-retries.ts'
import type { RetryCause, RetryOptions } from '../model/retry.ts'
import { type Arguments, defined } from './values.ts'

/** The flags about retries; what is not given is left to the configuration. Throws USAGE. */
export function retriesOf(given: Arguments): RetryOptions {
  return defined({
    count: ownCount(given, 'retries', 0),
    on: causesOf(given),
    unsafe: given.isOn('retry-unsafe', false) || undefined,
    failOnFlaky: given.isOn('fail-on-flaky', false) || undefined,
  })
}

/** `--max-rps`. Throws USAGE. */
export function maxRpsOf(given: Arguments): { readonly maxRps?: number } {
  return defined({ maxRps: ownCount(given, 'max-rps', 1) })
}

/** A number that means something to our own engine alone. */
function ownCount(given: Arguments, flag: string, from: number): number | undefined {
  const count = given.count(flag, from)
  if (count === undefined || count === 0 || given.text('engine') !== 'newman') return count
  throw given.refusal(flag, 'is not known to newman', `Leave --engine newman out, or --${flag}`)
}

function causesOf(given: Arguments): readonly RetryCause[] | undefined {
  const words = given.list('retry-on')
  if (words.length === 0) return undefined
  const wrong = words.find((word) => !isRetryCause(word))
  if (wrong !== undefined)
    throw given.refusal('retry-on', `cannot be "${wrong}"`, `Use any of: ${RETRY_CAUSES.join(', ')}`)
  return words.filter(isRetryCause)
}
