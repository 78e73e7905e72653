import type { RunEvent } from '../model/event.ts'
import { suiteXml } from './junit/suite.ts'
import { open } from './junit/xml.ts'
import type { CreateReporter } from './reporter.ts'
import { suitesOf } from './suites.ts'

/**
 * JUnit XML. Suites are written as the run goes, so the root carries no totals: readers add up the suites.
 * Source: the schema that Jenkins' xunit plugin checks (junit-10.xsd), which is Maven Surefire's with what other tools add.
 */
export const createJunitReporter: CreateReporter = () => (events) => write(events)

async function* write(events: AsyncIterable<RunEvent>): AsyncGenerator<string> {
  let isOpen = false
  for await (const step of suitesOf(events)) {
    if (step.kind === 'run' && !isOpen) {
      isOpen = true
      yield `<?xml version="1.0" encoding="UTF-8"?>\n${open('testsuites', { name: step.start.name })}\n`
    }
    if (step.kind === 'suite') yield suiteXml(step.suite)
  }
  if (isOpen) yield '</testsuites>\n'
}
