import type { EventOf, RunEvent } from '../../model/event.ts'
import type { Beat } from '../pulse.ts'
import { emptySummary, type FailureRecord, summarize, summaryOf } from '../summarize.ts'
import { bodyExcerpt } from './excerpt.ts'
import { consequenceText, failureList, failureTitle, type ListedFailure } from './failures.ts'
import { createListing } from './listing.ts'
import { advance, noProgress, progressText } from './progress.ts'
import type { Style } from './style.ts'
import { plainLines } from './text.ts'
import { totals, verdict } from './totals.ts'
import { follow, noTrail, rerunCommand } from './trail.ts'
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
  const details = createDetails(shown.verbose, style)
  let counts = emptySummary
  let position = start
  let progress = noProgress
  let trail = noTrail
  let before = 0
  let iterations = 1

  /** A failure where it happened, if it says something new. */
  function failed(record: FailureRecord): readonly string[] {
    return listing.add(record, position) ? inTree(record, listing.all.length, style) : []
  }

  function ended(cursor: EventOf<'item:end'>['cursor']): readonly string[] {
    if (listing.all.length === before) return []
    const { answer } = position
    const rerun = rerunCommand(trail, cursor, before === 0)
    listing.close({
      answer: answer === undefined ? [] : bodyExcerpt(answer, style),
      ...(rerun !== undefined && { rerun }),
    })
    return position.isUnanswered ? consequencesOf(listing.all.at(-1), style) : []
  }

  return {
    tell(event) {
      const { recorded } = counts
      counts = summarize(counts, event)
      progress = advance(progress, event)
      trail = follow(trail, event)
      const told = tell(position, event, { style, options: shown.tree })
      position = told.position
      iterations = Math.max(iterations, position.iterations)
      if (event.type === 'item:start') before = listing.all.length
      const isNew = counts.recorded !== undefined && counts.recorded !== recorded
      const failure = isNew && counts.recorded !== undefined ? failed(counts.recorded.record) : []
      const ending = event.type === 'item:end' ? ended(event.cursor) : []
      return [...told.lines, ...details(event, listing.all.length > before), ...failure, ...ending]
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
        ...(shown.summary ? totals(summary, style) : []),
        '',
        verdict(summary, style),
      ]
    },
  }
}

function consequencesOf(cause: ListedFailure | undefined, style: Style): readonly string[] {
  if (cause === undefined || cause.consequences === 0) return []
  return [style.dim(`    ${consequenceText(cause.consequences)}`)]
}

/** A failure where it happened, with its number in the list at the end. */
function inTree(record: FailureRecord, number: number, style: Style): readonly string[] {
  const title = `  ${style.red(`${style.signs.failed} ${number}. ${failureTitle(record)}`)}`
  const isSent = record.kind === 'assertion' || record.kind === 'script'
  const hint = isSent || record.failure.hint === undefined ? [] : plainLines(record.failure.hint)
  return [title, ...hint.map((line) => `    ${line}`)]
}
