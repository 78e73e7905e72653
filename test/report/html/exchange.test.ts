import { describe, expect, it } from 'vitest'
import { viewExchange, viewStatus } from '../../../src/report/html/exchange.ts'
import { event, wireRequest, wireResponse } from '../../support/events.ts'

describe('viewExchange()', () => {
  it('shows what went out and what came back', () => {
    const request = event.request({
      wire: wireRequest({ url: 'http://localhost/users?a=b', headers: [{ key: 'Accept', value: '*/*' }] }),
    })

    const view = viewExchange({ request, end: event.response() })

    expect(view).toEqual({
      method: 'GET',
      url: 'http://localhost/users?a=b',
      headers: [{ key: 'Accept', value: '*/*' }],
      body: { kind: 'body-none' },
      variables: [],
      response: {
        status: { code: 200, text: 'OK', tone: 'good' },
        httpVersion: '1.1',
        time: '10 ms',
        size: '2 B',
        headers: [{ key: 'Content-Type', value: 'application/json' }],
        body: { kind: 'body-json', size: '2 B', tokens: [{ text: '{}' }] },
        redirects: [],
        phases: [{ name: 'Download', tone: 'load', time: '10 ms', start: 0, share: 100 }],
      },
    })
  })

  it('splits the time into phases, those of a reused socket left out', () => {
    const end = event.response({ timings: { dns: 1, tcp: 3, firstByte: 15, total: 20 } })

    const view = viewExchange({ request: event.request(), end })

    expect(view.response?.phases.map(({ name, time, start, share }) => [name, time, start, share])).toEqual([
      ['DNS', '1 ms', 0, 5],
      ['Connect', '2 ms', 5, 10],
      ['Waiting', '12 ms', 15, 60],
      ['Download', '5 ms', 75, 25],
    ])
  })

  it('shows each hop of a redirect and what was sent next', () => {
    const next = { method: 'GET', url: 'http://localhost/b', headers: [] }
    const headers = [{ key: 'Location', value: '/b' }]
    const response = wireResponse({ redirects: [{ status: 303, url: 'http://localhost/a', headers, next }] })

    const view = viewExchange({ request: event.request(), end: event.response({ response }) })

    expect(view.response?.redirects).toEqual([
      { status: 303, url: 'http://localhost/a', method: 'GET', next: 'http://localhost/b', headers },
    ])
  })

  it('says why there was no response, and who had asked', () => {
    const end = event.requestFailed()

    const view = viewExchange({ request: event.request({ source: 'script' }), end })

    expect([view.sender, view.failure, view.response]).toEqual([
      'sent by a script',
      {
        code: 'CONNECTION_REFUSED',
        message: 'Cannot connect to "localhost:80": connection refused',
        hint: 'Is the server running?',
      },
      undefined,
    ])
  })
})

describe('viewStatus()', () => {
  it.each([
    [200, 'good'],
    [304, 'moved'],
    [404, 'bad'],
    [500, 'bad'],
  ])('takes %d for %s', (code, tone) => {
    const status = viewStatus(code, '')

    expect(status.tone).toBe(tone)
  })
})
