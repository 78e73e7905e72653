import { urlText } from '../engine/url-text.ts'
import type { Collection } from '../model/collection.ts'
import type { Config } from '../model/config.ts'
import type { RunPart } from '../model/part.ts'
import type { Plan } from '../plan/plan.ts'
import { traitsOf } from '../plan/tags.ts'

/** A collection that would be run. */
export interface Planned {
  readonly collection: Collection
  readonly plan: Plan
  readonly iterations: number
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly isDivisible: boolean
  /** What tags the configuration gives. */
  readonly tags?: Config['tags']
  /** Which iterations would be run here; absent: all. */
  readonly part?: RunPart
  /** What `--only-iterations` chose, from 0; absent: all. */
  readonly only?: readonly number[]
}

/** What `--list json` prints. Members are only ever added; described in docs/selection.md. */
export interface Listing {
  readonly schema: 1
  /** In the order of the run. */
  readonly collections: readonly ListedCollection[]
}

/** A collection of the list. */
export interface ListedCollection {
  readonly id: string
  readonly name: string
  /** Path or URL. */
  readonly source?: string
  /** Those of all shards. */
  readonly iterations: number
  /** Rows of iteration data. */
  readonly rows: number
  /** What workers and shards could run apart: iterations, or one if they hand something on. */
  readonly units: number
  /** With `--shard`: as `run:start` has it in the event log. */
  readonly part?: RunPart
  /** With `--only-iterations`: those, from 0. */
  readonly only?: readonly number[]
  /** Those of one iteration, in order. */
  readonly requests: readonly ListedRequest[]
}

/** A request of the list. */
export interface ListedRequest {
  readonly id: string
  readonly name: string
  /** `Folder/Request` */
  readonly path: string
  /** Names, outermost first. */
  readonly folders: readonly string[]
  readonly method: string
  /** As written: variables are not resolved. */
  readonly url: string
  readonly tags: readonly string[]
  /** In the collection file, from 1. */
  readonly line?: number
}

/** What would be run, unmasked. */
export function listing(planned: readonly Planned[]): Listing {
  return { schema: 1, collections: planned.map(listed) }
}

function listed({ collection, plan, iterations, rows, isDivisible, tags, part, only }: Planned): ListedCollection {
  const traits = traitsOf(collection, tags)
  const lines = new Map(plan.outline.map(({ id, line }) => [id, line]))
  return {
    id: collection.id,
    name: collection.name,
    ...(plan.source !== undefined && { source: plan.source }),
    iterations,
    rows: rows.length,
    units: isDivisible ? iterations : 1,
    ...(part && { part }),
    ...(only && { only }),
    requests: plan.items.map(({ id, name, location, request: { method, url } }) => {
      const line = lines.get(id)
      return {
        id,
        name,
        path: location.slice(1).join('/'),
        folders: location.slice(1, -1),
        method,
        url: urlText(url),
        tags: traits.get(id)?.tags ?? [],
        ...(line !== undefined && { line }),
      }
    }),
  }
}
