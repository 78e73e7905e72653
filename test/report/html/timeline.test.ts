import { describe, expect, it } from 'vitest'
import type { CollectedRun, RenderedRow } from '../../../src/report/html/collect.ts'
import { place, viewTimeline } from '../../../src/report/html/timeline.ts'
import { event } from '../../support/events.ts'

describe('viewTimeline()', () => {
  it('draws scripts above requests, in per cent of the run', () => {
    const rows = [
      row('one', [
        { kind: 'request', from: 0, to: 50 },
        { kind: 'script', from: 50, to: 60 },
      ]),
    ]

    const timeline = viewTimeline(run(rows, 200))

    expect(timeline?.bars).toEqual([
      { x: 25, width: 5, y: 24, tone: 'script', title: 'one, script 10 ms', href: '#one' },
      { x: 0, width: 25, y: 36, tone: 'passed', title: 'one, request 50 ms', href: '#one' },
    ])
  })

  it('puts requests that overlap below each other', () => {
    const rows = [
      row('one', [{ kind: 'request', from: 0, to: 50 }]),
      row('two', [{ kind: 'request', from: 20, to: 60 }]),
    ]

    const timeline = viewTimeline(run(rows, 100))

    expect(timeline?.bars.map(({ y }) => y)).toEqual([36, 48])
  })

  it('merges neighbours that are too narrow to be told apart, but not passed with failed ones', () => {
    const passed = Array.from({ length: 1000 }, (_, index) =>
      row(`p${index}`, [{ kind: 'request', from: index, to: index + 0.9 }]),
    )
    const failed = { ...row('f', [{ kind: 'request', from: 1000, to: 1000.5 }]), tone: 'failed' as const }

    const timeline = viewTimeline(run([...passed, failed], 100_000))

    expect(timeline?.bars.map(({ tone, title, href }) => ({ tone, title, href }))).toEqual([
      { tone: 'passed', title: 'Several', href: undefined },
      { tone: 'failed', title: 'f, request 0.5 ms', href: '#f' },
    ])
  })

  it.each([
    [7, ['0 ms', '2 ms', '4 ms', '6 ms']],
    [561, ['0 ms', '200 ms', '400 ms']],
    [61_000, ['0 ms', '20.00 s', '40.00 s']],
  ])('marks round times of a run of %d ms', (durationMs, expected) => {
    const timeline = viewTimeline(run([row('one', [])], durationMs))

    expect(timeline?.ticks.map(({ text }) => text)).toEqual(expected)
  })

  it('is left out of a run that took no time', () => {
    const timeline = viewTimeline(run([row('one', [])], 0))

    expect(timeline).toBeUndefined()
  })
})

describe('place()', () => {
  it('never makes a bar too narrow to be seen', () => {
    const bar = place(10, 10, 1000)

    expect(bar).toEqual({ x: 1, width: 0.1 })
  })
})

function run(rows: readonly RenderedRow[], durationMs: number): CollectedRun {
  return { number: 0, start: event.runStart(), durationMs, rows }
}

function row(name: string, spans: RenderedRow['spans']): RenderedRow {
  return {
    itemId: name,
    iteration: 0,
    anchor: name,
    tone: 'passed',
    absent: '–',
    name,
    startAt: 0,
    endAt: 0,
    spans,
    detail: new Uint8Array(),
    unset: [],
  }
}
