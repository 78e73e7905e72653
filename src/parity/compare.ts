import type { Facts, ItemFacts } from './facts.ts'

/** One place where two runs differ. Absent: that run has nothing there. */
export interface Difference {
  readonly place: string
  readonly newman?: string
  readonly flowgate?: string
}

/** A run as it was, and as it may be shown: secrets masked. */
export interface RunFacts {
  readonly whole: Facts
  readonly shown: Facts
}

/** All that differs, by item. */
export interface Comparison {
  readonly groups: readonly { readonly title: string; readonly differences: readonly Difference[] }[]
  readonly compared: { readonly items: number; readonly facts: number; readonly volatile: number }
}

/**
 * Compares a run of flowgate with runs of newman. What differs among newman's own runs (random values, nonces, times) is by lot, and no difference
 * between the two; it is counted apart.
 */
export function compare(newman: readonly RunFacts[], flowgate: RunFacts): Comparison {
  const [first] = newman
  if (first === undefined) throw new Error('There is no run to compare with')
  const count = Math.max(first.whole.items.length, flowgate.whole.items.length)
  let facts = 0
  let volatile = 0

  function differencesOf(theirs: readonly Places[], ours: Places): readonly Difference[] {
    const [one = NOWHERE] = theirs
    const places = [...new Set([...one.whole.keys(), ...ours.whole.keys()])]
    facts += places.length
    return places.flatMap((place): readonly Difference[] => {
      const values = new Set(theirs.map(({ whole }) => whole.get(place)))
      if (values.size > 1) {
        volatile += 1
        return []
      }
      const [value] = values
      if (value === ours.whole.get(place)) return []
      const [a, b] = [one.shown.get(place), ours.shown.get(place)]
      return [{ place, ...(a !== undefined && { newman: a }), ...(b !== undefined && { flowgate: b }) }]
    })
  }

  const groups = Array.from({ length: count }, (_, at) => {
    const theirs = newman.map((run) => placesAt(run, at))
    const ours = placesAt(flowgate, at)
    const title = first.shown.items[at]?.name ?? flowgate.shown.items[at]?.name ?? ''
    return { title, differences: differencesOf(theirs, ours) }
  })
  const endings = newman.map(endingOf)
  const ending = { title: 'After the run', differences: differencesOf(endings, endingOf(flowgate)) }
  return {
    groups: [...groups, ending].filter(({ differences }) => differences.length > 0),
    compared: { items: count, facts, volatile },
  }
}

/** What was said at each place. */
interface Places {
  readonly whole: ReadonlyMap<string, string>
  readonly shown: ReadonlyMap<string, string>
}

const NOWHERE: Places = Object.freeze({ whole: new Map<string, string>(), shown: new Map<string, string>() })

function placesAt({ whole, shown }: RunFacts, at: number): Places {
  return { whole: mapOf(whole.items[at]), shown: mapOf(shown.items[at]) }
}

function endingOf({ whole, shown }: RunFacts): Places {
  return { whole: whole.ending, shown: shown.ending }
}

/** The name of the item is a fact too: runs may part ways. */
function mapOf(item: ItemFacts | undefined): ReadonlyMap<string, string> {
  return item === undefined ? new Map() : new Map([['item', item.name], ...item.facts])
}
