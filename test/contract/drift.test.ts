import { describe, expect, test } from 'vitest'
import { type Drift, DriftFold } from '../../src/contract/drift.ts'
import { driftText } from '../../src/contract/drift-text.ts'
import { placesOf } from '../../src/contract/places.ts'
import { saveBodies } from '../../src/contract/save.ts'
import { parseCollection } from '../../src/load/collection.ts'
import type { RunEvent } from '../../src/model/event.ts'
import { plan } from '../../src/plan/plan.ts'
import { bytes, cursor, event, itemOf, producerExchange, wireResponse } from '../support/events.ts'

const uuid = '1237625c-12f9-4ab1-8656-351142b6c100'
const other = 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6'

/** Odd on purpose: tabs, an escaped slash, a body in four spaces, no line break at the end. */
const FILE = `{
\t"info": { "name": "Shop", "schema": "https:\\/\\/schema.getpostman.com/json/collection/v2.1.0/collection.json" },
\t"item": [ null, { "name": "Users", "item": [
\t\t{ "name": "List",  "request": "http://shop.test/users", "response": [
\t\t\t{ "name": "Bad", "code": 400, "body": "{}" },
\t\t\t{ "name": "OK",   "code": 200, "header": [], "body": "{\\n    \\"id\\": \\"${uuid}\\",\\n    \\"old\\": 1,\\n    \\"users\\": [\\n        {\\n            \\"name\\": \\"a\\"\\n        }\\n    ],\\n    \\"token\\": \\"{{token}}\\"\\n}", "cookie": [] }
\t\t] },
\t\t{ "name": "Ping", "request": "http://shop.test/ping" }
\t] } ]
}`
const collection = parseCollection(JSON.parse(FILE), { kind: 'collection', name: 'c.json', text: FILE })
const { items } = plan(collection, [])

function answered(bodies: readonly unknown[]): Drift {
  const fold = new DriftFold(items)
  for (const [index, body] of bodies.entries()) {
    const item = items[index]
    const at = cursor({ itemId: item?.id ?? '', itemName: item?.name ?? '' })
    fold.take(event.itemStart({ cursor: at }))
    if (body !== undefined) {
      fold.take(event.request({ cursor: at }))
      fold.take(event.response({ cursor: at, response: wireResponse({ body: bytes(JSON.stringify(body)) }) }))
    }
    fold.take(event.itemEnd({ cursor: at }))
  }
  return fold.result()
}

const moved = {
  id: other,
  users: [{ name: 'b' }, { name: 'c', age: 7 }],
  token: '[masked]',
  apiKey: '[masked]',
}

describe('DriftFold', () => {
  test('DriftFold tells what was added, removed and retyped, and what nobody can tell', () => {
    expect(driftText(answered([{ ...moved, id: 7 }, {}]))).toBe(
      [
        'Users / List',
        '  ~ retyped  id           a UUID → a number  (example "OK")',
        '  - removed  old          a number  (example "OK")',
        '  + added    users[].age  a number  (example "OK")',
        '  + added    apiKey       a text  (example "OK")',
        '',
        'Drift in 1 of 1 requests: 2 added, 1 removed, 1 retyped',
        'No contract: Users / Ping',
        '',
      ].join('\n'),
    )
  })

  test('DriftFold takes an answer as in the example for steady, and none for none', () => {
    const same = { id: other, old: 2, users: [], token: '[masked]' }

    expect(driftText(answered([same, undefined]))).toBe('No drift in 1 requests\nNo response: Users / Ping\n')
  })

  test('DriftFold does not look at what scripts send', () => {
    const fold = new DriftFold(items)
    const at = cursor({ itemId: items[0]?.id ?? '' })
    fold.take(event.itemStart({ cursor: at }))
    fold.take(event.request({ cursor: at, exchange: 3, source: 'script' }))
    fold.take(event.response({ cursor: at, exchange: 3 }))
    fold.take(event.itemEnd({ cursor: at }))

    expect(fold.result().unanswered.map(({ name }) => name)).toEqual(['List'])
  })
})

describe('saveBodies()', () => {
  test('saveBodies() changes the body of the example and not a byte of anything else', () => {
    const [{ item, bodies } = { item: undefined, bodies: new Map() }] = answered([moved]).requests
    const place = placesOf(JSON.parse(FILE), collection).get(item?.id ?? '') ?? []

    const saved = saveBodies(
      FILE,
      [...bodies].map(([example, value]) => ({ place, example, value })),
    )

    const body = `{
    "id": "${uuid}",
    "users": [
        {
            "name": "a"
        },
        {
            "name": "c",
            "age": 7
        }
    ],
    "token": "{{token}}",
    "apiKey": "[masked]"
}`
    const before = /"body": "\{\\n    (?:[^"\\]|\\.)*"/
    expect(saved).toEqual({ text: FILE.replace(before, () => `"body": ${JSON.stringify(body)}`), failed: [] })
  })

  test('saveBodies() says which bodies it cannot change', () => {
    const file = '{"item":[{"response":[{"body":"{\\"n\\": {{n}} }"}]}]}'
    const body = { place: [0], example: 0, value: { n: 1 } }

    expect(saveBodies(file, [body])).toEqual({ text: file, failed: [body] })
  })
})

test('take() holds no answer to a producer against the examples', () => {
  const fold = new DriftFold(items)
  const at = cursor({ itemId: items[0]?.id ?? '' })
  const isIn = <T extends RunEvent>(each: T): T => ({ ...each, cursor: at })

  for (const each of itemOf(...producerExchange()).map(isIn)) fold.take(each)

  expect(fold.result().unanswered.map(({ name }) => name)).toEqual([items[0]?.name])
})
