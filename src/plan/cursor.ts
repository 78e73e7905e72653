import type { Plan } from './plan.ts'

/** What setNextRequest was told: a name or id, null for "end the iteration", undefined when it was not called. */
export type Jump = string | null | undefined

/** What a script gave to setNextRequest → the jump. Items may have numbers for names, a list of one name is found by that; all else ends the iteration. */
export function jumpTo(value: unknown): Jump {
  if (value === undefined || typeof value === 'string') return value
  return typeof value === 'number' || Array.isArray(value) ? String(value) : null
}

/**
 * The position to run after `position`, or undefined when the iteration ends: at the end of the plan, on `null`, and on a name
 * that no item has. Ids are looked up before names.
 * Source: Postman Learning Center, "Customize request order"; observed with newman 6.2.2.
 */
export function next(plan: Plan, position: number, jump: Jump): number | undefined {
  if (jump === null) return undefined
  if (jump !== undefined) return plan.byId.get(jump) ?? plan.byName.get(jump)
  return position + 1 < plan.items.length ? position + 1 : undefined
}

/** The first position of an iteration; undefined for an empty plan. */
export function first(plan: Plan): number | undefined {
  return plan.items.length > 0 ? 0 : undefined
}
