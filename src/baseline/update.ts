import type { PlacedFailure } from '../model/failure.ts'
import { type Baseline, type BaselineEntry, NO_REASON } from './entry.ts'
import type { Ledger } from './ledger.ts'

/** A baseline as it is to be written, and what is new about it. */
export interface Update {
  readonly text: string
  readonly added: number
  readonly removed: number
  readonly kept: number
  /** New failures that were not written down, since their names hold secrets. */
  readonly secret: number
}

/** Entries that fail still, or have not run, stay as they are; those that are gone go; new failures get one that says `TODO`. Sorted by place. */
export function updated(
  { failures, strict }: Baseline,
  ledger: Pick<Ledger, 'fresh' | 'isGone'>,
  isSecret: (text: string) => boolean,
): Update {
  const kept = failures.filter((entry) => !ledger.isGone(entry))
  const ids = new Set(kept.map(({ id }) => id))
  const writable = ledger.fresh.filter(
    ({ collection, request, assertion = '' }) => ![collection, request, assertion].some(isSecret),
  )
  const added = writable.map((happening) => {
    const entry = entryOf(happening, ids)
    ids.add(entry.id)
    return entry
  })
  const sorted = [...kept, ...added].toSorted(
    (a, b) =>
      compare(a.collection, b.collection) ||
      compare(a.request, b.request) ||
      compare(a.assertion, b.assertion) ||
      compare(a.code, b.code) ||
      compare(a.id, b.id),
  )
  return {
    text: `${JSON.stringify({ ...(strict && { strict }), failures: sorted }, undefined, 2)}\n`,
    added: added.length,
    removed: failures.length - kept.length,
    kept: kept.length,
    secret: ledger.fresh.length - writable.length,
  }
}

/** Messages differ from run to run: an assertion is known by its name, anything else by its code. */
function entryOf({ collection, request, assertion, failure }: PlacedFailure, ids: ReadonlySet<string>): BaselineEntry {
  const id = freeId(`${request} ${assertion ?? failure.code}`, ids)
  // An assertion without a name has its code only.
  const what = assertion ? { assertion } : { code: failure.code }
  return { id, reason: NO_REASON, collection, request, ...what }
}

function freeId(text: string, ids: ReadonlySet<string>): string {
  const id =
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'failure'
  let free = id
  for (let number = 2; ids.has(free); number += 1) free = `${id}-${number}`
  return free
}

/** By code units, as everywhere where the order must not depend on the machine. */
function compare(a = '', b = ''): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
