import type { EndReason } from '../model/event.ts'
import { type NewmanError, toError } from './error.ts'
import { type ExportFile, writeExport } from './export-file.ts'

/** All files are tried; the first error is that of the run. */
export async function writeFiles(files: readonly ExportFile[], now: Date): Promise<Error | undefined> {
  const written = await Promise.allSettled(files.map((file) => writeExport(file, now)))
  const [failed] = written.filter((result) => result.status === 'rejected')
  return failed?.reason instanceof Error ? failed.reason : undefined
}

/** What else decides how a run has ended. */
export interface EndOptions {
  /** A listener aborted the run: that is no error. */
  readonly isAsked: boolean
  /** The failure that stopped the run is its error. */
  readonly isFatal: boolean
  /** The last failure. */
  readonly last: unknown
}

/** What newman gives to `done` when a run was stopped from outside, or by `--bail folder`. */
export function endError(reason: EndReason, { isAsked, isFatal, last }: EndOptions): Error | undefined {
  if (reason === 'timed-out') return new Error('callback timed out')
  if (reason === 'aborted') return isAsked ? undefined : new Error('the run was aborted')
  if (reason !== 'bailed' || !isFatal) return undefined
  return toError({ name: 'Error', message: 'the run was stopped', ...(last as NewmanError | undefined) })
}
