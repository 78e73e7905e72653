import { RunnerError } from '../errors.ts'
import type { Collection, Folder, Item } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import type { RequestFilter } from '../model/options.ts'
import { filtered } from './filter.ts'

/** How a selection is read. */
export interface SelectOptions {
  /** Of what the selection names only the requests that fit. */
  readonly filter?: RequestFilter
  /** Tags that requests have besides those in their names and descriptions, by pattern. */
  readonly tags?: Config['tags']
  /** As newman reads it: what lies deeper in a selected folder and is selected itself runs once more. Default false: once. */
  readonly repeats?: boolean
}

/** The items that names, ids or paths (`A/B/C`) of folders or requests name, in the order in which they run. Throws FOLDER_UNKNOWN and NOTHING_SELECTED. */
export function select(
  collection: Collection,
  selection: readonly string[],
  { repeats, filter, tags }: SelectOptions,
): readonly Item[] {
  const selected = named(collection, selection, repeats)
  return filter === undefined ? selected : filtered(collection, selected, { filter, ...(tags && { tags }) })
}

function named(
  { name, children }: Collection,
  selection: readonly string[],
  repeats: boolean | undefined,
): readonly Item[] {
  const all = children.flatMap(itemsOf)
  if (selection.length === 0) return all
  const isNewmans = repeats === true && selection.length > 1
  const search = isNewmans ? findDepthFirst : find
  const nodes = selection.map((wanted) => {
    const found = search(children, wanted) ?? findPath(children, wanted.split('/'))
    if (found !== undefined) return found
    throw new RunnerError('FOLDER_UNKNOWN', `Cannot select "${wanted}": no folder or request has this name or id`, {
      hint: `Folders of "${name}": ${folderNames(children)}`,
    })
  })
  if (isNewmans) return children.flatMap((child) => repeated(child, new Set(nodes), false))
  const selected = new Set(nodes.flatMap(itemsOf))
  return all.filter((item) => selected.has(item))
}

/** Newman takes a selected node for covered only if its own folder is selected, not one further up. Source: newman 6.2.2, observed. */
function repeated(node: Folder | Item, nodes: ReadonlySet<Folder | Item>, isCovered: boolean): readonly Item[] {
  const isSelected = nodes.has(node)
  const below = node.kind === 'folder' ? node.children.flatMap((child) => repeated(child, nodes, isSelected)) : []
  return isSelected && !isCovered ? [...itemsOf(node), ...below] : below
}

function findDepthFirst(nodes: readonly (Folder | Item)[], name: string): Folder | Item | undefined {
  for (const node of nodes) {
    if (node.id === name || node.name === name) return node
    const below = node.kind === 'folder' ? findDepthFirst(node.children, name) : undefined
    if (below !== undefined) return below
  }
  return undefined
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

function folderNames(nodes: Collection['children']): string {
  const names = nodes.filter((node) => node.kind === 'folder').map((node) => `"${node.name}"`)
  return names.length > 0 ? names.join(', ') : 'none'
}
