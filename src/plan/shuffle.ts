import type { Collection } from '../model/collection.ts'
import type { Container } from './kept-order.ts'
import type { Plan, PlannedItem } from './plan.ts'

/** What an order is made from. */
export interface Shuffle {
  readonly collection: Collection
  /** A whole number. */
  readonly seed: number
  /** Folders, or the collection, within which nothing is moved. */
  readonly kept: Pick<ReadonlySet<Container>, 'has'>
}

/**
 * The plan in another order: the children of each folder are put into that of numbers which are made from the seed and their ids, folders with all that
 * is in them. So the same seed gives the same order, and requests that are selected from a collection stand in it as they stand among all others.
 */
export function shuffle(plan: Plan, order: Shuffle): Plan {
  const byId = new Map<string, PlannedItem[]>()
  for (const item of plan.items) byId.set(item.id, [...(byId.get(item.id) ?? []), item])
  const items = idsOf(order.collection, order).flatMap((id) => byId.get(id) ?? [])
  const positions = new Map(items.map(({ id }, position) => [id, position]))
  // Of several items with one name the same one is meant as without the shuffle.
  const positionOf = (before: number): number => positions.get(plan.items[before]?.id ?? '') ?? before
  return {
    ...plan,
    items,
    byId: positions,
    byName: new Map([...plan.byName].map(([name, before]) => [name, positionOf(before)])),
  }
}

function idsOf(container: Container, { kept, seed }: Pick<Shuffle, 'kept' | 'seed'>): readonly string[] {
  const isKept = kept.has(container)
  const children = isKept
    ? container.children
    : container.children
        .map((child) => ({ child, rank: rankOf(child.id, seed) }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ child }) => child)
  // What moves as a block does not change inside.
  const below = isKept ? { seed, kept: EVERYTHING } : { seed, kept }
  return children.flatMap((child) => (child.kind === 'item' ? [child.id] : idsOf(child, below)))
}

const EVERYTHING: Shuffle['kept'] = Object.freeze({ has: () => true })

/** 32 bits, evenly spread. Source: FNV-1a by Fowler, Noll and Vo, and the finalizer of MurmurHash3 by Appleby, which spreads what differs at the end. */
function rankOf(id: string, seed: number): number {
  let hash = 0x811c9dc5
  for (const character of `${seed} ${id}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
