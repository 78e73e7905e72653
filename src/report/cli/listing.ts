import type { FailureRecord } from '../summarize.ts'
import type { ListedFailure } from './failures.ts'
import type { Position } from './tree.ts'

/** The failures of a run in the order in which they are numbered. It grows while the run goes on. */
export interface Listing {
  readonly all: readonly ListedFailure[]
  /** Adds a failure; false if it only says again that there was no response, and counts with the one before. */
  readonly add: (record: FailureRecord, position: Position) => boolean
  /** Ends an item: what is said below the last of its failures. */
  readonly close: (ending: Pick<ListedFailure, 'answer' | 'rerun'>) => void
}

/** An empty list. */
export function createListing(): Listing {
  const all: ListedFailure[] = []
  return {
    all,
    add(record, position) {
      const cause = position.isUnanswered && isTestFailure(record) ? all.at(-1) : undefined
      if (cause === undefined) all.push(listed(record, position))
      else all.splice(-1, 1, { ...cause, consequences: cause.consequences + 1 })
      return cause === undefined
    },
    close(ending) {
      const last = all.at(-1)
      if (last !== undefined) all.splice(-1, 1, { ...last, ...ending })
    },
  }
}

function listed(record: FailureRecord, { path, exchange, isUnanswered, file }: Position): ListedFailure {
  // What was never sent has no exchange of its own, and one that a script sent is named in the message: the last one is another's.
  const isOthers = record.kind === 'item' || (record.kind === 'request' && !isUnanswered)
  return {
    record,
    path,
    consequences: 0,
    answer: [],
    ...(exchange !== undefined && !isOthers && { exchange }),
    ...(file !== undefined && { file }),
  }
}

/** Tests run without a response, too; that they fail then says nothing new, so they are counted but not told one by one. */
function isTestFailure({ kind, phase }: FailureRecord): boolean {
  return kind === 'assertion' || (kind === 'script' && phase === 'test')
}
