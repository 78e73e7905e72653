import type { EventOf, RunEvent } from '../model/event.ts'
import { type FailedAttempt, failedAttempt, withAttempts } from './junit/attempts.ts'
import { findingSuite, type ItemStep, itemSuite, type RunFacts, unfinishedSuite } from './junit/item.ts'
import type { Suite } from './junit/suite.ts'
import { outlineOf } from './outline.ts'
import { emptySummary, type SummaryState, summarize } from './summarize.ts'

/** What a report by suites is written from. */
export type SuiteStep =
  | { readonly kind: 'run'; readonly start: EventOf<'run:start'> }
  | { readonly kind: 'suite'; readonly suite: Suite }
  /** The last one. */
  | { readonly kind: 'end'; readonly counts: SummaryState }

/**
 * A suite for each item that ran, in each iteration and at each visit, and a case for each assertion. What failed besides assertions (a script, a
 * request, the item) is a case with an error, as is a finding that makes the run fail, and a run that did not come to its end; a finding that does not is
 * a case that was skipped. Of attempts that were tried again the last one's suite has what failed.
 */
export async function* suitesOf(events: AsyncIterable<RunEvent>): AsyncGenerator<SuiteStep, void> {
  let counts = emptySummary
  let run: RunFacts | undefined
  let steps: ItemStep[] = []
  let attempts: FailedAttempt[] = []
  for await (const event of events) {
    const { recorded, recordedKnown } = counts
    counts = summarize(counts, event)
    const isRetried = event.type === 'item:end' && event.outcome === 'retried'
    // What was recorded is forgotten when an attempt is tried again.
    const newest = counts.recorded === recorded ? undefined : counts.recorded
    const known = counts.recordedKnown === recordedKnown ? undefined : counts.recordedKnown
    const failed = isRetried ? undefined : (newest ?? known)?.record
    if (event.type === 'run:start') {
      yield { kind: 'run', start: event }
      run = factsOf(event)
    }
    if (event.type === 'item:start') steps = []
    if ('cursor' in event) steps.push({ event, ...(failed !== undefined && { failed }) })
    if (run !== undefined && event.type === 'item:end') {
      const suite = itemSuite(steps, event.cursor, run)
      if (isRetried) attempts.push(failedAttempt(suite, event))
      else yield { kind: 'suite', suite: withAttempts(suite, attempts, event) }
      if (!isRetried) attempts = []
    }
    if (run !== undefined && event.type === 'finding') {
      yield { kind: 'suite', suite: findingSuite(event, run) }
    }
    if (run !== undefined && event.type === 'run:end' && UNFINISHED.includes(event.reason)) {
      yield { kind: 'suite', suite: unfinishedSuite(event, run) }
    }
  }
  yield { kind: 'end', counts }
}

/** Stopped from outside. A run that was bailed out has the failure that stopped it. */
const UNFINISHED: readonly string[] = ['aborted', 'timed-out']

function factsOf(start: EventOf<'run:start'>): RunFacts {
  const { name, startedAt, iterations, outline, repetition, seed } = start
  return {
    name,
    startedAt,
    iterations,
    foldersOf: outlineOf(outline).foldersOf,
    ...(repetition !== undefined && { repetition }),
    ...(seed !== undefined && { seed }),
  }
}
