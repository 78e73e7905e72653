import { describe, expect, it } from 'vitest'
import { type Distribution, gatherAnswers, viewDistribution } from '../../../src/report/html/distribution.ts'
import { event, wireResponse } from '../../support/events.ts'

function distributionOf(times: readonly number[]): Distribution | undefined {
  const keeper = gatherAnswers()
  for (const [index, total] of times.entries()) {
    keeper.add(event.response({ timings: { total }, response: wireResponse({ sizeBytes: index }) }), `#${index}`)
  }
  return viewDistribution(keeper.answers())
}

describe('viewDistribution()', () => {
  it('tells percentiles by the nearest rank, of more times than fit at first', () => {
    const view = distributionOf(Array.from({ length: 1000 }, (_, index) => index + 1))

    expect(view?.marks.map(({ name, value }) => [name, value])).toEqual([
      ['p50', '500 ms'],
      ['p95', '950 ms'],
      ['p99', '990 ms'],
    ])
    expect([view?.from, view?.to, view?.count]).toEqual(['1 ms', '1.00 s', '1000 answers'])
  })

  it('draws every answer once, on a logarithmic axis', () => {
    const view = distributionOf([1, 1, 1, 1, 10, 10, 100, 1000])

    expect(view?.bars?.map(({ x, height, title }) => [x, height, title])).toEqual([
      [0, 100, '1 ms to 1 ms: 4'],
      [31.25, 50, '9 ms to 11 ms: 2'],
      [65.63, 25, '93 ms to 115 ms: 1'],
      [96.88, 25, '806 ms to 1.00 s: 1'],
    ])
  })

  it('names the slowest and the largest', () => {
    const view = distributionOf([30, 10, 20, 5, 1, 40])

    expect(view?.slowest.map(({ value, href, share }) => [value, href, share])).toEqual([
      ['40 ms', '#5', 100],
      ['30 ms', '#0', 75],
      ['20 ms', '#2', 50],
      ['10 ms', '#1', 25],
      ['5 ms', '#3', 12.5],
    ])
    expect(view?.largest[0]).toEqual({ text: 'List users', href: '#5', value: '5 B', share: 100 })
    expect(view?.bars).toBeUndefined()
  })

  it('has nothing to show without answers', () => {
    expect(distributionOf([])).toBeUndefined()
  })
})
