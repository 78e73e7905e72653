import type { ErrorCode } from '../errors.ts'
import type { KnownFailure, PlacedFailure } from '../model/failure.ts'

/** Known failures, as `flowgate.baseline.json` lists them. */
export interface Baseline {
  /** A listed failure that does not happen any more turns the run red. */
  readonly strict: boolean
  readonly failures: readonly BaselineEntry[]
}

/** A known failure, and what it fits. */
export interface BaselineEntry extends KnownFailure {
  /** Name of the collection. Absent: any collection of the command. */
  readonly collection?: string
  /** Folders and name of the request: `Folder/Request`. */
  readonly request: string
  /** Name of the assertion. Absent: whatever fails with the code. */
  readonly assertion?: string
  readonly code?: ErrorCode
  /** A part of the message. */
  readonly message?: string
}

/** What `--update-baseline` writes where somebody has to say why the failure is accepted. It accepts nothing. */
export const NO_REASON = 'TODO'

/** Is its last day before this one, `2026-11-26`. */
export function isExpired({ expires }: BaselineEntry, today: string): boolean {
  return expires !== undefined && expires < today
}

/** Are failures that it means accepted on this day. */
export function isAccepted(entry: BaselineEntry, today: string): boolean {
  return entry.reason !== NO_REASON && !isExpired(entry, today)
}

/** Does an entry of this request and assertion mean this failure. */
function fits(entry: BaselineEntry, { collection, failure }: PlacedFailure): boolean {
  return (
    (entry.collection === undefined || entry.collection === collection) &&
    (entry.code === undefined || entry.code === failure.code) &&
    (entry.message === undefined || failure.message.includes(entry.message))
  )
}

/** Finds the first entry that means a failure, without looking at all of them. */
export function finder(entries: readonly BaselineEntry[]): (happening: PlacedFailure) => BaselineEntry | undefined {
  const byPlace = new Map<string, BaselineEntry[]>()
  for (const entry of entries) {
    const place = placeOf(entry.request, entry.assertion)
    const there = byPlace.get(place)
    if (there === undefined) byPlace.set(place, [entry])
    else there.push(entry)
  }
  return (happening) => {
    const { request, assertion } = happening
    const named = assertion === undefined ? [] : (byPlace.get(placeOf(request, assertion)) ?? [])
    return [...named, ...(byPlace.get(placeOf(request, undefined)) ?? [])].find((entry) => fits(entry, happening))
  }
}

function placeOf(request: string, assertion: string | undefined): string {
  // Names may hold any character.
  return JSON.stringify([request, assertion])
}
