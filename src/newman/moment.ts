import type { Variable } from '../model/collection.ts'
import type { RunEvent } from '../model/event.ts'
import type { ScopeName, VariableScope } from '../model/scope.ts'

/** The variables of a run as they are after an event. Never changed: a later moment is another one. */
export type Moment = Readonly<Record<Exclude<ScopeName, 'data'>, VariableScope>> & {
  readonly data: Readonly<Record<string, unknown>>
}

/** The moment after an event. `rows`: the iteration data. */
export function momentAfter(
  before: Moment,
  event: RunEvent,
  rows: readonly Readonly<Record<string, unknown>>[],
): Moment {
  if (event.type === 'iteration:start') return { ...before, data: rows[event.iteration] ?? rows.at(-1) ?? {} }
  if (event.type !== 'mutation' || event.scope === 'data') return before
  const scope = before[event.scope]
  return { ...before, [event.scope]: { ...scope, values: changed(scope.values, event.name, event.value) } }
}

function changed(values: readonly Variable[], key: string, value: unknown): readonly Variable[] {
  const place = values.findLastIndex((variable) => variable.key === key && !variable.disabled)
  if (value === undefined) return values.filter((variable) => variable.key !== key || variable.disabled)
  return place < 0 ? [...values, { key, value }] : values.with(place, { ...values[place], key, value })
}
