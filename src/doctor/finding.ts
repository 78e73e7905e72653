import type { Project } from './project.ts'

/** How much a finding matters: an `error` will fail a run, a `warning` may, a `note` is worth knowing. */
export type Level = 'error' | 'warning' | 'note'

/** What a check of a project found. It never holds a secret. */
export interface Finding {
  readonly level: Level
  /** Stable, for filters. */
  readonly code: string
  readonly message: string
  /** Path as the user gave it. */
  readonly file?: string
  /** From 1. */
  readonly line?: number
  /** What to do now. */
  readonly hint: string
}

/** A check of a project: pure, one row of the table in `examine.ts`. */
export type ProjectCheck = (project: Project) => readonly Finding[]
