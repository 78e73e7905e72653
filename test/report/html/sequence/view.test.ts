import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../../src/model/event.ts'
import { createHtmlReporter } from '../../../../src/report/html/html.ts'
import type { Flow } from '../../../../src/report/html/sequence/keep.ts'
import type { Sketch } from '../../../../src/report/html/sequence/sketch.ts'
import { type FlowContext, viewSequence } from '../../../../src/report/html/sequence/view.ts'
import {
  bytes,
  cursor,
  event,
  outlineItem,
  streamOf,
  textOf,
  wireRequest,
  wireResponse,
} from '../../../support/events.ts'
import { answerOf, sketchOf } from './support.ts'

const CONTEXT: FlowContext = { outline: [outlineItem()], iterations: 1, isShown: () => true }
const CREATED = sketchOf({
  method: 'POST',
  url: 'https://shop.example/users',
  answer: answerOf({ url: 'https://shop.example/users', status: 201, statusText: 'Created', body: '{"id":"u-4711"}' }),
})
const READ = sketchOf({ url: 'https://shop.example/users/u-4711', anchor: 'second', item: 'Read it', isFailed: true })

function flowOf(sketches: readonly Sketch[], change: Partial<Flow> = {}): Flow {
  return { iteration: 0, isFailed: false, sketches, leftOut: 0, ...change }
}

describe('viewSequence()', () => {
  it('says in words what it draws', () => {
    const view = viewSequence(flowOf([CREATED, READ]), CONTEXT)

    expect(view?.about).toBeUndefined()
    expect(view?.diagrams.map(({ label, isOpen, steps }) => ({ label, isOpen, steps }))).toEqual([
      {
        label: '2 exchanges between Client and Server',
        isOpen: true,
        steps: [
          {
            number: 1,
            item: 'List users',
            href: '#r0-i0-p0-v0-a0',
            isFailed: false,
            legs: ['Client to Server: POST /users', 'Server to Client: 201 Created'],
          },
          {
            number: 2,
            item: 'Read it',
            href: '#second',
            isFailed: true,
            legs: ['Client to Server: GET /users/u-4711, with user id from step 1', 'Server to Client: 200 OK'],
          },
        ],
      },
    ])
  })

  it('draws an arrow for each request and each answer, at the lane of who is asked', () => {
    const drawing = viewSequence(flowOf([CREATED, READ]), CONTEXT)?.diagrams[0]?.drawing

    expect(drawing?.lanes.map(({ name }) => name)).toEqual(['Client', 'Server'])
    const [client, server] = drawing?.lanes.map(({ x }) => x) ?? []
    expect(
      drawing?.rows.flatMap((row) =>
        row.kind === 'sequence-step'
          ? row.arrows.map(({ kind, x1, x2, strong, label }) => [kind, x1, x2, strong, label])
          : [],
      ),
    ).toEqual([
      ['request', client, (server ?? 0) - 1, 'POST', '/users'],
      ['answer', server, (client ?? 0) + 1, '201', 'Created'],
      ['request', client, (server ?? 0) - 1, 'GET', '/users/u-4711'],
      ['answer', server, (client ?? 0) + 1, '200', 'OK'],
    ])
  })

  it.each<[string, readonly Sketch[]]>([
    ['a single exchange', [CREATED]],
    ['requests to one server with nothing passed on', [sketchOf(), sketchOf(), sketchOf()]],
  ])('draws nothing of %s', (_, sketches) => {
    expect(viewSequence(flowOf(sketches), CONTEXT)).toBeUndefined()
  })

  it('puts a heading before each stretch of a folder', () => {
    const outline = [
      { id: 'f', name: 'Setup', kind: 'folder' } as const,
      outlineItem({ parent: 'f' }),
      outlineItem({ id: 'item-2' }),
    ]
    const other = { ...READ, itemId: 'item-2' }

    const drawing = viewSequence(flowOf([CREATED, other, CREATED]), { ...CONTEXT, outline })?.diagrams[0]?.drawing

    expect(drawing?.rows.map((row) => (row.kind === 'sequence-divider' ? row.text : row.number))).toEqual([
      'Setup',
      1,
      2,
      'Setup',
      3,
    ])
  })

  it('draws a long flow folder by folder, opens the one that failed, and says what is left out', () => {
    const outline = ['a', 'b', 'c'].flatMap((id) => [
      { id, name: `Folder ${id}`, kind: 'folder' } as const,
      outlineItem({ id: `in-${id}`, parent: id }),
    ])
    const many = (id: string, count: number, sketch: Sketch): readonly Sketch[] =>
      Array.from({ length: count }, () => ({ ...sketch, itemId: `in-${id}` }))
    const flow = flowOf([...many('a', 65, CREATED), ...many('b', 2, READ), ...many('c', 1, CREATED)], {
      iteration: 4,
      isFailed: true,
      leftOut: 10,
    })

    const view = viewSequence(flow, { ...CONTEXT, outline, iterations: 9 })

    expect(view?.about).toBe(
      'Iteration 5 of 9, the first that failed. 16 more exchanges are not drawn: beyond the first 60 of a folder, or alone in one.',
    )
    expect(view?.diagrams.map(({ title, isOpen, steps }) => [title, isOpen, steps.length, steps[0]?.number])).toEqual([
      ['Folder a', false, 60, 1],
      ['Folder b', true, 2, 66],
    ])
  })

  it('links only to rows that are on the page', () => {
    const view = viewSequence(flowOf([CREATED, READ]), { ...CONTEXT, isShown: (anchor) => anchor === 'second' })

    expect(view?.diagrams[0]?.steps.map(({ href }) => href)).toEqual([undefined, '#second'])
  })
})

