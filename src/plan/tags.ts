import type { Collection, Folder, Item } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import { matchesRequest } from './match.ts'

/** What a filter goes by. */
export interface Traits {
  /** `Folder/Request` */
  readonly path: string
  /** Each once: those of the folders, of the request, and of the configuration. */
  readonly tags: readonly string[]
}

/** The traits of all requests of a collection, by their ids. */
export function traitsOf(collection: Collection, configured: Config['tags'] = {}): ReadonlyMap<string, Traits> {
  const given = Object.entries(configured)
  const traits = new Map<string, Traits>()

  function visit(
    node: Folder | Item,
    above: { readonly location: readonly string[]; readonly tags: readonly string[] },
  ): void {
    const location = [...above.location, node.name]
    const tags = [...above.tags, ...tagsIn(node.name), ...tagsIn(node.description ?? '')]
    if (node.kind === 'folder') {
      for (const child of node.children) visit(child, { location, tags })
      return
    }
    const named = { id: node.id, name: node.name, location }
    const added = given.flatMap(([pattern, list]) => (matchesRequest(pattern, named) ? list.map(bareTag) : []))
    traits.set(node.id, { path: location.slice(1).join('/'), tags: [...new Set([...tags, ...added])] })
  }
  for (const child of collection.children) visit(child, { location: [collection.name], tags: [] })
  return traits
}

/** `@smoke` is `smoke`. */
export function bareTag(tag: string): string {
  return tag.replace(/^@/, '')
}

/** Words with an `@` in front: Postman knows no tags. An address of mail is none. */
function tagsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}_.+-])@([\p{L}\p{N}][\p{L}\p{N}_-]*)/gu)].map(([, tag = '']) => tag)
}
