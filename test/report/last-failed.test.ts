import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import type { FailedRequests } from '../../src/model/failed.ts'
import { FailureTrail } from '../../src/report/last-failed.ts'
import { emptySummary, summarize, summaryOf } from '../../src/report/summarize.ts'
import { cursor, event, failure, outlineItem } from '../support/events.ts'

/** The record after some events. */
async function recordAfter(
  before: readonly FailedRequests[],
  events: readonly RunEvent[],
): Promise<readonly FailedRequests[]> {
  const trail = new FailureTrail()
  let state = emptySummary
  for await (const each of trail.follow(told(events))) state = summarize(state, each)
  return trail.after(before, summaryOf(state))
}

async function* told(events: readonly RunEvent[]): AsyncGenerator<RunEvent> {
  yield* events
}

function item(id: string, outcome: 'passed' | 'failed', attempt = 0): readonly RunEvent[] {
  const at = { cursor: cursor({ itemId: id, attempt }) }
  const failed = event.failed(at)
  return [event.itemStart(at), ...(outcome === 'failed' ? [failed] : []), event.itemEnd(at)]
}

const FOLDER = { id: 'folder', name: 'Users', kind: 'folder' } as const
const START = event.runStart({
  outline: [
    FOLDER,
    outlineItem({ id: 'a', name: 'A', parent: 'folder' }),
    outlineItem({ id: 'b', name: 'B', parent: 'folder' }),
    outlineItem({ id: 'c', name: 'C' }),
  ],
})

test('after() keeps what did not run, drops what passed or is gone, and adds what failed', async () => {
  const before: readonly FailedRequests[] = [
    { collection: 'Other', requests: [{ id: 'x', path: 'X' }] },
    {
      collection: 'Users',
      requests: [
        { id: 'old-id', path: 'Users/A' },
        { id: 'c', path: 'Old/C' },
        { id: 'gone', path: 'Gone' },
      ],
    },
  ]

  const after = await recordAfter(before, [START, ...item('b', 'failed'), ...item('c', 'passed'), event.runEnd()])

  expect(after).toEqual([
    { collection: 'Other', requests: [{ id: 'x', path: 'X' }] },
    {
      collection: 'Users',
      requests: [
        { id: 'a', path: 'Users/A' },
        { id: 'b', path: 'Users/B' },
      ],
    },
  ])
})

test('after() tells runs apart, and puts collections of one name together', async () => {
  const again = { run: 'run-2' }

  const after = await recordAfter(
    [],
    [
      START,
      ...item('a', 'failed'),
      event.runEnd(),
      event.runStart({ ...again, outline: [outlineItem({ id: 'd', name: 'D' })] }),
      ...item('d', 'failed').map((each) => ({ ...each, ...again })),
      event.runEnd(again),
    ],
  )

  expect(after).toEqual([
    {
      collection: 'Users',
      requests: [
        { id: 'a', path: 'Users/A' },
        { id: 'd', path: 'D' },
      ],
    },
  ])
})

test.each<[string, readonly RunEvent[], readonly string[]]>([
  ['a flaky item', [], []],
  [
    'a flaky item that fails the run',
    [event.finding({ failure: failure({ code: 'ITEM_FLAKY' }), severity: 'error' })],
    ['C'],
  ],
])('after() with %s', async (_what, findings, paths) => {
  const at = { cursor: cursor({ itemId: 'c' }) }
  const retried = [event.itemStart(at), event.itemEnd({ ...at, outcome: 'retried' })]

  const [users] = await recordAfter([], [START, ...retried, ...item('c', 'passed', 1), ...findings, event.runEnd()])

  expect(users?.requests.map(({ path }) => path)).toEqual(paths)
})
