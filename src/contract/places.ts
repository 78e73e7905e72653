import type { Collection, Folder, Item } from '../model/collection.ts'

/** Where each request stands in the JSON of a collection: indexes from the collection down, by id. Entries that are null are no requests. */
export function placesOf(document: unknown, { children }: Collection): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, readonly number[]>()
  const wrapped = membersOf(document)['collection']
  visit({ json: wrapped ?? document, children, place: [] }, places)
  return places
}

interface Level {
  readonly json: unknown
  readonly children: readonly (Folder | Item)[]
  readonly place: readonly number[]
}

function visit({ json, children, place }: Level, places: Map<string, readonly number[]>): void {
  const { item } = membersOf(json)
  if (!Array.isArray(item)) return
  const entries = item.flatMap((entry: unknown, index) => (entry === null ? [] : [{ entry, index }]))
  for (const [count, { entry, index }] of entries.entries()) {
    const child = children[count]
    if (child === undefined) return
    const own = [...place, index]
    if (child.kind === 'item') places.set(child.id, own)
    else visit({ json: entry, children: child.children, place: own }, places)
  }
}

function membersOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {}
}
