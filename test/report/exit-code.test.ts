import { describe, expect, test } from 'vitest'
import { type ErrorCode, type ExitCode, RunnerError } from '../../src/errors.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { type Circumstances, exitCode } from '../../src/report/exit-code.ts'
import { emptySummary, summarize, summaryOf } from '../../src/report/summarize.ts'
import type { Summary } from '../../src/report/summary.ts'
import { event, failure, itemOf, runOf } from '../support/events.ts'

function summaryOfAll(events: readonly RunEvent[]): Summary {
  return summaryOf(events.reduce(summarize, emptySummary))
}

function notSent(code: ErrorCode): Summary {
  return summaryOfAll(runOf(event.itemStart(), event.itemEnd({ outcome: 'failed', failure: failure({ code }) })))
}

const passed = summaryOfAll(runOf(...itemOf(event.passed())))
const failed = summaryOfAll(runOf(...itemOf(event.failed())))
const timedOut = summaryOfAll([event.runStart(), event.runEnd({ reason: 'timed-out' })])
const unexplained = summaryOfAll(runOf(event.itemStart(), event.itemEnd({ outcome: 'failed' })))
const found = summaryOfAll([...runOf(), event.finding({ severity: 'error' })])
const warned = summaryOfAll([...runOf(), event.finding({ severity: 'warning' })])
const defect = notSent('INTERNAL')
const broken = [
  { name: 'junit', error: new RunnerError('REPORT_UNWRITABLE', 'Cannot write report "x": it is a directory') },
]

interface Case {
  readonly name: string
  readonly summary: Summary
  readonly circumstances: Circumstances
  readonly expected: ExitCode
}

describe('exitCode()', () => {
  test.each<Case>([
    { name: 'all passed', summary: passed, circumstances: { broken: [] }, expected: 0 },
    { name: 'a failed assertion', summary: failed, circumstances: { broken: [] }, expected: 1 },
    {
      name: 'a request that was not sent',
      summary: notSent('PRODUCER_KEY'),
      circumstances: { broken: [] },
      expected: 1,
    },
    { name: 'a run out of time', summary: timedOut, circumstances: { broken: [] }, expected: 1 },
    {
      name: 'an item that failed without saying why',
      summary: unexplained,
      circumstances: { broken: [] },
      expected: 1,
    },
    { name: 'a finding', summary: found, circumstances: { broken: [] }, expected: 1 },
    { name: 'a finding that is only to be read', summary: warned, circumstances: { broken: [] }, expected: 0 },
    { name: 'a broken report', summary: passed, circumstances: { broken }, expected: 3 },
    { name: 'failures before a broken report', summary: failed, circumstances: { broken }, expected: 1 },
    { name: 'a defect before failures', summary: defect, circumstances: { broken }, expected: 4 },
    { name: 'an interrupt before all', summary: defect, circumstances: { broken, signal: 'SIGINT' }, expected: 130 },
    { name: 'a termination', summary: passed, circumstances: { broken: [], signal: 'SIGTERM' }, expected: 143 },
    { name: 'suppressed failures', summary: failed, circumstances: { broken: [], isSuppressed: true }, expected: 0 },
    {
      name: 'a broken report behind suppressed failures',
      summary: failed,
      circumstances: { broken, isSuppressed: true },
      expected: 3,
    },
    {
      name: 'a defect that cannot be suppressed',
      summary: defect,
      circumstances: { broken: [], isSuppressed: true },
      expected: 4,
    },
  ])('exitCode() tells $name', ({ summary, circumstances, expected }) => {
    const code = exitCode(summary, circumstances)

    expect(code).toBe(expected)
  })
})
