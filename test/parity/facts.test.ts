import { expect, test } from 'vitest'
import type { RunEvent } from '../../src/model/event.ts'
import { createFold, type Facts } from '../../src/parity/facts.ts'
import { bytes, event, failure, itemOf, producerExchange, wireResponse } from '../support/events.ts'

function factsOf(...events: readonly RunEvent[]): Facts {
  const fold = createFold()
  for (const each of events) fold.take(each)
  return fold.facts()
}

function answered(text: string): readonly (readonly [string, string])[] {
  const response = event.response({ response: wireResponse({ status: 200, body: bytes(text) }) })
  const { items } = factsOf(...itemOf(event.request(), response))
  return items.flatMap(({ facts }) => [...facts].filter(([place]) => place.includes('answer')))
}

test('createFold() tells an answer in JSON place by place', () => {
  expect(answered('{"user":{"name":"ann","tags":[1,null]},"none":{}}')).toEqual([
    ['request 1, answer', '200'],
    ['request 1, answer body.user.name', '"ann"'],
    ['request 1, answer body.user.tags[0]', '1'],
    ['request 1, answer body.user.tags[1]', 'null'],
    ['request 1, answer body.none', '{}'],
  ])
})

test.each(['<p>no JSON</p>', '"a"', '007'])('createFold() tells any other answer as its text: %s', (text) => {
  expect(answered(text)).toEqual([
    ['request 1, answer', '200'],
    ['request 1, answer body', text],
  ])
})

test('createFold() has nothing to say of an empty body', () => {
  expect(answered('')).toEqual([['request 1, answer', '200']])
})

test('createFold() tells lines of the console, and what a timer threw', () => {
  const late = failure({ error: { name: 'TypeError', message: 'late', stack: 'TypeError: late\n    at x' } })

  const { items } = factsOf(
    ...itemOf(
      event.console({ level: 'warn', values: ['a', { b: [1, undefined] }, undefined] }),
      event.console({ level: 'error', values: ['TypeError: late\n    at x'], thrown: late }),
    ),
  )

  expect(items.flatMap(({ facts }) => [...facts])).toEqual([
    ['console 1', 'warn: a {"b":[1,null]} undefined'],
    ['console 2', 'error: TypeError: late'],
  ])
})

test.each<[what: string, theirs: unknown, ours: unknown, text: string]>([
  [
    'an error',
    { type: 'Error', name: 'E', message: 'm' },
    { name: 'E', message: 'm', stack: 's' },
    '{"name":"E","message":"m"}',
  ],
  ['a regular expression', /x/g, '/x/g', '/x/g'],
  ['bytes', new Uint8Array([1, 255]), '<Buffer 01 ff>', '<Buffer 01 ff>'],
  ['a map', new Map([[1, 2]]), [[1, 2]], '[[1,2]]'],
  ['a large number', 10n, '10n', '10n'],
])('createFold() tells %s of the console alike, as newman hands it out and as our events have it', (...row) => {
  const [, theirs, ours, text] = row

  const { items } = factsOf(...itemOf(event.console({ values: [theirs] }), event.console({ values: [ours] })))

  expect([...(items[0]?.facts.values() ?? [])]).toEqual([`log: ${text}`, `log: ${text}`])
})

test('createFold() tells the cookies that the run left, but not when they expire', () => {
  const cookie = { name: 'a', value: 'b', domain: 'x.test', path: '/', secure: true, httpOnly: false, hostOnly: true }
  const cookies = [
    cookie,
    { ...cookie, path: '/p', secure: false, expires: '2030-01-01T00:00:00.000Z', sameSite: 'lax' },
  ]

  expect([...factsOf(event.runEnd({ cookies })).ending]).toEqual([
    ['cookie "a" of x.test/', 'b; session; secure; host only'],
    ['cookie "a" of x.test/p', 'b; expires; host only; samesite lax'],
    ['verdict', 'passed'],
  ])
})

test('createFold() leaves out what producers send: newman has none', () => {
  const failed = event.requestFailed({ failure: failure() })

  const { items, ending } = factsOf(
    ...itemOf(...producerExchange(), ...producerExchange(failed), event.request(), event.response()),
  )

  expect(items.map(({ facts }) => [...facts.keys()].filter((place) => !/header|body/.test(place)))).toEqual([
    ['request 1', 'request 1, answer'],
  ])
  expect(ending.get('verdict')).toBe('passed')
})
