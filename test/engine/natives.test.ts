import { describe, expect, it } from 'vitest'
import type { Produce, ProducerInput } from '../../src/engine/ports.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { collection, item, request, script } from '../support/collection.ts'
import { fakePorts, outcome } from '../support/ports.ts'
import { eventsOf, outlineOf } from '../support/run.ts'

/** Makes `token`: a number that grows. `seen` gets what the producer could see. */
function producer(seen: (input: ProducerInput) => void = () => {}): Produce {
  let count = 0
  return {
    names: new Set(['token']),
    make: async (_, input) => {
      seen(input)
      count += 1
      return { kind: 'produced', value: `made-${count}`, lifetime: 'attempt' }
    },
  }
}

const usesToken = request({ header: [{ key: 'X-Token', value: '{{token}}' }] })
const marked = script('prerequest', '// @native token\npm.environment.set("token", "scripted")', { native: 'token' })

function sentTokens(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'request' ? [event.request.header[0]?.value ?? ''] : []))
}

describe('producers', () => {
  it('make a variable that a request uses and that is missing', async () => {
    const events = await eventsOf(collection([item('a', { request: usesToken })]), fakePorts({ produce: producer() }))

    expect(outlineOf(events).slice(2, 6)).toEqual([
      'item:start a',
      'produced',
      'mutation environment.token',
      'request 0 item GET http://example.test/',
    ])
    expect(sentTokens(events)).toEqual(['made-1'])
  })

  it.each([
    ['disabled', { key: 'token', value: 'x', disabled: true }],
    ['empty', { key: 'token', value: '' }],
  ])('make a variable that is %s', async (_, variable) => {
    const shop = collection([item('a', { request: usesToken })])

    const events = await eventsOf(shop, fakePorts({ produce: producer() }), { environment: { values: [variable] } })

    expect(sentTokens(events)).toEqual(['made-1'])
  })

  it('find a variable behind another and in <<angles>>', async () => {
    const shop = collection([item('a', { request: request({ header: [{ key: 'X-Token', value: '<<alias>>' }] }) })], {
      variables: [{ key: 'alias', value: '{{token}}' }],
    })

    const events = await eventsOf(shop, fakePorts({ produce: producer() }))

    expect(sentTokens(events)).toEqual(['made-1'])
  })

  it('make nothing for what is disabled in a request', async () => {
    const disabled = { key: 'token', value: '{{token}}', disabled: true }
    const body = { mode: 'urlencoded', urlencoded: [{ ...disabled, type: 'text' }] } as const
    const form = { mode: 'formdata', formdata: [{ ...disabled, type: 'text' }] } as const
    const shop = collection([
      item('a', { request: request({ header: [disabled], body }) }),
      item('b', { request: request({ body: form }) }),
    ])

    const events = await eventsOf(shop, fakePorts({ produce: producer() }))

    expect(outlineOf(events).filter((line) => line === 'produced')).toEqual([])
  })

  it('leave a value alone that the user has set', async () => {
    const environment = { values: [{ key: 'token', value: 'mine' }] }

    const events = await eventsOf(collection([item('a', { request: usesToken })]), fakePorts({ produce: producer() }), {
      environment,
    })

    expect(sentTokens(events)).toEqual(['mine'])
  })

  it('leave a value alone that a script has set', async () => {
    const shop = collection([item('a', { request: usesToken, scripts: [script('prerequest', 'set')] })])
    const runScript = async (): Promise<ReturnType<typeof outcome>> =>
      outcome({ mutations: [{ scope: 'environment', name: 'token', value: 'scripted' }] })

    const events = await eventsOf(shop, fakePorts({ produce: producer(), runScript }))

    expect(sentTokens(events)).toEqual(['scripted'])
  })

  it('make a value anew for each request that uses it', async () => {
    const shop = collection([item('a', { request: usesToken }), item('b', { request: usesToken })])

    const events = await eventsOf(shop, fakePorts({ produce: producer() }))

    expect(sentTokens(events)).toEqual(['made-1', 'made-2'])
  })

  it('stand in for a marked script, and only for that one', async () => {
    const shop = collection([item('a', { request: usesToken, scripts: [marked] })], {
      scripts: [script('prerequest', 'outer')],
    })

    const events = await eventsOf(shop, fakePorts({ produce: producer() }))

    expect(outlineOf(events).slice(2, 8)).toEqual([
      'item:start a',
      'script:start prerequest Shop',
      'script:end',
      'produced',
      'mutation environment.token',
      'request 0 item GET http://example.test/',
    ])
  })

  it('overwrite a value of the environment file where they stand in for a script, as the script would', async () => {
    const environment = { values: [{ key: 'token', value: 'from an earlier export' }] }

    const events = await eventsOf(
      collection([item('a', { request: usesToken, scripts: [marked] })]),
      fakePorts({ produce: producer() }),
      {
        environment,
      },
    )

    expect(sentTokens(events)).toEqual(['made-1'])
  })

  it('leave a value of the command line alone even there', async () => {
    const environment = { values: [{ key: 'token', value: 'given', origin: 'cli' as const }] }

    const events = await eventsOf(
      collection([item('a', { request: usesToken, scripts: [marked] })]),
      fakePorts({ produce: producer() }),
      {
        environment,
      },
    )

    expect(sentTokens(events)).toEqual(['given'])
  })

  it('do nothing with --no-native: the script runs', async () => {
    const shop = collection([item('a', { request: usesToken, scripts: [marked] })])

    const events = await eventsOf(shop, fakePorts({ produce: producer() }), { options: { native: false } })

    expect(outlineOf(events).slice(2, 6)).toEqual([
      'item:start a',
      'script:start prerequest a',
      'script:end',
      'request 0 item GET http://example.test/',
    ])
  })

  it('see variables resolved through all scopes, empty ones as missing', async () => {
    const seen: (string | undefined)[] = []
    const produce = producer(({ get }) => seen.push(get('issuer'), get('blank'), get('nobody')))
    const environment = {
      values: [
        { key: 'issuer', value: 'https://{{host}}/as' },
        { key: 'blank', value: '' },
      ],
    }

    await eventsOf(
      collection([item('a', { request: usesToken })], { variables: [{ key: 'host', value: 'auth' }] }),
      fakePorts({ produce }),
      {
        environment,
      },
    )

    expect(seen).toEqual(['https://auth/as', undefined, undefined])
  })

  it('fail their item when they cannot make a value: nothing is sent, no test runs, the run goes on', async () => {
    const failure = { code: 'PRODUCER_INPUT', message: 'Cannot make "token": "secret" is empty' } as const
    const produce: Produce = { names: new Set(['token']), make: async () => ({ kind: 'failed', failure }) }
    const shop = collection([item('a', { request: usesToken, scripts: [script('test', 't')] }), item('b')])

    const events = await eventsOf(shop, fakePorts({ produce }))

    expect(outlineOf(events).slice(2, 5)).toEqual(['item:start a', 'item:end failed PRODUCER_INPUT', 'item:start b'])
    expect(events[3]).toMatchObject({ failure })
  })

  it('leave nothing behind in the scopes at the end', async () => {
    const events = await eventsOf(collection([item('a', { request: usesToken })]), fakePorts({ produce: producer() }), {
      environment: { values: [{ key: 'kept', value: 1 }] },
    })

    expect(events.at(-1)).toMatchObject({ scopes: { environment: { values: [{ key: 'kept', value: 1 }] } } })
  })
})
