import type { Cursor, EventOf, OutlineEntry, RunEvent } from '../../model/event.ts'
import type { ItemEvents } from '../item-events.ts'
import { emptySummary, summarize, summaryOf } from '../summarize.ts'
import type { Summary } from '../summary.ts'
import { type Detail, viewDetail } from './detail.ts'
import { type Row, viewRow } from './row.ts'

/** What is kept of a stream of events until the page can be written: its verdict comes first, so nothing can go out before the end. */
export interface Collected {
  readonly summary: Summary
  readonly runs: readonly CollectedRun[]
  /** Items that are counted but not shown. */
  readonly omitted: number
}

/** One run of the stream. */
export interface CollectedRun {
  readonly number: number
  readonly start: EventOf<'run:start'>
  /** Milliseconds from the start to the last event. */
  readonly durationMs: number
  readonly rows: readonly RenderedRow[]
}

/** A line of the list with its details: HTML in UTF-8, which takes a fraction of the text that a template puts together of pieces. */
export interface RenderedRow extends Row {
  readonly detail: Uint8Array
}

/** From how much on passed items are only counted. */
export interface Limits {
  readonly requests: number
  /** Characters of all details together. */
  readonly characters: number
}

interface OpenRun {
  readonly number: number
  readonly start: EventOf<'run:start'>
  readonly descriptions: ReadonlyMap<string, string>
  durationMs: number
  item: ItemEvents[number][]
  readonly rows: RenderedRow[]
}

/** Reads a stream to its end. The details of an item are rendered when it ends, so that its events can be let go. */
export async function collect(
  events: AsyncIterable<RunEvent>,
  renderDetail: (detail: Detail) => string,
  limits: Limits,
): Promise<Collected> {
  const runs = new Map<string, OpenRun>()
  const encoder = new TextEncoder()
  let state = emptySummary
  let omitted = 0
  let characters = 0

  for await (const event of events) {
    state = summarize(state, event)
    if (event.type === 'run:start') runs.set(event.run, openRun(event, runs.size))
    const run = runs.get(event.run)
    if (run === undefined) continue
    run.durationMs = event.at
    if (!('cursor' in event)) continue
    run.item.push(event)
    if (event.type !== 'item:end') continue

    const row = viewRow(run.item, event, anchorOf(run.number, event.cursor))
    const isFull = state.requests.total > limits.requests || characters > limits.characters
    if (row.tone !== 'failed' && isFull) {
      omitted += 1
    } else {
      const detail = renderDetail(viewDetail(run.item, run.descriptions.get(event.cursor.itemId)))
      characters += detail.length
      run.rows.push({ ...row, detail: encoder.encode(detail) })
    }
    run.item = []
  }
  return { summary: summaryOf(state), runs: [...runs.values()], omitted }
}

/** The fragment that leads to an item. */
export function anchorOf(run: number, { iteration, position, visit, attempt }: Cursor): string {
  return `r${run}-i${iteration}-p${position}-v${visit}-a${attempt}`
}

function openRun(start: EventOf<'run:start'>, number: number): OpenRun {
  return { number, start, descriptions: describe(start.outline), durationMs: 0, item: [], rows: [] }
}

function describe(outline: readonly OutlineEntry[]): ReadonlyMap<string, string> {
  return new Map(outline.flatMap(({ id, description }) => (description === undefined ? [] : [[id, description]])))
}
