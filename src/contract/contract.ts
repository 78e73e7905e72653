import type { SavedExample } from '../model/collection.ts'
import { type Example, readExample } from './example.ts'
import { type Variant, variantsOf } from './variants.ts'

/** What the examples of one request say about its responses. */
export interface Contract {
  readonly answers: readonly AnswerContract[]
}

/** What the examples of one status say. */
export interface AnswerContract {
  /** Absent: the examples name none, and fit any. */
  readonly status?: number
  readonly examples: readonly Example[]
  /** Of the bodies that are JSON. */
  readonly variants: readonly Variant[]
}

/** Reads the examples of a request. */
export function contractOf(examples: readonly SavedExample[]): Contract {
  const read = examples.map(readExample)
  const statuses = [...new Set(read.map(({ status }) => status))]
  return {
    answers: statuses.map((status) => {
      const same = read.filter((example) => example.status === status)
      return { examples: same, variants: variantsOf(same), ...(status !== undefined && { status }) }
    }),
  }
}

/** What a contract says to a status: its examples, that another one is due, or nothing. */
export type Addressed =
  | { readonly kind: 'answer'; readonly answer: AnswerContract }
  /** There are examples, but of another status. */
  | { readonly kind: 'other'; readonly statuses: readonly number[]; readonly example: Example }
  | { readonly kind: 'none' }

/**
 * The examples that a response is to be held against. Where none has its status, another was due: that of the successes, or of all if there is no
 * success. Only a success where there are examples of errors alone has no contract: they say nothing about it.
 */
export function addressed({ answers }: Contract, status: number): Addressed {
  const answer = answers.find((each) => each.status === status) ?? answers.find((each) => each.status === undefined)
  if (answer !== undefined) return { kind: 'answer', answer }
  const successes = answers.filter((each) => isSuccess(each.status ?? 0))
  const due = successes.length > 0 || isSuccess(status) ? successes : answers
  const example = due[0]?.examples[0]
  if (example === undefined) return { kind: 'none' }
  return { kind: 'other', statuses: due.flatMap((each) => each.status ?? []), example }
}

function isSuccess(status: number): boolean {
  return status < 400
}
