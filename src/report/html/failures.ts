import type { OutlineEntry } from '../../model/event.ts'
import type { FailureRecord } from '../summary.ts'
import { anchorOf, type Collected, type CollectedRun, type RenderedRow } from './collect.ts'
import { type FailureView, viewFailure } from './failure.ts'

/** One thing that failed, once or several times in the same way. */
export interface FailureCard {
  readonly title: string
  readonly folders: readonly string[]
  readonly item: string
  readonly href: string
  readonly row?: RenderedRow
  readonly failure: FailureView
  /** Where else the same thing failed; empty if it failed once. */
  readonly others: readonly { readonly text: string; readonly href: string }[]
  readonly iteration?: string
}

interface Occurrence {
  readonly record: FailureRecord
  readonly run: CollectedRun
}

/** Prepares the failures in the order they happened; the same failure of several iterations is shown once. */
export function viewFailures({ summary, runs }: Collected): readonly FailureCard[] {
  const byId = new Map(runs.map((run) => [run.start.run, run]))
  const groups = new Map<string, Occurrence[]>()
  for (const record of summary.failures) {
    const run = byId.get(record.run)
    if (run === undefined) continue
    const { kind, assertion, failure, cursor } = record
    const key = JSON.stringify([run.number, cursor.itemId, kind, assertion?.name, failure.code, failure.message])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [{ record, run }])
    else group.push({ record, run })
  }
  const rows = new Map(
    runs.flatMap((run) => run.rows.filter(({ tone }) => tone === 'failed').map((row) => [row.anchor, row])),
  )
  return [...groups.values()].map((group) => viewGroup(group, rows))
}

function viewGroup(group: readonly Occurrence[], rows: ReadonlyMap<string, RenderedRow>): FailureCard {
  const [first, ...others] = group
  if (first === undefined) throw new Error('a group of failures is never empty')
  const { record, run } = first
  const anchor = anchorOf(run.number, record.cursor)
  const row = rows.get(anchor)
  return {
    title: titleOf(record),
    folders: foldersOf(run.start.outline, record.cursor.itemId),
    item: record.cursor.itemName,
    href: `#${anchor}`,
    ...(row !== undefined && { row }),
    failure: untitled(viewFailure(record.failure, record), titleOf(record)),
    others: others.map((other) => ({
      text: placeOf(other.record),
      href: `#${anchorOf(other.run.number, other.record.cursor)}`,
    })),
    ...(run.start.iterations > 1 && { iteration: placeOf(record) }),
  }
}

function untitled({ message, ...failure }: FailureView, title: string): FailureView {
  return message === undefined || message === title ? failure : { message, ...failure }
}

function titleOf({ kind, assertion, phase, script, cursor, failure }: FailureRecord): string {
  if (assertion !== undefined) return assertion.name
  if (kind === 'script') {
    return `${phase === 'prerequest' ? 'Pre-request' : 'Test'} script of “${script?.owner ?? cursor.itemName}” failed`
  }
  return failure.message
}

function placeOf({ cursor }: FailureRecord): string {
  const visit = cursor.visit > 0 ? `, visit ${cursor.visit + 1}` : ''
  const attempt = cursor.attempt > 0 ? `, attempt ${cursor.attempt + 1}` : ''
  return `iteration ${cursor.iteration + 1}${visit}${attempt}`
}

function foldersOf(outline: readonly OutlineEntry[], id: string): readonly string[] {
  const entries = new Map(outline.map((entry) => [entry.id, entry]))
  const names: string[] = []
  for (let parent = entries.get(id)?.parent; parent !== undefined; parent = entries.get(parent)?.parent) {
    names.unshift(entries.get(parent)?.name ?? '')
  }
  return names
}
