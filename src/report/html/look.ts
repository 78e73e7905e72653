import { formatCount } from '../format.ts'
import { titleOf } from './card.ts'
import type { Collected, RenderedRow } from './collect.ts'

/** Something to look at first, and where. */
export interface Look {
  readonly text: string
  /** Written out behind the text as code. */
  readonly code?: string
  readonly note: string
  /** Absent: it belongs to the whole run. */
  readonly href?: string
}

const MAX_LOOKS = 4

/**
 * What a reader should look at first: the first failure, since later ones often follow from it; variables that nobody has set; servers that did not
 * answer; answers that refuse. What only the whole run shows (findings) comes before. Nothing after a run without failures, but for variables without a value.
 */
export function viewLooks({ summary, runs }: Collected): readonly Look[] {
  const rows = runs.flatMap((run) => run.rows)
  const failed = rows.filter(({ tone }) => tone === 'failed')
  const [first] = failed
  const [record] = summary.failures
  const found = summary.findings.map(({ failure }): Look => ({ text: failure.message, note: failure.hint ?? '' }))
  const start: readonly Look[] =
    first === undefined || record === undefined || failed.length < 2
      ? []
      : [{ text: `First to fail: “${first.name}”`, note: titleOf(record), href: `#${first.anchor}` }]
  return [...found, ...start, ...unset(rows), ...unanswered(failed), ...refused(failed)].slice(0, MAX_LOOKS)
}

function unset(rows: readonly RenderedRow[]): readonly Look[] {
  const groups = groupBy(rows.flatMap((row) => row.unset.map((name) => ({ key: name, row }))))
  return groups.map(({ key, rows: [first, ...others] }) => ({
    text: 'No value for',
    code: `{{${key}}}`,
    note: `sent as written in ${countOf(first, others)}`,
    href: `#${first.anchor}`,
  }))
}

function unanswered(failed: readonly RenderedRow[]): readonly Look[] {
  const groups = groupBy(
    failed.flatMap((row) => (row.url === undefined || row.status !== undefined ? [] : [{ key: hostOf(row.url), row }])),
  )
  return groups.map(({ key, rows: [first, ...others] }) => ({
    text: 'No answer from',
    code: key,
    note: countOf(first, others),
    href: `#${first.anchor}`,
  }))
}

function refused(failed: readonly RenderedRow[]): readonly Look[] {
  const groups = groupBy(
    failed.flatMap((row) => {
      const { status } = row
      return status === undefined || status.code < 400 ? [] : [{ key: `${status.code} ${status.text}`, row }]
    }),
  )
  return groups
    .toSorted((a, b) => b.rows.length - a.rows.length)
    .map(({ key, rows: [first, ...others] }) => ({
      text: `Answered ${key}`,
      note: countOf(first, others),
      href: `#${first.anchor}`,
    }))
}

function countOf(first: RenderedRow, others: readonly RenderedRow[]): string {
  const more = others.length
  return more === 0 ? `“${first.name}”` : `“${first.name}” and ${formatCount(more, 'more request')}`
}

function hostOf(url: string): string {
  return /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1] ?? url
}

interface Keyed {
  readonly key: string
  readonly row: RenderedRow
}

interface Group {
  readonly key: string
  readonly rows: readonly [RenderedRow, ...RenderedRow[]]
}

function groupBy(keyed: readonly Keyed[]): readonly Group[] {
  const groups = new Map<string, [RenderedRow, ...RenderedRow[]]>()
  for (const { key, row } of keyed) {
    const rows = groups.get(key)
    if (rows === undefined) groups.set(key, [row])
    else rows.push(row)
  }
  return [...groups].map(([key, rows]) => ({ key, rows }))
}
