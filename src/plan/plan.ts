import { RunnerError } from '../errors.ts'
import type {
  AuthSpec,
  Collection,
  Folder,
  Item,
  ProtocolBehavior,
  RequestTemplate,
  Script,
} from '../model/collection.ts'
import type { OutlineEntry, ScriptRef } from '../model/event.ts'

/** The items of a run in order, with all that they inherit. Static: a run moves a cursor over it. */
export interface Plan {
  readonly name: string
  readonly source?: string
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
 * nothing runs twice. Throws FOLDER_UNKNOWN.
 */
export function plan(collection: Collection, selection: readonly string[]): Plan {
  const selected = select(collection, selection)
  const items: PlannedItem[] = []
  const others: PlannedItem[] = []
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
    const isLeftOut = selected !== undefined && !selected.has(node)
    outline.push({ ...describe(node, from.parent), ...(isLeftOut && { isLeftOut }) })
    ;(isLeftOut ? others : items).push(planItem(node, inherited))
  }
  for (const child of collection.children) visit(child, root)

  return {
    name: collection.name,
    items,
    others,
    byId: new Map(items.map((item, position) => [item.id, position])),
    byName: new Map(items.map((item, position) => [item.name, position])),
    outline,
    ...(collection.source !== undefined && { source: collection.source }),
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
    behavior,
    location,
  }
}

function reference(script: Script, level: ScriptRef['level'], owner: string): PlannedScript {
  return { script, ref: { id: script.id, eventId: script.eventId, level, owner } }
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

/** The items that a selection names; undefined: all. */
function select(collection: Collection, selection: readonly string[]): ReadonlySet<Item> | undefined {
  if (selection.length === 0) return undefined
  return new Set(
    selection.flatMap((name) => {
      const found = find(collection.children, name) ?? findPath(collection.children, name.split('/'))
      if (found === undefined) {
        throw new RunnerError('FOLDER_UNKNOWN', `Cannot select "${name}": no folder or request has this name or id`, {
          hint: `Folders of "${collection.name}": ${folderNames(collection)}`,
        })
      }
      return itemsOf(found)
    }),
  )
}

/** Breadth first, as Postman looks folders up. */
function find(nodes: readonly (Folder | Item)[], name: string): Folder | Item | undefined {
  const here = nodes.find((node) => node.id === name) ?? nodes.find((node) => node.name === name)
  if (here !== undefined) return here
  for (const node of nodes) {
    const below = node.kind === 'folder' ? find(node.children, name) : undefined
    if (below !== undefined) return below
  }
  return undefined
}

function findPath(nodes: readonly (Folder | Item)[], path: readonly string[]): Folder | Item | undefined {
  const [name, ...rest] = path
  const node = nodes.find((candidate) => candidate.name === name)
  if (node === undefined || rest.length === 0) return node
  return node.kind === 'folder' ? findPath(node.children, rest) : undefined
}

function itemsOf(node: Folder | Item): readonly Item[] {
  return node.kind === 'item' ? [node] : node.children.flatMap(itemsOf)
}

function folderNames(collection: Collection): string {
  const names = collection.children.filter((node) => node.kind === 'folder').map((node) => `"${node.name}"`)
  return names.length > 0 ? names.join(', ') : 'none'
}
