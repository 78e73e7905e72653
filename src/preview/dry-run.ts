import { sourcesOf } from '../doctor/sources.ts'
import { usesOf, type VariableUse } from '../doctor/variables.ts'
import { resolve } from '../engine/resolve.ts'
import { dataScope, type Lookup, lookupIn } from '../engine/scopes.ts'
import type { Config } from '../model/config.ts'
import type { EngineOptions } from '../model/options.ts'
import type { RunPart } from '../model/part.ts'
import type { VariableScope } from '../model/scope.ts'
import type { PlannedItem } from '../plan/plan.ts'
import type { Planned } from './listing.ts'

/** A collection that would be run, and what it starts from. */
export interface DryPlanned extends Planned {
  readonly environment: VariableScope
  readonly globals: VariableScope
  readonly engine: Pick<EngineOptions, 'native' | 'angle' | 'sendCycles' | 'plainObjects'>
  readonly config: Config
}

/** A collection with its requests as they would be sent. */
export interface DryRun {
  readonly name: string
  readonly source?: string
  readonly iterations: number
  /** Rows of iteration data. */
  readonly rows: number
  readonly part?: RunPart
  readonly only?: readonly number[]
  readonly requests: readonly DryRequest[]
}

/** A request as it would be sent. */
export interface DryRequest {
  readonly name: string
  /** Names, outermost first. */
  readonly folders: readonly string[]
  readonly method: string
  /** One for each row of data that makes another one of it. What is not known yet stays as written. */
  readonly urls: readonly string[]
  /** The variables that have no value from the start. */
  readonly uses: readonly VariableUse[]
  /** Why it cannot be resolved at all. */
  readonly faults: readonly string[]
}

/** What would be sent: everything resolved that is known before the run. Unmasked. */
export function dryRun(planned: DryPlanned): DryRun {
  const { collection, plan, environment, globals, iterations, rows, part, only, engine, config } = planned
  const own = ownRows(planned)
  const given = own.filter((row) => row !== undefined)
  const uses = usesOf(sourcesOf({ collection, plan, environment, globals, rows: given, native: engine.native, config }))
  const lookups = own.map((row) =>
    lookupIn({
      local: { values: [] },
      data: dataScope(row),
      environment,
      collection: { values: collection.variables },
      globals,
    }),
  )
  return {
    name: collection.name,
    ...(plan.source !== undefined && { source: plan.source }),
    iterations,
    rows: rows.length,
    ...(part && { part }),
    ...(only && { only }),
    requests: [...uses].map(([item, names]) => ({
      ...sentOf(item, lookups, engine),
      uses: names.filter(({ origin }) => origin !== 'scope' && origin !== 'data'),
    })),
  }
}

/** Does a variable go out as it is written, as far as that can be known. */
export function isUnresolved({ origin }: VariableUse): boolean {
  return origin === 'nowhere' || origin === 'rows'
}

/** Would something of it go out as it is written, or not at all. */
export function isBroken({ uses, faults }: DryRequest): boolean {
  return faults.length > 0 || uses.some(isUnresolved)
}

/** The rows of the iterations that are run here, each once; of no data one iteration without a row. */
function ownRows({ iterations, rows, part, only }: DryPlanned): readonly (DryPlanned['rows'][number] | undefined)[] {
  const chosen = part?.iterations ?? only
  // Those behind the rows have the last of them, and there may be any number.
  const own = chosen ?? [...Array(Math.min(iterations, Math.max(rows.length, 1))).keys()]
  return [...new Set(own.map((iteration) => rows[iteration] ?? rows.at(-1)))]
}

function sentOf(
  { name, location, request, behavior }: PlannedItem,
  lookups: readonly Lookup[],
  engine: DryPlanned['engine'],
): Omit<DryRequest, 'uses'> {
  // Chance would give another value in the run.
  const results = lookups.map((lookup) => resolve(request, behavior, { ...engine, lookup, dynamicValue: asWritten }))
  const urls = results.flatMap((result) => (result.kind === 'resolved' ? [result.request.url] : []))
  const faults = results.flatMap((result) => (result.kind === 'failed' ? [result.failure.message] : []))
  return {
    name,
    folders: location.slice(1, -1),
    method: request.method,
    urls: [...new Set(urls)],
    faults: [...new Set(faults)],
  }
}

function asWritten(): undefined {
  return undefined
}
