import type { Collection, Folder, Item, Script } from '../model/collection.ts'
import type { Documents } from '../model/documents.ts'
import { isRecord, type JsonRecord, listOf } from './plain.ts'
import { scriptOf } from './scripts.ts'

/** The JSON of a collection with the ids that our Collection has: Postman's SDK would draw those that are missing by lot. */
export function identified(json: unknown, collection: Collection): Documents['collection'] {
  const document = isRecord(json) ? json : {}
  return { ...document, ...levelOf(document, collection) }
}

function levelOf(json: JsonRecord, level: Pick<Folder, 'children' | 'scripts'>): JsonRecord {
  return { ...eventsOf(json, level.scripts), item: childrenOf(listOf(json['item']), level.children) }
}

/** The loader passes over entries that are null, and takes what is no object for an empty one. */
function childrenOf(list: readonly unknown[], children: readonly (Folder | Item)[]): readonly unknown[] {
  return list
    .filter((entry) => entry !== null)
    .map((entry, index) => {
      const child = children[index]
      const json = isRecord(entry) ? entry : {}
      if (child === undefined) return json
      const { id: _id, _postman_id: _postmanId, ...rest } = json
      const level = child.kind === 'folder' ? levelOf(json, child) : itemOf(json, child)
      return { id: child.id, ...rest, ...level }
    })
}

function itemOf(json: JsonRecord, item: Item): JsonRecord {
  const examples = listOf(json['response']).filter(isRecord)
  const response = examples.map((example, index) => ({ ...example, id: item.examples[index]?.id }))
  return { ...eventsOf(json, item.scripts), ...(json['response'] === undefined ? {} : { response }) }
}

function eventsOf(json: JsonRecord, scripts: readonly Script[]): JsonRecord {
  if (json['event'] === undefined) return {}
  const left = [...scripts]
  return { event: listOf(json['event']).map((event) => (scriptOf(event) ? withId(event, left.shift()) : event)) }
}

/** A script may be given as its text. */
function withId(event: unknown, loaded: Script | undefined): unknown {
  if (!isRecord(event) || loaded === undefined) return event
  const script = isRecord(event['script']) ? event['script'] : { exec: event['script'] }
  const { _postman_id: _postmanId, ...rest } = script
  return { ...event, script: { ...rest, id: loaded.id } }
}
