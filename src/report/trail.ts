import type { Cursor, EventOf, OutlineEntry, RunEvent } from '../model/event.ts'
import { outlineOf } from './outline.ts'
import { shellWord } from './shell.ts'

/** What the items of a run leave to those after them: what is needed to run one of them again. */
export interface Trail {
  readonly start?: EventOf<'run:start'>
  /** Scripts that have written a variable, by the items they ran in; `''` for a server that has set a cookie. */
  readonly left: ReadonlyMap<string, ReadonlySet<string>>
  /** The pre-request scripts of the item that runs. They will run again with it. */
  readonly own: ReadonlySet<string>
  /** A script has chosen the next item: the order of the file says nothing. */
  readonly hasJumped: boolean
}

/** Before the first event. */
export const noTrail: Trail = Object.freeze({ left: new Map(), own: new Set<string>(), hasJumped: false })

/** Folds one event into the trail. */
export function follow(trail: Trail, event: RunEvent): Trail {
  if (event.type === 'run:start') return { ...noTrail, start: event }
  if (event.type === 'item:start') return { ...trail, own: new Set() }
  if (event.type === 'script:start' && event.phase === 'prerequest') {
    return { ...trail, own: new Set(trail.own).add(event.script.id) }
  }
  if (event.type === 'script:end' && event.nextRequest !== undefined) return { ...trail, hasJumped: true }
  if (event.type === 'response' && setsCookie(event)) return withLeft(trail, event.cursor.itemId, '')
  if (event.type !== 'mutation' || event.scope === 'local' || event.scope === 'data') return trail
  // What producers make is made again, and what the command line sets is set again.
  return typeof event.by === 'object' ? withLeft(trail, event.cursor.itemId, event.by.id) : trail
}

function withLeft(trail: Trail, itemId: string, by: string): Trail {
  const known = trail.left.get(itemId)
  if (known?.has(by) === true) return trail
  return { ...trail, left: new Map(trail.left).set(itemId, new Set(known).add(by)) }
}

function setsCookie({ response }: EventOf<'response'>): boolean {
  const hops = [response, ...response.redirects]
  return hops.some(({ headers }) => headers.some(({ key }) => key.toLowerCase() === 'set-cookie'))
}

/**
 * The command line that runs an item again as it ran: alone, or behind the few items that have left something that it may need, or else with the whole run,
 * which `isFirst` stops at the first failure. Undefined if the run cannot be given again.
 */
export function rerunCommand(trail: Trail, { iteration, itemId }: Cursor, isFirst: boolean): string | undefined {
  const { start, left, own, hasJumped } = trail
  if (start?.rerun === undefined) return undefined
  const before = [...left].flatMap(([id, by]) => (id !== itemId && [...by].some((each) => !own.has(each)) ? [id] : []))
  const items = [...before, itemId].map((id) => selectorOf(start.outline, id))
  const isShort = !hasJumped && before.length <= (iteration === 0 ? MAX_BEFORE : 0)
  const { command, folder } = start.rerun
  const isSelected = isShort && items.every((item) => item !== undefined)
  const selection = isSelected ? items.filter((item) => item !== undefined) : folder
  const words = [
    ...selection.map((item) => `--folder ${shellWord(item)}`),
    ...(isFirst && !isSelected ? ['--bail'] : []),
  ]
  return [command, ...words].join(' ')
}

/** More items than that, and the whole run is the shorter line. */
const MAX_BEFORE = 3

/** What `--folder` finds this item by, and no other: its path, or its name. */
function selectorOf(outline: readonly OutlineEntry[], itemId: string): string | undefined {
  const entry = outline.find(({ id }) => id === itemId)
  if (entry === undefined) return undefined
  const { foldersOf } = outlineOf(outline)
  const names = [...foldersOf(itemId), entry.name]
  const others = outline.filter(({ id }) => id !== itemId)
  const isFree = (selector: string): boolean => others.every(({ id, name }) => id !== selector && name !== selector)
  // A path is followed from folder to folder: each step must lead to one place only.
  const steps = names.map((_, index) => names.slice(0, index + 1).join('/'))
  const atSteps = outline.filter(
    ({ id, name }) => names.includes(name) && steps.includes([...foldersOf(id), name].join('/')),
  )
  const isPath = atSteps.length === steps.length && names.every((name) => !name.includes('/'))
  const path = names.join('/')
  if (isPath && isFree(path)) return path
  return isFree(entry.name) ? entry.name : undefined
}
