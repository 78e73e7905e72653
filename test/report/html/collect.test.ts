import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import type { CardView } from '../../../src/report/html/card.ts'
import { anchorOf, type Collected, collect, type Renderers } from '../../../src/report/html/collect.ts'
import { readOptions } from '../../../src/report/html/options.ts'
import type { Limits } from '../../../src/report/html/room.ts'
import { cursor, event, failure, outlineItem, streamOf } from '../../support/events.ts'

const NO_LIMITS = { requests: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY }
const RENDER: Renderers = {
  detail: () => '',
  card: () => '',
  blocks: (text) => [{ kind: 'md-code', text }],
  spans: () => [],
}

function collected(
  events: readonly RunEvent[],
  { render = {}, limits = {} }: { readonly render?: Partial<Renderers>; readonly limits?: Partial<Limits> } = {},
): Promise<Collected> {
  return collect(streamOf(events), {
    render: { ...RENDER, ...render },
    limits: { ...NO_LIMITS, ...limits },
    options: readOptions({}).options,
  })
}

it('anchorOf() tells runs, iterations, positions, visits and attempts apart', () => {
  expect(anchorOf(1, cursor({ iteration: 2, position: 3, visit: 4, attempt: 5 }))).toBe('r1-i2-p3-v4-a5')
})

describe('collect()', () => {
  it('renders the details of each item with its description', async () => {
    const run = [
      event.runStart({ outline: [outlineItem({ description: 'Lists them.' })] }),
      ...item(0),
      event.runEnd({ at: 40 }),
    ]

    const { runs } = await collected(run, { render: { detail: ({ description }) => JSON.stringify(description) } })

    expect(runs.map(({ number, durationMs, rows }) => ({ number, durationMs, rows }))).toEqual([
      {
        number: 0,
        durationMs: 40,
        rows: [
          {
            itemId: 'item-1',
            iteration: 0,
            anchor: 'r0-i0-p0-v0-a0',
            tone: 'passed',
            absent: '–',
            name: 'List users',
            method: 'GET',
            url: 'http://localhost/users',
            status: { code: 200, text: 'OK', tone: 'good' },
            time: '10 ms',
            size: '2 B',
            startAt: 0,
            endAt: 0,
            spans: [{ kind: 'request', from: 0, to: 0 }],
            detail: new TextEncoder().encode('[{"kind":"md-code","text":"Lists them."}]'),
            unset: [],
          },
        ],
      },
    ])
  })

  it('keeps failures but only counts passed items from the limit of requests on', async () => {
    const run = [event.runStart(), ...item(0), ...item(1), ...item(2, true), event.runEnd()]

    const { runs, omitted } = await collected(run, { limits: { requests: 1 } })

    expect([runs.flatMap(({ rows }) => rows.map(({ anchor }) => anchor)), omitted]).toEqual([
      ['r0-i0-p0-v0-a0', 'r0-i0-p2-v0-a0'],
      1,
    ])
  })

  it('leaves the details of passed items out when the page has grown too large', async () => {
    const run = [event.runStart(), ...item(0), ...item(1), event.runEnd()]

    const { runs, omitted } = await collected(run, {
      render: { detail: () => 'x'.repeat(11) },
      limits: { bytes: 10 },
    })

    expect([runs.flatMap(({ rows }) => rows.map(({ detail }) => detail.length)), omitted]).toEqual([[11, 0], 0])
  })

  it('leaves the details of failed items out when the page has grown a quarter larger', async () => {
    const run = [event.runStart(), ...item(0), ...item(1, true), event.runEnd()]

    const { runs } = await collected(run, { render: { detail: () => 'x'.repeat(13) }, limits: { bytes: 10 } })

    expect(runs.flatMap(({ rows }) => rows.map(({ detail }) => detail.length))).toEqual([13, 0])
  })

  it('makes one card of items that failed in the same way', async () => {
    const run = [event.runStart(), ...item(0, true), ...item(1, true), ...item(2), event.runEnd()]

    const { cards } = await collected(run, { render: { card: ({ href }) => href } })

    expect(cards.map(({ html, others }) => [new TextDecoder().decode(html), others])).toEqual([
      ['#r0-i0-p0-v0-a0', [{ text: 'iteration 1', href: '#r0-i0-p1-v0-a0' }]],
    ])
  })

  it('names the folders of a card from the top down', async () => {
    const outline = [
      outlineItem({ id: 'shop', name: 'Shop', kind: 'folder' }),
      outlineItem({ id: 'users', name: 'Users', kind: 'folder', parent: 'shop' }),
      outlineItem({ parent: 'users' }),
    ]

    const { cards } = await collected([event.runStart({ outline }), ...item(0, true), event.runEnd()], {
      render: { card: ({ folders }) => folders.join(' > ') },
    })

    expect(cards.map(({ html }) => new TextDecoder().decode(html))).toEqual(['Shop > Users'])
  })

  it('gives a card the command line that runs its item again', async () => {
    const start = event.runStart({ rerun: { command: 'flowgate run shop.json', folder: [] } })

    const { cards } = await collected([start, ...item(0, true), event.runEnd()], {
      render: { card: ({ rerun = 'none' }) => rerun },
    })

    expect(cards.map(({ html }) => new TextDecoder().decode(html))).toEqual([
      "flowgate run shop.json --folder 'List users'",
    ])
  })

  it('tells a card where the variables of the request came from, and what nobody has set', async () => {
    const environment = { name: 'Staging', values: [{ key: 'host', value: 'a.test' }] }
    const scopes = { environment, globals: { values: [] }, collection: { values: [{ key: 'host', value: 'b.test' }] } }
    const run = [
      event.runStart({ scopes }),
      event.itemStart(),
      event.request({ used: ['host', 'user'] }),
      event.response(),
      event.mutation({ name: 'user' }),
      event.failed(),
      event.itemEnd(),
      event.runEnd(),
    ]
    const seen: CardView[] = []
    const card = (view: CardView): string => {
      seen.push(view)
      return ''
    }

    const { runs } = await collected(run, { render: { card } })

    expect(seen.map(({ variables }) => variables)).toEqual([
      [
        { name: 'host', value: 'a.test', scope: 'environment', by: 'environment “Staging”', shadows: 'collection' },
        { name: 'user' },
      ],
    ])
    expect(runs.flatMap(({ rows }) => rows.map(({ unset }) => unset))).toEqual([['user']])
  })

  it('keeps runs that share a stream apart', async () => {
    const run = [event.runStart(), event.runStart({ run: 'run-2' }), ...item(0), event.runEnd()]

    const { runs } = await collected(run)

    expect(runs.map(({ rows }) => rows.length)).toEqual([1, 0])
  })
})

function item(position: number, isFailed = false): readonly RunEvent[] {
  const at = cursor({ position })
  return [
    event.itemStart({ cursor: at }),
    event.request({ cursor: at }),
    event.response({ cursor: at }),
    ...(isFailed ? [event.failed({ cursor: at, failure: failure() })] : []),
    event.itemEnd({ cursor: at }),
  ]
}
