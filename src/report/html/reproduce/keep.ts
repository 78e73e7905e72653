import { type ItemEvents, select } from '../../item-events.ts'
import { type Sendable, sendable } from './sent.ts'

/** Collects the requests of a page that are shown as code. */
export interface RequestKeeper {
  readonly add: (events: ItemEvents, anchor: string, isFailed: boolean) => void
  /** The request of a row; undefined if it is not shown as code. */
  readonly requestOf: (anchor: string) => Sendable | undefined
}

/** Items that passed, and items that failed; each once, whatever the number of iterations. */
const MAX_FIRST = 50
const MAX_FAILED = 100

/** Keeps the requests of the first 50 items and of those that failed. */
export function keepRequests(): RequestKeeper {
  const kept = new Map<string, Sendable>()
  const first = new Set<string>()
  const failed = new Set<string>()
  return {
    add: (events, anchor, isFailed) => {
      const items = isFailed ? failed : first
      if (items.size >= (isFailed ? MAX_FAILED : MAX_FIRST)) return
      const request = select(events, 'request').findLast(({ source }) => source === 'item')
      if (request === undefined) return
      const id = `${request.run} ${request.cursor.itemId}`
      if (items.has(id)) return
      items.add(id)
      kept.set(anchor, sendable(request))
    },
    requestOf: (anchor) => kept.get(anchor),
  }
}
