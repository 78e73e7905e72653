import type { Cursor, EventOf, OutlineEntry, RunEvent } from '../../model/event.ts'
import type { ItemEvents } from '../item-events.ts'
import { type Outline, outlineOf } from '../outline.ts'
import { marksOf } from '../repetitions/repetition.ts'
import { emptySummary, type SummaryState, summarize, summaryOf } from '../summarize.ts'
import type { FailureRecord, Summary } from '../summary.ts'
import { createTrail, type Trail } from '../trail.ts'
import { createShareBody, shortened } from './bodies.ts'
import { type CardView, placeOf, signatureOf, viewCard } from './card.ts'
import { chosenIn, isChosen, withChosen } from './chosen.ts'
import { type Detail, viewDetail } from './detail.ts'
import { type Distribution, gatherAnswers, viewDistribution } from './distribution.ts'
import { withBodies } from './exchange.ts'
import { type Card, gatherCards } from './failures.ts'
import type { Block, Span } from './markdown.ts'
import type { HtmlOptions } from './options.ts'
import { createOrigins, type Origins, type UsedVariable } from './origins.ts'
import { type Limits, type Room, roomFor } from './room.ts'
import { type Row, viewRow } from './row.ts'

/** What is kept of a stream of events until the page can be written: its verdict comes first, so nothing can go out before the end. */
export interface Collected {
  readonly summary: Summary
  readonly runs: readonly CollectedRun[]
  /** Items that are counted but not shown. */
  readonly omitted: number
  /** What failed, in the order in which it did. */
  readonly cards: readonly Card[]
  /** Failed items that are on no card. */
  readonly omittedCards: number
  /** Undefined if there were no responses. */
  readonly distribution?: Distribution | undefined
}

/** One run of the stream. */
export interface CollectedRun {
  readonly number: number
  readonly start: EventOf<'run:start'>
  readonly end?: EventOf<'run:end'>
  /** Milliseconds from the start to the last event. */
  readonly durationMs: number
  readonly rows: readonly RenderedRow[]
}

/** A line of the list with its details: HTML in UTF-8, which takes a fraction of the text that a template puts together of pieces. */
export interface RenderedRow extends Row {
  readonly detail: Uint8Array
  /** Variables that its requests name and nobody has set. */
  readonly unset: readonly string[]
}

/** Renders what is shown of an item. */
export interface Renderers {
  readonly detail: (detail: Detail) => string
  readonly card: (card: CardView) => string
  /** Reads a description. */
  readonly blocks: (markdown: string) => readonly Block[]
  /** Reads a line. */
  readonly spans: (markdown: string) => readonly Span[]
}

interface OpenRun {
  readonly number: number
  readonly start: EventOf<'run:start'>
  end?: EventOf<'run:end'>
  readonly descriptions: ReadonlyMap<string, readonly Block[]>
  readonly origins: Origins
  readonly trail: Trail
  readonly outline: Outline
  durationMs: number
  item: ItemEvents[number][]
  /** Of the exchanges of the item, by their numbers. */
  used: Map<number, readonly UsedVariable[]>
  readonly rows: RenderedRow[]
}

/** What `collect` needs besides the events. */
export interface Collecting {
  readonly render: Renderers
  readonly options: HtmlOptions
  readonly limits: Limits
}

