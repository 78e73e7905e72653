import { expect, it } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import { withInstability } from '../../../src/report/repetitions/instability.ts'
import { allOf, cursor, event, failure, outlineItem, streamOf } from '../../support/events.ts'

const OUTLINE = [
  outlineItem({ id: 'f', name: 'Orders', kind: 'folder' }),
  outlineItem({ id: 'a', name: 'Make', parent: 'f' }),
  outlineItem({ id: 'b', name: 'Read', parent: 'f' }),
]

interface Order {
  readonly count?: number
  readonly seed?: number
  readonly extra?: readonly RunEvent[]
}

/** A repetition of items by their ids, of which those in capitals fail. */
function repetition(number: number, order: string, { count = 2, seed, extra = [] }: Order = {}): readonly RunEvent[] {
  const run = `run-${number}`
  const items = order.split('').flatMap((letter): readonly RunEvent[] => {
    const id = letter.toLowerCase()
    const place = { run, cursor: cursor({ itemId: id, itemName: id }) }
    const isFailed = letter !== id
    return [
      event.itemStart(place),
      ...(isFailed ? [event.failed({ ...place, failure: failure() })] : [event.passed(place)]),
      event.itemEnd(place),
    ]
  })
  return [
    event.runStart({ run, outline: OUTLINE, repetition: { number, count }, ...(seed !== undefined && { seed }) }),
    event.iterationStart({ run }),
    ...items,
    event.iterationEnd({ run }),
    ...extra,
    event.runEnd({ run, at: number }),
  ]
}

/** Where the findings stand that are new, and what they say; all else has to be as it was. */
async function added(events: readonly RunEvent[]): Promise<readonly RunEvent[]> {
  const told = await allOf(withInstability(streamOf(events)))

  expect(told.filter((each) => events.includes(each))).toEqual(events.filter((each) => told.includes(each)))
  return told.filter((each) => !events.includes(each))
}

it('withInstability() tells at the end of the last repetition what depends on the order, and with which seed', async () => {
  const events = [...repetition(1, 'ab', { seed: 7 }), ...repetition(2, 'Ba', { seed: 8 })]

  const told = await allOf(withInstability(streamOf(events)))

  expect(told).toEqual([
    ...events.slice(0, -1),
    event.finding({
      run: 'run-2',
      at: 2,
      severity: 'warning',
      failure: {
        code: 'ORDER_DEPENDENT',
        message:
          '"Orders/Read" is order dependent: it failed in 1 of 2 repetitions (2), and passed only behind "Orders/Make"',
        hint: '--repeat 1 --shuffle --seed 8 runs in the order in which it failed',
      },
    }),
    event.runEnd({ run: 'run-2', at: 2 }),
  ])
})

it('withInstability() calls unstable what fails in the same order', async () => {
  const [finding, ...others] = await added([...repetition(1, 'aB'), ...repetition(2, 'ab')])

  expect(others).toEqual([])
  expect(finding).toMatchObject({
    failure: {
      code: 'ITEM_UNSTABLE',
      message: '"Orders/Read" is unstable: it failed in 1 of 2 repetitions (1)',
      hint: 'The order was the same each time: chance, time, or what an earlier repetition left behind on a server',
    },
  })
})

it.each([
  ['known failures', [...repetition(1, 'ab'), ...repetition(2, 'ab').map(known)]],
  ['other collections', [...repetition(1, 'aB', { count: 1 }), ...repetition(1, 'ab', { count: 1 })]],
  ['runs that are not repeated', [event.runStart(), event.runEnd()]],
  ['what always fails', [...repetition(1, 'aB'), ...repetition(2, 'Ba')]],
])('withInstability() says nothing of %s', async (_, events) => {
  expect(await added(events)).toEqual([])
})

function known(each: RunEvent): RunEvent {
  const reason = { known: { id: 'k', reason: 'r' } }
  return each.type === 'assertion' && each.cursor.itemId === 'b'
    ? event.failed({ ...each, failure: failure(reason) })
    : each
}

it('withInstability() tells once what each repetition finds, and anew what a part of them found', async () => {
  const finding = event.finding({ severity: 'warning', failure: failure({ code: 'REQUEST_UNKNOWN' }) })
  const partial = event.finding({ severity: 'warning', failure: failure({ code: 'ITEM_UNSTABLE', message: 'old' }) })
  const again = { ...finding }

  const told = await allOf(
    withInstability(
      streamOf([...repetition(1, 'a', { extra: [finding, partial] }), ...repetition(2, 'a', { extra: [again] })]),
    ),
  )

  expect(told.filter(({ type }) => type === 'finding')).toEqual([finding])
})

it('withInstability() tells what it knows when the run was stopped before the last repetition', async () => {
  const events = [...repetition(1, 'ab', { count: 9 }), ...repetition(2, 'B', { count: 9 })]

  expect(await added(events)).toMatchObject([{ failure: { code: 'ORDER_DEPENDENT' }, run: 'run-2' }])
})
