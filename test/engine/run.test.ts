import { describe, expect, it } from 'vitest'
import type { Authorize, RunScript, Send } from '../../src/engine/ports.ts'
import type { RunEvent } from '../../src/model/event.ts'
import type { Failure } from '../../src/model/failure.ts'
import { collection, folder, item, request, script } from '../support/collection.ts'
import { answered, fakePorts, outcome, stillClock } from '../support/ports.ts'
import { eventsOf, outlineOf } from '../support/run.ts'

const refused: Failure = {
  code: 'CONNECTION_REFUSED',
  message: 'Cannot send GET http://example.test/: nothing listens',
}

/** Runs scripts by what their source says. */
function scripts(behaviors: Readonly<Record<string, RunScript>>): RunScript {
  return async (job, bridge) => behaviors[job.script.source]?.(job, bridge) ?? outcome()
}

function eventsOfType<T extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: T,
): readonly Extract<RunEvent, { type: T }>[] {
  return events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type)
}

describe('run()', () => {
  it('tells a whole run in order', async () => {
    const shop = collection([
      folder('F', [item('a', { scripts: [script('prerequest', 'p'), script('test', 't')] })]),
      item('b'),
    ])

    const events = await eventsOf(shop, fakePorts())

    expect(outlineOf(events)).toEqual([
      'run:start',
      'iteration:start',
      'item:start a',
      'script:start prerequest a',
      'script:end',
      'request 0 item GET http://example.test/',
      'response 0',
      'script:start test a',
      'script:end',
      'item:end ran',
      'item:start b',
      'request 1 item GET http://example.test/',
      'response 1',
      'item:end ran',
      'iteration:end',
      'run:end completed',
    ])
  })

  it('starts with name, time and outline, and ends with the scopes', async () => {
    const shop = collection([item('a')], { source: 'shop.json', variables: [{ key: 'c', value: 1 }] })
    const clock = stillClock(Date.UTC(2026, 10, 23, 12))

    const scopes = {
      environment: { id: 'e1', name: 'Dev', values: [{ key: 'e', value: 2, type: 'secret' }] },
      globals: { values: [{ key: 'g', value: 3 }] },
      collection: { values: [{ key: 'c', value: 1 }] },
    }

    const events = await eventsOf(shop, fakePorts({ clock }), { ...scopes, collectionVariables: scopes.collection })

    expect(events[0]).toEqual({
      type: 'run:start',
      run: 'run-1',
      at: 0,
      schema: 1,
      startedAt: '2026-11-23T12:00:00.000Z',
      name: 'Shop',
      source: 'shop.json',
      iterations: 1,
      outline: [{ id: 'a', name: 'a', kind: 'item' }],
      scopes,
    })
    expect(events.at(-1)).toEqual({
      type: 'run:end',
      run: 'run-1',
      at: 0,
      reason: 'completed',
      scopes,
      cookies: [],
    })
  })

  it('gives each iteration its row of data, the last row again when there are no more', async () => {
    const shop = collection([item('a', { request: request({ header: [{ key: 'X-Row', value: '{{row}}' }] }) })])

    const events = await eventsOf(shop, fakePorts(), { iterations: 3, data: [{ row: 'one' }, { row: 'two' }] })

    expect(eventsOfType(events, 'request').map((event) => event.request.header)).toEqual([
      [{ key: 'X-Row', value: 'one' }],
      [{ key: 'X-Row', value: 'two' }],
      [{ key: 'X-Row', value: 'two' }],
    ])
  })

  it('keeps what a script set for the scripts and requests after it', async () => {
    const shop = collection([
      item('a', { scripts: [script('test', 'set')] }),
      item('b', { request: request({ header: [{ key: 'X-Id', value: '{{id}}' }] }) }),
    ])
    const runScript = scripts({
      set: async () => outcome({ mutations: [{ scope: 'environment', name: 'id', value: 7 }] }),
    })

    const events = await eventsOf(shop, fakePorts({ runScript }))

    expect(eventsOfType(events, 'mutation').map(({ scope, name, value, by }) => ({ scope, name, value, by }))).toEqual([
      {
        scope: 'environment',
        name: 'id',
        value: 7,
        by: { id: 'script set', eventId: 'event set', level: 'item', owner: 'a' },
      },
    ])
    expect(eventsOfType(events, 'request')[1]?.request.header).toEqual([{ key: 'X-Id', value: '7' }])
  })

  it('tells what it starts from: the scopes, and for each iteration its row of data', async () => {
    const environment = { name: 'Sandbox', values: [{ key: 'host', value: 'example.test' }] }

    const events = await eventsOf(collection([item('a')]), fakePorts(), { environment, data: [{ user: 'ada' }] })

    expect(eventsOfType(events, 'run:start')[0]?.scopes).toEqual({
      environment,
      globals: { values: [] },
      collection: { values: [] },
    })
    expect(eventsOfType(events, 'iteration:start').map(({ data }) => data)).toEqual([{ user: 'ada' }])
  })

  it('names the variables that went into a request: not those of its disabled parts, nor dynamic ones', async () => {
    const header = [
      { key: 'X-{{name}}', value: '{{$guid}} {{unknown}}' },
      { key: 'X-Off', value: '{{off}}', disabled: true },
    ]
    const variables = [
      { key: 'name', value: '{{inner}}' },
      { key: 'inner', value: 'Id' },
    ]
    const shop = collection([item('a', { request: request({ header }) }), item('b')], { variables })

    const events = await eventsOf(shop, fakePorts())

    expect(eventsOfType(events, 'request').map(({ used }) => used)).toEqual([['name', 'inner', 'unknown'], undefined])
  })

  it('sends the request that a pre-request script left', async () => {
    const changed = request({ method: 'DELETE' })
    const shop = collection([item('a', { scripts: [script('prerequest', 'change')] })])
    const runScript = scripts({ change: async () => outcome({ request: changed }) })

    const events = await eventsOf(shop, fakePorts({ runScript }))

    expect(outlineOf(events)).toContain('request 0 item DELETE http://example.test/')
  })

  it('jumps where a script says, a test script overruling a pre-request script', async () => {
    const shop = collection([
      item('a', { scripts: [script('prerequest', 'to b'), script('test', 'to c')] }),
      item('b'),
      item('c', { scripts: [script('test', 'end')] }),
      item('d'),
    ])
    const runScript = scripts({
      'to b': async () => outcome({ nextRequest: 'b' }),
      'to c': async () => outcome({ nextRequest: 'c' }),
      end: async () => outcome({ nextRequest: null }),
    })

    const events = await eventsOf(shop, fakePorts({ runScript }))

    expect(eventsOfType(events, 'item:start').map(({ cursor }) => cursor.itemName)).toEqual(['a', 'c'])
  })

  it('counts the visits of an item within an iteration', async () => {
    const shop = collection([item('a', { scripts: [script('test', 'again')] })])
    let rounds = 0
    const runScript = scripts({ again: async () => outcome(++rounds % 2 === 1 ? { nextRequest: 'a' } : {}) })

    const events = await eventsOf(shop, fakePorts({ runScript }), { iterations: 2 })

    expect(eventsOfType(events, 'item:start').map(({ cursor }) => [cursor.iteration, cursor.visit])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
  })

  it('skips the request and its tests, and what scripts of the item are left', async () => {
    const shop = collection([
      item('a', { scripts: [script('prerequest', 'skip'), script('prerequest', 'p'), script('test', 't')] }),
    ])
    const runScript = scripts({ skip: async () => outcome({ skipRequest: true }) })

    const events = await eventsOf(shop, fakePorts({ runScript }))

    expect(outlineOf(events)).toEqual([
      'run:start',
      'iteration:start',
      'item:start a',
      'script:start prerequest a',
      'script:end',
      'item:end skipped',
      'iteration:end',
      'run:end completed',
    ])
  })

  it('runs on after a script error: it is a failure of its item, which is still sent', async () => {
    const failure: Failure = { code: 'SCRIPT_ERROR', message: 'Cannot finish prerequest script of "a": TypeError: x' }
    const shop = collection([item('a', { scripts: [script('prerequest', 'throw')] }), item('b')])
    const runScript = scripts({ throw: async () => outcome({ failure }) })

    const events = await eventsOf(shop, fakePorts({ runScript }))

    expect(outlineOf(events).slice(2)).toEqual([
      'item:start a',
      'script:start prerequest a',
      'script:end',
      'request 0 item GET http://example.test/',
      'response 0',
      'item:end failed SCRIPT_ERROR',
      'item:start b',
      'request 1 item GET http://example.test/',
      'response 1',
      'item:end ran',
      'iteration:end',
      'run:end completed',
    ])
  })

  it('runs the tests of a request that failed, and goes on', async () => {
    const shop = collection([item('a', { scripts: [script('test', 't')] }), item('b')])
    const send: Send = async () => ({ kind: 'failed', failure: refused })

    const events = await eventsOf(shop, fakePorts({ send }))

    expect(outlineOf(events).slice(2, 8)).toEqual([
      'item:start a',
      'request 0 item GET http://example.test/',
      'request:failed 0 CONNECTION_REFUSED',
      'script:start test a',
      'script:end',
      'item:end failed CONNECTION_REFUSED',
    ])
  })

  it('does not send what cannot be signed, and does not run its tests', async () => {
    const failure: Failure = {
      code: 'AUTH_UNSUPPORTED',
      message: 'Cannot sign "a": auth type "digest" is not supported yet',
    }
    const shop = collection([
      item('a', { request: request({ auth: { type: 'digest', parameters: {} } }), scripts: [script('test', 't')] }),
    ])

    const events = await eventsOf(shop, fakePorts({ authorize: async () => ({ kind: 'failed', failure }) }))

    expect(events.slice(3, 4)).toMatchObject([{ type: 'item:end', outcome: 'failed', failure }])
  })

  it('fails an item whose URL cannot be used without sending anything', async () => {
    const shop = collection([item('a', { request: request({ url: { host: [], query: [], variables: [] } }) })])
    const send: Send = () => Promise.reject(new Error('sent'))

    const events = await eventsOf(shop, fakePorts({ send }))

    expect(outlineOf(events).slice(2, 6)).toEqual([
      'item:start a',
      'request 0 item GET ',
      'request:failed 0 URL_INVALID',
      'item:end failed URL_INVALID',
    ])
  })

  it('counts a blank script and runs nothing', async () => {
    const shop = collection([item('a', { scripts: [script('test', ' \n')] })])
    const runScript: RunScript = () => Promise.reject(new Error('ran'))

    const events = await eventsOf(shop, fakePorts({ runScript }))

    expect(outlineOf(events).slice(5, 7)).toEqual(['script:start test a', 'script:end'])
  })

  it('tells what a script gave to setNextRequest', async () => {
    const shop = collection([item('a', { scripts: [script('test', 'end')] })])
    const runScript = scripts({ end: async () => outcome({ nextRequest: null }) })

    const events = await eventsOf(shop, fakePorts({ runScript }))

    expect(events.flatMap((event) => (event.type === 'script:end' ? [event.nextRequest] : []))).toEqual([null])
  })

  it('tells signers whose auth it is, as long as no script gives the request another', async () => {
    const seen: (string | undefined)[] = []
    const authorize: Authorize = async (wire, { sharedBy }) => {
      seen.push(sharedBy)
      return { kind: 'authorized', request: wire }
    }
    const auth = { type: 'basic', parameters: { username: 'u' } }
    const header = [{ key: 'X-New', value: '1' }]
    const runScript = scripts({
      header: async () => outcome({ request: request({ header }) }),
      auth: async () => outcome({ request: request({ auth: { ...auth, parameters: { username: 'v' } } }) }),
    })
    const shop = collection(
      [
        item('a'),
        item('b', { scripts: [script('prerequest', 'header')] }),
        item('c', { scripts: [script('prerequest', 'auth')] }),
        item('d', { request: request({ auth }) }),
      ],
      { auth },
    )

    await eventsOf(shop, fakePorts({ authorize, runScript }))

    expect(seen).toEqual(['shop', 'shop', undefined, undefined])
  })

  // Observed with newman 6.2.2: pm.request.auth is undefined until the request was sent; null and undefined take no auth away.
  it('hides inherited auth from pre-request scripts, and keeps auth that a script takes away', async () => {
    const seen: unknown[] = []
    const signed: unknown[] = []
    const auth = { type: 'basic', parameters: { username: 'u' } }
    const own = { type: 'bearer', parameters: { token: 't' } }
    const authorize: Authorize = async (wire, { type }) => {
      signed.push(type)
      return { kind: 'authorized', request: wire }
    }
    const runScript = scripts({
      clear: async (job) => {
        seen.push(job.request.auth)
        return outcome({ request: request() })
      },
    })
    const shop = collection(
      [
        item('a', { scripts: [script('prerequest', 'clear')] }),
        item('b', { request: request({ auth: own }), scripts: [script('prerequest', 'clear')] }),
      ],
      { auth },
    )

    await eventsOf(shop, fakePorts({ authorize, runScript }))

    expect({ seen, signed }).toEqual({ seen: [undefined, own], signed: ['basic', 'bearer'] })
  })

  it('puts the exchanges, console and assertions of a script where they happened', async () => {
    const shop = collection([item('a', { scripts: [script('prerequest', 'busy')] })])
    const runScript = scripts({
      busy: async (_, bridge) => {
        bridge.print('log', ['before', 1])
        await bridge.send(request({ method: 'POST' }))
        bridge.assert({ name: 'fine', index: 0, outcome: 'passed' })
        return outcome()
      },
    })

    const events = await eventsOf(shop, fakePorts({ runScript }))

    expect(outlineOf(events).slice(3, 9)).toEqual([
      'script:start prerequest a',
      'console',
      'request 0 script POST http://example.test/',
      'response 0',
      'assertion',
      'script:end',
    ])
  })

  it('answers an exchange that a script left behind', async () => {
    const shop = collection([item('a', { scripts: [script('prerequest', 'leave')] })])
    const send: Send = (_, { signal }) =>
      new Promise((resolve) => {
        const abort = (): void => resolve({ kind: 'failed', failure: { code: 'REQUEST_ABORTED', message: 'stopped' } })
        if (signal.aborted) abort()
        signal.addEventListener('abort', abort)
        setTimeout(() => resolve(answered()), 50)
      })
    const runScript = scripts({
      leave: async (_, bridge) => {
        void bridge.send(request())
        return outcome()
      },
    })

    const events = await eventsOf(shop, fakePorts({ runScript, send }))

    expect(outlineOf(events).slice(3, 8)).toEqual([
      'script:start prerequest a',
      'request 0 script GET http://example.test/',
      'request:failed 0 REQUEST_ABORTED',
      'script:end',
      'request 1 item GET http://example.test/',
    ])
  })

  it('numbers the assertions of an item from 0, over all its test scripts', async () => {
    const shop = collection([item('a', { scripts: [script('test', 'x'), script('test', 'y')] })])
    const assertOne: RunScript = async (job, bridge) => {
      bridge.assert({ name: job.script.source, index: 0, outcome: 'passed' })
      return outcome()
    }

    const events = await eventsOf(shop, fakePorts({ runScript: assertOne }))

    expect(eventsOfType(events, 'assertion').map(({ index, name }) => [index, name])).toEqual([
      [0, 'x'],
      [1, 'y'],
    ])
  })

  it('numbers tests in the order in which they began', async () => {
    const shop = collection([item('a', { scripts: [script('test', 'x'), script('test', 'y')] })])
    const assertTwo: RunScript = async (_job, bridge) => {
      bridge.assert({ name: 'second', index: 1, outcome: 'passed' })
      bridge.assert({ name: 'first', index: 0, outcome: 'passed' })
      return outcome()
    }

    const events = await eventsOf(shop, fakePorts({ runScript: assertTwo }))

    expect(eventsOfType(events, 'assertion').map(({ index, name }) => [index, name])).toEqual([
      [1, 'second'],
      [0, 'first'],
      [3, 'second'],
      [2, 'first'],
    ])
  })

  it('waits before each request when asked to', async () => {
    const events = await eventsOf(collection([item('a')]), fakePorts(), { options: { delayRequestMs: 40 } })

    expect(events[3]).toMatchObject({ type: 'wait', reason: 'delay', ms: 40 })
    expect(events.at(-1)?.at).toBe(40)
  })

  it.each([
    ['a failed assertion', 'failure', 'assert', ['a']],
    ['a script error', 'failure', 'throw', ['a']],
    ['a script error, but no failed assertion,', 'folder', 'throw', ['a']],
    ['nothing less than an error', 'folder', 'assert', ['a', 'b']],
  ] as const)('bails on %s with --bail %s', async (...[, bail, source, ran]) => {
    const shop = collection([item('a', { scripts: [script('test', source)] }), item('b')])
    const failure: Failure = { code: 'ASSERTION_FAILED', message: 'expected 1 to equal 2' }
    const runScript = scripts({
      throw: async () => outcome({ failure: { ...failure, code: 'SCRIPT_ERROR' } }),
      assert: async (_job, bridge) => {
        bridge.assert({ name: 'wrong', index: 0, outcome: 'failed', failure })
        return outcome()
      },
    })

    const events = await eventsOf(shop, fakePorts({ runScript }), { options: { bail }, iterations: 2 })

    const items = eventsOfType(events, 'item:start').filter(({ cursor }) => cursor.iteration === 0)
    expect(items.map(({ cursor }) => cursor.itemName)).toEqual(ran)
    expect(events.at(-1)).toMatchObject({ type: 'run:end', reason: ran.length === 1 ? 'bailed' : 'completed' })
  })

  it('ends in good order when it is stopped in the middle of an exchange', async () => {
    const stop = new AbortController()
    const send: Send = async () => {
      stop.abort()
      return { kind: 'failed', failure: { code: 'REQUEST_ABORTED', message: 'stopped' } }
    }
    const shop = collection([item('a', { scripts: [script('test', 't')] }), item('b')])

    const events = await eventsOf(shop, fakePorts({ send }), { signal: stop.signal, iterations: 2 })

    expect(outlineOf(events).slice(2)).toEqual([
      'item:start a',
      'request 0 item GET http://example.test/',
      'request:failed 0 REQUEST_ABORTED',
      'item:end failed REQUEST_ABORTED',
      'iteration:end',
      'run:end aborted',
    ])
  })

  it('ends as timed out when the time of the run is over', async () => {
    const send: Send = (_, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () =>
          resolve({ kind: 'failed', failure: { code: 'REQUEST_ABORTED', message: 'stopped' } }),
        )
      })

    const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

    const events = await eventsOf(
      collection([item('a'), item('b')]),
      fakePorts({ send, clock: { ...stillClock(), sleep } }),
      {
        options: { timeoutMs: 10 },
      },
    )

    expect(outlineOf(events).slice(-3)).toEqual([
      'item:end failed REQUEST_ABORTED',
      'iteration:end',
      'run:end timed-out',
    ])
  })

  it('runs nothing of an empty plan but its frame', async () => {
    const events = await eventsOf(collection([]), fakePorts())

    expect(outlineOf(events)).toEqual(['run:start', 'iteration:start', 'iteration:end', 'run:end completed'])
  })
})
