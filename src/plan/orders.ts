import type { Collection } from '../model/collection.ts'
import { keptByScripts, keptOrders } from './kept-order.ts'
import { matchesRequest } from './match.ts'
import type { Plan } from './plan.ts'
import { shuffle } from './shuffle.ts'

/** The orders of the repetitions of a collection. */
export interface Orders {
  /** The plan of a repetition, from 0. */
  readonly plan: (index: number) => Plan
  /** What is left in its order because of scripts: texts for the user. */
  readonly warnings: readonly string[]
}

/** What orders are made from. */
export interface OrdersOptions {
  /** Of the first repetition; each further one has the next. Absent: all have the order of the collection. */
  readonly seed: number | undefined
  /** Patterns of the folders, or the name of the collection, within which nothing is moved. */
  readonly ordered: readonly string[]
}

/** Another order for each repetition, if that was asked for. */
export function ordersOf(collection: Collection, planned: Plan, { seed, ordered }: OrdersOptions): Orders {
  if (seed === undefined) return { plan: () => planned, warnings: [] }
  const kept = keptOrders(collection, (place) => ordered.some((pattern) => matchesRequest(pattern, place)))
  const names = keptByScripts(collection, kept, new Set(planned.items.map(({ id }) => id)))
  const places = names.map((name) => `"${name}"`).join(', ')
  return {
    plan: (index) => shuffle(planned, { collection, kept, seed: seed + index }),
    warnings:
      names.length === 0
        ? []
        : [`warning: not shuffled within ${places}: scripts there choose the next request (setNextRequest)`],
  }
}
