import { describe, expect, it } from 'vitest'
import type { OutlineEntry } from '../../../src/model/event.ts'
import type { RenderedRow } from '../../../src/report/html/collect.ts'
import { type TreeStep, walk } from '../../../src/report/html/tree.ts'
import { event, outlineItem } from '../../support/events.ts'

const OUTLINE: readonly OutlineEntry[] = [
  { id: 'f1', name: 'Outer', kind: 'folder', description: 'What for' },
  { id: 'f2', name: 'Inner', kind: 'folder', parent: 'f1' },
  outlineItem({ id: 'a', name: 'A', parent: 'f2' }),
  { id: 'f3', name: 'Nothing ran here', kind: 'folder' },
  outlineItem({ id: 'b', name: 'B' }),
]

describe('walk()', () => {
  it('nests folders as the collection does and leaves out those in which nothing ran', () => {
    const rows = [row('b'), row('a', { anchor: 'a-1', tone: 'failed' }), row('a', { anchor: 'a-2' })]

    const steps = [...walk({ number: 0, start: event.runStart({ outline: OUTLINE }), durationMs: 9, rows })]

    expect(steps.map(brief)).toEqual([
      ['Outer', 'What for', 3, '2 requests', '1 failed', true],
      ['Inner', undefined, 4, '2 requests', '1 failed', true],
      ['a-1', { from: 0, to: 9 }],
      ['a-2', { from: 0, to: 9 }],
      'close',
      'close',
      ['b', { from: 0, to: 9 }],
    ])
  })

  it('shows what was shuffled in the order in which it ran', () => {
    const start = event.runStart({ outline: OUTLINE, seed: 1 })

    const steps = [...walk({ number: 0, start, durationMs: 9, rows: [row('b'), row('a')] })]

    expect(steps.map(brief)).toEqual([
      ['b', { from: 0, to: 9 }],
      ['Outer', 'What for', 3, '1 request', undefined, true],
      ['Inner', undefined, 4, '1 request', undefined, true],
      ['a', { from: 0, to: 9 }],
      'close',
      'close',
    ])
  })

  it('groups by iteration, opens those that failed and draws each in its own time', () => {
    const rows = [row('a', { startAt: 1, endAt: 4 }), row('a', { iteration: 1, tone: 'failed', startAt: 5, endAt: 9 })]
    const start = event.runStart({ outline: OUTLINE.slice(0, 3), iterations: 2 })

    const steps = [...walk({ number: 0, start, durationMs: 9, rows })]

    expect(steps.map(brief)).toEqual([
      ['Iteration 1', undefined, 3, '1 request', undefined, false],
      ['Outer', 'What for', 4, '1 request', undefined, true],
      ['Inner', undefined, 5, '1 request', undefined, true],
      ['a', { from: 1, to: 4 }],
      'close',
      'close',
      'close',
      ['Iteration 2', undefined, 3, '1 request', '1 failed', true],
      ['Outer', undefined, 4, '1 request', '1 failed', true],
      ['Inner', undefined, 5, '1 request', '1 failed', true],
      ['a', { from: 5, to: 9 }],
      'close',
      'close',
      'close',
    ])
  })
})

function brief(step: TreeStep): unknown {
  switch (step.kind) {
    case 'group-open': {
      const { name, description, level, tally, failed, isOpen } = step.group
      return [name, description, level, tally, failed, isOpen]
    }
    case 'row':
      return [step.row.anchor, step.span]
    case 'group-close':
      return 'close'
  }
}

function row(itemId: string, change: Partial<RenderedRow> = {}): RenderedRow {
  return {
    itemId,
    iteration: 0,
    anchor: itemId,
    tone: 'passed',
    absent: '–',
    name: itemId,
    startAt: 0,
    endAt: 0,
    spans: [],
    detail: new Uint8Array(),
    unset: [],
    ...change,
  }
}
