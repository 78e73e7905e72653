import type {
  AuthSpec,
  Collection,
  Folder,
  Item,
  ProtocolBehavior,
  RequestTemplate,
  SavedExample,
  Script,
} from '../model/collection.ts'
import type { OutlineEntry, ScriptRef } from '../model/event.ts'
import { type SelectOptions, select } from './select.ts'

/** The items of a run in order, with all that they inherit. Static: a run moves a cursor over it. */
export interface Plan {
  readonly name: string
  readonly source?: string
  readonly description?: string
  readonly items: readonly PlannedItem[]
  /** Items that are not selected: a script can still run them (pm.execution.runRequest). */
  readonly others: readonly PlannedItem[]
  /** Positions by item id; ids are unique. */
  readonly byId: ReadonlyMap<string, number>
  /** Positions by item name; of several items with one name the last, as in Postman. */
  readonly byName: ReadonlyMap<string, number>
  /** All folders and items of the collection, selected or not, parents before children. */
  readonly outline: readonly OutlineEntry[]
}

/** One item with the scripts, auth and behavior of its folders and collection. */
export interface PlannedItem {
  readonly id: string
  readonly name: string
  /** `auth` is the nearest of request, folders and collection. */
  readonly request: RequestTemplate
  /** Outermost first, for both phases. */
  readonly prerequest: readonly PlannedScript[]
  readonly test: readonly PlannedScript[]
  /** Responses saved with the request. */
  readonly examples: readonly SavedExample[]
  readonly behavior: ProtocolBehavior
  /** Names of collection, folders and the item itself. */
  readonly location: readonly string[]
}

/** A script and whose it is. */
export interface PlannedScript {
  readonly script: Script
  readonly ref: ScriptRef
}

/** What children inherit at one place of the tree. */
interface Inherited {
  readonly parent?: string
  readonly auth?: AuthSpec
  readonly scripts: readonly PlannedScript[]
  readonly behavior: ProtocolBehavior
  readonly location: readonly string[]
}

/**
 * Puts the items of a collection in order and hands down what they inherit.
 * `selection`: names, ids or paths (`A/B/C`) of folders or requests; empty selects all. The order is the collection's, and
 * nothing runs twice unless `repeats` says so. Throws FOLDER_UNKNOWN.
 */
export function plan(collection: Collection, selection: readonly string[], options: SelectOptions = {}): Plan {
  const running = select(collection, selection, options)
  const times = countEach(running)
  const planned = new Map<Item, PlannedItem>()
  const outline: OutlineEntry[] = []
  const root: Inherited = {
    scripts: collection.scripts.map((script) => reference(script, 'collection', collection.name)),
    behavior: collection.behavior,
    location: [collection.name],
    ...(collection.auth && { auth: { ...collection.auth, sharedBy: collection.id } }),
  }

  function visit(node: Folder | Item, from: Inherited): void {
    const inherited = inherit(node, from)
    if (node.kind === 'folder') {
      outline.push(describe(node, from.parent))
      for (const child of node.children) visit(child, inherited)
      return
    }
    outline.push({ ...describe(node, from.parent), ...describeTimes(times.get(node) ?? 0) })
    planned.set(node, planItem(node, inherited))
  }
  for (const child of collection.children) visit(child, root)
  const items = running.flatMap((item) => planned.get(item) ?? [])

  return {
    name: collection.name,
    items,
    others: [...planned].flatMap(([item, made]) => (times.has(item) ? [] : [made])),
    byId: new Map(items.map((item, position) => [item.id, position])),
    byName: new Map(items.map((item, position) => [item.name, position])),
    outline,
    ...(collection.source !== undefined && { source: collection.source }),
    ...(collection.description !== undefined && { description: collection.description }),
  }
}

function inherit(node: Folder | Item, from: Inherited): Inherited {
  const auth = ownAuth(node) ?? from.auth
  return {
    parent: node.id,
    scripts: [...from.scripts, ...node.scripts.map((script) => reference(script, node.kind, node.name))],
    behavior: { ...from.behavior, ...node.behavior },
    location: [...from.location, node.name],
    ...(auth && { auth }),
  }
}

function ownAuth(node: Folder | Item): AuthSpec | undefined {
  if (node.kind === 'item') return node.request.auth
  return node.auth && { ...node.auth, sharedBy: node.id }
}

function planItem(item: Item, inherited: Inherited): PlannedItem {
  const { scripts, auth, behavior, location } = inherited
  return {
    id: item.id,
    name: item.name,
    request: auth === undefined ? item.request : { ...item.request, auth },
    prerequest: scripts.filter(({ script }) => script.listen === 'prerequest'),
    test: scripts.filter(({ script }) => script.listen === 'test'),
    examples: item.examples,
    behavior,
    location,
  }
}

function reference(script: Script, level: ScriptRef['level'], owner: string): PlannedScript {
  const { id, eventId, line } = script
  return { script, ref: { id, eventId, level, owner, ...(line !== undefined && { line }) } }
}

function describe(node: Folder | Item, parent: string | undefined): OutlineEntry {
  return {
    id: node.id,
    name: node.name,
    kind: node.kind,
    ...(parent !== undefined && { parent }),
    ...(node.description !== undefined && { description: node.description }),
    ...(node.line !== undefined && { line: node.line }),
  }
}

function describeTimes(times: number): Pick<OutlineEntry, 'isLeftOut' | 'times'> {
  if (times === 0) return { isLeftOut: true }
  return times > 1 ? { times } : {}
}

function countEach(items: readonly Item[]): ReadonlyMap<Item, number> {
  const times = new Map<Item, number>()
  for (const item of items) times.set(item, (times.get(item) ?? 0) + 1)
  return times
}
