import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import { collect } from '../../../src/report/html/collect.ts'
import { readOptions } from '../../../src/report/html/options.ts'
import { type PageView, viewPage } from '../../../src/report/html/page.ts'
import { cursor, event, failure, itemOf, runOf, streamOf, wireResponse } from '../../support/events.ts'

const error = failure({ code: 'SCRIPT_ERROR', message: 'x is not defined' })
const ANSWERED = [event.request(), event.response()]

describe('viewPage()', () => {
  it.each<[string, readonly RunEvent[], string]>([
    [
      'a passed run',
      runOf(...itemOf(...ANSWERED, event.passed(), event.passed({ index: 1 }))),
      'All 2 assertions passed in 1 request.',
    ],
    [
      'skipped assertions',
      runOf(...itemOf(event.passed(), event.passed({ index: 1 }), event.skipped({ index: 2 }))),
      '2 assertions passed and 1 skipped in 1 request.',
    ],
    ['a run without assertions', runOf(...itemOf(...ANSWERED)), 'No failure in 1 request; nothing was asserted.'],
    [
      'assertions and errors',
      runOf(...itemOf(event.passed(), event.failed({ index: 1 }), event.scriptEnd({ failure: error }))),
      '1 of 2 assertions failed and 1 error, in 1 of 1 request.',
    ],
    [
      'a run with known failures',
      runOf(
        ...itemOf(
          event.passed(),
          event.failed({ index: 1, failure: failure({ known: { id: 'k', reason: 'later' } }) }),
        ),
      ),
      '1 assertion passed, 1 known failure in 1 request.',
    ],
    [
      'a run that was interrupted',
      [event.runStart(), ...itemOf(event.passed()), event.runEnd({ reason: 'aborted' })],
      '1 assertion passed in 1 request. The run was interrupted before its end.',
    ],
  ])('sums up %s in a sentence', async (_name, events, sentence) => {
    const page = await view(events)

    expect(page.verdict.sentence).toBe(sentence)
  })

  it('shows the numbers, iterations only if there are several', async () => {
    const page = await view(runOf(...itemOf(...ANSWERED, event.failed())))

    expect(page.facts.map(({ label, value, notes }) => [label, value, ...notes.map(({ text }) => text)])).toEqual([
      ['Duration', '0 ms'],
      ['Requests', '1', '1 failed'],
      ['Assertions', '1', '1 failed'],
      ['Exchanges', '1'],
      ['Scripts', '0'],
      ['Response time', '10 ms', '10 ms – 10 ms'],
      ['Received', '2 B'],
    ])
  })

  it('has the titles and the time zone that the user asks for', async () => {
    const given = { title: 'Nightly', titleSize: '4', browserTitle: 'Tab', timezone: 'Australia/Sydney' }

    const { title, heading, subtitle, titleSize, date } = await view(runOf(), given)

    expect({ title, heading, subtitle, titleSize, date }).toEqual({
      title: 'Tab',
      heading: 'Nightly',
      subtitle: 'Users',
      titleSize: 4,
      date: '24 Nov 2026, 04:40:11 GMT+11',
    })
  })

  it('names the environments', async () => {
    const none = { values: [] }
    const scopes = { environment: { name: 'Staging', values: [] }, globals: none, collection: none }

    const page = await view([event.runStart({ scopes }), event.runEnd()])

    expect(page.environment).toBe('Staging')
  })

  it('says what to look at first: the first failure, values that are missing, servers that do not answer or refuse', async () => {
    const silent = cursor({ position: 1, itemId: 'i1', itemName: 'I1' })
    const refused = cursor({ position: 2, itemId: 'i2', itemName: 'I2' })

    const page = await view([
      event.runStart(),
      ...itemOf(event.request({ used: ['tenant'] }), event.response(), event.failed()),
      event.itemStart({ cursor: silent }),
      event.request({ cursor: silent, exchange: 1 }),
      event.requestFailed({ cursor: silent, exchange: 1 }),
      event.itemEnd({ cursor: silent, outcome: 'failed', failure: error }),
      event.itemStart({ cursor: refused }),
      event.request({ cursor: refused, exchange: 2 }),
      event.response({
        cursor: refused,
        exchange: 2,
        response: wireResponse({ status: 401, statusText: 'Unauthorized' }),
      }),
      event.failed({ cursor: refused }),
      event.itemEnd({ cursor: refused }),
      event.runEnd(),
    ])

    expect(page.looks).toEqual([
      { text: 'First to fail: “List users”', note: 'status is 200', href: '#r0-i0-p0-v0-a0' },
      { text: 'No value for', code: '{{tenant}}', note: 'sent as written in “List users”', href: '#r0-i0-p0-v0-a0' },
      { text: 'No answer from', code: 'localhost', note: '“I1”', href: '#r0-i0-p1-v0-a0' },
      { text: 'Answered 401 Unauthorized', note: '“I2”', href: '#r0-i0-p2-v0-a0' },
    ])
  })
})

async function view(events: readonly RunEvent[], given: Readonly<Record<string, string>> = {}): Promise<PageView> {
  const render = { detail: () => '', card: () => '', blocks: () => [], spans: () => [] }
  const { options } = readOptions(given)
  return viewPage(await collect(streamOf(events), { render, options, limits: { requests: 100, bytes: 100 } }), options)
}
