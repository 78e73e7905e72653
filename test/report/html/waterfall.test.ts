import { describe, expect, it } from 'vitest'
import { viewWaterfall } from '../../../src/report/html/waterfall.ts'
import { event, producerExchange } from '../../support/events.ts'

describe('viewWaterfall()', () => {
  it('puts scripts and the phases of exchanges on one axis, redirects before the last hop', () => {
    const lanes = viewWaterfall([
      event.scriptEnd({ at: 10, durationMs: 10, phase: 'prerequest' }),
      event.request({ at: 10 }),
      event.response({ at: 90, timings: { dns: 5, tcp: 10, firstByte: 50, total: 60 } }),
      event.scriptEnd({ at: 100, durationMs: 10 }),
    ])

    expect(lanes).toEqual([
      { label: 'Pre-request script of item', time: '10 ms', segments: [{ tone: 'script', x: 0, width: 10 }] },
      {
        label: 'Request',
        time: '80 ms',
        segments: [
          { tone: 'earlier', x: 10, width: 20 },
          { tone: 'dns', x: 30, width: 5 },
          { tone: 'tcp', x: 35, width: 5 },
          { tone: 'wait', x: 40, width: 40 },
          { tone: 'load', x: 80, width: 10 },
        ],
      },
      { label: 'Test script of item', time: '10 ms', segments: [{ tone: 'script', x: 90, width: 10 }] },
    ])
  })

  it('marks an exchange without an answer', () => {
    const lanes = viewWaterfall([event.request({ at: 0 }), event.requestFailed({ at: 5 })])

    expect(lanes).toEqual([{ label: 'Request', time: '5 ms', segments: [{ tone: 'lost', x: 0, width: 100 }] }])
  })

  it('has nothing to show where nothing took time', () => {
    expect(viewWaterfall([event.request(), event.response({ timings: { total: 0 } })])).toEqual([])
  })
})

it('viewWaterfall() says what a producer has sent a request for', () => {
  const [lane] = viewWaterfall(producerExchange(event.response({ at: 5 })).filter((each) => 'cursor' in each))

  expect(lane?.label).toBe('Request for accessToken')
})
