import type { Collection, Folder, Item, Script } from '../model/collection.ts'
import type { Named } from './match.ts'

/** What holds requests. */
export type Container = Collection | Folder

/** A folder, or the collection itself, as patterns of the configuration name it. */
export interface Place extends Named {
  readonly container: Container
}

/** Why the order within a folder, or within the collection, stays as it is. */
export type KeptBecause = 'configuration' | 'setNextRequest'

/** The collection and all its folders, parents before children. */
export function placesOf(collection: Collection): readonly Place[] {
  const below = (container: Container, above: readonly string[]): readonly Place[] => {
    const location = [...above, container.name]
    const folders = container.children.filter((child) => child.kind === 'folder')
    return [
      { id: container.id, name: container.name, location, container },
      ...folders.flatMap((folder) => below(folder, location)),
    ]
  }
  return below(collection, [])
}

/**
 * Where the order has to stay as it is: where the user says so, and where scripts choose the next request, since what runs behind it follows from the
 * order. A jump to a request elsewhere keeps the folder that holds both; one to a name that only the run knows keeps the collection.
 */
export function keptOrders(
  collection: Collection,
  isOrdered: (place: Place) => boolean,
): ReadonlyMap<Container, KeptBecause> {
  const kept = new Map<Container, KeptBecause>()
  const ways = waysTo(collection)
  const visit = (node: Container | Item, way: Way): void => {
    for (const { source } of node.scripts) {
      const jumps = jumpsIn(source)
      const common = jumps === 'anywhere' ? [] : jumps?.reduce((from, to) => shared(from, ways(to) ?? from), way)
      if (common !== undefined) kept.set(common.at(-1) ?? collection, 'setNextRequest')
    }
    if ('children' in node) for (const child of node.children) visit(child, wayOf(child, way))
  }
  visit(collection, [collection])
  for (const place of placesOf(collection)) if (isOrdered(place)) kept.set(place.container, 'configuration')
  return kept
}

/** Names of what keeps its order because of its scripts, and not within something that does; only where several of the requests that run are concerned. */
export function keptByScripts(
  collection: Collection,
  kept: ReadonlyMap<Container, KeptBecause>,
  running: ReadonlySet<string>,
): readonly string[] {
  const runs = (node: Folder | Item): number =>
    node.kind === 'item' ? Number(running.has(node.id)) : node.children.reduce((sum, child) => sum + runs(child), 0)
  const outermost = (container: Container): readonly string[] => {
    const why = kept.get(container)
    if (why === undefined)
      return container.children.flatMap((child) => (child.kind === 'folder' ? outermost(child) : []))
    const count = container.children.reduce((sum, child) => sum + runs(child), 0)
    return why === 'setNextRequest' && count > 1 ? [container.name] : []
  }
  return outermost(collection)
}

/** The collection and the folders that lead to a place, from the top down. */
type Way = readonly Container[]

function wayOf(child: Folder | Item, above: Way): Way {
  return child.kind === 'folder' ? [...above, child] : above
}

/** Finds items as setNextRequest does: by id, else the last of their name. */
function waysTo(collection: Collection): (target: string) => Way | undefined {
  const byId = new Map<string, Way>()
  const byName = new Map<string, Way>()
  const visit = (child: Folder | Item, way: Way): void => {
    if (child.kind === 'folder') for (const each of child.children) visit(each, wayOf(each, way))
    else {
      byId.set(child.id, way)
      byName.set(child.name, way)
    }
  }
  for (const child of collection.children) visit(child, wayOf(child, [collection]))
  return (target) => byId.get(target) ?? byName.get(target)
}

function shared(a: Way, b: Way): Way {
  const fork = a.findIndex((container, i) => container !== b[i])
  return fork < 0 ? a : a.slice(0, fork)
}

/**
 * The requests that a script jumps to, as far as it names them; `null` and the request itself are no place elsewhere. Undefined: it jumps nowhere.
 * Comments count: to leave an order as it is does no harm.
 */
function jumpsIn(source: Script['source']): readonly string[] | 'anywhere' | undefined {
  const calls = [...source.matchAll(/\bsetNextRequest\b/g)]
  if (calls.length === 0) return undefined
  const plain = [...source.matchAll(PLAIN_JUMP)]
  return plain.length < calls.length ? 'anywhere' : plain.flatMap(([, , target]) => target ?? [])
}

/** A call with a name, with null, or with the request that the script belongs to (a loop until something is there). */
const PLAIN_JUMP =
  /\bsetNextRequest\s*\(\s*(?:(['"`])((?:(?!\1)[^\\$\n])*)\1|null|pm\.info\.request(?:Name|Id)|request\.name)\s*\)/g
