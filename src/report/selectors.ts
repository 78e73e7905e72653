import type { OutlineEntry } from '../model/event.ts'
import { outlineOf } from './outline.ts'

/** What `--folder` finds an item by, and no other: its path, or its name. Undefined where neither is its own. */
export type Selectors = (itemId: string) => string | undefined

/** Reads the outline of a run once, for all that is asked of it. */
export function selectorsOf(outline: readonly OutlineEntry[]): Selectors {
  const { foldersOf } = outlineOf(outline)
  const byId = new Map(outline.map((entry) => [entry.id, entry]))
  const byName = new Map<string, OutlineEntry[]>()
  for (const entry of outline) {
    const alike = byName.get(entry.name)
    if (alike === undefined) byName.set(entry.name, [entry])
    else alike.push(entry)
  }

  /** Does no other entry have this id or name. */
  function isFree(selector: string, itemId: string): boolean {
    const isOthers = ({ id }: OutlineEntry): boolean => id !== itemId
    return (!byId.has(selector) || selector === itemId) && !byName.get(selector)?.some(isOthers)
  }

  return (itemId) => {
    const entry = byId.get(itemId)
    if (entry === undefined) return undefined
    const names = [...foldersOf(itemId), entry.name]
    // A path is followed from folder to folder: each step must lead to one place only.
    const steps = names.map((_, index) => names.slice(0, index + 1).join('/'))
    const alike = [...new Set(names)].flatMap((name) => byName.get(name) ?? [])
    const atSteps = alike.filter(({ id, name }) => steps.includes([...foldersOf(id), name].join('/')))
    const isPath = atSteps.length === steps.length && names.every((name) => !name.includes('/'))
    const path = names.join('/')
    if (isPath && isFree(path, itemId)) return path
    return isFree(entry.name, itemId) ? entry.name : undefined
  }
}
