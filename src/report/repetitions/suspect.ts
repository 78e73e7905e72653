import type { Leads, Told } from './history.ts'

/** An item that fails in some repetitions and passes in others. */
export interface Unstable {
  readonly itemId: string
  readonly failed: readonly Told[]
  readonly passed: readonly Told[]
}

/** Another item, and how it stands to an unstable one whenever that fails: `needed`, not yet passed through; `harmful`, already run. */
export interface Suspect {
  readonly itemId: string
  readonly kind: 'needed' | 'harmful'
}

/** The items that failed in one repetition and passed in another, in the order of their first failures. */
export function unstableItems(told: readonly Told[]): readonly Unstable[] {
  const ids = new Set(told.flatMap(({ failed }) => [...failed]))
  return [...ids].flatMap((itemId) => {
    const failed = told.filter((each) => each.failed.has(itemId))
    const passed = told.filter((each) => each.ran.has(itemId) && !each.failed.has(itemId))
    return passed.length === 0 ? [] : [{ itemId, failed, passed }]
  })
}

/**
 * The one item whose place explains it all: it came before in all repetitions that passed and in none that failed, or the other way round. Of several
 * the one that sets what the item uses; undefined if that does not decide.
 */
export function suspectOf({ itemId, failed, passed }: Unstable, leads: Leads): Suspect | undefined {
  const bad = failed.slice(0, COMPARED).map((told) => before(told, itemId))
  const good = passed.slice(0, COMPARED).map((told) => before(told, itemId))
  // What did not pass itself has left nothing behind that could be needed.
  const needed = new Set([...differing(good.map(ran), bad.map(ran)), ...differing(good.map(held), bad.map(held))])
  const suspects: readonly Suspect[] = [
    ...[...needed].map((id) => ({ itemId: id, kind: 'needed' as const })),
    ...differing(bad.map(ran), good.map(ran)).map((id) => ({ itemId: id, kind: 'harmful' as const })),
  ]
  const related = suspects.filter(({ itemId: id }) => leads(id, itemId))
  const [suspect, ...others] = related.length > 0 ? related : suspects
  return others.length === 0 ? suspect : undefined
}

/** Repetitions of each kind that are looked at: what is by chance has been seen by then. */
const COMPARED = 100

interface Before {
  /** Items that ran before an item, and those of them that passed. */
  readonly ran: ReadonlySet<string>
  readonly held: ReadonlySet<string>
}

function before({ ran: order, failed }: Told, itemId: string): Before {
  const ids = [...order]
  const earlier = ids.slice(0, ids.indexOf(itemId))
  return { ran: new Set(earlier), held: new Set(earlier.filter((id) => !failed.has(id))) }
}

function ran(told: Before): ReadonlySet<string> {
  return told.ran
}

function held(told: Before): ReadonlySet<string> {
  return told.held
}

/** What is in all of some sets and in none of others. */
function differing(all: readonly ReadonlySet<string>[], none: readonly ReadonlySet<string>[]): readonly string[] {
  const [first = new Set<string>(), ...rest] = all
  return [...first].filter((id) => rest.every((set) => set.has(id)) && !none.some((set) => set.has(id)))
}
