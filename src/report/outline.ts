import type { OutlineEntry } from '../model/event.ts'

/** Finds what is known of an item by its id. */
export interface Outline {
  /** Its line in the collection file, if that is known. */
  readonly lineOf: (itemId: string) => number | undefined
  /** Names of the folders from the top down; empty at the top of the collection, and for an unknown item. */
  readonly foldersOf: (itemId: string) => readonly string[]
}

/** How many items an iteration runs if no script jumps. */
export function plannedCount(entries: readonly OutlineEntry[]): number {
  const planned = entries.filter(({ kind, isLeftOut }) => kind === 'item' && isLeftOut !== true)
  return planned.reduce((count, { times = 1 }) => count + times, 0)
}

/** Reads the outline of a run. */
export function outlineOf(entries: readonly OutlineEntry[]): Outline {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return {
    lineOf: (itemId) => byId.get(itemId)?.line,
    foldersOf: (itemId) => {
      const names: string[] = []
      const seen = new Set([itemId])
      let parent = byId.get(itemId)?.parent
      // Ids come from a file: one that is its own ancestor must not keep us here.
      while (parent !== undefined && !seen.has(parent)) {
        seen.add(parent)
        const folder = byId.get(parent)
        if (folder !== undefined) names.unshift(folder.name)
        parent = folder?.parent
      }
      return names
    },
  }
}
