import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Request {
  readonly method: string
  readonly auth?: { readonly type: string }
  readonly header: readonly { readonly key: string; readonly value: string }[]
  readonly body?: { readonly raw?: string }
  readonly url: {
    readonly raw: string
    readonly host: readonly string[]
    readonly path: readonly string[]
    readonly query?: readonly { readonly key: string; readonly value: string }[]
  }
  readonly description?: string
}

/** A request of the collection, as it is in the file. */
export interface Item {
  readonly id: string
  readonly name: string
  readonly protocolProfileBehavior?: object
  readonly event: readonly { readonly listen: string; readonly script: { readonly exec: readonly string[] } }[]
  readonly request: Request
  readonly response: readonly Example[]
}

/** A saved response of a request. */
export interface Example {
  readonly originalRequest: Request
  readonly status: string
  readonly code: number
  readonly _postman_previewlanguage: string
  readonly header: readonly object[]
  readonly body: string
}

/** A folder, with requests or further folders. */
interface Folder<Child = FolderOrItem> {
  readonly name: string
  readonly description: string
  readonly item: readonly Child[]
}

type FolderOrItem = Folder | Item

interface Collection<Child = FolderOrItem> {
  readonly info: {
    readonly _postman_id: string
    readonly name: string
    readonly schema: string
    readonly description: string
  }
  readonly auth: object
  readonly variable?: readonly { readonly key: string; readonly value: string }[]
  readonly item: readonly Folder<Child>[]
}

/** A shipped collection. */
export interface Shipped {
  /** Of its file, without the ending. */
  readonly file: string
  readonly path: string
  readonly text: string
  readonly collection: Collection
  /** Every folder, outermost first. */
  readonly folders: readonly Folder[]
  /** Every request, in order. */
  readonly items: readonly Item[]
}

const ENDING = '.postman_collection.json'
const FOLDER = join(import.meta.dirname, '../../collections')

/** All collections, by name of their file. */
export const shipped: readonly Shipped[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length))
  .toSorted()
  .map(read)

function read(file: string): Shipped {
  const path = join(FOLDER, `${file}${ENDING}`)
  const text = readFileSync(path, 'utf8')
  const collection: Collection = JSON.parse(text)
  const folders = collection.item.flatMap(foldersIn)
  return {
    file,
    path,
    text,
    collection,
    folders,
    items: collection.item.flatMap(itemsIn),
  }
}

function foldersIn(folder: Folder): readonly Folder[] {
  return [folder, ...folder.item.flatMap((child) => ('item' in child ? foldersIn(child) : []))]
}

function itemsIn(folder: Folder): readonly Item[] {
  return folder.item.flatMap((child) => ('item' in child ? itemsIn(child) : [child]))
}

const transactionApproval = shipped.find(({ file }) => file === 'transaction-approval')!

/** Transaction Approval: its folders hold requests only. */
export const collection: Collection<Item> = JSON.parse(transactionApproval.text)

/** Its requests, in order. */
export const items: readonly Item[] = transactionApproval.items

/** The first request of Test The Workflow: the authorization request. */
export const step1: Item = collection.item[2]!.item[0]!

/** The source of one script of a request; empty when there is none. */
export function script(item: Item, listen: 'prerequest' | 'test'): string {
  return item.event
    .filter((event) => event.listen === listen)
    .flatMap((event) => event.script.exec)
    .join('\n')
}

/** The first group of every match. */
export function matches(source: string, pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)].map((match) => match[1]!)
}

/** The variables that the scripts of a request set, in order. */
export function kept(item: Item, listen: 'prerequest' | 'test' = 'test'): readonly string[] {
  return matches(script(item, listen), /\.set\('(\w+)'/g)
}

/** The variables in the request itself. */
export function used(item: Item): readonly string[] {
  return matches(JSON.stringify({ ...item.request, description: '' }), /\{\{(\w+)\}\}/g)
}
