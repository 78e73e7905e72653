import type { Collection } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import type { VariableScope } from '../model/scope.ts'
import { PRODUCERS } from '../native/producers.ts'
import type { Plan } from '../plan/plan.ts'
import type { VariableSources } from './variables.ts'

/** A run as it was loaded. */
interface LoadedRun {
  readonly collection: Collection
  readonly plan: Plan
  readonly environment: VariableScope
  readonly globals: VariableScope
  /** Of iteration data. */
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** Are values made natively. */
  readonly native: boolean
  readonly config?: Config | undefined
}

/** Where the values of a run come from. */
export function sourcesOf({
  collection,
  plan,
  environment,
  globals,
  rows,
  native,
  config,
}: LoadedRun): VariableSources {
  const lines = new Map(plan.outline.map(({ id, line }) => [id, line]))
  const all = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const columns = all.filter((name) => rows.every((row) => Object.hasOwn(row, name)))
  return {
    collection,
    items: plan.items.map((item) => {
      const line = lines.get(item.id)
      return { ...item, ...(line !== undefined && { line }) }
    }),
    others: plan.others,
    environment,
    globals,
    columns,
    someColumns: all.filter((name) => !columns.includes(name)),
    producers: native ? [...Object.keys(PRODUCERS), ...Object.keys(config?.producers ?? {})] : [],
  }
}
