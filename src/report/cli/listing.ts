import type { FailureRecord } from '../summary.ts'
import type { ListedFailure } from './failures.ts'
import type { Position } from './tree.ts'

/** The failures of a run in the order in which they are numbered. It grows while the run goes on. */
export interface Listing {
  readonly all: readonly ListedFailure[]
  /** An item begins. */
  readonly begin: () => void
  /** The failure of the item that was added last. */
  readonly last: () => ListedFailure | undefined
  /** Has nothing failed before the item. */
  readonly isFirst: () => boolean
  /** Adds a failure; false if it only says again that there was no response, and counts with the one before. */
  readonly add: (record: FailureRecord, position: Position) => boolean
  /** Ends an item: what is said below the last of its failures. */
  readonly end: (ending: Pick<ListedFailure, 'answer' | 'rerun'>) => void
  /** Ends an item that is tried again: its failures do not count. */
  readonly drop: () => void
}

/** An empty list. */
export function createListing(): Listing {
  const all: ListedFailure[] = []
  let before = 0
  const last = (): ListedFailure | undefined => (all.length > before ? all.at(-1) : undefined)
  return {
    all,
    last,
    isFirst: () => before === 0,
    begin() {
      before = all.length
    },
    add(record, position) {
      const cause = position.isUnanswered && isTestFailure(record) ? last() : undefined
      if (cause === undefined) all.push(listed(record, position))
      else all.splice(-1, 1, { ...cause, consequences: cause.consequences + 1 })
      return cause === undefined
    },
    end(ending) {
      const failure = last()
      if (failure !== undefined) all.splice(-1, 1, { ...failure, ...ending })
    },
    drop() {
      all.splice(before)
    },
  }
}

function listed(record: FailureRecord, position: Position): ListedFailure {
  const { path, exchange, isUnanswered, file, example, marks } = position
  // What was never sent has no exchange of its own, and one that a script sent is named in the message: the last one is another's.
  const isOthers = record.kind === 'item' || (record.kind === 'request' && !isUnanswered)
  const isContract = record.kind === 'assertion' && record.script === undefined
  return {
    record,
    path,
    marks,
    consequences: 0,
    answer: [],
    ...(exchange !== undefined && !isOthers && { exchange }),
    ...(file !== undefined && { file }),
    ...(example !== undefined && isContract && { example }),
  }
}

/** Tests run without a response, too; that they fail then says nothing new, so they are counted but not told one by one. */
function isTestFailure({ kind, phase }: FailureRecord): boolean {
  return kind === 'assertion' || (kind === 'script' && phase === 'test')
}
