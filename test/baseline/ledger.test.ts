import { expect, test } from 'vitest'
import type { BaselineEntry } from '../../src/baseline/entry.ts'
import { Ledger } from '../../src/baseline/ledger.ts'
import type { EventOf, RunEvent } from '../../src/model/event.ts'
import { isFailed } from '../../src/report/exit-code.ts'
import { emptySummary, summarize, summaryOf } from '../../src/report/summarize.ts'
import type { Summary } from '../../src/report/summary.ts'
import { allOf, event, failure, itemOf, outlineItem, producerExchange, runOf, streamOf } from '../support/events.ts'

const ENTRY: BaselineEntry = { id: 'list', reason: 'issue 12', request: 'List users', assertion: 'status is 200' }
const REFUSED = failure({ code: 'CONNECTION_REFUSED', message: 'Cannot connect to "localhost:80": connection refused' })

interface Judged {
  readonly events: readonly RunEvent[]
  readonly summary: Summary
  readonly findings: readonly string[]
  readonly ledger: Ledger
}

async function judged(
  events: readonly RunEvent[],
  failures: readonly BaselineEntry[],
  { strict = false, runs = 1 } = {},
): Promise<Judged> {
  const ledger = new Ledger({ strict, failures }, { today: '2026-11-26', runs })
  const told = await allOf(ledger.judge(streamOf(events)))
  const summary = summaryOf(told.reduce(summarize, emptySummary))
  const findings = summary.findings.map((finding) => `${finding.severity}: ${finding.failure.message}`)
  return { events: told, summary, findings, ledger }
}

test('judge() marks a listed assertion, and the run is not red', async () => {
  const { events, summary } = await judged(runOf(...itemOf(event.failed())), [{ ...ENTRY, owner: 'team-a' }])

  const known = { id: 'list', reason: 'issue 12', owner: 'team-a' }
  expect(events[3]).toEqual(event.failed({ failure: failure({ known }) }))
  expect(summary).toMatchObject({ failures: [], findings: [], known: [{ assertion: { name: 'status is 200' } }] })
  expect(isFailed(summary)).toBe(false)
})

test('judge() marks all events of a request that cannot be sent', async () => {
  const inside = [event.request(), event.requestFailed({ failure: REFUSED })]
  const item = [event.itemStart(), ...inside, event.itemEnd({ outcome: 'failed', failure: REFUSED })]

  const { summary } = await judged(runOf(...item), [
    { id: 'down', reason: 'moved', request: 'List users', code: 'CONNECTION_REFUSED' },
  ])

  expect(summary).toMatchObject({ failures: [], known: [{ kind: 'request' }], items: { failed: 0 } })
  expect(isFailed(summary)).toBe(false)
})

test('judge() leaves a failure that is not listed red, beside one that is', async () => {
  const item = itemOf(event.failed(), event.failed({ index: 1, name: 'is fast' }))

  const { summary, ledger } = await judged(runOf(...item), [ENTRY])

  expect(summary.failures.map(({ assertion }) => assertion?.name)).toEqual(['is fast'])
  expect(ledger.fresh).toEqual([
    { collection: 'Users', request: 'List users', assertion: 'is fast', failure: failure() },
  ])
})

test('judge() counts the failures of an expired entry again, and says so', async () => {
  const { summary, findings } = await judged(runOf(...itemOf(event.failed())), [{ ...ENTRY, expires: '2026-11-25' }])

  expect(summary.failures).toHaveLength(1)
  expect(findings).toEqual(['error: Known failure "list" has expired on 2026-11-25: issue 12'])
})

test('judge() accepts an entry on its last day', async () => {
  const { summary } = await judged(runOf(...itemOf(event.failed())), [{ ...ENTRY, expires: '2026-11-26' }])

  expect(isFailed(summary)).toBe(false)
})

test.each([
  [false, 'warning'],
  [true, 'error'],
])('judge() tells of a listed failure that did not happen (strict: %s)', async (strict, severity) => {
  const { summary, findings, ledger } = await judged(runOf(...itemOf(event.passed())), [ENTRY], { strict })

  expect(findings).toEqual([
    `${severity}: Known failure "list" did not happen: "status is 200" of "List users" has passed`,
  ])
  expect([isFailed(summary), ledger.isGone(ENTRY)]).toEqual([strict, true])
})

test('judge() says nothing of an entry whose request was skipped', async () => {
  const item = [event.itemStart(), event.itemEnd({ outcome: 'skipped' })]

  const { findings, ledger } = await judged(runOf(...item), [ENTRY])

  expect([findings, ledger.isGone(ENTRY)]).toEqual([[], false])
})

test('judge() warns of an entry that means no request', async () => {
  const { findings } = await judged(runOf(), [{ ...ENTRY, request: 'Users/List users' }])

  expect(findings).toEqual(['warning: Known failure "list" means a request that is not there: "Users/List users"'])
})

test('judge() leaves entries of collections that are not run alone', async () => {
  const elsewhere = { ...ENTRY, collection: 'Bank', request: 'Pay' }

  const { findings, ledger } = await judged(runOf(), [elsewhere])

  expect([findings, ledger.isGone(elsewhere)]).toEqual([[], false])
})

test('judge() judges entries without a collection when the last run is over', async () => {
  const first = runOf(...itemOf(event.passed()))

  const { findings } = await judged([...first, ...runOf(...itemOf(event.failed()))], [ENTRY], { runs: 2 })

  expect(findings).toEqual([])
})

test('judge() does not say of a shard what another shard may have seen', async () => {
  const part = { shard: 1, shards: 2, collection: 0, collections: 1, iterations: [0] }
  const [, ...rest] = runOf(...itemOf(event.passed()))

  const { findings } = await judged([event.runStart({ iterations: 2, part }), ...rest], [ENTRY])

  expect(findings).toEqual([])
})

test('judge() says nothing of what did not fail in a run that was stopped', async () => {
  const events = [...runOf(...itemOf(event.passed())).slice(0, -1), event.runEnd({ reason: 'bailed' })]

  expect((await judged(events, [ENTRY])).findings).toEqual([])
})

test('judge() forgets what failed in an attempt that was tried again', async () => {
  const retried: EventOf<'item:end'> = event.itemEnd({ outcome: 'retried' })
  const events = runOf(event.itemStart(), event.failed(), retried, ...itemOf(event.passed()))

  expect((await judged(events, [])).ledger.fresh).toEqual([])
})

test('judge() finds a request by its folders', async () => {
  const folder = outlineItem({ id: 'folder-1', name: 'Admin', kind: 'folder' })
  const outline = [folder, outlineItem({ parent: 'folder-1' })]
  const [, ...rest] = runOf(...itemOf(event.failed()))

  const { summary } = await judged([event.runStart({ outline }), ...rest], [{ ...ENTRY, request: 'Admin/List users' }])

  expect(summary.known).toHaveLength(1)
})

test('judge() does not take the exchange of a producer for a failure', async () => {
  const entry = { id: 'token', reason: 'issue 13', request: 'List users', code: 'CONNECTION_REFUSED' } as const
  const events = runOf(...itemOf(...producerExchange(event.requestFailed({ failure: REFUSED }))))

  const { events: told } = await judged(events, [entry])

  expect(told.find(({ type }) => type === 'request:failed')).toMatchObject({ failure: REFUSED })
})
