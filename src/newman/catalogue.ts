import type { EventOf, OutlineEntry } from '../model/event.ts'
import { idOf } from './id.ts'

/** The collection of a run as JSON, and where its items are. */
export interface Catalogue {
  /** Folders and items have the ids that events call them by. */
  readonly collection: CollectionJson
  /** A folder or item by its id. */
  readonly entries: ReadonlyMap<string, CatalogueEntry>
}

/** A folder or item, and what it lies in: a folder, or the collection. */
interface CatalogueEntry {
  readonly json: JsonObject
  readonly parent: JsonObject
}

/** JSON of which no more is known. */
export type JsonObject = Readonly<Record<string, unknown>>
type CollectionJson = JsonObject & { readonly item: readonly JsonObject[] }

/**
 * Brings the collection file and the events of its run together. Their order is the same, so places say which belongs to which:
 * ids may be missing in the file, or be there twice. Without a file the collection is what the events know of it: names and descriptions.
 */
export function createCatalogue(start: EventOf<'run:start'>, document?: unknown): Catalogue {
  const entries = new Map<string, CatalogueEntry>()
  const collection = isDocument(document)
    ? withIds(identified(document, start), start, entries)
    : fromOutline(start, entries)
  return { collection, entries }
}

/** A collection file with an id: newman gives it one. */
export function identified<T extends JsonObject>(document: T, { run }: EventOf<'run:start'>): T {
  const { info, id } = document
  if (!isObject(info) || info['_postman_id'] !== undefined || id !== undefined) return document
  return { ...document, id: idOf(run, 'collection') }
}

function withIds(
  document: CollectionJson,
  { outline }: EventOf<'run:start'>,
  entries: Map<string, CatalogueEntry>,
): CollectionJson {
  let next = 0
  const inside = (parent: Record<string, unknown>, list: readonly unknown[]): void => {
    parent['item'] = list
      .filter((json) => json !== null)
      .map((written) => {
        const json: Record<string, unknown> = isObject(written) ? { ...written } : {}
        const { id } = outline[next] ?? {}
        next += 1
        if (id !== undefined) {
          json['id'] = id
          entries.set(id, { json, parent })
        }
        if (json['item']) inside(json, Array.isArray(json['item']) ? json['item'] : [])
        return json
      })
  }
  const collection: Record<string, unknown> = { ...document }
  inside(collection, document.item)
  return collection as CollectionJson
}

function fromOutline(start: EventOf<'run:start'>, entries: Map<string, CatalogueEntry>): CollectionJson {
  const children = (owner: string | undefined, parent: JsonObject): readonly JsonObject[] =>
    start.outline
      .filter((entry) => entry.parent === owner)
      .map((entry) => {
        const json: Record<string, unknown> = partOf(entry)
        entries.set(entry.id, { json, parent })
        if (entry.kind === 'folder') json['item'] = children(entry.id, json)
        return json
      })
  const collection: Record<string, unknown> = {
    item: [],
    info: { name: start.name, schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  }
  collection['item'] = children(undefined, collection)
  return collection as CollectionJson
}

function partOf({ id, name, description }: OutlineEntry): Record<string, unknown> {
  return {
    id,
    ...(name !== '' && { name }),
    ...(description ? { description: { content: description, type: 'text/plain' } } : {}),
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null
}

function isDocument(value: unknown): value is CollectionJson {
  return isObject(value) && Array.isArray(value['item'])
}