/** Reads a stream to its end. The details of an item are rendered when it ends, so that its events can be let go. */
export async function collect(
  events: AsyncIterable<RunEvent>,
  { render, options, limits }: Collecting,
): Promise<Collected> {
  const runs = new Map<string, OpenRun>()
  const encoder = new TextEncoder()
  const cards = gatherCards()
  const times = gatherAnswers()
  const share = createShareBody()
  let state = emptySummary
  let recorded = state.recorded
  let omitted = 0
  let lines = 0
  let bytes = 0

  function endItem(run: OpenRun, end: EventOf<'item:end'>): void {
    const records = recordsSince(recorded, state)
    recorded = state.recorded
    const row = viewRow(run.item, end, anchorOf(run.number, end.cursor))
    if (!isChosen(row, run.outline, options)) return
    if (row.tone === 'failed') addCard(run, { row, records, cursor: end.cursor })
    const room = roomFor(row, { requests: state.requests.total, bytes, lines }, limits)
    if (room === 'none') {
      omitted += 1
      return
    }
    const detail = room === 'line' ? new Uint8Array() : renderDetail(run, row, room)
    bytes += detail.length
    lines += 1
    run.rows.push({ ...row, detail, unset: unsetIn(run) })
  }

  function renderDetail(run: OpenRun, { itemId, name, anchor }: Row, room: Room): Uint8Array {
    const detail = viewDetail(run.item, {
      description: run.descriptions.get(itemId) ?? [],
      used: run.used,
      change: (exchange) => {
        const chosen = withChosen(exchange, name, options)
        return withBodies(chosen, (body) => (room === 'cut' ? shortened(body) : share(body, anchor)))
      },
      spans: options.showMarkdownLinks ? render.spans : undefined,
    })
    return encoder.encode(render.detail(detail))
  }

  function addCard(run: OpenRun, { row, records, cursor }: Failed): void {
    const { item, start } = run
    const marks = marksOf(start)
    const text = [...marks, placeOf(cursor)].join(', ')
    const failed = { signature: signatureOf(row.itemId, records), anchor: row.anchor, text }
    cards.add(failed, () => {
      const { iterations } = start
      const variables = [...run.used.values()].at(-1) ?? []
      const rerun = run.trail.rerunCommand(cursor, cards.cards().length === 0)
      const { outline } = run
      const card = viewCard({ events: item, records, row, outline, variables, iterations, marks, rerun })
      const html = encoder.encode(render.card(chosenIn(card, options)))
      bytes += html.length
      return html
    })
  }

  for await (const event of events) {
    state = summarize(state, event)
    if (event.type === 'run:start') runs.set(event.run, openRun(event, { number: runs.size, blocks: render.blocks }))
    const run = runs.get(event.run)
    if (run === undefined) continue
    follow(run, event)
    if (event.type === 'response') times.add(event, `#${anchorOf(run.number, event.cursor)}`)
    if (event.type !== 'item:end') continue
    endItem(run, event)
    run.item = []
    run.used = new Map()
  }

  return {
    summary: summaryOf(state),
    runs: [...runs.values()],
    omitted,
    cards: cards.cards(),
    omittedCards: cards.omitted(),
    distribution: viewDistribution(times.answers()),
  }
}

interface Failed {
  readonly row: Row
  readonly records: readonly FailureRecord[]
  readonly cursor: Cursor
}

/** The fragment that leads to an item. */
export function anchorOf(run: number, { iteration, position, visit, attempt }: Cursor): string {
  return `r${run}-i${iteration}-p${position}-v${visit}-a${attempt}`
}

function openRun(
  start: EventOf<'run:start'>,
  { number, blocks }: Pick<Renderers, 'blocks'> & { readonly number: number },
): OpenRun {
  return {
    number,
    start,
    descriptions: describe(start.outline, blocks),
    trail: createTrail(),
    outline: outlineOf(start.outline),
    origins: createOrigins((cursor) => `#${anchorOf(number, cursor)}`),
    durationMs: 0,
    item: [],
    used: new Map(),
    rows: [],
  }
}

function follow(run: OpenRun, event: RunEvent): void {
  run.durationMs = event.at
  run.origins.follow(event)
  run.trail.follow(event)
  if (event.type === 'run:end') run.end = event
  if (event.type === 'request' && event.used !== undefined) run.used.set(event.exchange, run.origins.find(event.used))
  if ('cursor' in event) run.item.push(event)
}

function unsetIn({ used }: OpenRun): readonly string[] {
  const unset = [...used.values()].flat().filter(({ value }) => value === undefined)
  return [...new Set(unset.map(({ name }) => name))]
}

/** The failures that were recorded meanwhile, in their order. */
function recordsSince(before: SummaryState['recorded'], { recorded }: SummaryState): readonly FailureRecord[] {
  const records: FailureRecord[] = []
  for (let link = recorded; link !== undefined && link !== before; link = link.before) records.push(link.record)
  return records.reverse()
}

/** Read once: an item may run ten thousand times. */
function describe(
  outline: readonly OutlineEntry[],
  blocks: Renderers['blocks'],
): ReadonlyMap<string, readonly Block[]> {
  return new Map(
    outline.flatMap(({ id, description, kind }) =>
      description === undefined || kind === 'folder' ? [] : [[id, blocks(description)]],
    ),
  )
}
