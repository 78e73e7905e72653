import type { Check } from './engine/check.ts'
import type { Loaded } from './load/load.ts'
import type { SerializedJar } from './model/cookie-jar.ts'
import type { RunEvent } from './model/event.ts'
import type { HttpOptions, RunOptions } from './model/options.ts'
import type { Plan } from './plan/plan.ts'
import type { NamedSecret } from './report/redact.ts'
import type { Unit } from './units/unit.ts'

/** Runs what was loaded and planned. Ours is one; newman's package can be another. */
export type Engine = (job: EngineJob, signal: AbortSignal) => EngineRun

/** What an engine is given. */
export interface EngineJob {
  readonly options: RunOptions
  readonly loaded: Loaded
  readonly plan: Plan
  readonly iterations: number
  /** Those of the options, with the certificates read. */
  readonly http: HttpOptions
  /** What judges responses besides scripts. */
  readonly checks: readonly Check[]
}

/** What an engine gives. */
export interface EngineRun {
  /** Read once. Unmasked. */
  readonly events: AsyncIterable<RunEvent>
  /** The cookies that the run left, once it is over. */
  readonly cookieJar: () => Promise<SerializedJar>
  /** What scripts have put into the vault so far. Absent: there is no vault. */
  readonly vaulted?: () => readonly NamedSecret[]
  /** The same in units, read instead of `events`. Absent: it cannot be divided. */
  readonly divided?: DividedRun
}

/** A run whose iterations know nothing of each other: each starts with the variables, cookies and vault of the start. */
export interface DividedRun {
  /** A unit for each of these iterations (from 0); of none, one that starts and ends. */
  readonly units: (iterations: readonly number[]) => readonly Unit[]
  /** Passes the events on that the units have become, so that cookies and vault are those of what was told. */
  readonly follow: (joined: AsyncIterable<RunEvent>) => AsyncIterable<RunEvent>
}
