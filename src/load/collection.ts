import type { Collection, Folder, Item, RequestTemplate, SavedExample } from '../model/collection.ts'
import { behaviorFromJson } from './behavior.ts'
import { collectionShape } from './collection-shape.ts'
import { stableId, writtenId } from './ids.ts'
import { type Input, refusal } from './input.ts'
import { type CollectionLines, collectionLines } from './lines.ts'
import { newmanAuth } from './newman-auth.ts'
import { newmanBehavior, newmanTemplate } from './newman-values.ts'
import { descriptionText, isRecord, type JsonRecord, listOf, textOf } from './plain.ts'
import { authFromJson, headersFromJson, requestFromJson } from './request.ts'
import { scriptsFromJson } from './scripts.ts'
import { type VariableOptions, variablesFromJson } from './variables.ts'

/**
 * JSON → collection v2.1 or v2.0, from the JSON itself: for 1,000 requests (4.7 MB) this takes a quarter of the time of
 * the SDK, whose import alone takes longer.
 * Each folder and item has an id of its own: an id that is missing or taken is made from the names that lead to it.
 * Lines are given when the input has a source. Fails as collectionShape does, and with COLLECTION_INVALID when there is
 * no request, unless that is allowed, or folders are nested too deep.
 * Source: https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/index.html
 */
export function parseCollection(document: unknown, input: Input, options: CollectionOptions = {}): Collection {
  const json = collectionShape(document, input, options)
  const info = isRecord(json['info']) ? json['info'] : json
  const name = textOf(info['name']) ?? ''
  const tree: Tree = {
    input,
    lines: input.source === undefined ? NO_LINES : collectionLines(input.text),
    ids: new Set(),
    read: options.newmanValues === true ? AS_NEWMAN : AS_WRITTEN,
  }
  const key = stableId('collection', name)
  const children = childrenFrom(json.item, { key, indexes: [] }, tree)
  if (!hasItem(children) && options.allowEmpty !== true) {
    throw refusal(input, 'it has no requests', {
      code: 'COLLECTION_INVALID',
      hint: 'Add a request in Postman, and export the collection again',
    })
  }
  return {
    id: writtenId(info) ?? key,
    name,
    ...descriptionOf(info),
    ...(input.source === undefined ? {} : { source: input.source }),
    children,
    ...levelFrom(json, { key, indexes: [] }, tree),
    variables: variablesFromJson(json['variable'], options),
  }
}

const NO_LINES: CollectionLines = Object.freeze({
  items: new Map<string, number>(),
  scripts: new Map<string, number>(),
})

/** How a collection is read. */
interface CollectionOptions extends VariableOptions {
  /** Values that are no text are read as newman 6.2.2 sends them. Default false. */
  readonly newmanValues?: boolean | undefined
  /** Is a collection without requests one. Default false. */
  readonly allowEmpty?: boolean | undefined
}

/** How parts of the JSON are read. */
interface Reading {
  readonly request: (json: unknown) => RequestTemplate
  readonly auth: (json: unknown) => unknown
  readonly behavior: (json: unknown) => unknown
}

const AS_NEWMAN: Reading = Object.freeze({ request: newmanTemplate, auth: newmanAuth, behavior: newmanBehavior })
const AS_WRITTEN: Reading = Object.freeze({ request: requestFromJson, auth: asIs, behavior: asIs })

function asIs(json: unknown): unknown {
  return json
}

/** What all parts of one collection share while it is built. */
interface Tree {
  readonly read: Reading
  readonly input: Input
  readonly lines: CollectionLines
  /** Ids of folders and items that are taken. */
  readonly ids: Set<string>
}

/** Where a folder or item stands. */
interface Place {
  readonly key: string
  /** Indexes from the collection down: `0/2`. */
  readonly indexes: readonly number[]
}

const MAX_DEPTH = 100

function childrenFrom(list: readonly unknown[], parent: Place, tree: Tree): readonly (Folder | Item)[] {
  if (parent.indexes.length > MAX_DEPTH) {
    throw refusal(tree.input, `its folders are nested more than ${MAX_DEPTH} deep`, { code: 'COLLECTION_INVALID' })
  }
  const seen = new Map<string, number>()
  return list.flatMap((entry, index) => {
    if (entry === null) return []
    // Postman makes a request without a URL of what is no object, and so it fails when it is run.
    const json = isRecord(entry) ? entry : {}
    const name = textOf(json['name']) ?? ''
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    const place = { key: stableId('item', parent.key, name, count), indexes: [...parent.indexes, index] }
    return [json['item'] ? folderFrom(json, place, tree) : itemFrom(json, place, tree)]
  })
}

function folderFrom(json: JsonRecord, place: Place, tree: Tree): Folder {
  return {
    kind: 'folder',
    ...identityFrom(json, place, tree),
    children: childrenFrom(listOf(json['item']), place, tree),
    ...levelFrom(json, place, tree),
  }
}

function itemFrom(json: JsonRecord, place: Place, tree: Tree): Item {
  return {
    kind: 'item',
    ...identityFrom(json, place, tree),
    request: tree.read.request(json['request']),
    scripts: scriptsFromJson(json['event'], place.key, scriptLine(place, tree)),
    examples: examplesFrom(json['response'], place.key),
    behavior: behaviorFromJson(tree.read.behavior(json['protocolProfileBehavior'])),
  }
}

function identityFrom(
  json: JsonRecord,
  { key, indexes }: Place,
  tree: Tree,
): Pick<Folder, 'id' | 'name' | 'description' | 'line'> {
  const written = writtenId(json)
  const id = written === undefined || tree.ids.has(written) ? key : written
  tree.ids.add(id)
  const line = tree.lines.items.get(indexes.join('/'))
  return { id, name: textOf(json['name']) ?? '', ...descriptionOf(json), ...(line === undefined ? {} : { line }) }
}

function levelFrom(json: JsonRecord, place: Place, tree: Tree): Pick<Folder, 'scripts' | 'auth' | 'behavior'> {
  const { read } = tree
  const auth = authFromJson(read.auth(json['auth']))
  return {
    scripts: scriptsFromJson(json['event'], place.key, scriptLine(place, tree)),
    ...(auth ? { auth } : {}),
    behavior: behaviorFromJson(read.behavior(json['protocolProfileBehavior'])),
  }
}

/** The line of a script of this place, by the index of its event. */
function scriptLine({ indexes }: Place, { lines }: Tree): (event: number) => number | undefined {
  return (event) => lines.scripts.get(`${indexes.join('/')}#${event}`)
}

function examplesFrom(json: unknown, key: string): readonly SavedExample[] {
  return listOf(json)
    .filter(isRecord)
    .map((example, index) => {
      const { status, code, body } = example
      return {
        id: writtenId(example) ?? stableId('example', key, index),
        name: textOf(example['name']) ?? '',
        ...(typeof status === 'string' ? { status } : {}),
        ...(typeof code === 'number' ? { code } : {}),
        header: headersFromJson(example['header']),
        ...(typeof body === 'string' ? { body } : {}),
      }
    })
}

function descriptionOf(json: JsonRecord): { readonly description?: string } {
  const description = descriptionText(json['description'])
  return description === undefined ? {} : { description }
}

function hasItem(children: readonly (Folder | Item)[]): boolean {
  return children.some((child) => child.kind === 'item' || hasItem(child.children))
}