describe('the sequence diagram of a page', () => {
  it('has every exchange of the first iteration that failed exactly once, in order', async () => {
    const events = [0, 1, 2].flatMap((iteration) => iterationOf(iteration))
    const screen = { isTerminal: false, width: 80, color: false, unicode: true }
    const run = [event.runStart({ iterations: 3 }), ...events, event.runEnd()]

    const page = await textOf(createHtmlReporter({ screen, options: {} })(streamOf(run)))

    const drawing = /<div class="drawing"[^>]*>(?<svg>[\s\S]*?)<\/div>/.exec(page)?.groups?.['svg'] ?? ''
    const arrows = [...drawing.matchAll(/<tspan class="strong[^"]*">(?<strong>[^<]*)<\/tspan> (?<label>[^<]*)</g)]
    expect(arrows.map(({ groups }) => `${groups?.['strong']} ${groups?.['label']}`)).toEqual([
      'POST /{ID}/e0',
      '201 OK',
      'GET /{ID}/e1',
      'No answer CONNECTION_REFUSED',
      'POST /{ID}/e2',
      '201 OK',
      'GET /{ID}/e3',
      'No answer CONNECTION_REFUSED',
    ])
    expect([...drawing.matchAll(/href="(?<href>[^"]*)"/g)].map(({ groups }) => groups?.['href'])).toEqual([
      '#r0-i1-p0-v0-a0',
      '#r0-i1-p0-v0-a0',
      '#r0-i1-p1-v0-a0',
      '#r0-i1-p1-v0-a0',
    ])
  })
})

/** Two items of two exchanges each, with a value that goes on; the second iteration and the third fail at their ends. */
function iterationOf(iteration: number): readonly RunEvent[] {
  const item = (position: number): readonly RunEvent[] => {
    const at = { cursor: cursor({ iteration, position }) }
    const [sent, asked] = [position * 2, position * 2 + 1]
    const url = (exchange: number): string => `http://localhost/${iteration}/e${exchange}`
    return [
      event.itemStart(at),
      event.request({
        ...at,
        exchange: sent,
        wire: wireRequest({ method: 'POST', url: url(sent), headers: position === 0 ? [] : PASSED }),
      }),
      event.response({
        ...at,
        exchange: sent,
        response: wireResponse({ status: 201, body: bytes('{"id":"u-4711"}') }),
      }),
      event.request({ ...at, exchange: asked, source: 'script', wire: wireRequest({ url: url(asked) }) }),
      event.requestFailed({ ...at, exchange: asked }),
      ...(iteration > 0 && position === 1 ? [event.failed(at)] : []),
      event.itemEnd(at),
    ]
  }
  return [event.iterationStart({ iteration }), ...item(0), ...item(1), event.iterationEnd({ iteration })]
}

const PASSED = [{ key: 'X-Id', value: 'u-4711' }]
