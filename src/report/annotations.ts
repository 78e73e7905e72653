import type { EventOf, RunEvent, ScriptRef } from '../model/event.ts'
import { outlineOf } from './outline.ts'
import { emptySummary, summarize, summaryOf } from './summarize.ts'
import type { FailureRecord, FlakyItem, Summary } from './summary.ts'

/** What a CI system shows beside a line of a file. */
export interface Annotation {
  readonly severity: 'error' | 'warning'
  /** Folders and name of the request, and what failed. */
  readonly title: string
  readonly message: string
  /** Absent for what has no file, and for collections that were downloaded. */
  readonly file?: string
  /** In that file, from 1. */
  readonly line?: number
}

/** A run as CI systems show it. */
export interface Annotated {
  readonly summary: Summary
  /** Errors first; what happened several times at one place is there once. */
  readonly annotations: readonly Annotation[]
}

interface Place {
  readonly file: string | undefined
  readonly path: (itemId: string, name: string) => string
  readonly lineOf: (itemId: string) => number | undefined
}

/** Reads a run to its end, and places what went wrong at the lines of the collection file. */
export async function annotated(events: AsyncIterable<RunEvent>): Promise<Annotated> {
  const places = new Map<string, Place>()
  let state = emptySummary
  for await (const event of events) {
    state = summarize(state, event)
    if (event.type === 'run:start') places.set(event.run, placesOf(event))
  }
  const summary = summaryOf(state)
  const findings = summary.findings.map(
    ({ failure: { message, hint }, severity }): Annotation => ({
      severity,
      title: 'flowgate',
      message: hint === undefined ? message : `${message}\n${hint}`,
    }),
  )
  const all = [
    ...summary.failures.map((record) => failed(record, places.get(record.run))),
    ...findings,
    ...summary.flaky.map((item) => flaky(item, places.get(item.run))),
  ]
  const bySeverity = (severity: Annotation['severity']): readonly Annotation[] =>
    all.filter((each) => each.severity === severity)
  return { summary, annotations: once([...bySeverity('error'), ...bySeverity('warning')]) }
}

/** Folders and name of an item, and what of it failed. */
function titleOf({ assertion, kind, phase }: FailureRecord, path: string): string {
  const script = phase === 'prerequest' ? 'pre-request script' : 'test script'
  return `${path}: ${assertion?.name ?? (kind === 'script' ? script : kind)}`
}

function placesOf({ source, outline }: EventOf<'run:start'>): Place {
  const { foldersOf, lineOf } = outlineOf(outline)
  return {
    // What comes from a URL is no file of the repository.
    file: source === undefined || /^https?:\/\//i.test(source) ? undefined : source,
    path: (itemId, name) => [...foldersOf(itemId), name].join(' / '),
    lineOf,
  }
}

function failed(record: FailureRecord, place: Place | undefined): Annotation {
  const { cursor, failure, script } = record
  const { message, hint } = failure
  return {
    severity: 'error',
    title: titleOf(record, place?.path(cursor.itemId, cursor.itemName) ?? cursor.itemName),
    message: hint === undefined ? message : `${message}\n${hint}`,
    ...at(place, scriptLine(script, failure.where?.line) ?? place?.lineOf(cursor.itemId)),
  }
}

/** The line of the file that holds a line of a script. */
function scriptLine(script: ScriptRef | undefined, line: number | undefined): number | undefined {
  if (script?.line === undefined) return undefined
  return script.line + (line ?? 1) - 1
}

function flaky({ cursor }: FlakyItem, place: Place | undefined): Annotation {
  return {
    severity: 'warning',
    title: place?.path(cursor.itemId, cursor.itemName) ?? cursor.itemName,
    message: `Flaky: passed at attempt ${cursor.attempt + 1}`,
    ...at(place, place?.lineOf(cursor.itemId)),
  }
}

function at(place: Place | undefined, line: number | undefined): Pick<Annotation, 'file' | 'line'> {
  if (place?.file === undefined) return {}
  return { file: place.file, ...(line !== undefined && { line }) }
}

function once(annotations: readonly Annotation[]): readonly Annotation[] {
  const times = new Map<string, { readonly first: Annotation; readonly count: number }>()
  for (const annotation of annotations) {
    const { severity, title, file, line } = annotation
    const key = JSON.stringify([severity, title, file, line, title === 'flowgate' ? annotation.message : ''])
    const before = times.get(key)
    times.set(key, { first: before?.first ?? annotation, count: (before?.count ?? 0) + 1 })
  }
  return [...times.values()].map(({ first, count }) =>
    count === 1 ? first : { ...first, message: `${first.message}\n${count} times in this run` },
  )
}
