import type { EventOf, RunEvent } from '../model/event.ts'
import { type ItemStep, itemSuite, type RunFacts, unfinishedSuite } from './junit/item.ts'
import { suiteXml } from './junit/suite.ts'
import { open } from './junit/xml.ts'
import { outlineOf } from './outline.ts'
import type { CreateReporter } from './reporter.ts'
import { emptySummary, summarize } from './summarize.ts'

/**
 * JUnit XML: a suite for each item that ran, in each iteration and at each visit, and a case for each assertion.
 * What failed besides assertions (a script, a request, the item) is a case with an error, as is a run that did not come to its end.
 * Suites are written as the run goes, so the root carries no totals: readers add up the suites.
 * Source: the schema that Jenkins' xunit plugin checks (junit-10.xsd), which is Maven Surefire's with what other tools add.
 */
export const createJunitReporter: CreateReporter = () => (events) => write(events)

async function* write(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  let counts = emptySummary
  let run: RunFacts | undefined
  let steps: ItemStep[] = []
  for await (const event of events) {
    const { recorded } = counts
    counts = summarize(counts, event)
    const failed = counts.recorded === recorded ? undefined : counts.recorded?.record
    if (event.type === 'run:start') {
      if (run === undefined)
        yield `<?xml version="1.0" encoding="UTF-8"?>\n${open('testsuites', { name: event.name })}\n`
      run = factsOf(event)
    }
    if (event.type === 'item:start') steps = []
    if ('cursor' in event) steps.push({ event, ...(failed !== undefined && { failed }) })
    if (run !== undefined && event.type === 'item:end') yield suiteXml(itemSuite(steps, event.cursor, run))
    if (run !== undefined && event.type === 'run:end' && UNFINISHED.includes(event.reason)) {
      yield suiteXml(unfinishedSuite(event, run))
    }
  }
  if (run !== undefined) yield '</testsuites>\n'
}

/** Stopped from outside. A run that was bailed out has the failure that stopped it. */
const UNFINISHED: readonly string[] = ['aborted', 'timed-out']

function factsOf({ name, startedAt, iterations, outline }: EventOf<'run:start'>): RunFacts {
  return { name, startedAt, iterations, foldersOf: outlineOf(outline).foldersOf }
}
