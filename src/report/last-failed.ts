import type { OutlineEntry, RunEvent } from '../model/event.ts'
import type { FailedRequest, FailedRequests } from '../model/failed.ts'
import { mapped } from './mapped.ts'
import { outlineOf } from './outline.ts'
import type { Summary } from './summary.ts'

/** What of a collection was run. Of several with one name: of all of them. */
interface Trace {
  readonly outlines: (readonly OutlineEntry[])[]
  /** Ids of the items that have come to their end. */
  readonly ended: Set<string>
}

/** Follows some runs to know what failed in them, and what did not. */
export class FailureTrail {
  /** By the name of the collection. */
  readonly #traces = new Map<string, Trace>()
  readonly #names = new Map<string, string>()

  /** The events, looked at in passing. */
  follow(events: AsyncIterable<RunEvent>): AsyncIterable<RunEvent> {
    return mapped(events, (event) => {
      if (event.type === 'run:start') {
        const trace = this.#traces.get(event.name) ?? { outlines: [], ended: new Set() }
        // Repetitions say the same.
        if (trace.outlines.length === 0 || (event.repetition?.number ?? 1) === 1) trace.outlines.push(event.outline)
        this.#traces.set(event.name, trace)
        this.#names.set(event.run, event.name)
      }
      if (event.type === 'item:end') {
        this.#traces.get(this.#names.get(event.run) ?? '')?.ended.add(event.cursor.itemId)
      }
      return event
    })
  }

  /** What has failed when it was run last, from what had before and what these runs came to. What did not run stays as it was; what is gone goes. */
  after(before: readonly FailedRequests[], summary: Summary): readonly FailedRequests[] {
    const failed = this.#failedIn(summary)
    const own = [...this.#traces].map(([collection, { outlines, ended }]) => {
      const { pathOf, idOf } = placesIn(outlines.flat())
      const old = before.filter((each) => each.collection === collection).flatMap(({ requests }) => requests)
      const left = old.flatMap((request) => idOf(request) ?? []).filter((id) => !ended.has(id))
      const ids = new Set([...left, ...(failed.get(collection) ?? [])])
      return { collection, requests: [...pathOf].filter(([id]) => ids.has(id)).map(([id, path]) => ({ id, path })) }
    })
    return [...before.filter(({ collection }) => !this.#traces.has(collection)), ...own]
  }

  #failedIn({ failures, flaky, findings }: Summary): ReadonlyMap<string, ReadonlySet<string>> {
    // They are failures where --fail-on-flaky makes them one.
    const isFlakyFailed = findings.some(({ failure }) => failure.code === 'ITEM_FLAKY')
    const ids = new Map<string, Set<string>>()
    for (const { run, cursor } of isFlakyFailed ? [...failures, ...flaky] : failures) {
      const name = this.#names.get(run) ?? ''
      ids.set(name, (ids.get(name) ?? new Set()).add(cursor.itemId))
    }
    return ids
  }
}

interface Places {
  /** By id, in the order of the collection. */
  readonly pathOf: ReadonlyMap<string, string>
  /** The id that a request has now; undefined if it is gone. */
  readonly idOf: (request: FailedRequest) => string | undefined
}

function placesIn(entries: readonly OutlineEntry[]): Places {
  const { foldersOf } = outlineOf(entries)
  const pathOf = new Map(
    entries.flatMap(({ id, name, kind }) =>
      kind === 'item' ? [[id, [...foldersOf(id), name].join('/')] as const] : [],
    ),
  )
  return {
    pathOf,
    idOf: ({ id, path }) => (pathOf.has(id) ? id : [...pathOf].find(([, other]) => other === path)?.[0]),
  }
}
