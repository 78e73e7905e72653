/** What is needed to tell whether a pattern means a request. */
export interface Named {
  readonly id: string
  readonly name: string
  /** Names of collection, folders and the request itself. */
  readonly location: readonly string[]
}

/** Does a pattern of the configuration mean a request: by id, name or path, with `*` for any characters but `/` and `**` for any. */
export function matchesRequest(pattern: string, item: Named): boolean {
  const path = pathOf(item)
  if (pattern === '*' || [item.id, item.name, path].includes(pattern)) return true
  if (!pattern.includes('*')) return false
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => WILD[part] ?? part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('')
  // As in .gitignore: without a slash it is about names, wherever they are.
  return new RegExp(`^${source}$`, 's').test(pattern.includes('/') ? path : item.name)
}

/** `Folder/Name`, without the collection. */
export function pathOf({ location }: Named): string {
  return location.slice(1).join('/')
}

const WILD: Readonly<Record<string, string>> = Object.freeze({ '*': '[^/]*', '**': '.*' })
