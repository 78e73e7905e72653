import { describe, expect, it } from 'vitest'
import { type EndedItem, keepFlow } from '../../../../src/report/html/sequence/keep.ts'
import { bytes, cursor, event, wireRequest, wireResponse } from '../../../support/events.ts'

function item(iteration: number, change: Partial<EndedItem> = {}): EndedItem {
  const at = { cursor: cursor({ iteration }) }
  return {
    events: [event.itemStart(at), event.request(at), event.response(at), event.itemEnd(at)],
    anchor: `i${iteration}`,
    isFailed: false,
    ...change,
  }
}

describe('keepFlow()', () => {
  it('keeps the first iteration when none failed', () => {
    const keeper = keepFlow()

    for (const iteration of [0, 1, 2]) keeper.add(item(iteration))

    expect(keeper.flow()).toMatchObject({ iteration: 0, isFailed: false, leftOut: 0, sketches: [{ anchor: 'i0' }] })
  })

  it('keeps the whole of the first iteration that failed', () => {
    const keeper = keepFlow()

    for (const each of [item(0), item(1), item(1, { isFailed: true }), item(1), item(2, { isFailed: true })])
      keeper.add(each)

    expect(keeper.flow()).toMatchObject({ iteration: 1, isFailed: true })
    expect(keeper.flow()?.sketches.map(({ anchor, isFailed }) => [anchor, isFailed])).toEqual([
      ['i1', false],
      ['i1', true],
      ['i1', false],
    ])
  })

  it('counts what is too much to be drawn', () => {
    const keeper = keepFlow()

    for (let count = 0; count < 302; count += 1) keeper.add(item(0))

    expect(keeper.flow()?.sketches.length).toBe(300)
    expect(keeper.flow()?.leftOut).toBe(2)
  })

  it('drops long bodies, and all bodies from some 4 MB on', () => {
    const keeper = keepFlow()
    const big = (length: number): EndedItem => {
      const body = bytes('x'.repeat(length))
      return item(0, {
        events: [
          event.itemStart(),
          event.request({ wire: wireRequest({ body: { kind: 'bytes', bytes: body } }) }),
          event.response({ response: wireResponse({ body: bytes('{}') }) }),
          event.itemEnd(),
        ],
      })
    }

    keeper.add(big(100_000))
    for (let count = 0; count < 70; count += 1) keeper.add(big(60_000))

    const kept = keeper.flow()?.sketches.map(({ body }) => body.length)
    expect([kept?.[0], kept?.[1], kept?.[69], kept?.[70]]).toEqual([0, 60_000, 60_000, 0])
  })

  it('has no flow where nothing ran', () => {
    expect(keepFlow().flow()).toBeUndefined()
  })
})
