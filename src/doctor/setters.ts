import type { PlannedItem, PlannedScript } from '../plan/plan.ts'
import { setBy } from './names.ts'

/** A script that sets a variable. */
export interface Setter {
  readonly phase: 'prerequest' | 'test'
  readonly level: PlannedScript['ref']['level']
  /** Name of the collection or folder whose script it is; of a request `Folder / Request`. */
  readonly owner: string
}

/** What the scripts of a phase of an item set, and which of them. Of several the last. */
export function settersOf(item: PlannedItem, phase: Setter['phase']): ReadonlyMap<string, Setter> {
  const entries = item[phase].flatMap((planned) => {
    const { level, owner } = planned.ref
    const setter = { phase, level, owner: level === 'item' ? item.location.slice(1).join(' / ') : owner }
    return setBy([planned]).names.map((name) => [name, setter] as const)
  })
  return new Map(entries)
}

/** What the scripts of items set, and the first of them that does. */
export function firstSetters(items: readonly PlannedItem[]): ReadonlyMap<string, Setter> {
  const entries = items.flatMap((item) => [...settersOf(item, 'prerequest'), ...settersOf(item, 'test')])
  return new Map(entries.toReversed())
}

/** `the test script of request "Users / Create user"` */
export function setterText({ phase, level, owner }: Setter): string {
  const kind = phase === 'test' ? 'test' : 'pre-request'
  return `the ${kind} script of ${level === 'item' ? 'request' : level} "${owner}"`
}
