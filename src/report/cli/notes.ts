import type { Cursor, EventOf } from '../../model/event.ts'
import type { KnownFailure } from '../../model/failure.ts'
import { formatDuration } from '../format.ts'
import type { FailureRecord, Finding } from '../summary.ts'
import { failureTitle } from './failures.ts'
import type { Style } from './style.ts'
import { plain, plainLines } from './text.ts'

/** A wait, if it is one that nobody asked for. */
export function waitLines({ reason, ms }: EventOf<'wait'>, style: Style): readonly string[] {
  if (reason === 'delay') return []
  const why = reason === 'retry' ? 'before it is tried again' : 'to keep to the rate limit'
  return [style.dim(`  ${style.signs.again} waiting ${formatDuration(ms)} ${why}`)]
}

/** A response that was to be held against a saved example, and has none. */
export function contractLines({ example }: EventOf<'contract'>, style: Style): readonly string[] {
  return example === undefined ? [style.dim(`  ${style.signs.skipped} no saved example to hold it against`)] : []
}

/** How an item ended, where that is not plain from what stands above. */
export function endedLines(
  { outcome, cursor }: EventOf<'item:end'>,
  isFlaky: boolean,
  style: Style,
): readonly string[] {
  if (outcome === 'skipped') return [style.dim(`  ${style.signs.skipped} skipped`)]
  if (outcome === 'retried') return [style.yellow(`  ${style.signs.again} tried again, this attempt does not count`)]
  return isFlaky ? [style.yellow(`  ${style.signs.again} flaky: passed in attempt ${cursor.attempt + 1}`)] : []
}

/** A failure that was expected, where it happened. */
export function knownLines(record: FailureRecord, style: Style): readonly string[] {
  const { known } = record.failure
  return known === undefined ? [] : [style.dim(`  ${style.signs.known} ${failureTitle(record)} (known: ${why(known)})`)]
}

/** A failure that was expected, or an item that passed in its last attempt. */
export interface Noted {
  /** Folders and name of the item. */
  readonly path: string
  /** Which repetition it was, and its seed. */
  readonly marks: readonly string[]
  readonly cursor: Cursor
  /** Absent: it is flaky. */
  readonly record?: FailureRecord
}

/** The lists before the totals: what passed in the end, and what was expected to fail. */
export function notedList(noted: readonly Noted[], style: Style, iterations: number): readonly string[] {
  const flaky = noted.filter(({ record }) => record === undefined)
  const known = noted.filter(({ record }) => record !== undefined)
  const place = ({ path, cursor, marks }: Noted): string => {
    const turns = [...marks, ...(iterations > 1 ? [`iteration ${cursor.iteration + 1}`] : [])]
    return turns.length > 0 ? `${plain(path)} (${turns.join(', ')})` : plain(path)
  }
  return [
    ...titled('Flaky', flaky, style),
    ...flaky.map((each) =>
      style.yellow(`${style.signs.again} ${place(each)}: passed in attempt ${each.cursor.attempt + 1}`),
    ),
    ...titled('Known', known, style),
    ...known.flatMap(({ record, ...each }) => {
      const reason = record?.failure.known
      if (record === undefined || reason === undefined) return []
      return [
        style.dim(`${style.signs.known} ${place(each)} ${style.signs.inside} ${failureTitle(record)}: ${why(reason)}`),
      ]
    }),
  ]
}

/** What only the whole run shows, before the verdict. */
export function findingList(findings: readonly Finding[], style: Style): readonly string[] {
  return [
    ...titled('Findings', findings, style),
    ...findings.flatMap(({ failure, severity }) => {
      const [paint, sign] = severity === 'error' ? [style.red, style.signs.failed] : [style.yellow, style.signs.dot]
      const hint = failure.hint === undefined ? [] : plainLines(failure.hint)
      return [
        ...plainLines(failure.message).map((line) => paint(`${sign} ${line}`)),
        ...hint.map((line) => `  ${line}`),
      ]
    }),
  ]
}

function titled(title: string, list: readonly unknown[], style: Style): readonly string[] {
  return list.length === 0 ? [] : ['', style.bold(title), '']
}

function why({ id, reason, owner, expires }: KnownFailure): string {
  const about = [id, owner, expires === undefined ? undefined : `until ${expires}`].filter((part) => part !== undefined)
  return plain(`${reason} [${about.join(', ')}]`)
}
