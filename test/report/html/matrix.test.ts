import { describe, expect, it } from 'vitest'
import type { RenderedRow } from '../../../src/report/html/collect.ts'
import { viewMatrix } from '../../../src/report/html/matrix.ts'
import { event } from '../../support/events.ts'

function row(itemId: string, iteration: number, change: Partial<RenderedRow> = {}): RenderedRow {
  return {
    itemId,
    iteration,
    anchor: `${itemId}-${iteration}`,
    tone: 'passed',
    absent: '–',
    name: itemId.toUpperCase(),
    time: '5 ms',
    startAt: 0,
    endAt: 5,
    spans: [],
    detail: new Uint8Array(),
    unset: [],
    ...change,
  }
}

function matrixOf(rows: readonly RenderedRow[], iterations = 2): ReturnType<typeof viewMatrix> {
  return viewMatrix({ number: 0, start: event.runStart({ iterations }), durationMs: 9, rows })
}

describe('viewMatrix()', () => {
  it('puts iterations side by side; of several visits that which failed counts', () => {
    const rows = [row('a', 0), row('a', 1, { tone: 'failed', anchor: 'x' }), row('a', 1), row('b', 1)]

    expect(matrixOf(rows)).toEqual({
      iterations: [1, 2],
      lines: [
        {
          name: 'A',
          cells: [
            { tone: 'passed', time: '5 ms', href: '#a-0', title: 'A, iteration 1: passed, 5 ms' },
            { tone: 'failed', time: '5 ms', href: '#x', title: 'A, iteration 2: failed, 5 ms' },
          ],
        },
        {
          name: 'B',
          cells: [{}, { tone: 'passed', time: '5 ms', href: '#b-1', title: 'B, iteration 2: passed, 5 ms' }],
        },
      ],
    })
  })

  it('prefers iterations that failed where not all have room, in their order', () => {
    const rows = Array.from({ length: 40 }, (_, index) => row('a', index, index === 35 ? { tone: 'failed' } : {}))

    const matrix = matrixOf(rows, 40)

    expect([matrix?.iterations.slice(-2), matrix?.omitted]).toEqual([
      [29, 36],
      'Not in this table: 10 more iterations; those that failed come first.',
    ])
  })

  it('has nothing to show of one iteration', () => {
    expect(matrixOf([row('a', 0)], 1)).toBeUndefined()
  })
})
