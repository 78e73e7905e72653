import type { BaselineEntry } from '../baseline/entry.ts'
import type { Config } from '../model/config.ts'
import type { HttpOptions } from '../model/options.ts'
import type { Finding } from './finding.ts'
import type { Project } from './project.ts'

/** What is said about all projects of a command. */
export interface Setting {
  /** Absent: there is none, or it cannot be used. */
  readonly config?: Placed & { readonly value: Config }
  readonly baseline?: Placed & { readonly entries: readonly BaselineEntry[] }
  /** Hosts that requests may go to although they are protected. */
  readonly allowedHosts?: HttpOptions['allowedHosts']
  /** `2026-11-26`. */
  readonly today: string
}

/** A file, and the line of what a path in it leads to, if that is certain. */
interface Placed {
  readonly file: string
  readonly lineOf: (path: readonly (string | number)[]) => number | undefined
}

/** A check of what surrounds projects: pure, one row of the table in `examine.ts`. */
export type SettingCheck = (setting: Setting, projects: readonly Project[]) => readonly Finding[]

/** File and line of a place in one of the files. */
export function placeIn(
  { file, lineOf }: Placed,
  path: readonly (string | number)[],
): { readonly file: string; readonly line?: number } {
  const line = lineOf(path)
  return { file, ...(line !== undefined && { line }) }
}
