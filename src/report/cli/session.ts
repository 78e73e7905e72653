import type { EventOf, RunEvent } from '../../model/event.ts'
import type { Beat } from '../pulse.ts'
import { emptySummary, type SummaryState, summarize, summaryOf } from '../summarize.ts'
import type { FailureRecord } from '../summary.ts'
import { createTrail } from '../trail.ts'
import { bodyExcerpt } from './excerpt.ts'
import { consequenceText, failureList, failureTitle, type ListedFailure } from './failures.ts'
import { createListing } from './listing.ts'
import { endedLines, findingList, knownLines, type Noted, notedList } from './notes.ts'
import { advance, noProgress, progressText } from './progress.ts'
import type { Style } from './style.ts'
import { plainLines } from './text.ts'
import { totals, verdict } from './totals.ts'
import { type CliOptions, start, tell } from './tree.ts'
import { createDetails, type Verbosity } from './verbose.ts'

/** What is to be shown. */
export interface Shown {
  readonly failures: boolean
  readonly summary: boolean
  readonly verbose: Verbosity
  readonly tree: CliOptions
}

/** The report of a stream of events while they come. */
export interface Session {
  /** The lines that an event is worth. */
  readonly tell: (event: RunEvent) => readonly string[]
  /** How far the run is by a beat or the event that was told last; `''` where none is under way. */
  readonly running: (beat?: Beat) => string
  /** What stands below the tree when the run is over. */
  readonly closing: () => readonly string[]
}

/** Begins a report. */
export function createSession(style: Style, shown: Shown): Session {
  const listing = createListing()
  const noted: Noted[] = []
  const details = createDetails(shown.verbose, style)
  let counts = emptySummary
  let position = start
  let progress = noProgress
  const trail = createTrail()
  let iterations = 1
  let notedBefore = 0

  /** A failure where it happened, if it says something new. */
  function failed(record: FailureRecord): readonly string[] {
    return listing.add(record, position) ? inTree(record, listing.all.length, style) : []
  }

  function place(): Pick<Noted, 'path' | 'marks'> {
    return { path: position.path, marks: position.marks }
  }

  function failedAsKnown(record: FailureRecord): readonly string[] {
    noted.push({ ...place(), cursor: record.cursor, record })
    return knownLines(record, style)
  }

  function ended(event: EventOf<'item:end'>, isFlaky: boolean): readonly string[] {
    const { cursor } = event
    if (isFlaky) noted.push({ ...place(), cursor })
    const lines = endedLines(event, isFlaky, style)
    const failure = listing.last()
    if (failure === undefined) return lines
    const rerun = trail.rerunCommand(cursor, listing.isFirst())
    const answer = position.answer === undefined ? [] : bodyExcerpt(position.answer, style)
    listing.end({ answer, ...(rerun !== undefined && { rerun }) })
    return position.isUnanswered ? [...consequencesOf(failure, style), ...lines] : lines
  }

  /** An attempt that does not count takes its failures back, the known ones as well. */
  function takenBack(event: EventOf<'item:end'>): readonly string[] {
    listing.drop()
    noted.splice(notedBefore)
    return endedLines(event, false, style)
  }

  /** What the counts say is new. */
  function news(event: RunEvent, before: SummaryState): readonly string[] {
    if (event.type === 'item:end' && event.outcome === 'retried') return takenBack(event)
    const { recorded, recordedKnown, flaky } = counts
    return [
      ...(recorded !== undefined && recorded !== before.recorded ? failed(recorded.record) : []),
      ...(recordedKnown !== undefined && recordedKnown !== before.recordedKnown
        ? failedAsKnown(recordedKnown.record)
        : []),
      ...(event.type === 'item:end' ? ended(event, flaky.length > before.flaky.length) : []),
    ]
  }

  return {
    tell(event) {
      const before = counts
      counts = summarize(counts, event)
      progress = advance(progress, event)
      trail.follow(event)
      const told = tell(position, event, { style, options: shown.tree })
      position = told.position
      iterations = Math.max(iterations, position.iterations)
      if (event.type === 'item:start') {
        listing.begin()
        notedBefore = noted.length
      }
      const said = news(event, before)
      return [...told.lines, ...said, ...details(event, listing.last() !== undefined)]
    },
    running(beat) {
      if (beat !== undefined) progress = advance(progress, beat)
      const isUnderWay = position.path !== '' && counts.reason === undefined
      return isUnderWay ? progressText(progress, { path: position.path, failures: listing.all.length }, style) : ''
    },
    closing() {
      const summary = summaryOf(counts)
      return [
        ...(shown.failures ? failureList(listing.all, style, iterations) : []),
        ...(shown.failures ? notedList(noted, style, iterations) : []),
        ...(shown.summary ? totals(summary, style) : []),
        ...findingList(summary.findings, style),
        '',
        verdict(summary, style),
      ]
    },
  }
}

function consequencesOf(cause: ListedFailure, style: Style): readonly string[] {
  return cause.consequences === 0 ? [] : [style.dim(`    ${consequenceText(cause.consequences)}`)]
}

/** A failure where it happened, with its number in the list at the end. */
function inTree(record: FailureRecord, number: number, style: Style): readonly string[] {
  const title = `  ${style.red(`${style.signs.failed} ${number}. ${failureTitle(record)}`)}`
  const isSent = record.kind === 'assertion' || record.kind === 'script'
  const hint = isSent || record.failure.hint === undefined ? [] : plainLines(record.failure.hint)
  return [title, ...hint.map((line) => `    ${line}`)]
}
