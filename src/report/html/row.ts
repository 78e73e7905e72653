import type { EventOf } from '../../model/event.ts'
import { formatBytes, formatDuration } from '../format.ts'
import { type Exchange, exchangesOf, type ItemEvents, select } from '../item-events.ts'
import { type StatusView, viewStatus } from './exchange.ts'

/** How an item went: the word that is shown, and the class of the style sheet. */
type Tone = 'passed' | 'failed' | 'skipped' | 'retried' | 'known'

/** An item's line in the list of requests: small enough to keep for every item. */
export interface Row {
  readonly itemId: string
  readonly iteration: number
  readonly anchor: string
  readonly tone: Tone
  readonly name: string
  /** "visit 2", "attempt 2": which of several runs of one item this is. */
  readonly again?: string
  readonly method?: string
  readonly url?: string
  readonly status?: StatusView
  /** In place of a status: why there is none. */
  readonly absent: string
  readonly time?: string
  readonly size?: string
  readonly assertions?: string
  /** Milliseconds since the run started. */
  readonly startAt: number
  readonly endAt: number
  readonly spans: readonly Span[]
}

/** A stretch of time, in milliseconds since the run started. */
interface Span {
  readonly kind: 'request' | 'script'
  readonly from: number
  readonly to: number
}

const ABSENT = Object.freeze({ passed: '–', failed: 'error', skipped: 'skipped', retried: 'error', known: 'error' })

/** Prepares the line of an item that has ended. `anchor` names its place on the page. */
export function viewRow(events: ItemEvents, end: EventOf<'item:end'>, anchor: string): Row {
  const { cursor } = end
  const again = [
    ...(cursor.visit > 0 ? [`visit ${cursor.visit + 1}`] : []),
    ...(cursor.attempt > 0 ? [`attempt ${cursor.attempt + 1}`] : []),
  ].join(', ')
  const tone = toneOf(events, end)
  const assertions = countAssertions(events)
  return {
    itemId: cursor.itemId,
    iteration: cursor.iteration,
    anchor,
    tone,
    absent: ABSENT[tone],
    name: cursor.itemName,
    ...(again !== '' && { again }),
    ...viewAnswer(exchangesOf(events)),
    ...(assertions !== undefined && { assertions }),
    startAt: events[0]?.at ?? end.at,
    endAt: end.at,
    spans: spansOf(events),
  }
}

function toneOf(events: ItemEvents, { outcome, failure }: EventOf<'item:end'>): Tone {
  if (outcome === 'retried') return 'retried'
  const failures = [
    ...events.flatMap((event) => (event.type === 'assertion' && event.outcome === 'failed' ? [event.failure] : [])),
    ...(failure === undefined ? [] : [failure]),
  ]
  if (failures.some(({ known }) => known === undefined)) return 'failed'
  if (failures.length > 0) return 'known'
  if (outcome === 'failed') return 'failed'
  return outcome === 'skipped' ? 'skipped' : 'passed'
}

/** What the item's own exchange came to; of several (a challenge and its answer) the last. */
function viewAnswer(exchanges: readonly Exchange[]): Pick<Row, 'method' | 'url' | 'status' | 'time' | 'size'> {
  const main = exchanges.findLast(({ request }) => request.source === 'item')
  if (main === undefined) return {}
  const { method, url } = main.request.wire
  if (main.end?.type !== 'response') return { method, url }
  const { response, timings } = main.end
  return {
    method,
    url,
    status: viewStatus(response.status, response.statusText),
    time: formatDuration(timings.total),
    size: formatBytes(response.sizeBytes),
  }
}

function countAssertions(events: ItemEvents): string | undefined {
  const assertions = select(events, 'assertion')
  const passed = assertions.filter(({ outcome }) => outcome === 'passed')
  return assertions.length === 0 ? undefined : `${passed.length}/${assertions.length}`
}

function spansOf(events: ItemEvents): readonly Span[] {
  const scripts = select(events, 'script:end').map(
    ({ at, durationMs }): Span => ({ kind: 'script', from: at - durationMs, to: at }),
  )
  const requests = exchangesOf(events).map(
    ({ request, end }): Span => ({ kind: 'request', from: request.at, to: end?.at ?? request.at }),
  )
  return [...scripts, ...requests]
}
