import { describe, expect, it } from 'vitest'
import type { Answered, CheckResult } from '../../src/engine/check.ts'
import type { RunEvent } from '../../src/model/event.ts'
import type { Failure } from '../../src/model/failure.ts'
import { collection, item, script } from '../support/collection.ts'
import { answered, fakePorts, outcome } from '../support/ports.ts'
import { eventsOf, outlineOf } from '../support/run.ts'

const broken: Failure = { code: 'ASSERTION_FAILED', message: 'expected a UUID' }
const results: readonly CheckResult[] = [
  { kind: 'contract', example: '200 OK' },
  { kind: 'assertion', name: 'contract: status', origin: 'contract', outcome: 'passed' },
  { kind: 'assertion', name: 'contract: body', origin: 'contract', outcome: 'failed', failure: broken },
]

function assertionsOf(events: readonly RunEvent[]): unknown {
  return events.flatMap((event) =>
    event.type === 'assertion' ? [[event.index, event.name, event.outcome, event.origin]] : [],
  )
}

describe('runChecks()', () => {
  it('runChecks() puts what the check says behind the test scripts, and numbers its assertions on', async () => {
    const shop = collection([item('a', { scripts: [script('test', 't')] })])
    const ports = fakePorts({
      runScript: async (_, bridge) => {
        bridge.assert({ name: 'is there', index: 0, outcome: 'passed' })
        return outcome()
      },
      check: async () => results,
    })

    const events = await eventsOf(shop, ports)

    expect(outlineOf(events)).toEqual([
      'run:start',
      'iteration:start',
      'item:start a',
      'request 0 item GET http://example.test/',
      'response 0',
      'script:start test a',
      'assertion',
      'script:end',
      'contract',
      'assertion',
      'assertion',
      'item:end ran',
      'iteration:end',
      'run:end completed',
    ])
    expect(assertionsOf(events)).toEqual([
      [0, 'is there', 'passed', undefined],
      [1, 'contract: status', 'passed', 'contract'],
      [2, 'contract: body', 'failed', 'contract'],
    ])
  })

  it('runChecks() gives the check the item, its examples and its path, what was sent and what came back', async () => {
    const example = { id: 'e', name: '200 OK', code: 200, header: [], body: '{}' }
    const asked: Answered[] = []
    const check = async (given: Answered): Promise<readonly CheckResult[]> => {
      asked.push(given)
      return []
    }

    await eventsOf(
      collection([item('a', { examples: [example] })]),
      fakePorts({ check, send: async () => answered('hi') }),
    )

    const [{ item: planned, request, response, timings } = {} as Answered] = asked
    expect([asked.length, planned.id, planned.location, planned.examples]).toEqual([1, 'a', ['Shop', 'a'], [example]])
    expect([request.wire.method, request.request.url, response.status, timings]).toEqual([
      'GET',
      'http://example.test/',
      200,
      { total: 5 },
    ])
  })

  it('runChecks() lets a failed assertion end the run with --bail', async () => {
    const shop = collection([item('a'), item('b')])

    const events = await eventsOf(shop, fakePorts({ check: async () => results }), { options: { bail: 'failure' } })

    expect([outlineOf(events).filter((line) => line.startsWith('item:start')), outlineOf(events).at(-1)]).toEqual([
      ['item:start a'],
      'run:end bailed',
    ])
  })

  it('runChecks() asks nothing where there was no response', async () => {
    const ports = fakePorts({
      send: async () => ({ kind: 'failed', failure: { code: 'CONNECTION_REFUSED', message: 'nothing listens' } }),
      check: async () => results,
    })

    const events = await eventsOf(collection([item('a')]), ports)

    expect(events.filter(({ type }) => type === 'contract' || type === 'assertion')).toEqual([])
  })

  it('run() tells what was found before it at its end', async () => {
    const found = { failure: { code: 'REQUEST_UNKNOWN', message: 'no request "x"' }, severity: 'warning' } as const

    const events = await eventsOf(collection([item('a')]), fakePorts(), { findings: [found] })

    expect(events.slice(-2).map((event) => ({ ...event, scopes: undefined, cookies: undefined }))).toEqual([
      { type: 'finding', run: 'run-1', at: 0, ...found, scopes: undefined, cookies: undefined },
      { type: 'run:end', run: 'run-1', at: 0, reason: 'completed', scopes: undefined, cookies: undefined },
    ])
  })
})
