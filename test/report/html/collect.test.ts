import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import { collect } from '../../../src/report/html/collect.ts'
import { cursor, event, failure, outlineItem, streamOf } from '../../support/events.ts'

const NO_LIMITS = { requests: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY }

describe('collect()', () => {
  it('renders the details of each item with its description', async () => {
    const run = [
      event.runStart({ outline: [outlineItem({ description: 'Lists them.' })] }),
      ...item(0),
      event.runEnd({ at: 40 }),
    ]

    const { runs } = await collect(streamOf(run), ({ description }) => `<${description}>`, NO_LIMITS)

    expect(runs.map(({ number, durationMs, rows }) => ({ number, durationMs, rows }))).toEqual([
      {
        number: 0,
        durationMs: 40,
        rows: [
          {
            itemId: 'item-1',
            iteration: 0,
            anchor: 'r0-i0-p0-v0-a0',
            tone: 'passed',
            absent: '–',
            name: 'List users',
            method: 'GET',
            url: 'http://localhost/users',
            status: { code: 200, text: 'OK', tone: 'good' },
            time: '10 ms',
            size: '2 B',
            startAt: 0,
            endAt: 0,
            spans: [{ kind: 'request', from: 0, to: 0 }],
            detail: new TextEncoder().encode('<Lists them.>'),
          },
        ],
      },
    ])
  })

  it('keeps failures but only counts passed items from the limit of requests on', async () => {
    const run = [event.runStart(), ...item(0), ...item(1), ...item(2, true), event.runEnd()]

    const { runs, omitted } = await collect(streamOf(run), () => '', { ...NO_LIMITS, requests: 1 })

    expect([runs.flatMap(({ rows }) => rows.map(({ anchor }) => anchor)), omitted]).toEqual([
      ['r0-i0-p0-v0-a0', 'r0-i0-p2-v0-a0'],
      1,
    ])
  })

  it('only counts passed items when the page has grown too large', async () => {
    const run = [event.runStart(), ...item(0), ...item(1), event.runEnd()]

    const { omitted } = await collect(streamOf(run), () => 'x'.repeat(11), { ...NO_LIMITS, characters: 10 })

    expect(omitted).toBe(1)
  })

  it('keeps runs that share a stream apart', async () => {
    const run = [event.runStart(), event.runStart({ run: 'run-2' }), ...item(0), event.runEnd()]

    const { runs } = await collect(streamOf(run), () => '', NO_LIMITS)

    expect(runs.map(({ rows }) => rows.length)).toEqual([1, 0])
  })
})

function item(position: number, isFailed = false): readonly RunEvent[] {
  const at = cursor({ position })
  return [
    event.itemStart({ cursor: at }),
    event.request({ cursor: at }),
    event.response({ cursor: at }),
    ...(isFailed ? [event.failed({ cursor: at, failure: failure() })] : []),
    event.itemEnd({ cursor: at }),
  ]
}
