import { exchangesOf, type ItemEvents } from '../../item-events.ts'
import { type Sketch, sketch, weightOf, withoutBodies } from './sketch.ts'

/** The part of a run that is drawn: its first iteration, or the first one that failed. */
export interface Flow {
  /** From 0. */
  readonly iteration: number
  readonly isFailed: boolean
  readonly sketches: readonly Sketch[]
  /** Exchanges of the iteration behind those that are kept. */
  readonly leftOut: number
}

/** An item that has ended. */
export interface EndedItem {
  readonly events: ItemEvents
  readonly anchor: string
  readonly isFailed: boolean
}

/** Collects the flow of one run while it goes on. */
export interface FlowKeeper {
  readonly add: (item: EndedItem) => void
  readonly flow: () => Flow | undefined
}

/** More in one drawing nobody reads. */
const MAX_EXCHANGES = 300
/** Bytes of bodies of an iteration. */
const MAX_BODIES = 4 * 1024 * 1024

interface Draft {
  readonly iteration: number
  isFailed: boolean
  readonly sketches: Sketch[]
  leftOut: number
  bodies: number
}

/** Keeps three iterations at most: the first, the one that is running, and the first that failed. Nothing is read in them before the end. */
export function keepFlow(): FlowKeeper {
  let first: Draft | undefined
  let current: Draft | undefined
  let failed: Draft | undefined

  function draftOf(iteration: number): Draft {
    if (current?.iteration === iteration) return current
    current = { iteration, isFailed: false, sketches: [], leftOut: 0, bodies: 0 }
    first ??= current
    return current
  }

  return {
    add: (item) => {
      const { cursor } = item.events[0] ?? {}
      if (cursor === undefined || (failed !== undefined && failed.iteration !== cursor.iteration)) return
      const draft = draftOf(cursor.iteration)
      const place = {
        anchor: item.anchor,
        itemId: cursor.itemId,
        item: cursor.itemName,
        isFailed: item.isFailed,
      }
      for (const exchange of exchangesOf(item.events)) push(draft, sketch(exchange, place))
      if (!item.isFailed) return
      draft.isFailed = true
      failed ??= draft
    },
    flow: () => failed ?? first,
  }
}

function push(draft: Draft, drawn: Sketch): void {
  if (draft.sketches.length >= MAX_EXCHANGES) {
    draft.leftOut += 1
    return
  }
  const weight = weightOf(drawn)
  const isFull = draft.bodies + weight > MAX_BODIES
  if (!isFull) draft.bodies += weight
  draft.sketches.push(isFull ? withoutBodies(drawn) : drawn)
}
