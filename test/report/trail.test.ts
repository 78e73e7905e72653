import { expect, test } from 'vitest'
import type { OutlineEntry, RunEvent } from '../../src/model/event.ts'
import { createTrail, type Trail } from '../../src/report/trail.ts'
import { cursor, event, outlineItem, producerExchange, scriptRef, wireResponse } from '../support/events.ts'

const OUTLINE: readonly OutlineEntry[] = [
  outlineItem({ id: 'f', name: 'Users', kind: 'folder' }),
  ...['a', 'b', 'c', 'd', 'e'].map((id) => outlineItem({ id, name: `Item ${id}`, parent: 'f' })),
]
const COMMAND = 'flowgate run c.json'

const at = (itemId: string, iteration = 0): ReturnType<typeof cursor> => cursor({ itemId, iteration })
const start = (outline = OUTLINE): RunEvent =>
  event.runStart({ outline, rerun: { command: COMMAND, folder: ['Users'] } })
const wrote = (itemId: string): RunEvent =>
  event.mutation({ cursor: at(itemId), by: scriptRef({ id: `of ${itemId}` }) })

function trailOf(...events: readonly RunEvent[]): Trail {
  const trail = createTrail()
  for (const each of events) trail.follow(each)
  return trail
}

function rerunOf(itemId: string, events: readonly RunEvent[], isFirst = true): string | undefined {
  return trailOf(start(), ...events).rerunCommand(at(itemId), isFirst)
}

test('rerunCommand() runs an item alone that needs none before it', () => {
  const events = [
    event.mutation({ cursor: at('a'), scope: 'local' }),
    event.mutation({ cursor: at('a'), by: 'producer' }),
    event.response({ cursor: at('b') }),
    event.itemStart({ cursor: at('d') }),
    event.mutation({ cursor: at('d') }),
  ]

  expect(rerunOf('d', events)).toBe(`${COMMAND} --folder 'Users/Item d'`)
})

test('rerunCommand() runs all of a shuffled run, whose order is what matters', () => {
  const shuffled = event.runStart({ outline: OUTLINE, seed: 3, rerun: { command: COMMAND, folder: ['Users'] } })

  expect(trailOf(shuffled).rerunCommand(at('d'), true)).toBe(`${COMMAND} --folder Users --bail`)
})

test('rerunCommand() runs what has set variables and cookies before', () => {
  const headers = [{ key: 'Set-Cookie', value: 'a=1' }]
  const events = [wrote('a'), event.response({ cursor: at('c'), response: wireResponse({ headers }) })]

  expect(rerunOf('d', events)).toBe(
    `${COMMAND} --folder 'Users/Item a' --folder 'Users/Item c' --folder 'Users/Item d'`,
  )
})

test('rerunCommand() leaves out what the pre-request scripts of the item write themselves', () => {
  const script = scriptRef({ id: 'of the folder', level: 'folder' })
  const events = [
    event.mutation({ cursor: at('a'), by: script }),
    event.itemStart({ cursor: at('d') }),
    event.scriptStart({ cursor: at('d'), script, phase: 'prerequest' }),
  ]

  expect(rerunOf('d', events)).toBe(`${COMMAND} --folder 'Users/Item d'`)
})

test('rerunCommand() runs one iteration of several, with what it has left itself', () => {
  const several = event.runStart({
    outline: OUTLINE,
    iterations: 3,
    rerun: { command: COMMAND, folder: ['Users'], byIteration: true },
  })
  const events = [several, wrote('a'), event.iterationStart({ iteration: 1 }), wrote('a')]

  expect([
    trailOf(several).rerunCommand(at('d'), true),
    trailOf(...events).rerunCommand(at('d', 1), true),
    trailOf(...events, event.iterationStart({ iteration: 2 })).rerunCommand(at('d', 2), true),
  ]).toEqual([
    `${COMMAND} --folder 'Users/Item d' --only-iterations 1`,
    `${COMMAND} --folder 'Users/Item a' --folder 'Users/Item d' --only-iterations 2`,
    `${COMMAND} --folder Users --bail`,
  ])
})

test('rerunCommand() chooses of the iterations that were chosen', () => {
  const rerun = { command: COMMAND, folder: [], onlyIterations: '2, 4', byIteration: true }
  const several = event.runStart({ outline: OUTLINE, iterations: 5, rerun })
  const events = [several, event.iterationStart({ iteration: 1 }), wrote('a'), event.iterationStart({ iteration: 3 })]

  expect([trailOf(several).rerunCommand(at('d', 3), true), trailOf(...events).rerunCommand(at('d', 3), true)]).toEqual([
    `${COMMAND} --folder 'Users/Item d' --only-iterations 4`,
    `${COMMAND} --only-iterations '2, 4' --bail`,
  ])
})

test.each<readonly [what: string, events: readonly RunEvent[], iteration: number]>([
  ['when it may need too many before it', ['a', 'b', 'c', 'd'].map(wrote), 0],
  ['when a script has chosen what comes next', [event.scriptEnd({ nextRequest: 'Item e' })], 0],
  ['when an earlier iteration has left something', [wrote('a'), event.iterationStart({ iteration: 1 })], 1],
])('rerunCommand() runs everything %s', (_what, events, iteration) => {
  const trail = trailOf(start(), ...events)

  expect([trail.rerunCommand(at('e', iteration), true), trail.rerunCommand(at('e', iteration), false)]).toEqual([
    `${COMMAND} --folder Users --bail`,
    `${COMMAND} --folder Users`,
  ])
})

test.each<readonly [what: string, outline: readonly OutlineEntry[], selection: string]>([
  [
    'its name, where that is not the name of another',
    [outlineItem({ id: 'e', name: "It's/e" })],
    String.raw`'It'\''s/e'`,
  ],
  ['its name, where two folders have the same path', twins('Item e', 'Item a'), "'Item e'"],
])('rerunCommand() finds an item by %s', (_what, outline, selection) => {
  const trail = trailOf(start(outline))

  expect(trail.rerunCommand(at('e'), true)).toBe(`${COMMAND} --folder ${selection}`)
})

test('rerunCommand() runs everything when nothing finds the item alone', () => {
  const trail = trailOf(start(twins('Item e', 'Item e')))

  expect(trail.rerunCommand(at('e'), false)).toBe(`${COMMAND} --folder Users`)
})

test('rerunCommand() is silent where the run cannot be given again', () => {
  expect(trailOf(event.runStart()).rerunCommand(at('a'), true)).toBeUndefined()
})

/** Two folders of one name with an item each. */
function twins(first: string, second: string): readonly OutlineEntry[] {
  return [
    outlineItem({ id: 'f', name: 'Users', kind: 'folder' }),
    outlineItem({ id: 'e', name: first, parent: 'f' }),
    outlineItem({ id: 'g', name: 'Users', kind: 'folder' }),
    outlineItem({ id: 'a', name: second, parent: 'g' }),
  ]
}

test('rerunCommand() needs no item for cookies that a token endpoint has set: the jar does not see them', () => {
  const headers = [{ key: 'Set-Cookie', value: 'a=1' }]
  const answer = event.response({ cursor: at('c'), response: wireResponse({ headers }) })

  expect(rerunOf('d', producerExchange(answer))).toBe(`${COMMAND} --folder 'Users/Item d'`)
})
