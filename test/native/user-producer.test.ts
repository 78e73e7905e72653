import { expect, test } from 'vitest'
import type { ProduceResult } from '../../src/engine/produced.ts'
import type { UserProducer } from '../../src/model/config.ts'
import { producerInput, realProduce, type Variables } from './making.ts'

async function makeBy(produce: UserProducer, variables: Variables = {}): Promise<ProduceResult> {
  return realProduce({ config: { producers: { ticket: produce } } }).make('ticket', producerInput(variables))
}

test.each<{ what: string; produce: UserProducer; value: string }>([
  { what: 'a text', produce: () => 'abc', value: 'abc' },
  { what: 'a promise', produce: async () => 'abc', value: 'abc' },
  { what: 'a number', produce: () => 0, value: '0' },
  { what: 'an object, as JSON', produce: () => ({ a: [1] }), value: '{"a":[1]}' },
  { what: 'what its input gives', produce: ({ get, random }) => `${get('a')} ${random.uuid()}`, value: `1 ${UUID()}` },
  { what: 'the time', produce: ({ clock }) => clock.epoch(), value: '1772366400999' },
])('a producer of the user makes $what', async ({ produce, value }) => {
  expect(await makeBy(produce, { a: '1' })).toEqual({ kind: 'produced', value, lifetime: 'attempt' })
})

function UUID(): string {
  return '00000000-0000-4000-8000-000000000001'
}

test('a producer of the user takes the place of ours', async () => {
  const produce = realProduce({ config: { producers: { nonce: () => 'mine' } } })

  expect(await produce.make('nonce', producerInput({}))).toEqual({
    kind: 'produced',
    value: 'mine',
    lifetime: 'attempt',
  })
  expect(produce.inputs?.('nonce')).toEqual([])
})

test.each<{ what: string; value: unknown }>([
  { what: 'nothing', value: undefined },
  { what: 'null', value: null },
  { what: 'an empty text', value: '' },
  { what: 'a function', value: () => 1 },
  { what: 'an object that JSON has no form for', value: { big: 1n } },
])('a producer that returns $what is a failure', async ({ value }) => {
  expect(await makeBy(() => value)).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_FAILED',
      message: 'Cannot make "ticket": its producer has returned nothing that is text',
      hint: 'Return a text, a number, a boolean or an object',
    },
  })
})

test.each<{ what: string; produce: UserProducer; error: string }>([
  {
    what: 'throws',
    produce: () => {
      throw new TypeError('no such key')
    },
    error: 'TypeError: no such key',
  },
  { what: 'rejects', produce: async () => Promise.reject(new Error('refused')), error: 'Error: refused' },
  {
    what: 'throws a text',
    produce: () => {
      const text: unknown = 'just so'
      throw text
    },
    error: 'Error: just so',
  },
])('a producer that $what is a failure', async ({ produce, error }) => {
  expect(await makeBy(produce)).toMatchObject({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_FAILED',
      message: `Cannot make "ticket": its producer threw ${error}`,
      hint: 'Look at the producer in the configuration file',
    },
  })
})

test('a producer that hangs is a failure, and is told that it is over', async () => {
  let told: AbortSignal | undefined
  const ticket: UserProducer = ({ signal }) => {
    told = signal
    return new Promise(() => {})
  }
  const produce = realProduce({ config: { producers: { ticket } }, timeoutMs: 1000 })

  const result = await produce.make('ticket', producerInput({}))

  expect(result).toEqual({
    kind: 'failed',
    failure: {
      code: 'PRODUCER_FAILED',
      message: 'Cannot make "ticket": its producer has not ended after 1000 ms',
      hint: 'Raise --timeout-script, or look for a promise that is never kept',
    },
  })
  expect(told?.aborted).toBe(true)
})

test('a producer that hangs ends with the run', async () => {
  const stop = new AbortController()
  const produce = realProduce({ config: { producers: { ticket: () => new Promise(() => {}) } } })

  const making = produce.make('ticket', { ...producerInput({}), signal: stop.signal })
  stop.abort()

  expect(await making).toEqual({
    kind: 'failed',
    failure: { code: 'REQUEST_ABORTED', message: 'Cannot make "ticket": the run was stopped' },
  })
})
