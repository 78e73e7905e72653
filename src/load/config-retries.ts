import type { RetryCause, RetryOptions } from '../model/retry.ts'
import { isRecord } from './plain.ts'

/** All causes that an item can be tried again for. */
export const RETRY_CAUSES: readonly RetryCause[] = Object.freeze<RetryCause[]>(['network', '5xx', '429', 'assertion'])

/** Is it the name of a cause. */
export function isRetryCause(word: unknown): word is RetryCause {
  return RETRY_CAUSES.some((cause) => cause === word)
}

/** What is wrong with the `retries` of a configuration, and where: `.count is no whole number`; undefined when nothing is. */
export function faultOfRetries(value: unknown): string | undefined {
  if (!isRecord(value)) return ' is not an object'
  for (const [name, member] of Object.entries(value)) {
    const check = Object.hasOwn(MEMBERS, name) ? MEMBERS[name as keyof RetryOptions] : undefined
    if (check === undefined) return ` has no member "${name}"`
    if (member !== undefined && !check.isRight(member)) return `.${name} is not ${check.words}`
  }
  return undefined
}

interface Check {
  readonly isRight: (value: unknown) => boolean
  /** What it has to be. */
  readonly words: string
}

const MEMBERS: Readonly<Record<keyof RetryOptions, Check>> = Object.freeze({
  count: {
    isRight: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0,
    words: 'a whole number from 0',
  },
  on: {
    isRight: (value: unknown) => Array.isArray(value) && value.every(isRetryCause),
    words: `a list of ${RETRY_CAUSES.join(', ')}`,
  },
  unsafe: {
    isRight: (value: unknown) =>
      typeof value === 'boolean' || (Array.isArray(value) && value.every((each) => typeof each === 'string')),
    words: 'true, false or a list of names',
  },
  failOnFlaky: { isRight: (value: unknown) => typeof value === 'boolean', words: 'true or false' },
})
